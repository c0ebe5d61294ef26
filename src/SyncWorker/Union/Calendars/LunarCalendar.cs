namespace SyncWorker.Union.Calendars;

/// <summary>
/// The Vietnamese lunar calendar, computed from the astronomy at UTC+7. A month begins on the day of the new moon; the month
/// that holds the winter solstice is the eleventh; between two of them lie twelve months, or thirteen, and then the first
/// without a major solar term is the leap month. New moons: Jean Meeus, Astronomical Algorithms, 2nd edition, chapter 49, with
/// the planetary terms; apparent longitude of the sun: chapter 25. .NET's and ICU's Chinese calendars are computed at UTC+8 and
/// are not this one. In 1960 to 1967 the north kept UTC+8; those years are not looked back at.
/// Where a new moon falls within <see cref="DoubtMinutes"/> minutes of midnight in Hanoi (four months between 2026 and 2100, the next in
/// 2054), the seconds of the computation and of the earth's rotation decide, and a printed calendar may begin the month a day apart: the
/// day computed here is used, and the other one is named beside it.
/// </summary>
static class LunarCalendar
{
    const double ZoneDays = 7.0 / 24;

    /// <summary>
    /// The series is good to some seconds; Delta T, which no one can compute fifty years ahead, adds one or two minutes.
    /// </summary>
    const double DoubtMinutes = 2;

    static readonly Dictionary<int, IReadOnlyList<LunarMonth>> s_years = [];
    static readonly Lock s_gate = new();

    /// <summary>The solar day of a day of an ordinary (not leap) lunar month; the last day of the month when it is shorter.</summary>
    /// <param name="dayUsed">The day of the month that was taken.</param>
    public static DateOnly ToSolar(int lunarYear, int month, int day, out int dayUsed) =>
        ToSolar(lunarYear, month, day, leap: false, out dayUsed);

    /// <summary>
    /// The solar day that another calendar may give to the same lunar day, because the new moon that begins its month, or the next, lies next
    /// to midnight; null where there is no doubt.
    /// </summary>
    public static DateOnly? OtherSolar(int lunarYear, int month, int day)
    {
        var found = Months(lunarYear).First(lunarMonth => lunarMonth.Number == month && !lunarMonth.IsLeap);
        var other = (found.OtherFirst ?? found.First).AddDays(Math.Min(day, found.OtherDays) - 1);
        return other == found.First.AddDays(Math.Min(day, found.Days) - 1) ? null : other;
    }

    /// <exception cref="ArgumentOutOfRangeException">The year has no such leap month.</exception>
    public static DateOnly ToSolar(int lunarYear, int month, int day, bool leap, out int dayUsed)
    {
        var found =
            Months(lunarYear).FirstOrDefault(lunarMonth => lunarMonth.Number == month && lunarMonth.IsLeap == leap)
            ?? throw new ArgumentOutOfRangeException(nameof(month), month, $"The lunar year {lunarYear} has no such month.");
        dayUsed = Math.Min(day, found.Days);
        return found.First.AddDays(dayUsed - 1);
    }

    /// <summary>The months of a lunar year, first to twelfth with the leap month where there is one.</summary>
    public static IReadOnlyList<LunarMonth> Months(int year)
    {
        lock (s_gate)
        {
            if (!s_years.TryGetValue(year, out var months))
            {
                // From the eleventh month of the year before to this year's, and on to the next: a leap eleventh or twelfth lies there.
                months = s_years[year] = [
                    .. Sui(year - 1).Where(month => month.Number is not (11 or 12)),
                    .. Sui(year).Where(month => month.Number is 11 or 12),
                ];
            }

            return months;
        }
    }

    /// <summary>The months from the eleventh of a year up to, without, the eleventh of the next.</summary>
    static List<LunarMonth> Sui(int year)
    {
        var first = EleventhMonth(year);
        var next = EleventhMonth(year + 1);
        var starts = new List<DateOnly>();
        for (var k = NewMoonNumber(first); ; k++)
        {
            var start = NewMoonDay(k);
            if (start < first)
            {
                continue;
            }

            starts.Add(start);
            if (start >= next)
            {
                break;
            }
        }

        var count = starts.Count - 1;
        var leapAt = count == 13 ? Enumerable.Range(1, 12).First(i => Term(starts[i]) == Term(starts[i + 1])) : -1;
        var months = new List<LunarMonth>(count);
        var number = 11;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && i != leapAt)
            {
                number = (number % 12) + 1;
            }

            var (other, otherEnd) = (OtherDay(starts[i]), OtherDay(starts[i + 1]));
            months.Add(
                new(number, i == leapAt, starts[i], starts[i + 1].DayNumber - starts[i].DayNumber)
                {
                    OtherFirst = other,
                    OtherDays = (otherEnd ?? starts[i + 1]).DayNumber - (other ?? starts[i]).DayNumber,
                }
            );
        }

        return months;
    }

    /// <summary>First day of the month that holds the winter solstice of a year.</summary>
    static DateOnly EleventhMonth(int year)
    {
        var k = NewMoonNumber(new(year, 12, 31));
        var day = NewMoonDay(k);
        while (day > new DateOnly(year, 12, 31))
        {
            day = NewMoonDay(--k);
        }

        // The sun is past 270 degrees at the start of this month: the solstice was in the one before.
        return Term(day) >= 9 ? NewMoonDay(k - 1) : day;
    }

    /// <summary>Number of the last new moon about a day, counted as Meeus does from 6 January 2000.</summary>
    static int NewMoonNumber(DateOnly day) => (int)Math.Floor(((day.DayNumber - new DateOnly(2000, 1, 6).DayNumber) / 29.530588861) + 0.5);

    static DateOnly NewMoonDay(int k) => Day(Astronomy.NewMoon(k));

    /// <summary>The day before or after the day of a new moon, when the moon is next to the midnight between the two.</summary>
    static DateOnly? OtherDay(DateOnly first)
    {
        var moon = Enumerable.Range(NewMoonNumber(first) - 1, 3).Select(Astronomy.NewMoon).First(at => Day(at) == first);
        const double doubt = DoubtMinutes / 1440;
        return Day(moon - doubt) < first ? first.AddDays(-1)
            : Day(moon + doubt) > first ? first.AddDays(1)
            : null;
    }

    /// <summary>
    /// Which twelfth of the ecliptic the sun is in at the start of a day in Hanoi: 0 from the March equinox, 9 from the winter solstice.
    /// </summary>
    static int Term(DateOnly day) => (int)(Astronomy.SunLongitude(Start(day)) / 30);

    // Julian days begin at noon: midnight that begins 1 January 2000 is 2451544.5.
    static double Start(DateOnly day) => day.DayNumber - new DateOnly(2000, 1, 1).DayNumber + 2451544.5 - ZoneDays;

    static DateOnly Day(double julianDay) => new DateOnly(2000, 1, 1).AddDays((int)Math.Floor(julianDay - 2451544.5 + ZoneDays));
}

/// <summary>A month of the lunar calendar.</summary>
/// <param name="Number">1 to 12.</param>
/// <param name="First">Its first day.</param>
/// <param name="Days">29 or 30.</param>
sealed record LunarMonth(int Number, bool IsLeap, DateOnly First, int Days)
{
    /// <summary>The day on which another calendar may begin it; null where there is no doubt.</summary>
    public DateOnly? OtherFirst { get; init; }

    /// <summary>How many days the other calendar may give it.</summary>
    public required int OtherDays { get; init; }
}
