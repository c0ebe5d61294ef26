using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>
/// Copies of the store: taken while the worker works (one consistent moment, writers are not stopped), checked, and put back. A copy is a file
/// of SQLite, whichever engine holds the store, so that all of this is the same for both.
/// </summary>
sealed class StoreBackup(WorkerFolders folders, SyncStore store, TimeProvider clock)
{
    /// <summary>How many of the backups that the program makes by itself are kept, of each kind.</summary>
    public const int Kept = 14;

    /// <summary>The backup that the job of the schedule makes.</summary>
    public const string Daily = "daily";

    public const string BeforeMigration = "before-migration";

    public const string BeforeRestore = "before-restore";

    /// <summary>
    /// Writes the store to a file and checks the copy: whole and good, or not at all; an older file of that name is replaced.
    /// </summary>
    /// <exception cref="StoreRefusedException">The store is damaged: the older file is left alone.</exception>
    public void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var partial = file + ".partial";
        try
        {
            Copy(partial);
            if (BackupFile.FindDamage(partial) is { } damage)
            {
                throw new StoreRefusedException(DamagedStore.Describe(folders, damage, $"No backup was made; {file} is as it was."));
            }

            File.Move(partial, file, overwrite: true);
        }
        catch
        {
            DeleteHalf(partial);
            throw;
        }
    }

    void Copy(string partial)
    {
        File.Delete(partial);
        try
        {
            store.Engine.CopyTo(partial);
        }
        catch (SqliteException error) when (SqliteCorruption.IsCorruption(error))
        {
            throw new StoreRefusedException(DamagedStore.Describe(folders, error.Message, "No backup was made."));
        }
    }

    static void DeleteHalf(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // why it was not made is what is told
        }
    }

    /// <summary>
    /// A backup of the program's own in the data folder. Beyond <see cref="Kept"/> of its kind and store the oldest go: those whose store
    /// had had the fewest runs, whatever day their names say.
    /// </summary>
    /// <param name="kind">daily, before-migration, before-restore.</param>
    /// <returns>The file.</returns>
    public string MakeOwn(string kind)
    {
        var file = OwnFile(kind);
        Make(file);
        var made = BackupFile.TryRead(file);
        foreach (
            var old in BackupFile.OfKind(folders, kind).Where(backup => backup.Store == made?.Store && backup.Path != file).Skip(Kept - 1)
        )
        {
            File.Delete(old.Path);
        }

        return file;
    }

    /// <summary>What is wrong with a backup, or null and what it holds.</summary>
    public static (string? Fault, IReadOnlyList<Count> Holds) Verify(string file)
    {
        if (!File.Exists(file))
        {
            return ($"There is no file {file}.", []);
        }

        try
        {
            if (BackupFile.FindDamage(file) is { } damage)
            {
                return ($"{file} is not a backup of the store: {damage}.", []);
            }

            using var db = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
            var known = MigrationNames.Of("SqliteMigrations").ToHashSet(StringComparer.Ordinal);
            var applied = SqliteFile.Column(db, "select MigrationId from __EFMigrationsHistory order by 1");
            if (applied.Find(name => !known.Contains(name)) is { } unknown)
            {
                return ($"{file} was made by a newer version of SyncWorker (it has '{unknown}'). Install that version, then restore.", []);
            }

            return (
                null,
                [
                    .. s_told.Select(table => new Count(
                        table,
                        long.Parse(SqliteFile.Run(db, $"select count(*) from {table}")!, CultureInfo.InvariantCulture)
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
    /// Puts a checked backup in the place of the store. What was there is kept as a backup, and what left since is marked as sent in the
    /// restored store as far as the kept one and <see cref="SentRecord"/> know it. Sending is held: a person looks before it goes on.
    /// </summary>
    public async Task<Restored> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        var madeAt = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
        SqliteConnection.ClearAllPools();
        if (store.Engine.IsShared)
        {
            await store.PrepareAsync(cancellationToken);
        }

        var kept = store.Engine.Exists() ? KeepOld() : null;
        var next = folders.Store + ".restoring";
        File.Copy(file, next, overwrite: true);
        OwnerOnly.Restrict(next);
        await HoldAsync(next, madeAt, kept, cancellationToken);
        GoOnNumbering(next, kept);
        var restored = MarkSent(next, kept);
        store.Engine.ReplaceBy(next);
        return restored;
    }

    /// <summary>
    /// Marks once more what left before a restore, of what the stores know that were replaced: partners that came after the backup are
    /// in the register again since.
    /// </summary>
    /// <remarks>Not in a shared store, whose other workers would write meanwhile: there what left is marked once, by the restore.</remarks>
    public Restored MarkSent()
    {
        if (store.Engine.IsShared)
        {
            return new((string?)null);
        }

        using var db = SqliteFile.Open(folders.Store, SqliteOpenMode.ReadOnly);
        var replaced = SqliteFile.Run(db, $"""select "Value" from facts where "Name" = '{StoreFact.Replaced}'""")?.Split('\n') ?? [];
        return MarkSent(folders.Store, [.. replaced.Select(name => Path.Combine(folders.Backups, name))]);
    }

    Restored MarkSent(string store, params IReadOnlyList<string?> replaced)
    {
        var restored = new Restored(replaced is [var kept, ..] ? kept : null);
        foreach (var from in replaced.Append(SentRecord.PathIn(folders)).OfType<string>().Where(File.Exists))
        {
            try
            {
                var (mails, reminders) = CarryOver.Run(store, from);
                restored = restored with { Mails = restored.Mails + mails, Reminders = restored.Reminders + reminders };
            }
            catch (SqliteException)
            {
                restored = restored with { NotCompared = [.. restored.NotCompared, from] };
            }
        }

        return restored;
    }

    // A run's number orders backups and fences mails: it goes on where it was, whatever store was there last.
    void GoOnNumbering(string file, string? kept)
    {
        var own = BackupFile.TryRead(file)!;
        var last = LastSendMarker.Read(folders);
        var newest = ((string[])[Daily, BeforeMigration, BeforeRestore])
            .SelectMany(kind => BackupFile.OfKind(folders, kind))
            .Where(backup => backup.Store == own.Store)
            .Select(backup => backup.LastRun)
            .Append(last?.Store == own.Store ? last.Run : 0)
            .Max();
        using var db = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
        Numbering.GoOn(db, kept);
        SentRecord.Execute(db, "update sqlite_sequence set seq = max(seq, $newest) where name = 'runs'", ("$newest", newest));
    }

    static readonly string[] s_told = ["partners", "snapshot", "ledger", "outbox", "runs"];

    string OwnFile(string kind) =>
        Path.Combine(folders.Backups, string.Create(CultureInfo.InvariantCulture, $"{kind}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db"));

    // A damaged store cannot be backed up page by page, and is why somebody restores: then its bytes are kept as they are.
    string KeepOld()
    {
        try
        {
            return MakeOwn(BeforeRestore);
        }
        catch (Exception error) when (!store.Engine.IsShared && error is SqliteException or StoreRefusedException)
        {
            var file = OwnFile(BeforeRestore);
            File.Copy(folders.Store, file, overwrite: true);
            OwnerOnly.Restrict(file);
            return file;
        }
    }

    async Task HoldAsync(string file, DateTimeOffset madeAt, string? kept, CancellationToken cancellationToken)
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
                    $"The store was restored from a backup of {madeAt:yyyy-MM-dd HH:mm} UTC."
                ),
                Since = clock.GetUtcNow(),
            }
        );
        if (
            LastSendMarker.Read(folders)?.LiveSince is { } live
            && !await db.Facts.AnyAsync(fact => fact.Name == StoreFact.LiveSince, cancellationToken)
        )
        {
            db.Facts.Add(new() { Name = StoreFact.LiveSince, Value = live }); // its end of the trial came after the backup
        }

        if (kept is not null)
        {
            var replaced = await db.Facts.AsTracking().SingleOrDefaultAsync(fact => fact.Name == StoreFact.Replaced, cancellationToken);
            var names = string.Join('\n', (string[])[Path.GetFileName(kept), .. replaced?.Value.Split('\n') ?? []]);
            if (replaced is null)
            {
                db.Facts.Add(new() { Name = StoreFact.Replaced, Value = names });
            }
            else
            {
                replaced.Value = names;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("pragma journal_mode = delete", cancellationToken);
    }
}

/// <summary>What a restore has done.</summary>
/// <param name="Kept">Where the store that was there went, or null when there was none.</param>
sealed record Restored(string? Kept)
{
    /// <summary>Mails that left after the backup, marked as sent now.</summary>
    public int Mails { get; init; }

    /// <summary>Reminders that were told after the backup, marked as told now.</summary>
    public int Reminders { get; init; }

    /// <summary>Files that may know of more and cannot be read.</summary>
    public IReadOnlyList<string> NotCompared { get; init; } = [];
}
