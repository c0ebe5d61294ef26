namespace SyncWorker.Union.Calendars;

/// <summary>
/// Which days are worked: Monday to Friday, but for the dated days of <c>config/calendars</c>. Any day there is can be asked for: working
/// days are counted by the week, and the few dated days that differ from it are added.
/// </summary>
sealed class WorkCalendar
{
    const int DaysOfWeek = 7;
    const int Weekdays = 5;

    readonly Dictionary<DateOnly, CalendarDay> _days;
    readonly int[] _differing; // day numbers of the dated days that differ from the week, in order
    readonly int[] _added; // working days that the first of them add

    public WorkCalendar(IEnumerable<CalendarDay> days)
    {
        _days = days.GroupBy(day => day.Date).ToDictionary(group => group.Key, group => group.Last());
        var differing = _days.Values.Where(day => day.IsWorking != IsWeekday(day.Date)).OrderBy(day => day.Date).ToList();
        _differing = [.. differing.Select(day => day.Date.DayNumber)];
        _added = new int[differing.Count + 1];
        for (var i = 0; i < differing.Count; i++)
        {
            _added[i + 1] = _added[i] + (differing[i].IsWorking ? 1 : -1);
        }
    }

    /// <summary>Weekends only: what is left when no calendar file is there.</summary>
    public static WorkCalendar Weekends { get; } = new([]);

    /// <summary>The dated days, in order.</summary>
    public IEnumerable<CalendarDay> Days => _days.Values.OrderBy(day => day.Date);

    /// <summary>True when some day of the year is listed: a year without any has not been published or not been entered.</summary>
    public bool Covers(int year) => _days.Keys.Any(day => day.Year == year);

    public bool IsWorking(DateOnly day) => _days.TryGetValue(day, out var dated) ? dated.IsWorking : IsWeekday(day);

    /// <summary>The dated day, where there is one.</summary>
    public CalendarDay? Find(DateOnly day) => _days.GetValueOrDefault(day);

    /// <summary>The day itself when it is worked, else the last working day before it.</summary>
    public DateOnly Back(DateOnly day) => IsWorking(day) ? day : WorkingDay(Before(day.DayNumber) - 1);

    /// <summary>The day itself when it is worked, else the first working day after it.</summary>
    public DateOnly Forward(DateOnly day) => IsWorking(day) ? day : WorkingDay(Before(day.DayNumber));

    /// <summary>The nearer of <see cref="Back"/> and <see cref="Forward"/>; the earlier one when both are as near.</summary>
    public DateOnly Nearest(DateOnly day)
    {
        var (back, forward) = (Back(day), Forward(day));
        return day.DayNumber - back.DayNumber <= forward.DayNumber - day.DayNumber ? back : forward;
    }

    public DateOnly Roll(DateOnly day, Roll roll) =>
        roll switch
        {
            Union.Calendars.Roll.Previous => Back(day),
            Union.Calendars.Roll.Next => Forward(day),
            Union.Calendars.Roll.Nearest => Nearest(day),
            _ => day,
        };

    /// <summary>
    /// The n-th working day after (n &gt; 0) or before (n &lt; 0) the day, which itself is not counted; n = 0 is the day.
    /// </summary>
    public DateOnly AddWorking(DateOnly day, int n) =>
        n switch
        {
            0 => day,
            > 0 => WorkingDay(Before(day.DayNumber + 1) + n - 1),
            _ => WorkingDay(Before(day.DayNumber) + n),
        };

    /// <summary>
    /// How many working days lie after <paramref name="from"/>, up to and with <paramref name="to"/>; negative when it is earlier.
    /// </summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) =>
        to >= from ? Before(to.DayNumber + 1) - Before(from.DayNumber + 1) : -WorkingDaysBetween(to, from);

    /// <summary>The run of days off around the day; null when the day is worked.</summary>
    public Break? BreakAround(DateOnly day)
    {
        if (IsWorking(day))
        {
            return null;
        }

        var first = Back(day).AddDays(1);
        var last = Forward(day).AddDays(-1);
        return new(first, last);
    }

    /// <summary>True when a day off between the two days (with both) is only computed: what rolls over it may change.</summary>
    public bool IsTentative(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (Find(day) is { IsTentative: true })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Working days before a day, by its number; day 0, 1 January of the year 1, was a Monday.</summary>
    int Before(int day)
    {
        var at = Array.BinarySearch(_differing, day);
        return (day / DaysOfWeek * Weekdays) + Math.Min(day % DaysOfWeek, Weekdays) + _added[at < 0 ? ~at : at];
    }

    /// <summary>
    /// The working day that so many working days lie before: guessed by the week, then put right by what the guess is off.
    /// </summary>
    DateOnly WorkingDay(int before)
    {
        var day = (before / Weekdays * DaysOfWeek) + (before % Weekdays);
        for (var off = before - Before(day); off != 0; off = before - Before(day))
        {
            day += off;
        }

        var found = DateOnly.FromDayNumber(day);
        while (!IsWorking(found))
        {
            found = found.AddDays(1);
        }

        return found;
    }

    static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}

/// <summary>Where a day that is not worked goes.</summary>
enum Roll
{
    Previous,
    Next,
    Nearest,
    None,
}

/// <summary>A run of days off, from its first to its last day.</summary>
readonly record struct Break(DateOnly First, DateOnly Last)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The first holiday in it that the calendar names; null for days off alone.</summary>
    public CalendarDay? NamedDay(WorkCalendar calendar)
    {
        var first = First;
        return Enumerable
            .Range(0, Days)
            .Select(i => calendar.Find(first.AddDays(i)))
            .FirstOrDefault(day => day is { Kind: "statutory", NameVi.Length: > 0 });
    }
}
