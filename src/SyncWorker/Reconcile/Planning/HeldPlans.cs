using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Merging;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.Planning;

/// <summary>The plans that the guard held, and what people approved of them.</summary>
sealed class HeldPlans(SyncDb db, GuardOptions options, Moment at)
{
    /// <summary>True when a person approved exactly this plan and it was not applied yet; it is marked as applied by this run.</summary>
    public async Task<bool> IsApprovedAsync(string hash, long run, CancellationToken cancellationToken)
    {
        var now = at.Instant;
        return await db.Plans
            .Where(plan => plan.Hash == hash && plan.ApprovedAt != null && plan.AppliedRun == null && plan.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(plan => plan.AppliedRun, run), cancellationToken) > 0;
    }

    /// <summary>Writes the plan down once; the same plan again writes nothing until it expires.</summary>
    public async Task HoldAsync(PlanSummary plan, CancellationToken cancellationToken)
    {
        var now = at.Instant;
        if (await db.Plans.AnyAsync(one => one.Hash == plan.Hash && one.ExpiresAt > now && one.AppliedRun == null, cancellationToken))
        {
            return;
        }

        await db.Plans.Where(one => one.Hash == plan.Hash).ExecuteDeleteAsync(cancellationToken);
        db.Plans.Add(new()
        {
            Hash = plan.Hash,
            Counts = JsonSerializer.Serialize(plan.Counts.ToDictionary(count => count.What, count => count.Number)),
            Reason = string.Join("; ", plan.Trips),
            HeldAt = now,
            ExpiresAt = now.AddDays(options.ExpiresAfterDays),
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
