using System.Globalization;
using Microsoft.Data.Sqlite;
using SyncWorker.Config;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <summary>
/// A backup and how far it goes. Backups are ordered by the runs their store had had, never by the clock: a name from a day when the
/// clock was wrong says nothing.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Store">The store's id; empty when it has not sent yet.</param>
/// <param name="LastRun">The number of the newest run that the store had begun.</param>
sealed record BackupFile(string Path, string Store, long LastRun)
{
    /// <summary>The kinds that hold the store as it was at work; what a restore has put aside is not proposed.</summary>
    static readonly string[] s_proposed = [StoreBackup.Daily, StoreBackup.BeforeMigration];

    /// <summary>The readable ones of a kind, newest first.</summary>
    public static IReadOnlyList<BackupFile> OfKind(WorkerFolders folders, string kind) =>
        !Directory.Exists(folders.Backups)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(folders.Backups, $"{kind}-*.db")
                    .Select(TryRead)
                    .OfType<BackupFile>()
                    .OrderByDescending(file => file.LastRun)
                    .ThenByDescending(file => file.Path, StringComparer.Ordinal),
            ];

    /// <summary>The newest backup without damage, of the store that last sent from here before any other; null when there is none.</summary>
    public static BackupFile? NewestGood(WorkerFolders folders)
    {
        var last = LastSendMarker.Read(folders)?.Store;
        return s_proposed
            .SelectMany(kind => OfKind(folders, kind))
            .OrderByDescending(file => last is not null && file.Store == last)
            .ThenByDescending(file => file.LastRun)
            .ThenByDescending(file => file.Path, StringComparer.Ordinal)
            .FirstOrDefault(file => FindDamage(file.Path) is null && !IsOfNewerVersion(file.Path));
    }

    /// <summary>The file that was made last by the job or before a migration, good or not; null when there is none.</summary>
    public static string? NewestMade(WorkerFolders folders) =>
        Directory.Exists(folders.Backups)
            ? s_proposed
                .SelectMany(kind => Directory.EnumerateFiles(folders.Backups, $"{kind}-*.db"))
                .OrderByDescending(File.GetLastWriteTimeUtc)
                .ThenByDescending(file => file, StringComparer.Ordinal)
                .FirstOrDefault()
            : null;

    /// <summary>What is wrong with a store or a backup of one; null when it is whole.</summary>
    /// <param name="file">The file.</param>
    /// <param name="check"><c>integrity_check</c>, or <c>quick_check</c>, which leaves out the indexes and is several times as fast.</param>
    public static string? FindDamage(string file, string check = "integrity_check")
    {
        try
        {
            using var db = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
            return SqliteFile.Run(db, $"pragma {check}(1)") is "ok" ? null : "pages are damaged";
        }
        catch (SqliteException error) when (SqliteCorruption.IsCorruption(error))
        {
            return "it is not a database any more, or its pages are damaged";
        }
    }

    /// <summary>How far a store or a backup goes; null when the file cannot be read.</summary>
    public static BackupFile? TryRead(string file)
    {
        try
        {
            using var db = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
            var runs = SqliteFile.HasTable(db, "runs") ? SqliteFile.Run(db, "select seq from sqlite_sequence where name = 'runs'") : null;
            var id = SqliteFile.HasTable(db, "facts")
                ? SqliteFile.Run(db, $"""select "Value" from facts where "Name" = '{StoreFact.StoreId}'""")
                : null;
            return new(file, id ?? "", runs is null ? 0 : long.Parse(runs, CultureInfo.InvariantCulture));
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    static bool IsOfNewerVersion(string file)
    {
        using var db = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        return SqliteFile.HasTable(db, "__EFMigrationsHistory")
            && SqliteFile.Column(db, "select MigrationId from __EFMigrationsHistory").Except(MigrationNames.Of("SqliteMigrations")).Any();
    }
}
