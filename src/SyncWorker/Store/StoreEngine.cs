using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SyncWorker.Config;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Store;

/// <summary>Whether a commit has to survive a power cut.</summary>
enum Durability
{
    /// <summary>Committed work may be lost in a power cut, never half of it.</summary>
    Usual,

    /// <summary>Where a mail is claimed or settled.</summary>
    PowerCut,
}

/// <summary>The database that holds the store, as far as the two differ: how it is opened, locked, looked at and filled.</summary>
abstract class StoreEngine
{
    /// <summary>The engine that the config names.</summary>
    public static StoreEngine Of(WorkerFolders folders) =>
        folders.Postgres is { } postgres ? new PostgresEngine(folders, postgres) : new SqliteEngine(folders.Store);

    /// <summary>What people call it.</summary>
    public abstract string Name { get; }

    /// <summary>Where it is, for people; the same for two workers that share it.</summary>
    public abstract string Place { get; }

    /// <summary>Several workers may share it: nothing ties it to one machine.</summary>
    public abstract bool IsShared { get; }

    /// <summary>How large it is on its disk.</summary>
    public abstract long Bytes();

    /// <summary>Names of all migrations of this version, oldest first.</summary>
    public abstract IReadOnlyList<string> Migrations { get; }

    /// <summary>There is something that can be opened; it may be empty.</summary>
    public abstract bool Exists();

    /// <summary>Nothing was ever stored in it.</summary>
    public abstract bool IsEmpty();

    public abstract SyncDb Context(Durability durability, params IInterceptor[] interceptors);

    /// <summary>A connection of its own, open, for a few plain queries that load no Entity Framework and change nothing.</summary>
    /// <exception cref="DbException">It cannot be opened.</exception>
    public abstract DbConnection Connect();

    /// <summary>Begins a session for many rows on a connection of its own.</summary>
    public async Task<IBulkSession> OpenBulkAsync(CancellationToken cancellationToken)
    {
        var db = Context(Durability.Usual);
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            return BulkSession(db);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>The session on a context whose connection is open.</summary>
    protected abstract IBulkSession BulkSession(SyncDb db);

    /// <summary>Keeps other processes from migrating meanwhile.</summary>
    public abstract Task<IAsyncDisposable> LockAsync(TimeProvider clock, CancellationToken cancellationToken);

    /// <summary>Clears what a process left that was killed while it migrated.</summary>
    public abstract Task RemoveStaleLockAsync(SyncDb db, CancellationToken cancellationToken);

    /// <summary>From now on what the connection deletes is not kept in free pages either, as far as the engine can.</summary>
    public abstract Task EraseDeletedAsync(SyncDb db, CancellationToken cancellationToken);

    /// <summary>Nor in the journal of what was committed.</summary>
    public abstract Task EraseJournalAsync(SyncDb db, CancellationToken cancellationToken);

    /// <summary>Writes the store, as it is at one moment, to a new file of SQLite, whichever engine holds it: a backup.</summary>
    public abstract void CopyTo(string copy);

    /// <summary>Puts such a file, brought up to date, in the place of the store, whole or not at all. The file is used up.</summary>
    public abstract void ReplaceBy(string copy);

    /// <summary>
    /// Marks a run as long as it lasts, so that one whose process is gone can be told from one that goes on; null when it cannot be marked,
    /// which keeps no run from its work.
    /// </summary>
    public abstract IDisposable? MarkRun(long run);

    /// <summary>The process of the run lives, on whichever machine.</summary>
    public abstract bool IsRunMarked(long run);

    /// <summary>Takes the turn of a stage or a source, which one process at a time has; null while another has it.</summary>
    /// <param name="kind">What is taken: <c>running</c> a stage, <c>polling</c> a source.</param>
    /// <param name="name">Of the stage or source.</param>
    public abstract IDisposable? TryTakeTurn(string kind, string name);

    /// <summary>Lets the rows of a store that has none get numbers after this one, but for runs.</summary>
    public abstract Task BeginNumbersAsync(SyncDb db, long number, CancellationToken cancellationToken);

    /// <summary>The SQL for the value of a field of a JSON text; <paramref name="name"/> is a parameter or a text in quotes.</summary>
    public abstract string JsonField(string column, string name);

    /// <summary>What is wrong with its pages; null when it is sound or the engine itself sees to that.</summary>
    public abstract string? FindDamage();
}

/// <summary>Plain queries on a connection.</summary>
static class PlainQuery
{
    /// <summary>Every row of a query.</summary>
    /// <param name="db">Open.</param>
    /// <param name="sql">A constant of this program; names without quotes.</param>
    /// <param name="read">Makes a row.</param>
    /// <param name="values">Named as in the query, with @.</param>
    public static List<T> Read<T>(
        this DbConnection db,
        string sql,
        Func<DbDataReader, T> read,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: constants of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var rows = new List<T>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
