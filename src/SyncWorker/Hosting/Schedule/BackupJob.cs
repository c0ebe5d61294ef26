using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>A backup of the store into the data folder's backups; the newest fourteen are kept.</summary>
[DisallowConcurrentExecution]
sealed partial class BackupJob(
    JobProcess jobs,
    CurrentConfig config,
    IdleTrim trim,
    TroubleWatch troubles,
    JobRecords records,
    JobPauses pauses,
    JobPing pings,
    TimeProvider clock,
    ILogger<BackupJob> logger
) : ScheduledJob(config, trim, troubles, records, pauses, pings, clock, logger)
{
    protected override async Task<StageResult> RunAsync(string name, CancellationToken stopping)
    {
        var made = await jobs.RunAsync(name, stopping);
        Made(logger, made.Look, made.Counts[0]);
        return made;
    }

    [LoggerMessage(140, LogLevel.Information, "backup done: {File}, {Size}")]
    static partial void Made(ILogger logger, string? file, Count size);
}
