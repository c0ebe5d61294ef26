using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile.Planning;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Reconcile.Desk;

/// <summary>Shows the plan as it would be applied now; costs nothing and writes nothing.</summary>
sealed class PlanDesk(IBulkPath bulk, ConfigInUse config)
{
    public async Task<ReconcilePlan> ShowAsync(Moment at, CancellationToken cancellationToken)
    {
        await using var session = await PlanSession.OpenAsync(bulk, config.Current, at, cancellationToken);
        var plan = session.Planner.Plan(new HashSet<string>(), cancellationToken);
        return new(plan.Hash, plan.Counts, [.. plan.Trips.Select(trip => trip.ToString())], [.. PlanItems.Read(session.Tables)]);
    }
}
