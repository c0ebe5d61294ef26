using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Store;

/// <summary>One file, in WAL mode.</summary>
/// <param name="file">The data folder's, or a copy of it.</param>
sealed class SqliteEngine(string file) : StoreEngine
{
    public override string Name => "SQLite";

    public override string Place => file;

    public override bool IsShared => false;

    public override long Bytes() => new FileInfo(file) is { Exists: true } found ? found.Length : 0;

    public override IReadOnlyList<string> Migrations { get; } = MigrationNames.Of("SqliteMigrations");

    public override bool Exists() => File.Exists(file);

    public override bool IsEmpty()
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return true;
        }

        using var db = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        return SqliteFile.Run(db, "select count(*) from sqlite_master") is "0";
    }

    public override SyncDb Context(Durability durability, params IInterceptor[] interceptors) =>
        new SqliteSyncDb(
            new DbContextOptionsBuilder<SqliteSyncDb>()
                .UseSqlite(
                    new SqliteConnectionStringBuilder
                    {
                        DataSource = file,
                        ForeignKeys = true,
                        DefaultTimeout = SqliteFile.PatienceSeconds,
                    }.ToString()
                )
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .AddInterceptors([new SqlitePragmas(durability == Durability.PowerCut ? "FULL" : "NORMAL"), .. interceptors])
                .Options
        );

    public override DbConnection Connect()
    {
        var db = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = 5,
            }.ToString()
        );
        db.Open();
        return db;
    }

    protected override IBulkSession BulkSession(SyncDb db)
    {
        var session = new SqliteBulkSession(db);
        session.Execute(SqliteBulkSession.LargeCache);
        return session;
    }

    // The lock is the operating system's on a file, so a killed process cannot leave it behind.
    public override async Task<IAsyncDisposable> LockAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var patience = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (true)
        {
            try
            {
                return new FileStream(file + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetUtcNow() < patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
            }
        }
    }

    // EF Core takes its migration lock as a row of a table; a process killed while it migrated leaves the row behind, and every
    // later start would wait for ever. The migration itself is a transaction, so with the file to ourselves the row is stale.
    public override async Task RemoveStaleLockAsync(SyncDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name = '__EFMigrationsLock'";
        if ((long)(await command.ExecuteScalarAsync(cancellationToken))! > 0)
        {
            command.CommandText = "delete from __EFMigrationsLock";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override Task EraseDeletedAsync(SyncDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("pragma secure_delete = on", cancellationToken);

    public override Task EraseJournalAsync(SyncDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", cancellationToken);

    public override IDisposable? MarkRun(long run) => RunMark.Make(Path.GetDirectoryName(file)!, run);

    public override bool IsRunMarked(long run) => RunMark.IsHeld(Path.GetDirectoryName(file)!, run);

    public override IDisposable? TryTakeTurn(string kind, string name) =>
        FileTurn.TryTake(Path.Combine(Path.GetDirectoryName(file)!, kind), name);

    /// <summary>SQLite's online backup: one consistent moment, writers are not stopped.</summary>
    public override void CopyTo(string copy)
    {
        using var from = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        using (File.Create(copy)) { }
        OwnerOnly.Restrict(copy);
        using var to = SqliteFile.Open(copy, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(to);
        SqliteFile.Run(to, "pragma journal_mode = delete"); // one file, without -wal and -shm
    }

    public override void ReplaceBy(string copy)
    {
        foreach (var side in (string[])["-wal", "-shm"])
        {
            File.Delete(file + side);
        }

        FailPoint.Pass("restore-before-rename");
        File.Move(copy, file, overwrite: true);
    }

    public override async Task BeginNumbersAsync(SyncDb db, long number, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        Numbering.Begin((SqliteConnection)db.Database.GetDbConnection(), number);
    }

    public override string JsonField(string column, string name) => $"({column} ->> {name})";

    public override string? FindDamage() => Exists() ? BackupFile.FindDamage(file, "quick_check") : null;
}
