using System.Globalization;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>What one source would do to the store.</summary>
/// <param name="Source">The source's name; null for all together.</param>
/// <param name="What">One of the constants below.</param>
/// <param name="Rows">How many.</param>
/// <param name="Of">Of how many that were there.</param>
readonly record struct Impact(string? Source, string What, long Rows, long Of)
{
    public const string Disappearances = "disappearances";
    public const string Rewrites = "rewrites";
    public const string Moves = "rows that would move to another partner";
    public const string Emptied = "emptied values";
    public const string Adds = "new partners";
}

/// <summary>Why the guard stepped in, and what it does.</summary>
sealed record GuardViolation(Impact Impact, long Allowed, GuardLevel Level)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Impact.Source ?? "all sources"}: {Impact.Rows} {Impact.What} of {Impact.Of}, {Allowed} are allowed"
        );
}

/// <summary>
/// Allows per source and kind of change the larger of a number and a share, and in a small set a share alone: five of six rows
/// are not "only five".
/// </summary>
static class Guard
{
    /// <summary>Below this many rows a set is small.</summary>
    const long SmallSet = 20;

    public static long Allowed(Allowance allowance, Impact impact) =>
        impact.Of < SmallSet && impact.What != Impact.Adds
            ? Math.Max(1, (long)(impact.Of * allowance.SmallSetPercent / 100))
            : Math.Max(allowance.Rows, (long)(impact.Of * allowance.Percent / 100));

    public static IReadOnlyList<GuardViolation> Judge(IEnumerable<Impact> impacts, Func<string?, GuardOptions> options)
    {
        var trips = new List<GuardViolation>();
        foreach (var impact in impacts.Where(candidate => candidate.Rows > 0))
        {
            var guard = options(impact.Source);
            var allowance = impact.What switch
            {
                Impact.Disappearances => guard.Disappearances,
                Impact.Rewrites => guard.Rewrites,
                Impact.Moves => guard.Moves,
                Impact.Emptied => guard.Emptied,
                _ => guard.Adds,
            };
            if (allowance.Then != GuardLevel.Allow && impact.Rows > Allowed(allowance, impact))
            {
                var level = impact.What == Impact.Disappearances ? allowance.Then : GuardLevel.HoldPlan;
                trips.Add(new(impact, Allowed(allowance, impact), level));
            }
        }

        return trips;
    }
}
