using SyncWorker.Reconcile.Activities;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Figures;

/// <summary>What each unit did between two days: its activities, or its own total of a period in there where that is more.</summary>
sealed class QuietUnits
{
    readonly Dictionary<long, List<PartialDate>> _days = [];
    readonly Dictionary<long, Amount> _told = [];
    readonly DateOnly _from;
    readonly DateOnly _to;

    public QuietUnits(IEnumerable<CountedActivity> activities, IEnumerable<UnitTotal> totals, DateOnly from, DateOnly to)
    {
        (_from, _to) = (from, to);
        foreach (
            var (unit, day) in activities.SelectMany(activity =>
                activity.Units.Select(unit => unit.Partner).OfType<long>().Distinct().Select(unit => (unit, activity.Day))
            )
        )
        {
            if (!_days.TryGetValue(unit, out var days))
            {
                _days[unit] = days = [];
            }

            days.Add(day);
        }

        // A total of a period that only touches these months may lie outside of them, but the unit did not do nothing.
        foreach (var total in totals.Where(total => total.Period.Last >= from && total.Period.First <= to))
        {
            if (total is { Activities: { } said, Unit.Partner: { } unit })
            {
                _told[unit] = _told.TryGetValue(unit, out var other) && other.Value > said.Value ? other : said;
            }
        }
    }

    /// <param name="partner">Its number.</param>
    public (Amount Count, PartialDate? Last) Of(long partner)
    {
        var days = _days.GetValueOrDefault(partner) ?? [];
        var counted = new Amount(days.Count(MayBeWithin));
        var most = _told.TryGetValue(partner, out var told) && told.Value > counted.Value ? told : counted;
        var past = days.FindAll(day => First(day) <= _to);
        return (most, past.Count > 0 ? past.Max() : null);
    }

    bool MayBeWithin(PartialDate day) => Last(day) >= _from && First(day) <= _to;

    static DateOnly First(PartialDate day) => new(day.Year, Math.Max(day.Month, 1), Math.Max(day.Day, 1));

    static DateOnly Last(PartialDate day) =>
        day.Day > 0 ? First(day)
        : day.Month > 0 ? First(day).AddMonths(1).AddDays(-1)
        : new(day.Year, 12, 31);
}
