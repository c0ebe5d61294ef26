using SyncWorker.Config;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind;

/// <summary>What the keys of one report must be to each other: its periods and due days, and who is left once never is taken away.</summary>
sealed class ReportCheck(ReportOptions rule, string path, ConfigFaults faults)
{
    public void Check()
    {
        Never();
        foreach (var (key, due) in rule.Periods)
        {
            Period(key, $"{path}.periods.{key}");
            DueDay(due.Due, PeriodOf(key), $"{path}.periods.{key}.due");
        }

        // A period of `periods` has a day of its own and says nothing of the rule's.
        var reported = Enumerable
            .Range(2026, 10)
            .SelectMany(year => Rules.Periods.InYear(year, rule))
            .Where(period => IsReported(period.Key) && !rule.Periods.ContainsKey(period.Key));
        foreach (var period in rule.Due.Day is null ? [] : reported.Take(1))
        {
            DueDay(Rules.Periods.Due(period, rule, WorkCalendar.Weekends).Day, period, $"{path}.due.day");
        }

        for (var i = 0; i < rule.Exceptions.Count; i++)
        {
            var (exception, at) = (rule.Exceptions[i], $"{path}.exceptions[{i}]");
            if (exception.Period is { } key)
            {
                Period(key, $"{at}.period");
                DueDay(exception.Due, PeriodOf(key), $"{at}.due");
            }
            else if (exception.Due is { } due)
            {
                faults.Add($"{at}.due", $"{due:yyyy-MM-dd} would be the day of every year's report.", "Name the period that it is for.");
            }

            if (rule.Exceptions.Take(i).Any(other => (other.Unit, other.Period) == (exception.Unit, exception.Period)))
            {
                faults.Add($"{at}.unit", $"There is an exception of {exception.Unit} already.", "Keep one of them.");
            }
        }
    }

    void Never()
    {
        bool IsNever(IReadOnlyList<Addressee> to) => to.Count > 0 && to.All(rule.Never.Contains);
        if (IsNever([.. rule.Everyone]))
        {
            faults.Add(
                $"{path}.never",
                "It names everyone whom the report goes to, so that nobody gets it.",
                "Take out of never whom the report is for."
            );
            return;
        }

        foreach (
            var at in rule
                .Overdue.Select((step, i) => (step.To, Path: $"{path}.overdue[{i}].to"))
                .Prepend((To: rule.To, Path: $"{path}.to"))
                .Where(step => IsNever(step.To))
                .Select(step => step.Path)
        )
        {
            faults.Add(at, "never names all of it, so that nobody gets it.", "Name another role here, or take it out of never.");
        }
    }

    // Nothing can be reported of a period that has hardly begun; a plan ("year": "previous") is owed ahead of it.
    void DueDay(DateOnly? due, Period? period, string at)
    {
        if (due is not { } day || period is not { } meant)
        {
            return;
        }

        var months = rule.Period switch
        {
            PeriodLength.Month => 1,
            PeriodLength.Quarter => 3,
            PeriodLength.HalfYear => 6,
            _ => 12 * (rule.Years?.Length ?? 1),
        };
        if (day > meant.End.AddYears(1))
        {
            faults.Add(at, $"{DayText.Iso(day)} is more than a year from the end of {meant.Key}.", "Look at its year.");
        }
        else if (rule.Due.Year == DueYear.Previous)
        {
            if (day < meant.End.AddDays(-30 * (months + 12)))
            {
                faults.Add(at, $"{DayText.Iso(day)} is more than a year ahead of {meant.Key}.", "Look at its year.");
            }
        }
        else if (day < meant.End.AddDays(-15 * months))
        {
            faults.Add(at, $"{DayText.Iso(day)} is before the middle of {meant.Key}.", "Look at its month and year.");
        }
    }

    void Period(string key, string at)
    {
        if (PeriodOf(key) is not null)
        {
            return;
        }

        // A wrong word in `only` leaves no period, and is named itself.
        var example = Enumerable
            .Range(2026, rule.Years?.Length ?? 1)
            .SelectMany(year => Rules.Periods.InYear(year, rule))
            .Where(period => IsReported(period.Key))
            .Select(period => period.Key)
            .Take(2)
            .ToList();
        if (example.Count == 0)
        {
            return;
        }

        faults.Add(at, $"\"{key}\" is no period of this report.", $"Write such as {string.Join(" or ", example)}.");
    }

    Period? PeriodOf(string key) =>
        key.Length >= 4 && int.TryParse(key.AsSpan(0, 4), out var year) && year is > 1900 and < 2200
            ? Rules
                .Periods.InYear(year, rule)
                .Where(period => period.Key == key && IsReported(key))
                .Select(period => (Period?)period)
                .FirstOrDefault()
            : null;

    bool IsReported(string key) => rule.Only.Count == 0 || rule.Only.Any(part => key.EndsWith($"-{part}", StringComparison.Ordinal));
}
