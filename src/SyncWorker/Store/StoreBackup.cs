using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>
/// Copies of the store: taken while the worker works (SQLite's online backup, one consistent moment, writers are not stopped),
/// checked, and put back.
/// </summary>
sealed class StoreBackup(WorkerFolders folders, SyncStore store, TimeProvider clock)
{
    /// <summary>How many of the backups that the program makes by itself are kept, of each kind.</summary>
    public const int Kept = 14;

    /// <summary>Writes the store to a file: whole or not at all; an older file of that name is replaced.</summary>
    public void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var partial = file + ".partial";
        File.Delete(partial);
        using (var from = Open(folders.Store, SqliteOpenMode.ReadOnly))
        using (var to = Open(partial, SqliteOpenMode.ReadWriteCreate))
        {
            from.BackupDatabase(to);
            Run(to, "pragma journal_mode = delete"); // one file, without -wal and -shm
        }

        File.Move(partial, file, overwrite: true);
    }

    /// <summary>A backup of the program's own in the data folder; the oldest of its kind beyond <see cref="Kept"/> go.</summary>
    /// <param name="kind">daily, before-migration, before-restore.</param>
    /// <returns>The file.</returns>
    public string MakeOwn(string kind)
    {
        var file = OwnFile(kind);
        Make(file);
        foreach (var old in Directory.EnumerateFiles(folders.Backups, $"{kind}-*.db").OrderDescending(StringComparer.Ordinal).Skip(Kept))
        {
            File.Delete(old);
        }

        return file;
    }

    /// <summary>What is wrong with a backup, or null and what it holds.</summary>
    public async Task<(string? Fault, IReadOnlyList<Count> Holds)> VerifyAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return ($"There is no file {file}.", []);
        }

        try
        {
            using var db = Open(file, SqliteOpenMode.ReadOnly);
            var integrity = Run(db, "pragma integrity_check(1)");
            if (integrity is not "ok")
            {
                return ($"{file} is damaged: {integrity}.", []);
            }

            await using var context = store.Open();
            var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = Column(db, "select MigrationId from __EFMigrationsHistory order by 1");
            if (applied.Find(name => !known.Contains(name)) is { } unknown)
            {
                return ($"{file} was made by a newer version of SyncWorker (it has '{unknown}'). Install that version, then restore.", []);
            }

            return (
                null,
                [
                    .. s_told.Select(table => new Count(
                        table,
                        long.Parse(Run(db, $"select count(*) from {table}")!, CultureInfo.InvariantCulture)
                    )),
                ]
            );
        }
        catch (SqliteException error)
        {
            return ($"{file} is not a backup of the store: {error.Message}", []);
        }
    }

    /// <summary>
    /// Puts a checked backup in the place of the store. What was there is kept as a backup. Sending is held: which mails left
    /// since the backup is unknown here, and sending them again would be worse than asking.
    /// </summary>
    /// <returns>Where the store that was there went, or null when there was none.</returns>
    public async Task<string?> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        var madeAt = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
        SqliteConnection.ClearAllPools();
        var kept = File.Exists(folders.Store) ? KeepOld() : null;
        var next = folders.Store + ".restoring";
        File.Copy(file, next, overwrite: true);
        await HoldAsync(next, madeAt, cancellationToken);
        foreach (var side in (string[])["-wal", "-shm"])
        {
            File.Delete(folders.Store + side);
        }

        FailPoint.Pass("restore-before-rename");
        File.Move(next, folders.Store, overwrite: true);
        return kept;
    }

    static readonly string[] s_told = ["partners", "snapshot", "ledger", "outbox", "runs"];

    string OwnFile(string kind) =>
        Path.Combine(folders.Backups, string.Create(CultureInfo.InvariantCulture, $"{kind}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db"));

    // A damaged store cannot be backed up page by page, and is why somebody restores: then its bytes are kept as they are.
    string KeepOld()
    {
        try
        {
            return MakeOwn("before-restore");
        }
        catch (SqliteException)
        {
            var file = OwnFile("before-restore");
            File.Copy(folders.Store, file, overwrite: true);
            return file;
        }
    }

    async Task HoldAsync(string file, DateTimeOffset madeAt, CancellationToken cancellationToken)
    {
        await using var db = new SqliteSyncDb(
            new DbContextOptionsBuilder<SqliteSyncDb>().UseSqlite($"Data Source={file};Pooling=False").Options
        );
        await db.Database.MigrateAsync(cancellationToken);
        db.Holds.Add(
            new Hold
            {
                What = "send",
                Reason = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The store was restored from a backup of {madeAt:yyyy-MM-dd HH:mm} UTC: mails that left after it are not known here. Look with: SyncWorker mail release --what-if; then: SyncWorker mail release"
                ),
                Since = clock.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("pragma journal_mode = delete", cancellationToken);
    }

    static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = 30,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    static string? Run(SqliteConnection db, string sql) => Column(db, sql).FirstOrDefault();

    static List<string> Column(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0).ToString() ?? "");
        }

        return values;
    }
}
