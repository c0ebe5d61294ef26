using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly.Retry;
using Polly.Telemetry;

namespace SyncWorker.Poll.Http;

/// <summary>What happened to the requests of each source, as Polly tells it: logged, and counted for the run's record.</summary>
sealed partial class SourceTraffic(ILogger<SourceTraffic> log)
{
    readonly ConcurrentDictionary<string, long> _repeated = new(StringComparer.Ordinal);

    /// <summary>Requests of a source that were tried again since the process began.</summary>
    public long Repeated(string source) => _repeated.GetValueOrDefault(source);

    /// <summary>Takes what the pipeline of a source reports.</summary>
    public TelemetryListener Listen(string source) => new Listener(this, source);

    void Take<TArgs>(string source, string what, TArgs arguments)
    {
        switch (what)
        {
            case "OnRetry" when arguments is OnRetryArguments<HttpResponseMessage> retry:
                _repeated.AddOrUpdate(source, 1, static (_, n) => n + 1);
                var reason = retry.Outcome switch
                {
                    { Exception: { } error } => FetchErrorText.Describe(error),
                    { Result: { } response } => FetchErrorText.Describe(response, null),
                    _ => "",
                };
                LogRetry(source, retry.AttemptNumber + 1, Math.Round(retry.RetryDelay.TotalSeconds, 1), reason);
                break;
            case "OnCircuitOpened":
                LogOpened(source);
                break;
            case "OnCircuitHalfOpened" or "OnCircuitClosed":
                LogClosed(source, what);
                break;
            default:
                break; // a time-out is an outcome, of which the retry tells
        }
    }

    [LoggerMessage(
        206,
        LogLevel.Information,
        "{Source} is asked again: try {Attempt} did not succeed, the next follows in {Seconds} s: {Reason}"
    )]
    partial void LogRetry(string source, int attempt, double seconds, string reason);

    [LoggerMessage(207, LogLevel.Warning, "{Source} kept failing: no more requests in this run")]
    partial void LogOpened(string source);

    [LoggerMessage(208, LogLevel.Information, "{Source} is asked again after a pause ({What})")]
    partial void LogClosed(string source, string what);

    sealed class Listener(SourceTraffic traffic, string source) : TelemetryListener
    {
        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args) =>
            traffic.Take(source, args.Event.EventName, args.Arguments);
    }
}
