using SyncWorker.Store.Rows;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>Whether a source still has a row.</summary>
/// <param name="Since">The first good run without it; null while it is there.</param>
/// <param name="Runs">Good runs in a row without it.</param>
readonly record struct Presence(DateTimeOffset? Since, int Runs);

/// <summary>The status of a partner, and why.</summary>
readonly record struct LifeState(PartnerStatus Status, DateTimeOffset? MissingSince, string Reason);

/// <summary>
/// Suspected from the first good run in which no source has the partner, inactive after some runs over some days, purged after a
/// term; active again, with its id and history, as soon as one source has it again.
/// </summary>
static class MissingLadder
{
    public static LifeState Evaluate(IReadOnlyCollection<Presence> rows, DateTimeOffset now, LifeCycleOptions options)
    {
        if (rows.Count == 0)
        {
            return new(PartnerStatus.Inactive, null, "no row is linked to it");
        }

        if (rows.Any(row => row.Since is null))
        {
            return new(PartnerStatus.Active, null, "a source has it");
        }

        // It has been missing since the last of its rows went.
        var since = rows.Max(row => row.Since!.Value);
        var runs = rows.Min(row => row.Runs);
        var days = (now - since).TotalDays;
        if (runs < options.InactiveAfterRuns || days < options.InactiveAfterDays)
        {
            return new(PartnerStatus.Suspected, since, $"no source has it since {since:yyyy-MM-dd}");
        }

        return options.PurgeAfterDays is { } term && days >= term
            ? new(PartnerStatus.Purged, since, $"no source has had it for {term} days")
            : new(PartnerStatus.Inactive, since, $"no source has had it for {runs} runs and {(int)days} days");
    }
}
