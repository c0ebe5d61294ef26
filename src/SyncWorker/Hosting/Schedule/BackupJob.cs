using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>A backup of the store into the data folder's backups; the newest fourteen are kept.</summary>
[DisallowConcurrentExecution]
sealed partial class BackupJob(StoreBackup backup, ConfigInUse config, IdleTrim trim, TimeProvider clock, ILogger<BackupJob> logger)
    : ScheduledJob(config, trim, clock, logger)
{
    protected override Task RunAsync(string name, CancellationToken stopping)
    {
        var file = backup.MakeOwn("daily");
        Made(logger, Path.GetFileName(file), new FileInfo(file).Length / 1024);
        return Task.CompletedTask;
    }

    [LoggerMessage(140, LogLevel.Information, "backup done: {File}, {Kilobytes} KB")]
    static partial void Made(ILogger logger, string file, long kilobytes);
}
