using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Runs the stage of the job's own name.</summary>
[DisallowConcurrentExecution]
sealed partial class StageJob(
    JobProcess jobs,
    LastOutcomes last,
    PendingMail mail,
    ClockCheck clockCheck,
    CurrentConfig config,
    IdleTrim trim,
    TroubleWatch troubles,
    JobRecords records,
    JobPauses pauses,
    JobPing pings,
    TimeProvider clock,
    ILogger<StageJob> logger
) : ScheduledJob(config, trim, troubles, records, pauses, pings, clock, logger)
{
    protected override async Task<StageResult> RunAsync(string name, CancellationToken stopping)
    {
        // Of a day that is not today nothing is to be decided. Send holds itself, and stays held when the clock is right again.
        var jump = name == SendGate.What ? null : clockCheck.FindJump(Config.Current.Zone);
        var result = jump is null
            ? await jobs.RunAsync(name, stopping)
            : new(name, StageOutcome.Held, []) { Notes = [jump], IsWatched = true };
        var counts = jump ?? (result.Counts.Count == 0 ? "nothing to do" : string.Join(", ", result.Counts));
        // A source that is red for a week is news once; the file keeps every line.
        var before = last.Replace(name, result.Outcome);
        var level = before != result.Outcome ? LogLevel.Warning : LogLevel.Information;
        switch (result.Outcome)
        {
            case StageOutcome.Done:
                Ended(logger, name, counts);
                if (before is not (null or StageOutcome.Done))
                {
                    WellAgain(logger, name);
                }

                break;
            case StageOutcome.Held:
                IsHeld(logger, level, name, counts);
                break;
            default:
                EndedBadly(
                    logger,
                    level,
                    name,
                    result.Outcome == StageOutcome.Partly ? "partly done" : "failed",
                    counts,
                    result.Notes.Count
                );
                break;
        }

        return result;
    }

    // An outcome that was reported as bad is reported as good again by a run.
    protected override string? IdleReason(string name) =>
        last.Find(name) is not (null or StageOutcome.Done) ? null
        : name == SendGate.What ? mail.WhyNone(Config.Current.SendSettings.Union)
        : name == "inbox" && Config.Current.Send.Answers is null ? "send.json names no answers"
        : null;

    [LoggerMessage(120, LogLevel.Information, "{Stage} done: {Counts}")]
    static partial void Ended(ILogger logger, string stage, string counts);

    [LoggerMessage(128, LogLevel.Warning, "{Stage} works again")]
    static partial void WellAgain(ILogger logger, string stage);

    [LoggerMessage(EventId = 126, Message = "{Stage} {Outcome}: {Counts}; {Notes} notes, see: SyncWorker status")]
    static partial void EndedBadly(ILogger logger, LogLevel level, string stage, string outcome, string counts, int notes);

    [LoggerMessage(EventId = 127, Message = "{Stage} is held, a person must decide: {Counts}; see: SyncWorker status")]
    static partial void IsHeld(ILogger logger, LogLevel level, string stage, string counts);
}
