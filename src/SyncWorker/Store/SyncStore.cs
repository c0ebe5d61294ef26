using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SyncWorker.Config;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <summary>Opens the store, brings it up to date and refuses one that a newer version made.</summary>
sealed class SyncStore(WorkerFolders folders, TimeProvider clock)
{
    /// <summary>What <c>--info</c> prints.</summary>
    public static string Engine => "SQLite";

    public string Path => folders.Store;

    /// <summary>A context for ordinary queries. Committed work may be lost in a power cut, never half of it.</summary>
    public SyncDb Open() => Context("NORMAL");

    /// <summary>A context whose commits survive a power cut: where a mail is claimed or settled.</summary>
    public SyncDb OpenDurable() => Context("FULL");

    /// <summary>Why the store was begun anew now, though its folder has had one before; null otherwise.</summary>
    public string? Lost { get; private set; }

    /// <summary>Creates or migrates the store. One that was lost (<see cref="Lost"/>) is begun with sending on hold.</summary>
    /// <exception cref="StoreRefusedException">A newer version of the program made it, or it is damaged.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BringUpToDateAsync(cancellationToken);
        }
        catch (SqliteException error) when (SqliteCorruption.IsCorruption(error))
        {
            throw new StoreRefusedException(DamagedStore.Describe(folders, error.Message, "Nothing was changed."));
        }
    }

    async Task BringUpToDateAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folders.Data);
        await using var db = Context("NORMAL", FailPoint.WhileMigrating);
        if (!await IsBehindAsync(db, cancellationToken))
        {
            return;
        }

        await using var alone = await LockAsync(cancellationToken);
        if (await IsBehindAsync(db, cancellationToken))
        {
            var isEmpty = IsEmpty();
            if (!isEmpty)
            {
                new StoreBackup(folders, this, clock).MakeOwn(StoreBackup.BeforeMigration); // the way back: the old version and this file
            }

            await RemoveStaleLockAsync(db, cancellationToken);
            var lost = isEmpty ? DamagedStore.DescribeLost(folders) : null;
            await db.Database.MigrateAsync(cancellationToken);
            await HoldLostAsync(db, lost, cancellationToken);
        }
    }

    bool IsEmpty()
    {
        if (new FileInfo(Path) is not { Exists: true, Length: > 0 })
        {
            return true;
        }

        using var db = SqliteFile.Open(Path, SqliteOpenMode.ReadOnly);
        return SqliteFile.Run(db, "select count(*) from sqlite_master") is "0";
    }

    // It would plan and send again all that has left.
    async Task HoldLostAsync(SyncDb db, string? lost, CancellationToken cancellationToken)
    {
        if (lost is null)
        {
            return;
        }

        db.Holds.Add(
            new()
            {
                What = "send",
                Reason = lost,
                Since = clock.GetUtcNow(),
            }
        );
        if (LastSendMarker.Read(folders)?.LiveSince is { } live)
        {
            db.Facts.Add(new() { Name = StoreFact.LiveSince, Value = live });
        }

        await db.SaveChangesAsync(cancellationToken);
        Lost = lost;
    }

    /// <summary>
    /// True when the store is as this version makes it. Asked at every start of the service, whose process loads no Entity Framework:
    /// its model alone would hold twenty megabytes there for good.
    /// </summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        try
        {
            await using var db = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = Path,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                }.ToString()
            );
            await db.OpenAsync(cancellationToken);
            await using var command = new SqliteCommand("""select "MigrationId" from "__EFMigrationsHistory" order by 1""", db);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var applied = new List<string>();
            while (await rows.ReadAsync(cancellationToken))
            {
                applied.Add(rows.GetString(0));
            }

            return applied.SequenceEqual(Migrations, StringComparer.Ordinal);
        }
        catch (SqliteException)
        {
            return false; // never filled, or damaged: whoever brings it up to date says what is wrong
        }
    }

    /// <summary>The migrations of this version, oldest first.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        .. typeof(SyncStore)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "Migrations")
            .Value!.Split(' ')
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Refuses a store whose pages are damaged, before anything is built on it. Asked at each start of the worker; the daily backup
    /// checks its copy more closely.
    /// </summary>
    /// <exception cref="StoreRefusedException">It is damaged.</exception>
    public void RefuseDamaged()
    {
        if (File.Exists(Path) && BackupFile.FindDamage(Path, "quick_check") is { } damage)
        {
            throw new StoreRefusedException(DamagedStore.Describe(folders, damage, "Nothing was changed."));
        }
    }

    async Task<bool> IsBehindAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = File.Exists(Path) ? await db.Database.GetAppliedMigrationsAsync(cancellationToken) : [];
        if (applied.Where(name => !known.Remove(name)).ToList() is [.., var unknown])
        {
            throw new StoreRefusedException(
                $"The store {Path} was made by a newer version of SyncWorker (it has '{unknown}', which this version does not know). "
                    + "Nothing was read or written. Install the newer version again, or restore the backup made before its first start."
            );
        }

        return known.Count > 0;
    }

    // One process migrates at a time. The lock is the operating system's on a file, so a killed process cannot leave it behind.
    async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var patience = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (true)
        {
            try
            {
                return new(Path + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetUtcNow() < patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
            }
        }
    }

    // EF Core takes its migration lock as a row of a table; a process killed while it migrated leaves the row behind, and every
    // later start would wait for ever. The migration itself is a transaction, so with the file to ourselves the row is stale.
    static async Task RemoveStaleLockAsync(SyncDb db, CancellationToken cancellationToken)
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

    SqliteSyncDb Context(string synchronous, params IInterceptor[] more)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            DefaultTimeout = SqliteFile.PatienceSeconds,
        };
        return new(
            new DbContextOptionsBuilder<SqliteSyncDb>()
                .UseSqlite(connection.ToString())
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .AddInterceptors([new SqlitePragmas(synchronous), .. more])
                .Options
        );
    }
}

/// <summary>The store cannot be used as it is; the message says why and what to do.</summary>
sealed class StoreRefusedException(string message) : Exception(message);
