namespace SyncWorker.Union.Calendars;

/// <summary>
/// Which days are worked: Monday to Friday, but for the dated days of <c>config/calendars</c>. Counting working days is a look-up
/// in a table made once, so that a preview of ten years stays quick.
/// </summary>
sealed class WorkCalendar
{
    static readonly DateOnly First = new(1950, 1, 1);
    static readonly DateOnly Last = new(2150, 12, 31);

    readonly Dictionary<DateOnly, CalendarDay> _days;
    readonly int[] _before; // working days before each day, by day number from First
    readonly List<DateOnly> _working;

    public WorkCalendar(IEnumerable<CalendarDay> days)
    {
        _days = days.GroupBy(day => day.Date).ToDictionary(group => group.Key, group => group.Last());
        var length = Last.DayNumber - First.DayNumber + 1;
        _before = new int[length + 1];
        _working = new(length);
        for (var i = 0; i < length; i++)
        {
            var day = First.AddDays(i);
            _before[i] = _working.Count;
            if (Worked(day))
            {
                _working.Add(day);
            }
        }

        _before[length] = _working.Count;
    }

    /// <summary>Weekends only: what is left when no calendar file is there.</summary>
    public static WorkCalendar Weekends { get; } = new([]);

    /// <summary>The dated days, in order.</summary>
    public IEnumerable<CalendarDay> Days => _days.Values.OrderBy(day => day.Date);

    /// <summary>True when some day of the year is listed: a year without any has not been published or not been entered.</summary>
    public bool Covers(int year) => _days.Keys.Any(day => day.Year == year);

    public bool IsWorking(DateOnly day) => _before[Index(day) + 1] > _before[Index(day)];

    /// <summary>The dated day, where there is one.</summary>
    public CalendarDay? Find(DateOnly day) => _days.GetValueOrDefault(day);

    /// <summary>The day itself when it is worked, else the last working day before it.</summary>
    public DateOnly Back(DateOnly day) => IsWorking(day) ? day : _working[_before[Index(day)] - 1];

    /// <summary>The day itself when it is worked, else the first working day after it.</summary>
    public DateOnly Forward(DateOnly day) => _working[_before[Index(day)]];

    /// <summary>The nearer of <see cref="Back"/> and <see cref="Forward"/>; the earlier one when both are as near.</summary>
    public DateOnly Nearest(DateOnly day)
    {
        var (back, forward) = (Back(day), Forward(day));
        return day.DayNumber - back.DayNumber <= forward.DayNumber - day.DayNumber ? back : forward;
    }

    public DateOnly Roll(DateOnly day, Roll roll) => roll switch
    {
        Union.Calendars.Roll.Previous => Back(day),
        Union.Calendars.Roll.Next => Forward(day),
        Union.Calendars.Roll.Nearest => Nearest(day),
        _ => day,
    };

    /// <summary>The n-th working day after (n &gt; 0) or before (n &lt; 0) the day, which itself is not counted; n = 0 is the day.</summary>
    public DateOnly AddWorking(DateOnly day, int n) => n switch
    {
        0 => day,
        > 0 => _working[_before[Index(day) + 1] + n - 1],
        _ => _working[_before[Index(day)] + n],
    };

    /// <summary>How many working days lie after <paramref name="from"/>, up to and with <paramref name="to"/>; negative when it is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) =>
        to >= from ? _before[Index(to) + 1] - _before[Index(from) + 1] : -WorkingDaysBetween(to, from);

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

    bool Worked(DateOnly day) => _days.TryGetValue(day, out var dated) ? dated.IsWorking : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    static int Index(DateOnly day) => day >= First && day <= Last
        ? day.DayNumber - First.DayNumber
        : throw new ArgumentOutOfRangeException(nameof(day), day, $"The calendar runs from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}.");
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
}
