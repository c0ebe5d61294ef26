using Microsoft.Extensions.Logging;

namespace SyncWorker.Hosting.Telemetry;

/// <summary>Whether the collector takes what it is sent: what keeps it from it is logged once until it changes.</summary>
sealed partial class ExportHealth(ILogger logger)
{
    readonly Lock _gate = new();
    readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    string? _said;

    /// <param name="signal">metrics or traces.</param>
    /// <param name="fault">Why it was not taken; null when it was.</param>
    public void Heard(string signal, string? fault)
    {
        lock (_gate)
        {
            if (fault is null)
            {
                _failing.Remove(signal);
                if (_said is not null && _failing.Count == 0)
                {
                    _said = null;
                    WorksAgain(logger);
                }
            }
            else
            {
                _failing.Add(signal);
                if (fault != _said)
                {
                    _said = fault;
                    NotTaken(logger, signal, fault);
                }
            }
        }
    }

    [LoggerMessage(
        165,
        LogLevel.Warning,
        "The collector (telemetry in schedule.json) does not take {Signal}; jobs go on; said once until it changes: {Reason}"
    )]
    static partial void NotTaken(ILogger logger, string signal, string reason);

    [LoggerMessage(166, LogLevel.Warning, "The collector of 165 takes metrics and traces again")]
    static partial void WorksAgain(ILogger logger);
}
