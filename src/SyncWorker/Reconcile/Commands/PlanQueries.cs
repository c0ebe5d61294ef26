using SyncWorker.Reconcile.Planning;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>Shows the plan as it would be applied now; costs nothing and writes nothing.</summary>
sealed class PlanQueries(BulkPath bulk, StageSettings<ReconcileOptions> settings)
{
    public async Task<ReconcilePlan> ShowAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, settings, at, cancellationToken);
        var plan = session.Planner.Plan(new HashSet<string>(), cancellationToken);
        return new(
            plan.Hash,
            plan.Counts,
            [.. plan.Violations.Select(violation => violation.ToString())],
            [.. PlanItems.Read(session.Tables)]
        );
    }
}
