using System.Diagnostics;
using System.Diagnostics.Metrics;
using SyncWorker.Poll;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Telemetry;

/// <summary>
/// What the worker measures of its jobs, for whoever listens: names and units are an interface, listed in install/README.md. Labels are
/// names of config (jobs, sources) and words of this program, never a partner, a person, an address or a value. Without a listener
/// each of these calls does nothing.
/// </summary>
static class Instruments
{
    /// <summary>The name of the meter and of the source of the spans.</summary>
    public const string Name = "SyncWorker";

    static readonly Meter s_meter = new(Name, Worker.Version);
    static readonly ActivitySource s_spans = new(Name, Worker.Version);

    // From a run that found nothing to do to the longest that a job may take.
    static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600],
    };

    static readonly Counter<long> s_runs = s_meter.CreateCounter<long>("syncworker.job.runs", "{run}", "Runs of jobs that have ended");
    static readonly Histogram<double> s_runTime = s_meter.CreateHistogram(
        "syncworker.job.duration",
        "s",
        "How long runs of jobs took",
        advice: s_seconds
    );
    static readonly Counter<long> s_polls = s_meter.CreateCounter<long>("syncworker.source.polls", "{poll}", "Polls of sources");
    static readonly Counter<long> s_rows = s_meter.CreateCounter<long>("syncworker.source.rows", "{row}", "Rows that sources gave");
    static readonly Histogram<double> s_pollTime = s_meter.CreateHistogram(
        "syncworker.source.duration",
        "s",
        "How long polls of sources took",
        advice: s_seconds
    );
    static readonly Counter<long> s_changes = s_meter.CreateCounter<long>(
        "syncworker.reconcile.changes",
        "{change}",
        "What reconcile has written"
    );
    static readonly Counter<long> s_mails = s_meter.CreateCounter<long>(
        "syncworker.mails",
        "{mail}",
        "Mails by what became of a try to send"
    );

    /// <summary>Counts of reconcile that say what it wrote; its others say what it looked at.</summary>
    static readonly string[] s_written = ["linked", "new partners", "updated", "countries changed", "missing"];

    /// <summary>A run of a job begins; the span is current until it is disposed of.</summary>
    public static Activity? BeginJob(string job)
    {
        var span = s_spans.StartActivity($"job {job}");
        span?.SetTag("syncworker.job", job);
        return span;
    }

    /// <param name="span">Of <see cref="BeginJob"/>.</param>
    /// <param name="job">Its name.</param>
    /// <param name="result">Null when it broke off.</param>
    /// <param name="took">How long it took.</param>
    public static void EndJob(Activity? span, string job, StageResult? result, TimeSpan took)
    {
        var outcome = result is null ? "broke-off" : EnumWord.Kebab(result.Outcome);
        var tags = new TagList { { "job", job }, { "outcome", outcome } };
        s_runs.Add(1, tags);
        s_runTime.Record(took.TotalSeconds, tags);
        Count(job, result);
        span?.SetTag("syncworker.outcome", outcome);
        span?.SetStatus(result is null or { Outcome: StageOutcome.Failed } ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
    }

    /// <summary>The poll of a source, which the process of the job has told of: measured, and a span below that of the job.</summary>
    public static void Polled(PolledSource poll)
    {
        var tags = new TagList { { "source", poll.Source }, { "outcome", EnumWord.Kebab(poll.Outcome) } };
        s_polls.Add(1, tags);
        s_pollTime.Record(poll.Took.TotalSeconds, tags);
        s_rows.Add(poll.Rows, new KeyValuePair<string, object?>("source", poll.Source));
        var parent = Activity.Current?.Context ?? default;
        using var span = s_spans.StartActivity(SourceSpan.Name, ActivityKind.Internal, parent, startTime: poll.StartedAt);
        span?.SetTag(SourceSpan.SourceTag, poll.Source);
        span?.SetTag(SourceSpan.OutcomeTag, EnumWord.Kebab(poll.Outcome));
        span?.SetTag(SourceSpan.RowsTag, poll.Rows);
        span?.SetStatus(poll.Outcome == PollOutcome.Unhealthy ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        span?.SetEndTime((poll.StartedAt + poll.Took).UtcDateTime);
    }

    static void Count(string job, StageResult? result)
    {
        if (result is null || (job == "reconcile" && result.Outcome == StageOutcome.Held))
        {
            return; // a held plan's counts are of what was not written
        }

        var (counter, label) = job switch
        {
            "reconcile" => (s_changes, "change"),
            "send" => (s_mails, "result"),
            _ => (null, ""),
        };
        foreach (var (what, number) in result.Counts)
        {
            if (counter is not null && number > 0 && (job == "send" ? what != "waiting" : s_written.Contains(what)))
            {
                counter.Add(number, new KeyValuePair<string, object?>(label, what.Replace(' ', '-')));
            }
        }
    }
}
