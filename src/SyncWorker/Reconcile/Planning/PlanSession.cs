using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;

namespace SyncWorker.Reconcile.Planning;

/// <summary>One connection and one transaction in which a plan is made: rolled back unless it is committed.</summary>
sealed class PlanSession : IAsyncDisposable
{
    readonly SqliteTransaction _transaction;

    PlanSession(SyncDb db, SqliteTransaction transaction, PlanTables tables, Planner planner) =>
        (Db, _transaction, Tables, Planner) = (db, transaction, tables, planner);

    public SyncDb Db { get; }

    public PlanTables Tables { get; }

    public Planner Planner { get; }

    /// <param name="store">The store.</param>
    /// <param name="config">In force for the whole plan.</param>
    /// <param name="at">The moment to plan for.</param>
    /// <param name="toWrite">Takes the store's one writer's place at once, so that nothing changes between plan and apply.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<PlanSession> OpenAsync(SyncStore store, SyncConfig config, Moment at, bool toWrite, CancellationToken cancellationToken)
    {
        var db = store.Open();
        SqliteTransaction? transaction = null;
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            transaction = connection.BeginTransaction(deferred: !toWrite);
            await db.Database.UseTransactionAsync(transaction, cancellationToken);
            var decisions = await db.Decisions.Where(one => one.UndoneAt == null).OrderBy(one => one.Id).ToListAsync(cancellationToken);
            var tables = new PlanTables(connection);
            return new(db, transaction, tables, new(tables, config, decisions, at));
        }
        catch
        {
            // A connection that goes back to the pool with its transaction open would keep the store locked for everyone.
            await (transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
            await db.DisposeAsync();
            throw;
        }
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        Tables.Dispose();
        await Db.DisposeAsync();
    }
}
