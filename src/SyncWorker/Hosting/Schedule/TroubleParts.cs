using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>What the watch over the jobs is made of.</summary>
sealed record TroubleParts(WorkerFolders Folders, CurrentConfig Config, SecretStore Secrets, TroubleMail Mail, TimeProvider Clock)
{
    public WatchFile File { get; } = new(Folders);

    /// <summary>Bytes that are left on the disk of a folder; tests put their own here.</summary>
    public Func<string, long> FreeSpace { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;
}
