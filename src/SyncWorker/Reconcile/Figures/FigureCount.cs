using SyncWorker.Reconcile.Activities;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Figures;

/// <summary>
/// Counts the figures of a period:
/// 1. an activity counts once, at the highest level that took part;
/// 2. what a unit tells as a total adds only what goes beyond the activities that are told one by one and name the unit;
/// 3. "trên" stays "trên": a sum with a lower bound is a lower bound;
/// 4. a figure names the sources of what was counted for it; a figure of 0 those that tell anything of the period, with 0.
/// </summary>
sealed class FigureCount
{
    readonly FigureFacts _facts;
    readonly FigurePeriod _period;
    readonly List<CountedActivity> _activities;
    readonly List<UnitTotal> _totals;
    readonly List<string> _telling;

    FigureCount(FigureFacts facts, FigurePeriod period)
    {
        (_facts, _period) = (facts, period);
        _activities = [.. facts.Groups.Activities.Where(activity => period.Includes(activity.Day))];
        _totals = Within(facts.Totals, period);
        _telling =
        [
            .. _activities
                .SelectMany(activity => activity.Told.Select(row => row.Key.Source))
                .Concat(_totals.Select(total => total.Key.Source))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    public static IReadOnlyList<Figure> Of(FigureFacts facts, FigurePeriod period)
    {
        var count = new FigureCount(facts, period);
        return [.. count.Activities(), .. count.Ngos(), .. count.Campaigns(), .. count.Reports()];
    }

    /// <summary>The totals of the period; a unit's total of a part of it counts only where none of the whole is told.</summary>
    static List<UnitTotal> Within(IReadOnlyList<UnitTotal> all, FigurePeriod period)
    {
        var within = all.Where(total => period.Includes(total.Period)).ToList();
        return
        [
            .. within.Where(total =>
                !within.Exists(other =>
                    other.Unit.Key == total.Unit.Key
                    && other.Period != total.Period
                    && other.Period.Includes(total.Period)
                    && Tells(other, total)
                )
            ),
        ];
    }

    static bool Tells(UnitTotal other, UnitTotal total) =>
        (total.Activities is null || other.Activities is not null)
        && (total.Aid is null || other.Aid is not null)
        && (total.Money is null || (other.Money is not null && IsSame(other.Campaign, total.Campaign)));

    IEnumerable<Figure> Activities()
    {
        var extra = Beyond(total => total.Activities, _ => Amount.Zero with { Value = 1 }, _ => true);
        var central = _activities.FindAll(activity => activity.Level <= UnitLevel.CentralAssociation);
        var local = _activities.FindAll(activity => activity.Level is UnitLevel.LocalUnion or UnitLevel.ProvincialAssociation);
        yield return Count(
            FigureKey.CentralActivities,
            central,
            extra.FindAll(told => told.Total.Unit.Level <= UnitLevel.CentralAssociation)
        );
        yield return Count(FigureKey.LocalActivities, local, extra.FindAll(told => IsLocal(told.Total.Unit)));
        yield return LocalUnits();
        yield return Count(FigureKey.AllActivities, _activities, extra);
        yield return Count(FigureKey.JointActivities, _activities.FindAll(activity => activity.IsJoint), []);
        yield return Count(FigureKey.ToldTwice, _activities.FindAll(activity => activity.Told.Count > 1), []);
    }

    static bool IsLocal(Unit unit) => unit.Level is UnitLevel.LocalUnion or UnitLevel.ProvincialAssociation;

    Figure Count(FigureKey key, List<CountedActivity> activities, List<Told> extra) =>
        new(key, null, new Amount(activities.Count) + Amount.Sum(extra.Select(told => told.More)), Sources(activities, extra))
        {
            Notes = [.. Apart(extra)],
        };

    // Nobody can see whether a total holds what another unit has told.
    static IEnumerable<FigureNote> Apart(List<Told> extra) =>
        extra.Count == 0
            ? []
            :
            [
                new(
                    $"{extra.Count} đơn vị báo tổng số, không có danh sách: hoạt động chung giữa các đơn vị này không tách ra được.",
                    $"Totals without a list, from {Union.Count.Describe(extra.Count, "unit")}: joint activities among these cannot be told apart."
                ),
            ];

    Figure LocalUnits()
    {
        var rows = _activities.SelectMany(activity => activity.Told).Where(row => row.Units.Any(IsUnion)).ToList();
        var totals = _totals.FindAll(total => total.Activities is { Value: > 0 } && IsUnion(total.Unit));
        var units = rows.SelectMany(row => row.Units)
            .Where(IsUnion)
            .Concat(totals.Select(total => total.Unit))
            .Select(unit => unit.Key)
            .ToHashSet(StringComparer.Ordinal);
        return new(
            FigureKey.LocalUnits,
            null,
            new(units.Count),
            Named(rows.Select(row => row.Key.Source).Concat(totals.Select(total => total.Key.Source)))
        );

        static bool IsUnion(Unit unit) => unit.Level == UnitLevel.LocalUnion;
    }

    IEnumerable<Figure> Ngos()
    {
        static FigureSource[] register(int rows) => [new(FigureSource.Register, rows)];
        var ngos = _facts.Ngos;
        var valid = ngos.Count(ngo => ngo.HasRegistration && (ngo.RegistrationEnd is not { } end || LastDay(end) >= _period.Last));
        FigureNote[] today = [new("Theo danh bạ hiện nay.", "By the register as it is today.")];
        yield return new(FigureKey.ForeignNgos, null, new(ngos.Count), register(ngos.Count)) { Notes = today };
        yield return new(FigureKey.RegisteredNgos, null, new(valid), register(valid)) { Notes = today };
        var aided = _activities.FindAll(activity => activity.Aid is not null);
        yield return Money(
            FigureKey.AidValue,
            null,
            aided,
            row => row.Aid,
            Beyond(total => total.Aid, activity => activity.Aid, _ => true)
        );
    }

    IEnumerable<Figure> Campaigns()
    {
        foreach (var campaign in _facts.Options.Campaigns)
        {
            var given = _activities.FindAll(activity => activity.Money is not null && IsSame(activity.Campaign, campaign.Name));
            var extra = Beyond(
                total => total.Money,
                activity => IsSame(activity.Campaign, campaign.Name) ? activity.Money : null,
                total => IsSame(total.Campaign, campaign.Name)
            );
            var money = Money(FigureKey.CampaignMoney, campaign.Name, given, row => row.Money, extra);
            yield return money;
            if (campaign.Goal is { Value: > 0 } goal)
            {
                yield return money with
                {
                    Key = FigureKey.CampaignTimes,
                    Value = money.Value.Times(goal.Value),
                    Notes = [new($"Mục tiêu: {goal.ViMoney}.", $"Goal: {goal.EnMoney}.")],
                };
            }
        }
    }

    Figure Money(FigureKey key, string? of, List<CountedActivity> given, Func<ToldActivity, Amount?> amount, List<Told> extra)
    {
        var sum = Amount.Sum(given.Select(activity => (key == FigureKey.AidValue ? activity.Aid : activity.Money) ?? Amount.Zero));
        var disagree = given
            .Select(activity => (activity.Shown.Name, Amounts: activity.Disagreement(amount)))
            .Where(told => told.Amounts.Count > 1)
            .Select(told => new FigureNote(
                $"{told.Name}: các nguồn ghi {string.Join("; ", told.Amounts.Select(value => value.ViMoney))}.",
                $"{told.Name}: the sources tell {string.Join("; ", told.Amounts.Select(value => value.EnMoney))}."
            ));
        return new(key, of, sum + Amount.Sum(extra.Select(told => told.More)), Sources(given, extra)) { Notes = [.. disagree] };
    }

    IEnumerable<Figure> Reports()
    {
        var owed = _facts
            .Reports.Where(report => !report.IsExempt && FigurePeriod.Find(report.Period) is { } period && _period.Includes(period))
            .ToList();
        if (owed.Count == 0)
        {
            yield break;
        }

        Figure Of(FigureKey key, Func<ReportFact, bool> which) =>
            new(key, null, new(owed.Count(which)), [new(FigureSource.Reports, owed.Count(which))])
            {
                Notes = [new($"Trong tổng số {owed.Count} báo cáo phải nộp.", $"Of {owed.Count} reports owed.")],
            };
        yield return Of(FigureKey.ReportsInTime, report => report.ReceivedOn <= report.Due);
        yield return Of(FigureKey.ReportsLate, report => report.ReceivedOn > report.Due);
        yield return Of(FigureKey.ReportsMissing, report => report.ReceivedOn is null && report.Due < _facts.Today);
    }

    /// <summary>What a unit's total adds to what is told one by one.</summary>
    readonly record struct Told(UnitTotal Total, Amount More);

    /// <summary>
    /// The total of each unit, less what its activities of the same period give already; of two totals of one unit and period the larger.
    /// </summary>
    List<Told> Beyond(Func<UnitTotal, Amount?> told, Func<CountedActivity, Amount?> listed, Func<UnitTotal, bool> which) =>
        [
            .. _totals
                .Where(total => told(total) is not null && which(total))
                .GroupBy(total => (total.Unit.Key, total.Period.Key))
                .Select(same => same.OrderByDescending(total => told(total)!.Value.Value).ThenBy(total => total.Key).First())
                .Select(total => new Told(total, More(told(total)!.Value, total, listed)))
                .Where(more => more.More is { Value: > 0 } or { Value: 0, Bound: Bound.AtLeast }), // "trên 12" of 12 are more than 12
        ];

    Amount More(Amount told, UnitTotal total, Func<CountedActivity, Amount?> listed) =>
        told with
        {
            Value =
                told.Value
                - _activities
                    .Where(activity => activity.HasUnit(total.Unit) && total.Period.Includes(activity.Day))
                    .Sum(activity => listed(activity)?.Value ?? 0),
        };

    List<FigureSource> Sources(List<CountedActivity> activities, List<Told> extra) =>
        Named(
            activities
                .SelectMany(activity => activity.Told.Select(row => row.Key.Source))
                .Concat(extra.Select(told => told.Total.Key.Source))
        );

    /// <summary>Each source and how many of its rows were counted.</summary>
    List<FigureSource> Named(IEnumerable<string> counted)
    {
        var sources = counted
            .CountBy(source => source)
            .OrderBy(source => source.Key, StringComparer.Ordinal)
            .Select(source => new FigureSource(source.Key, source.Value))
            .ToList();
        return sources.Count > 0 ? sources : [.. _telling.Select(source => new FigureSource(source, 0))];
    }

    static bool IsSame(string? a, string? b) =>
        a is not null && b is not null && string.Equals(NormalizedName.ToCompact(a), NormalizedName.ToCompact(b), StringComparison.Ordinal);

    static DateOnly LastDay(PartialDate date) =>
        date.Precision switch
        {
            DatePrecision.Day => new(date.Year, date.Month, date.Day),
            DatePrecision.Month => new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1),
            _ => new(date.Year, 12, 31),
        };
}
