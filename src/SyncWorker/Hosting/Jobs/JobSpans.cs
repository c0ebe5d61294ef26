using System.Diagnostics;
using SyncWorker.Poll;

namespace SyncWorker.Hosting.Jobs;

/// <summary>
/// Tells the worker of each source's poll in a job's process. The worker alone sends: a job's process loads nothing for it and waits for
/// no collector. The spans are below the job's, so that log lines carry its trace.
/// </summary>
sealed class JobSpans : IDisposable
{
    /// <summary>Where a process finds the span above its own, as W3C's trace context has it.</summary>
    public const string Variable = "TRACEPARENT";

    readonly ActivityListener _listener;
    readonly Activity? _above;

    public JobSpans(Action<JobLine> write)
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == SourceSpan.Of,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Read(span) is { } poll)
                {
                    write(poll);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        if (Environment.GetEnvironmentVariable(Variable) is [_, ..] above)
        {
            _above = new Activity("job").SetParentId(above).Start();
        }
    }

    public void Dispose()
    {
        _above?.Dispose();
        _listener.Dispose();
    }

    // Without an outcome it was stopped on its way.
    static JobLine.Polled? Read(Activity span) =>
        span.GetTagItem(SourceSpan.OutcomeTag) is PollOutcome outcome
            ? new(
                new(
                    (string)span.GetTagItem(SourceSpan.SourceTag)!,
                    new(span.StartTimeUtc, TimeSpan.Zero),
                    span.Duration,
                    outcome,
                    (long)span.GetTagItem(SourceSpan.RowsTag)!
                )
            )
            : null;
}
