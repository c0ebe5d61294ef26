using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// A plan and its inputs: the store at one moment. Making it blocks no writer; only applying it takes the writer's
/// lock, and only if its inputs have not changed.
/// </summary>
sealed class PlanSession : IAsyncDisposable
{
    readonly IBulkSession _session;
    readonly string _stamp;

    PlanSession(IBulkSession session, PlanTables tables, Planner planner)
    {
        (_session, Tables, Planner) = (session, tables, planner);
        _stamp = Stamp();
    }

    public SyncDb Db => _session.Db;

    public PlanTables Tables { get; }

    public Planner Planner { get; }

    /// <param name="bulk">The way to the store.</param>
    /// <param name="settings">In force for the whole plan.</param>
    /// <param name="at">The moment to plan for.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<PlanSession> OpenAsync(
        BulkPath bulk,
        StageSettings<ReconcileOptions> settings,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var session = await bulk.OpenAsync(cancellationToken);
        try
        {
            await session.BeginReadAsync(cancellationToken);
            var decisions = await session
                .Db.Decisions.Where(decision =>
                    decision.UndoneAt == null && decision.Kind != DecisionKind.SameActivity && decision.Kind != DecisionKind.OtherActivity // a plan does not depend on them
                )
                .OrderBy(decision => decision.Id)
                .ToListAsync(cancellationToken);
            var tables = new PlanTables(session);
            return new(session, tables, new(tables, settings, decisions, at));
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the writer's place, to apply the plan.</summary>
    /// <returns>False when a poll, a decision or another plan was written since: this plan is stale.</returns>
    public async Task<bool> TakeWriterAsync(CancellationToken cancellationToken)
    {
        await _session.CommitAsync(cancellationToken);
        await _session.BeginWriteAsync(cancellationToken);
        return Stamp() == _stamp;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _session.CommitAsync(cancellationToken);

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    // Polls write feeds, people decisions, plans their own fact and their approvals: no other code writes the inputs of a plan.
    string Stamp() =>
        string.Join(
            ' ',
            Tables.Text("select string_agg(Source || ' ' || coalesce(cast(LastGoodRun as text), ''), ' ' order by Source) from feeds"),
            Tables.Text("select coalesce(max(Id), 0) || ' ' || count(UndoneAt) from decisions"),
            Tables.Text("select count(*) || ' ' || count(ApprovedAt) || ' ' || count(AppliedRun) from plans"),
            Tables.Fact(Planner.AppliedFact)
        );
}
