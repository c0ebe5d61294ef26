using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Runs the stage of the job's own name.</summary>
[DisallowConcurrentExecution]
sealed partial class StageJob(IServiceProvider services, ConfigInUse config, TimeProvider clock, ILogger<StageJob> logger)
    : ScheduledJob(config, clock, logger)
{
    protected override async Task RunAsync(string name, CancellationToken stopping)
    {
        var result = await services.Stage(name).RunAsync(new(Moment.Read(Clock, Config.Current.Zone)), stopping);
        var counts = result.Counts.Count == 0 ? "nothing to do" : string.Join(", ", result.Counts);
        switch (result.Outcome)
        {
            case StageOutcome.Done:
                Ended(logger, name, counts);
                break;
            case StageOutcome.Held:
                IsHeld(logger, name, counts);
                break;
            default:
                EndedBadly(logger, name, result.Outcome == StageOutcome.Partly ? "partly done" : "failed", counts, result.Notes.Count);
                break;
        }
    }

    [LoggerMessage(120, LogLevel.Information, "{Stage} done: {Counts}")]
    static partial void Ended(ILogger logger, string stage, string counts);

    [LoggerMessage(126, LogLevel.Warning, "{Stage} {Outcome}: {Counts}; {Notes} notes, see: SyncWorker status")]
    static partial void EndedBadly(ILogger logger, string stage, string outcome, string counts, int notes);

    [LoggerMessage(127, LogLevel.Warning, "{Stage} is held, a person must decide: {Counts}; see: SyncWorker status")]
    static partial void IsHeld(ILogger logger, string stage, string counts);
}
