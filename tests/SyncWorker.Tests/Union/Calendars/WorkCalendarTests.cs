using SyncWorker.Tests.Remind;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Union.Calendars;

/// <summary>Days that are worked and days that are not, compared with counting them one by one.</summary>
public sealed class WorkCalendarTests
{
    /// <summary>Five days off with a weekend behind them, a Saturday that is worked for it, a Sunday that is listed as what it is.</summary>
    static readonly WorkCalendar s_calendar = new([
        Off("2027-02-05") with
        {
            Kind = "compensatory",
        },
        Off("2027-02-08") with
        {
            Kind = "statutory",
            NameVi = "Tết Nguyên đán",
            NameEn = "Lunar New Year",
            Status = "provisional-layout",
        },
        Off("2027-02-09") with
        {
            Kind = "statutory",
            NameVi = "Mùng hai Tết",
        },
        Off("2027-02-10"),
        Off("2027-02-11"),
        Off("2027-02-12"),
        Off("2027-02-14"),
        new(World.Day("2027-02-20"), IsWorking: true),
        Off("2027-03-03"),
        new(World.Day("2027-03-03"), IsWorking: true), // told twice: the later one holds
    ]);

    static CalendarDay Off(string day) => new(World.Day(day), IsWorking: false);

    static IEnumerable<DateOnly> AllDays => Enumerable.Range(0, 90).Select(World.Day("2027-01-15").AddDays);

    [Theory]
    [InlineData("2027-02-04", true)] // Thursday
    [InlineData("2027-02-05", false)]
    [InlineData("2027-02-06", false)] // Saturday
    [InlineData("2027-02-13", false)]
    [InlineData("2027-02-15", true)]
    [InlineData("2027-02-20", true)]
    [InlineData("2027-02-21", false)]
    [InlineData("2027-03-03", true)]
    public void A_dated_day_goes_before_the_week(string day, bool isWorking) =>
        Assert.Equal(isWorking, s_calendar.IsWorking(World.Day(day)));

    [Fact]
    public void Working_days_are_counted_as_by_hand()
    {
        foreach (var day in AllDays)
        {
            var back = day;
            while (!s_calendar.IsWorking(back))
            {
                back = back.AddDays(-1);
            }

            var forward = day;
            while (!s_calendar.IsWorking(forward))
            {
                forward = forward.AddDays(1);
            }

            Assert.Equal((back, forward), (s_calendar.Back(day), s_calendar.Forward(day)));
            Assert.Equal(day, s_calendar.AddWorking(day, 0));
            var (after, before) = (day, day);
            for (var n = 1; n <= 30; n++)
            {
                do
                {
                    after = after.AddDays(1);
                } while (!s_calendar.IsWorking(after));

                do
                {
                    before = before.AddDays(-1);
                } while (!s_calendar.IsWorking(before));

                Assert.Equal((after, before), (s_calendar.AddWorking(day, n), s_calendar.AddWorking(day, -n)));
                Assert.Equal(n, s_calendar.WorkingDaysBetween(day, after));
                Assert.Equal(-n, s_calendar.WorkingDaysBetween(after, day));
            }
        }
    }

