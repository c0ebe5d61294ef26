using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Reads the pages of the store and of its newest backup once a day, and at each look while damage is known or a job has met some. The
/// start has read the store's before.
/// </summary>
sealed class StoreHealth(WorkerFolders folders, TimeProvider clock)
{
    static readonly TimeSpan s_every = TimeSpan.FromDays(1);

    DateTimeOffset _checkedAt = clock.GetUtcNow();
    DateTimeOffset? _backupCheckedAt;
    string? _damage;
    string? _backupDamage;

    /// <summary>What is wrong, with the newest good backup, as a sentence; null when the store was whole when it was last read.</summary>
    /// <param name="isSuspected">A job has met damage: the indexes are looked through as well, which takes several times as long.</param>
    public string? FindDamage(bool isSuspected)
    {
        var now = clock.GetUtcNow();
        if (!isSuspected && _damage is null && now - _checkedAt < s_every && now >= _checkedAt)
        {
            return null;
        }

        var found =
            folders.Postgres is null && File.Exists(folders.Store)
                ? BackupFile.FindDamage(folders.Store, isSuspected ? "integrity_check" : "quick_check")
                : null;
        _checkedAt = now;
        return _damage = found is null
            ? null
            : DamagedStore.Describe(folders, found, "Jobs that meet the damage do nothing, and no backup is made.");
    }

    /// <summary>The same of the newest backup that the program made by itself: it was good when it was made.</summary>
    public string? FindBackupDamage()
    {
        var now = clock.GetUtcNow();
        if (_backupDamage is null && now - _backupCheckedAt < s_every && now >= _backupCheckedAt)
        {
            return null;
        }

        _backupCheckedAt = now;
        return _backupDamage =
            BackupFile.NewestMade(folders) is { } file && BackupFile.FindDamage(file) is { } damage
                ? $"The newest backup {file} is damaged ({damage}) and cannot be put back. {(BackupFile.NewestGood(folders) is { } good ? $"The newest good one is {good.Path}." : "There is no good one beside it.")} Make one now with: SyncWorker backup FILE"
                : null;
    }
}
