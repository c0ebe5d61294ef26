using SyncWorker.Reconcile.Activities;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Figures;

/// <summary>What each unit did between two days: its activities, or its own total of a period in there where that is more.</summary>
sealed class QuietUnits
{
    readonly Dictionary<string, List<PartialDate>> _days = new(StringComparer.Ordinal);
    readonly Dictionary<string, Amount> _told = new(StringComparer.Ordinal);
    readonly DateOnly _from;
    readonly DateOnly _to;

    public QuietUnits(IEnumerable<CountedActivity> activities, IEnumerable<UnitTotal> totals, DateOnly from, DateOnly to)
    {
        (_from, _to) = (from, to);
        foreach (var (unit, day) in activities.SelectMany(activity => activity.Units.Select(unit => (unit.Key, activity.Day))))
        {
            if (!_days.TryGetValue(unit, out var days))
            {
                _days[unit] = days = [];
            }

            days.Add(day);
        }

        // A total of a period that only touches these months may lie outside of them, but the unit did not do nothing.
        foreach (var total in totals.Where(total => total.Period.Last >= from && total.Period.First <= to && total.Activities is not null))
        {
            var said = total.Activities!.Value;
            _told[total.Unit.Key] = _told.TryGetValue(total.Unit.Key, out var other) && other.Value > said.Value ? other : said;
        }
    }

    /// <param name="key">Of a unit.</param>
    public (Amount Count, PartialDate? Last) Of(string key)
    {
        var days = _days.GetValueOrDefault(key) ?? [];
        var counted = new Amount(days.Count(MayBeWithin));
        var most = _told.TryGetValue(key, out var told) && told.Value > counted.Value ? told : counted;
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
