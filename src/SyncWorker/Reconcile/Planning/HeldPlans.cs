using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Planning;

/// <summary>The plans that the guard held, and what people approved of them.</summary>
sealed class HeldPlans(SyncDb db, GuardOptions options, Moment at)
{
    /// <summary>True when a person approved exactly this plan and it was not applied yet.</summary>
    public async Task<bool> IsApprovedAsync(string hash, CancellationToken cancellationToken)
    {
        var now = at.Recorded;
        return await db.Plans.AnyAsync(
            plan => plan.Hash == hash && plan.ApprovedAt != null && plan.AppliedRun == null && plan.ExpiresAt > now,
            cancellationToken
        );
    }

    /// <summary>Writes the plan down once; the same plan again writes nothing until it expires.</summary>
    public async Task HoldAsync(PlanSummary plan, IReadOnlyList<string> items, CancellationToken cancellationToken)
    {
        var now = at.Recorded;
        await ReleaseAsync("another plan took its place", plan.Hash, cancellationToken);
        if (
            await db.Plans.AnyAsync(
                heldPlan => heldPlan.Hash == plan.Hash && heldPlan.ExpiresAt > now && heldPlan.AppliedRun == null,
                cancellationToken
            )
        )
        {
            return;
        }

        await db.Plans.Where(heldPlan => heldPlan.Hash == plan.Hash).ExecuteDeleteAsync(cancellationToken);
        db.Plans.Add(
            new()
            {
                Hash = plan.Hash,
                Counts = JsonSerializer.Serialize(plan.Counts.ToDictionary(count => count.What, count => count.Number)),
                Reason = string.Join("; ", plan.Violations),
                Items = string.Join('\n', items),
                HeldAt = now,
                ExpiresAt = now.AddDays(options.ExpiresAfterDays),
            }
        );
        db.Holds.Add(
            new()
            {
                What = $"plan:{plan.Hash}",
                Reason = $"{string.Join("; ", plan.Violations)}. reconcile --plan, reconcile approve {plan.Hash}",
                Since = now,
                Until = now.AddDays(options.ExpiresAfterDays),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whether any plan waits for a person.</summary>
    public Task<bool> AreWaitingAsync(CancellationToken cancellationToken) =>
        db.Holds.AnyAsync(hold => hold.What.StartsWith("plan:") && hold.ReleasedAt == null, cancellationToken);

    /// <summary>Plans no longer wait, but for the one named: applied, out of date, or the source is well again.</summary>
    public async Task ReleaseAsync(string by, string? butHash, CancellationToken cancellationToken)
    {
        var now = at.Recorded;
        var kept = $"plan:{butHash}";
        if (
            await db.Holds.AnyAsync(
                hold => hold.What.StartsWith("plan:") && hold.What != kept && hold.ReleasedAt == null,
                cancellationToken
            )
        )
        {
            await db
                .Holds.Where(hold => hold.What.StartsWith("plan:") && hold.What != kept && hold.ReleasedAt == null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(hold => hold.ReleasedAt, now).SetProperty(hold => hold.ReleasedBy, by),
                    cancellationToken
                );
        }
    }

    /// <summary>The held plan whose hash begins so; null when there is none that can still be approved.</summary>
    public async Task<HeldPlan?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var now = at.Recorded;
        var found = await db
            .Plans.Where(plan => plan.Hash.StartsWith(hash) && plan.AppliedRun == null && plan.ExpiresAt > now)
            .ToListAsync(cancellationToken);
        return found is [var only] && hash.Length >= 4 ? only : null;
    }

    /// <summary>The approved plan is applied by this run, and never again.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="who">Approves it now; null when it was approved before.</param>
    /// <param name="run">The run that applies it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AppliedAsync(string hash, string? who, long run, CancellationToken cancellationToken)
    {
        var now = at.Recorded;
        await db
            .Plans.Where(plan => plan.Hash == hash)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(plan => plan.ApprovedBy, plan => who ?? plan.ApprovedBy)
                        .SetProperty(plan => plan.ApprovedAt, plan => plan.ApprovedAt ?? now)
                        .SetProperty(plan => plan.AppliedRun, run),
                cancellationToken
            );
    }

    /// <summary>What a plan has more and less than the one that was held, in words.</summary>
    public static IEnumerable<string> Differences(HeldPlan held, IReadOnlyList<string> now)
    {
        var before = held.Items.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var more = now.Except(before, StringComparer.Ordinal).ToList();
        var less = before.Except(now, StringComparer.Ordinal).ToList();
        return more.Take(10)
            .Select(item => $"now also: {item}")
            .Concat(more.Count > 10 ? [$"and {more.Count - 10} more"] : [])
            .Concat(less.Take(10).Select(item => $"no longer: {item}"))
            .Concat(less.Count > 10 ? [$"and {less.Count - 10} fewer"] : []);
    }
}
