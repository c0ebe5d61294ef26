using System.Globalization;
using SyncWorker.Tests.Remind;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Union.Calendars;

public sealed class LunarCalendarTests
{
    /// <summary>The first day of the Vietnamese lunar year, 1990 to 2035, as printed calendars give it.</summary>
    public static TheoryData<string> Tets =>
        [
            "1990-01-27",
            "1991-02-15",
            "1992-02-04",
            "1993-01-23",
            "1994-02-10",
            "1995-01-31",
            "1996-02-19",
            "1997-02-07",
            "1998-01-28",
            "1999-02-16",
            "2000-02-05",
            "2001-01-24",
            "2002-02-12",
            "2003-02-01",
            "2004-01-22",
            "2005-02-09",
            "2006-01-29",
            "2007-02-17",
            "2008-02-07",
            "2009-01-26",
            "2010-02-14",
            "2011-02-03",
            "2012-01-23",
            "2013-02-10",
            "2014-01-31",
            "2015-02-19",
            "2016-02-08",
            "2017-01-28",
            "2018-02-16",
            "2019-02-05",
            "2020-01-25",
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
            "2030-02-02",
            "2031-01-23",
            "2032-02-11",
            "2033-01-31",
            "2034-02-19",
            "2035-02-08",
        ];

    [Theory]
    [MemberData(nameof(Tets))]
    public void Tet_of_every_year_from_1990_to_2035(string day) => Assert.Equal(World.Day(day), Tet(World.Day(day).Year));

    [Theory]
    [InlineData("1985-01-21")]
    [InlineData("2007-02-17")]
    [InlineData("2030-02-02")]
    [InlineData("2053-02-18")]
    public void Tet_in_the_years_when_China_keeps_it_on_another_day(string day)
    {
        var year = World.Day(day).Year;
        var chinese = new ChineseLunisolarCalendar().ToDateTime(year, 1, 1, 0, 0, 0, 0);

        Assert.Equal(World.Day(day), Tet(year));
        Assert.NotEqual(DateOnly.FromDateTime(chinese), Tet(year));
    }

    [Fact]
    public void A_month_whose_new_moon_is_next_to_midnight_names_both_days()
    {
        var doubtful = Enumerable
            .Range(2026, 75)
            .SelectMany(year => LunarCalendar.Months(year), (year, month) => (year, month))
            .Where(at => at.month.OtherFirst is not null)
            .Select(at => $"{at.month.First:yyyy-MM-dd} or {at.month.OtherFirst:yyyy-MM-dd}")
            .ToList();

        Assert.Equal(
            ["2054-05-08 or 2054-05-07", "2072-12-09 or 2072-12-10", "2077-11-15 or 2077-11-16", "2085-10-18 or 2085-10-19"],
            doubtful
        );
        Assert.Equal(World.Day("2077-11-25"), LunarCalendar.OtherSolar(2077, 10, 10));
        Assert.Null(LunarCalendar.OtherSolar(2027, 3, 10));
    }

    [Theory]
    [InlineData(2077, 10, 29, "2077-12-14")]
    [InlineData(2054, 4, 1, "2054-05-07")]
    [InlineData(2054, 4, 29, "2054-06-04")]
    public void The_other_day_is_counted_from_the_other_beginning(int year, int month, int day, string other) =>
        Assert.Equal(World.Day(other), LunarCalendar.OtherSolar(year, month, day));

    [Theory]
    [InlineData(2077, 10)] // 15/11 or 16/11 to 14/12
    [InlineData(2054, 4)] // 08/05 or 07/05 to 05/06
    public void Both_calendars_end_the_month_on_the_same_day(int year, int month) => Assert.Null(LunarCalendar.OtherSolar(year, month, 30));

    [Fact]
    public void The_thirtieth_of_a_month_of_29_days_is_its_last()
    {
        Assert.Equal(World.Day("2027-02-05"), LunarCalendar.ToSolar(2026, 12, 30, out var used));
        Assert.Equal(29, used);
        Assert.Equal(World.Day("2027-01-08"), LunarCalendar.ToSolar(2026, 12, 1, out used));
        Assert.Equal(1, used);
    }

    [Fact]
    public void A_leap_month_follows_the_month_of_its_number()
    {
        Assert.Equal(World.Day("2025-06-25"), LunarCalendar.ToSolar(2025, 6, 1, out _));
        Assert.Equal(World.Day("2025-07-25"), LunarCalendar.ToSolar(2025, 6, 1, leap: true, out _));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => LunarCalendar.ToSolar(2026, 6, 1, leap: true, out _));
        Assert.Contains("The lunar year 2026 has no such month.", error.Message, StringComparison.Ordinal);
    }

    static DateOnly Tet(int year) => LunarCalendar.ToSolar(year, 1, 1, out _);

    [Theory]
    [InlineData(1985, 2)] // China had its leap month, the tenth, in 1984
    [InlineData(2001, 4)]
    [InlineData(2004, 2)]
    [InlineData(2006, 7)]
    [InlineData(2009, 5)]
    [InlineData(2012, 4)]
    [InlineData(2014, 9)]
    [InlineData(2017, 6)]
    [InlineData(2020, 4)]
    [InlineData(2023, 2)]
    [InlineData(2025, 6)]
    [InlineData(2028, 5)]
    [InlineData(2031, 3)]
    [InlineData(2033, 11)]
    public void The_leap_month_of_a_year(int year, int month) =>
        Assert.Equal(month, LunarCalendar.Months(year).Single(lunarMonth => lunarMonth.IsLeap).Number);

    [Fact]
    public void Each_lunar_day_of_a_hundred_years_is_the_solar_day_after_the_one_before()
    {
        var day = LunarCalendar.Months(1970)[0].First;
        for (var year = 1970; year <= 2070; year++)
        {
            foreach (var month in LunarCalendar.Months(year))
            {
                for (var lunarDay = 1; lunarDay <= month.Days; lunarDay++, day = day.AddDays(1))
                {
                    Assert.Equal(day, LunarCalendar.ToSolar(year, month.Number, lunarDay, month.IsLeap, out _));
                }
            }
        }
    }

    [Fact]
    public void A_year_has_twelve_months_or_thirteen_of_29_or_30_days_each_beginning_where_the_one_before_ends()
    {
        var end = LunarCalendar.Months(1970)[0].First;
        for (var year = 1970; year <= 2070; year++)
        {
            var months = LunarCalendar.Months(year);
            Assert.InRange(months.Count, 12, 13);
            Assert.Equal(months.Count - 12, months.Count(month => month.IsLeap));
            foreach (var month in months)
            {
                Assert.Equal(end, month.First);
                Assert.InRange(month.Days, 29, 30);
                end = month.First.AddDays(month.Days);
            }
        }
    }
}