    [Fact]
    public void The_first_and_the_last_day_there_are_can_be_asked_for()
    {
        Assert.Equal(2_608_614, WorkCalendar.Weekends.WorkingDaysBetween(DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Equal(DateOnly.MaxValue, WorkCalendar.Weekends.Forward(DateOnly.MaxValue)); // a Friday
        Assert.Equal(DateOnly.MinValue, WorkCalendar.Weekends.Back(DateOnly.MinValue)); // a Monday
    }

    [Theory]
    [InlineData("2027-02-06", "2027-02-04")] // two days back, nine forward
    [InlineData("2027-02-13", "2027-02-15")]
    [InlineData("2027-02-04", "2027-02-04")]
    [InlineData("2027-02-10", "2027-02-15")] // six back, five forward
    [InlineData("2027-02-09", "2027-02-04")] // five back, six forward
    [InlineData("2027-02-21", "2027-02-20")] // as near: the earlier one
    public void The_nearer_working_day_is_taken(string day, string nearest)
    {
        Assert.Equal(World.Day(nearest), s_calendar.Nearest(World.Day(day)));
        Assert.Equal(World.Day(nearest), s_calendar.Roll(World.Day(day), Roll.Nearest));
    }

    [Fact]
    public void A_day_off_goes_where_the_rule_says()
    {
        var day = World.Day("2027-02-09");

        Assert.Equal(World.Day("2027-02-04"), s_calendar.Roll(day, Roll.Previous));
        Assert.Equal(World.Day("2027-02-15"), s_calendar.Roll(day, Roll.Next));
        Assert.Equal(day, s_calendar.Roll(day, Roll.None));
    }

    [Fact]
    public void A_break_is_the_run_of_days_off_around_a_day()
    {
        var around = s_calendar.BreakAround(World.Day("2027-02-10"))!.Value;

        Assert.Equal((World.Day("2027-02-05"), World.Day("2027-02-14"), 10), (around.First, around.Last, around.Days));
        Assert.Equal("Tết Nguyên đán", around.NamedDay(s_calendar)?.NameVi);
        Assert.Null(s_calendar.BreakAround(World.Day("2027-02-15")));
        var weekend = s_calendar.BreakAround(World.Day("2027-01-17"))!.Value;
        Assert.Equal((World.Day("2027-01-16"), 2, null), (weekend.First, weekend.Days, weekend.NamedDay(s_calendar)));
    }

    [Theory]
    [InlineData("compensatory", "Nghỉ bù")] // no holiday
    [InlineData("statutory", "")] // without a name
    public void Days_off_alone_do_not_name_a_break(string kind, string name)
    {
        var calendar = new WorkCalendar([Off("2027-02-08") with { Kind = kind, NameVi = name }]);

        Assert.Null(calendar.BreakAround(World.Day("2027-02-08"))!.Value.NamedDay(calendar));
    }

    [Theory]
    [InlineData("2027-02-08", "2027-02-08", true)]
    [InlineData("2027-02-01", "2027-02-08", true)]
    [InlineData("2027-02-08", "2027-02-20", true)]
    [InlineData("2027-02-01", "2027-02-07", false)]
    [InlineData("2027-02-09", "2027-02-20", false)]
    [InlineData("2027-02-09", "2027-02-01", false)]
    public void What_rolls_over_a_computed_day_is_tentative(string from, string to, bool isTentative) =>
        Assert.Equal(isTentative, s_calendar.IsTentative(World.Day(from), World.Day(to)));

    [Fact]
    public void Dated_days_are_listed_in_order_each_once()
    {
        var calendar = new WorkCalendar([Off("2027-03-03"), Off("2026-09-02"), Off("2027-03-03") with { NameVi = "x" }]);

        Assert.Equal([World.Day("2026-09-02"), World.Day("2027-03-03")], calendar.Days.Select(day => day.Date));
        Assert.Equal("x", calendar.Find(World.Day("2027-03-03"))?.NameVi);
        Assert.Null(calendar.Find(World.Day("2027-03-04")));
        Assert.Equal((true, true, false), (calendar.Covers(2026), calendar.Covers(2027), calendar.Covers(2025)));
        Assert.Empty(WorkCalendar.Weekends.Days);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("official", false)]
    [InlineData("provisional", true)]
    [InlineData("provisional-layout", true)]
    [InlineData("not provisional", false)]
    public void A_day_is_sure_unless_it_says_that_it_is_computed(string status, bool isTentative)
    {
        Assert.Equal(isTentative, (Off("2027-02-08") with { Status = status }).IsTentative);
        Assert.Equal(("", "", "", ""), Off("2027-02-08") is var day ? (day.NameVi, day.NameEn, day.Kind, day.Status) : default);
    }
}
