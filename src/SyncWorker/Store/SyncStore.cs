using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Store.Rows;

namespace SyncWorker.Store;

/// <summary>Opens the store, brings it up to date and refuses one that a newer version made.</summary>
sealed class SyncStore(WorkerFolders folders, TimeProvider clock)
{
    /// <summary>The database that holds it.</summary>
    public StoreEngine Engine { get; } = StoreEngine.Of(folders);

    /// <summary>Where it is, for people.</summary>
    public string Place => Engine.Place;

    /// <summary>The data folder, which this machine's own files are in, whatever the engine.</summary>
    public string Data => folders.Data;

    /// <inheritdoc cref="StoreFault.Explain(Exception, WorkerFolders)"/>
    public string? Explain(Exception error) => StoreFault.Explain(error, folders);

    /// <summary>A context for ordinary queries. Committed work may be lost in a power cut, never half of it.</summary>
    public SyncDb Open() => Engine.Context(Durability.Usual);

    /// <summary>A context whose commits survive a power cut: where a mail is claimed or settled.</summary>
    public SyncDb OpenDurable() => Engine.Context(Durability.PowerCut);

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
        await using var db = Engine.Context(Durability.Usual, FailPoint.WhileMigrating);
        if (!await IsBehindAsync(db, cancellationToken))
        {
            return;
        }

        await using var alone = await Engine.LockAsync(clock, cancellationToken);
        if (await IsBehindAsync(db, cancellationToken))
        {
            var isEmpty = Engine.IsEmpty();
            if (!isEmpty && !Engine.IsShared)
            {
                new StoreBackup(folders, this, clock).MakeOwn(StoreBackup.BeforeMigration); // the way back: the old version and this file
            }

            await Engine.RemoveStaleLockAsync(db, cancellationToken);
            var lost = isEmpty ? DamagedStore.DescribeLost(folders) : null;
            await db.Database.MigrateAsync(cancellationToken);
            await HoldLostAsync(db, lost, cancellationToken);
        }
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
        await Engine.BeginNumbersAsync(db, Numbering.Leap, cancellationToken);
        Lost = lost;
    }

    /// <summary>
    /// True when the store is as this version makes it. Asked at every start of the service, whose process loads no Entity Framework:
    /// its model alone would hold twenty megabytes there for good.
    /// </summary>
    public bool IsCurrent()
    {
        if (!Engine.Exists())
        {
            return false;
        }

        try
        {
            using var db = Engine.Connect();
            return db.Read("""select "MigrationId" from "__EFMigrationsHistory" order by 1""", row => row.GetString(0))
                .SequenceEqual(Engine.Migrations, StringComparer.Ordinal);
        }
        catch (DbException)
        {
            return false; // never filled, or damaged: whoever brings it up to date says what is wrong
        }
    }

    /// <summary>
    /// Refuses a store whose pages are damaged, before anything is built on it. Asked at each start of the worker; the daily backup
    /// checks its copy more closely.
    /// </summary>
    /// <exception cref="StoreRefusedException">It is damaged.</exception>
    public void RefuseDamaged()
    {
        if (Engine.FindDamage() is { } damage)
        {
            throw new StoreRefusedException(DamagedStore.Describe(folders, damage, "Nothing was changed."));
        }
    }

    async Task<bool> IsBehindAsync(SyncDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = Engine.Exists() ? await db.Database.GetAppliedMigrationsAsync(cancellationToken) : [];
        if (applied.Where(name => !known.Remove(name)).ToList() is [.., var unknown])
        {
            throw new StoreRefusedException(
                $"The store {Place} was made by a newer version of SyncWorker (it has '{unknown}', which this version does not know). "
                    + "Nothing was read or written. Install the newer version again, or restore the backup made before its first start."
            );
        }

        return known.Count > 0;
    }
}

/// <summary>The store cannot be used as it is; the message says why and what to do.</summary>
sealed class StoreRefusedException(string message) : Exception(message);
