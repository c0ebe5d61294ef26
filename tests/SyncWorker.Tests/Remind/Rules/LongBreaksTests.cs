using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>
/// What a break from Saturday 7 to Sunday 15 March 2026 does to steps, to the day. Its notice, three working days before, is on
/// Wednesday 4; the first day back is Monday 16; it covers five working days, to Friday 20.
/// </summary>
public sealed class LongBreaksTests
{
    static readonly LongBreak s_policy = new();
    static readonly WorkCalendar s_calendar = RuleWorld.NineDaysOff;

    static IReadOnlyList<Step> Apply(string day, string leads, string overdue = "", LongBreak? policy = null, WorkCalendar? calendar = null)
    {
        var (due, used) = (World.Day(day), calendar ?? s_calendar);
        return LongBreaks.Apply(
            due,
            [
                .. Steps.Before(due, Leads(leads), [Role.Officer], Roll.Previous, used),
                .. Leads(overdue).Select(after => Steps.After(due, new() { After = after, To = [] }, [Role.OfficeChief], used)),
            ],
            policy ?? s_policy,
            used
        );
    }

    static IEnumerable<Lead> Leads(string texts) =>
        texts.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(text => Lead.Parse(text, null));

    static string Lines(IReadOnlyList<Step> steps) => string.Join(", ", RuleWorld.Steps(steps));

    [Fact]
    public void A_step_within_the_break_is_told_in_its_notice()
    {
        var step = Assert.Single(Apply("2026-03-10", "the day"));

        Assert.Equal(("the day", "before", World.Day("2026-03-04")), (step.Name.ToString(), step.Break, step.SendOn));
        Assert.Equal(
            "the day itself, Tue 2026-03-10, Nghỉ lễ: moved to Fri 2026-03-06; within the long break 2026-03-07 to 2026-03-15: told in its notice on 2026-03-04",
            step.Why
        );
    }

    [Fact]
    public void A_day_shortly_after_the_break_stands_in_the_notice_and_on_the_first_day_back()
    {
        var steps = Apply("2026-03-20", "the day");

        Assert.Equal("before the break 2026-03-04, after the break 2026-03-16, the day 2026-03-20", Lines(steps));
        Assert.Equal(["before", "after", null], steps.Select(step => step.Break));
        Assert.Equal(
            [
                "2026-03-07 to 2026-03-15 is a long break: its notice is on 2026-03-04",
                "first day back after 2026-03-07 to 2026-03-15",
                "the day itself, Fri 2026-03-20",
            ],
            steps.Select(step => step.Why)
        );
        Assert.All(steps, step => Assert.Equal([Role.Officer], step.To));
        Assert.Equal(steps.Select(step => step.SendOn), steps.Select(step => step.Raw));
    }

    [Theory]
    [InlineData("2026-03-06", "the day 2026-03-06")] // the last day before it
    [InlineData("2026-03-16", "before the break 2026-03-04, the day 2026-03-16")] // the first day back is the day
    [InlineData("2026-03-21", "the day 2026-03-20")] // a Saturday: the cover ended on Friday
    [InlineData("2026-03-23", "the day 2026-03-23")]
    public void The_cover_ends_to_the_day(string day, string steps) => Assert.Equal(steps, Lines(Apply(day, "the day")));

    [Theory]
    [InlineData(0, "2026-03-15", "before the break 2026-03-04")]
    [InlineData(0, "2026-03-16", "")]
    [InlineData(1, "2026-03-16", "before the break 2026-03-04, after the break 2026-03-16")]
    [InlineData(1, "2026-03-17", "")]
    public void The_cover_is_as_long_as_config_says(int cover, string day, string added)
    {
        var steps = Apply(day, "30 days", policy: new() { Cover = cover }).Where(step => step.Name.Kind != StepKind.Before);

        Assert.Equal(added, string.Join(", ", RuleWorld.Steps(steps)));
    }

    [Fact]
    public void A_step_on_the_day_of_the_notice_or_on_the_first_day_back_is_not_doubled()
    {
        // Back from Wednesday 18: 17 (1), 16 (2), 6 (3), 5 (4), 4 March (5).
        Assert.Equal(
            "10 working days 2026-02-25, 5 working days 2026-03-04, 2 working days 2026-03-16, the day 2026-03-18",
            Lines(Apply("2026-03-18", "10 working days, 5 working days, 2 working days, the day"))
        );
    }

