using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Planning;

/// <summary>Everything a plan depends on but the rows: config, tables, decisions, the moment.</summary>
sealed record PlanInputs
{
    public required ReconcileOptions Options { get; init; }

    public required ReferenceTables Tables { get; init; }

    public required MergePolicy Policy { get; init; }

    public required Lexicon Lexicon { get; init; }

    public required Decisions Decisions { get; init; }

    public required Moment At { get; init; }

    /// <summary>Config, tables or decisions are not those of the last run: every row is looked at again.</summary>
    public required bool RematchAll { get; init; }

    /// <summary>The last plan that was applied gave a partner another name, key or place: rows of all sources are matched again.</summary>
    public bool Rematch { get; init; }

    /// <summary>Sources whose vanished rows are not changed, because the guard blocked it.</summary>
    public IReadOnlySet<string> SkipDisappearances { get; init; } = new HashSet<string>();

    public MatchLimits Limits =>
        new()
        {
            Link = Options.Matching.LinkFrom,
            Review = Options.Matching.ReviewFrom,
            CityBodies = Options.Matching.CityBodies,
            WordWeight = Options.Matching.WordWeight,
            LetterWeight = Options.Matching.LetterWeight,
        };
}
