using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>One activity, counted once, whoever told it.</summary>
/// <param name="Told">The rows that tell it, by their keys.</param>
/// <param name="Reasons">Why they are one; empty for a row alone.</param>
sealed record CountedActivity(IReadOnlyList<ToldActivity> Told, IReadOnlyList<string> Reasons)
{
    /// <summary>All units that took part, the highest first.</summary>
    public IReadOnlyList<Unit> Units { get; } =
    [
        .. Told.SelectMany(row => row.Units)
            .DistinctBy(unit => unit.Key)
            .OrderBy(unit => unit.Level)
            .ThenBy(unit => unit.Key, StringComparer.Ordinal),
    ];

    /// <summary>The row that it is shown by: of the highest leading unit, then the longest name.</summary>
    public ToldActivity Shown { get; } =
        Told.OrderBy(row => row.Lead?.Level ?? UnitLevel.Other).ThenByDescending(row => row.Name.Length).ThenBy(row => row.Key).First();

    /// <summary>The best known day, then the earliest.</summary>
    public PartialDate Day { get; } = Told.OrderByDescending(row => row.Day.Precision).ThenBy(row => row.Day).First().Day;

    /// <summary>The level that it is counted at: the highest that took part.</summary>
    public UnitLevel Level => Units is [var highest, ..] ? highest.Level : UnitLevel.Other;

    /// <summary>More than one unit took part.</summary>
    public bool IsJoint => Units.Count > 1;

    public Amount? Participants => Best(row => row.Participants);

    /// <summary>In đồng.</summary>
    public Amount? Money => Best(row => row.Money);

    /// <summary>In đồng.</summary>
    public Amount? Aid => Best(row => row.Aid);

    public string? Campaign => Told.Select(row => row.Campaign).FirstOrDefault(name => name is not null);

    public bool HasUnit(Unit unit) => Units.Any(one => one.IsIn(unit));

    /// <summary>The amounts that its rows tell, where they tell different ones.</summary>
    public IReadOnlyList<Amount> Disagreement(Func<ToldActivity, Amount?> amount) =>
        Told.Select(amount).OfType<Amount>().Distinct().ToList() is { Count: > 1 } several ? several : [];

    // "416" and "gần 420" of one gift are 416: what is exact goes before what is not, then the larger.
    Amount? Best(Func<ToldActivity, Amount?> amount) =>
        Told.Select(amount)
            .OfType<Amount>()
            .OrderBy(value => value.Bound != Bound.Exact)
            .ThenByDescending(value => value.Value)
            .Select(value => (Amount?)value)
            .FirstOrDefault();
}
