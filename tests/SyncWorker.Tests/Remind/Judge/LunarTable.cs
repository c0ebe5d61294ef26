namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// The Vietnamese lunar years 2024 to 2036 as a printed table: first day, leap month (0: none), and for each month in its order
/// L for 30 days or s for 29. Computed apart from the program with PyEphem 4.1.4 (new moons and solar terms at UTC+7; the
/// eleventh month holds the winter solstice, the first month without a solar term in a year of thirteen is the leap one); its
/// new years agree with those printed in the Vietnamese press, its leap months of 2025 (6) and 2033 (11) with the almanac.
/// </summary>
static class LunarTable
{
    static readonly (int Year, DateOnly First, int Leap, string Months)[] s_years =
    [
        (2024, new(2024, 2, 10), 0, "sLssLsLLsLLs"),
        (2025, new(2025, 1, 29), 6, "LsLssLsLsLLLs"),
        (2026, new(2026, 2, 17), 0, "LsLssLssLLLs"),
        (2027, new(2027, 2, 6), 0, "LLsLssLssLLs"),
        (2028, new(2028, 1, 26), 5, "LLLsLssLssLLs"),
        (2029, new(2029, 2, 13), 0, "LLsLsLsLssLs"),
        (2030, new(2030, 2, 2), 0, "LLsLLsLsLsLs"),
        (2031, new(2031, 1, 23), 3, "sLsLLsLLsLsLs"),
        (2032, new(2032, 2, 11), 0, "sLsLsLLsLLsL"),
        (2033, new(2033, 1, 31), 11, "sLssLsLsLLLsL"),
        (2034, new(2034, 2, 19), 0, "sLssLssLLLsL"),
        (2035, new(2035, 2, 8), 0, "LsLssLssLLsL"),
        (2036, new(2036, 1, 28), 6, "LLsLssLssLsLL"),
    ];

    /// <summary>First and last lunar year of the table.</summary>
    public static (int From, int To) Years => (s_years[0].Year, s_years[^1].Year);

    public static DateOnly NewYear(int year) => s_years.Single(y => y.Year == year).First;

    /// <summary>The day of the ordinary (never the leap) month; a 30th that the month does not have is its last day.</summary>
    public static DateOnly Day(int year, int month, int day)
    {
        var line = s_years.Single(y => y.Year == year);
        var finger = line.First;
        var names = new List<int>();
        for (var m = 1; m <= 12; m++)
        {
            names.Add(m);
            if (m == line.Leap)
            {
                names.Add(-m);
            }
        }

        for (var place = 0; place < line.Months.Length; place++)
        {
            var length = line.Months[place] == 'L' ? 30 : 29;
            if (names[place] == month)
            {
                return finger.AddDays(Math.Min(day, length) - 1);
            }

            finger = finger.AddDays(length);
        }

        throw new ArgumentException($"No month {month} in {year}.");
    }
}