    [Theory]
    [InlineData("2026-03-06", "1 working day", "2026-03-18")] // the first day back
    [InlineData("2026-03-06", "2 working days", "2026-03-18")] // the second
    [InlineData("2026-03-06", "3 working days", "2026-03-18")]
    [InlineData("2026-03-06", "4 working days", "2026-03-19")]
    [InlineData("2026-03-05", "1 working day", "2026-03-06")] // the last day before it
    public void Nobody_is_chased_on_the_first_two_days_back(string due, string after, string on)
    {
        var step = Assert.Single(Apply(due, "", after));

        Assert.Equal(World.Day(on), step.SendOn);
        Assert.Equal(
            DayText.Iso(step.Raw) == on
                ? $"{after} after {due} is {step.Raw:ddd yyyy-MM-dd}"
                : $"{after} after {due} is {step.Raw:ddd yyyy-MM-dd}, too soon after the long break 2026-03-07 to 2026-03-15: {on}",
            step.Why
        );
    }

    [Theory]
    [InlineData(0, "2026-03-16")]
    [InlineData(1, "2026-03-17")]
    [InlineData(3, "2026-03-19")]
    public void Nobody_is_chased_for_so_many_days_as_config_says(int days, string on)
    {
        Assert.Equal(World.Day(on), Apply("2026-03-06", "", "1 working day", new() { NoEscalation = days }).Single().SendOn);
    }

    [Fact]
    public void What_is_only_chased_stands_in_no_notice()
    {
        Assert.Equal("+1 day 2026-03-18", Lines(Apply("2026-03-10", "", "1 day")));
    }

    [Fact]
    public void Steps_are_in_the_order_of_their_days_and_of_what_was_counted()
    {
        // Both fall into the break and are told on one day.
        Assert.Equal("1 day 2026-03-04, the day 2026-03-04", Lines(Apply("2026-03-11", "the day, 1 day")));
        Assert.Equal(
            "5 working days 2026-02-27, the day 2026-03-06, +1 working day 2026-03-18",
            Lines(Apply("2026-03-06", "the day, 5 working days", "1 working day"))
        );
    }

    [Theory]
    [InlineData(0, "2026-03-06")] // before it in any case
    [InlineData(1, "2026-03-06")]
    [InlineData(2, "2026-03-05")]
    public void The_notice_lies_so_many_working_days_before_the_break(int days, string notice)
    {
        var off = s_calendar.BreakAround(World.Day("2026-03-10"))!.Value;

        Assert.Equal(World.Day(notice), LongBreaks.NoticeDay(off, new() { NoticeBefore = days }, s_calendar));
    }

    [Theory]
    [InlineData(4, "2026-07-03", "2026-07-02")] // three days off are passed over as any day off
    [InlineData(3, "2026-07-03", "2026-06-30")]
    [InlineData(4, "2026-07-03 2026-07-06", "2026-06-30")] // four
    public void A_run_of_days_off_is_a_long_break_from_so_many_days_on(int fromDays, string off, string on)
    {
        var steps = Apply("2026-07-04", "the day", policy: new() { FromDays = fromDays }, calendar: RuleWorld.Off(off.Split(' ')));

        Assert.Equal($"the day {on}", Lines(steps));
    }

    [Theory]
    [InlineData("2026-02-13", true, null)]
    [InlineData("2026-02-14", true, "2026-03-07")] // its first day is the twenty-first from then
    [InlineData("2026-03-06", true, "2026-03-07")]
    [InlineData("2026-03-16", true, null)]
    [InlineData("2026-03-16", false, "2026-03-07")]
    [InlineData("2026-04-05", false, "2026-03-07")]
    [InlineData("2026-04-06", false, null)]
    [InlineData("2026-03-06", false, null)]
    public void The_break_that_comes_or_was_is_looked_for_in_three_weeks(string today, bool isAhead, string? first)
    {
        var off = LongBreaks.Near(World.Day(today), isAhead, s_policy, s_calendar);

        Assert.Equal(first, off is { } found ? DayText.Iso(found.First) : null);
    }
}
