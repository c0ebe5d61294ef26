using System.Globalization;

namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// The calendar on the wall, as an office reads it: a finger on a day, moved one day at a time over days crossed out.
/// Nothing here is computed that could be walked.
/// </summary>
sealed class WallCalendar
{
    readonly HashSet<DateOnly> _off = [];
    readonly HashSet<DateOnly> _workedSaturdays = [];
    readonly Dictionary<(DateOnly, string, string), (DateOnly Raw, DateOnly Rolled)> _walked = [];

    /// <param name="lines">Lines of calendars/vn-YEAR.csv: the day first, 0 or 1 for worked in the sixth column.</param>
    public WallCalendar(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 0 && char.IsDigit(l[0])))
        {
            var day = DateOnly.ParseExact(line[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var worked = line.Contains(",swap_work,1,", StringComparison.Ordinal);
            (worked ? _workedSaturdays : _off).Add(day);
        }
    }

    public bool IsWorked(DateOnly day)
    {
        if (_workedSaturdays.Contains(day))
        {
            return true;
        }

        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_off.Contains(day);
    }

    /// <summary>The finger moves back until it has passed so many worked days; from a day off the first one found is number one.</summary>
    public DateOnly WorkingDaysBefore(DateOnly day, int count) => Walk(day, count, -1);

    public DateOnly WorkingDaysAfter(DateOnly day, int count) => Walk(day, count, +1);

    /// <summary>Where a day goes that may be a day off: previous, next, nearest (the earlier of two equally near) or none.</summary>
    public DateOnly Roll(DateOnly day, string roll)
    {
        var back = day;
        while (!IsWorked(back))
        {
            back = back.AddDays(-1);
        }

        var forth = day;
        while (!IsWorked(forth))
        {
            forth = forth.AddDays(1);
        }

        return roll switch
        {
            "previous" => back,
            "next" => forth,
            "nearest" => forth.DayNumber - day.DayNumber < day.DayNumber - back.DayNumber ? forth : back,
            "none" => day,
            _ => throw new ArgumentException($"No such roll: {roll}."),
        };
    }

    /// <summary>The day in a year; 29 February by policy where there is none.</summary>
    public static DateOnly OnOrInstead(int year, int month, int day, string feb29)
    {
        if (month == 2 && day == 29 && !DateTime.IsLeapYear(year))
        {
            return feb29 == "mar01" ? new(year, 3, 1) : new(year, 2, 28);
        }

        return new(year, month, day);
    }

    /// <summary>
    /// The day so far before, as counted and after the roll. Remembered, as the same walk is asked for thousands of times.
    /// </summary>
    public (DateOnly Raw, DateOnly Rolled) Before(DateOnly day, Distance step, string roll)
    {
        if (_walked.TryGetValue((day, step.Text, roll), out var known))
        {
            return known;
        }

        var raw = step.Unit switch
        {
            "working days" => WorkingDaysBefore(day, step.Count),
            "months" => MonthsBack(day, step.Count),
            _ => day.AddDays(-step.Count),
        };
        return _walked[(day, step.Text, roll)] = (raw, Roll(raw, roll));
    }

    /// <summary>The day so far after, as counted.</summary>
    public DateOnly After(DateOnly day, Distance step) =>
        step.Unit switch
        {
            "working days" => WorkingDaysAfter(day, step.Count),
            "months" => MonthsBack(day, -step.Count),
            _ => day.AddDays(step.Count),
        };

    /// <summary>One month at a time on the month's page, then the day, or the last one that the page has.</summary>
    static DateOnly MonthsBack(DateOnly day, int count)
    {
        var (year, month) = (day.Year, day.Month);
        for (; count > 0; count--)
        {
            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1);
        }

        for (; count < 0; count++)
        {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        }

        return new(year, month, Math.Min(day.Day, DateTime.DaysInMonth(year, month)));
    }

    DateOnly Walk(DateOnly finger, int count, int direction)
    {
        while (count > 0)
        {
            finger = finger.AddDays(direction);
            if (IsWorked(finger))
            {
                count--;
            }
        }

        return finger;
    }
}
