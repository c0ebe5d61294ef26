using System.Globalization;
using SyncWorker.Config;

namespace SyncWorker.Store;

/// <summary>What a person is told of a store that is damaged or lost: what to put back, and how.</summary>
static class DamagedStore
{
    /// <param name="damage">What was found, in words.</param>
    /// <param name="effect">What was not done because of it.</param>
    public static string Describe(WorkerFolders folders, string damage, string effect) =>
        $"The store {folders.Store} is damaged ({damage.TrimEnd('.')}). {effect} {PutBack(folders)}";

    /// <summary>Whether the reason of a job that failed is a damaged store.</summary>
    public static bool IsToldIn(string reason) =>
        reason.StartsWith("The store ", StringComparison.Ordinal) && reason.Contains(" is damaged", StringComparison.Ordinal);

    /// <summary>Why a new store does not send by itself; null when this folder has no store that sent before.</summary>
    public static string? DescribeLost(WorkerFolders folders)
    {
        var last = LastSendMarker.Read(folders);
        var hasBackup = Directory.Exists(folders.Backups) && Directory.EnumerateFiles(folders.Backups, "*.db").Any();
        return last is null && !hasBackup
            ? null
            : $"The store {folders.Store} is lost: it was not there or empty, though this folder has had one{(last is { Run: > 0 } ? " that sent mail" : "")}. A new one was begun, which knows nothing of what has left. To go on with the new one, look first with: SyncWorker mail release --what-if. {PutBack(folders)}";
    }

    static string PutBack(WorkerFolders folders) =>
        BackupFile.NewestGood(folders) is { } newest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Stop the worker and put the newest good backup back: SyncWorker restore {newest.Path} (of {File.GetLastWriteTimeUtc(newest.Path):yyyy-MM-dd HH:mm} UTC)."
            )
            : $"There is no good backup in {folders.Backups}: stop the worker and put one back that you keep elsewhere (SyncWorker restore FILE).";
}
