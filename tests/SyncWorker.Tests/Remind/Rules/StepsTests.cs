using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>The steps before and after a day, with their arithmetic in words. 6 July 2026 is a Monday.</summary>
public sealed class StepsTests
{
    static readonly DateOnly s_day = World.Day("2026-07-06");
    static readonly Addressee[] s_to = [Role.Officer];

    static Lead[] Leads(string texts) => [.. texts.Split(", ").Select(text => Lead.Parse(text, null))];

    static IReadOnlyList<Step> Before(string day, string leads, Roll roll = Roll.Previous, WorkCalendar? calendar = null) =>
        Steps.Before(World.Day(day), Leads(leads), s_to, roll, calendar ?? WorkCalendar.Weekends);

    static OverdueStep Overdue(string after, params Addressee[] to) => new() { After = Lead.Parse(after, null), To = to };

    [Theory]
    [InlineData("2026-07-06", "the day", "2026-07-06", "the day itself, Mon 2026-07-06")]
    [InlineData("2026-07-06", "5 working days", "2026-06-26", "5 working days before 2026-07-06 is Fri 2026-06-26")] // Thursday 2 July is off
    [InlineData("2026-07-05", "the day", "2026-07-05", "the day itself, Sun 2026-07-05, a weekend: moved to Fri 2026-07-03")]
    [InlineData("2026-08-02", "1 month", "2026-07-02", "1 month before 2026-08-02 is Thu 2026-07-02, Nghỉ lễ: moved to Wed 2026-07-01")]
    public void A_step_says_how_its_day_was_found(string day, string lead, string raw, string why)
    {
        var step = Assert.Single(Before(day, lead, calendar: RuleWorld.Off("2026-07-02")));

        Assert.Equal((why, lead, raw), (step.Why, step.Name.ToString(), DayText.Iso(step.Raw)));
        Assert.Equal(s_to, step.To);
    }

    [Fact]
    public void Steps_are_in_the_order_of_their_days_and_of_what_was_counted_and_each_comes_once()
    {
        // The day is Saturday 4 July: it and the day before it are both mailed on Friday.
        var steps = Before("2026-07-04", "the day, 1 day, 5 working days, the day");

        Assert.Equal(["5 working days 2026-06-29", "1 day 2026-07-03", "the day 2026-07-03"], RuleWorld.Steps(steps));
        Assert.Equal("the day 2026-07-06", RuleWorld.Steps(Before("2026-07-04", "the day", Roll.Next)).Single());
    }

    [Fact]
    public void A_chase_never_comes_early_and_has_its_draft()
    {
        var overdue = new OverdueStep
        {
            After = new(5, LeadUnit.Days),
            To = [Role.OfficeChief],
            Draft = "letter",
        };

        var step = Steps.After(s_day, overdue, s_to, WorkCalendar.Weekends);

        Assert.Equal(("+5 days", World.Day("2026-07-13"), World.Day("2026-07-13")), (step.Name.ToString(), step.SendOn, step.Raw));
        Assert.Equal(("5 days after 2026-07-06 is Mon 2026-07-13", "letter"), (step.Why, step.Draft));
        Assert.Equal(s_to, step.To);
    }

    [Theory]
    [InlineData("14 days, 1 day", null, "14 days, 1 day")]
    [InlineData("14 days, 1 day", "0 days", "14 days, 1 day")] // after no time
    [InlineData("15 days, 1 day", "1 week", "15 days, 14 days, 7 days, 1 day")]
    [InlineData("14 days", "1 week", "14 days, 7 days")] // the fourteenth day is a lead already
    [InlineData("10 working days", "14 days", "10 working days, 14 days")] // one day: Monday 22 June
    [InlineData("100 months", "300 days", "100 months, 900 days, 600 days, 300 days")] // 1,200 days are beyond the longest lead
    [InlineData("100 months", "500 days", "100 months, 1000 days, 500 days")]
    public void Before_the_day_a_reminder_is_repeated_from_the_first_lead_on(string leads, string? repeat, string steps)
    {
        var found = Steps.Before(s_day, Leads(leads), repeat is null ? null : Lead.Parse(repeat, null), s_to, WorkCalendar.Weekends);

        Assert.Equal(steps, string.Join(", ", found.Select(step => step.Name)));
    }

    [Fact]
    public void What_has_no_step_before_the_day_is_not_repeated_before_it()
    {
        Assert.Empty(Steps.Before(s_day, [], new(7, LeadUnit.Days), s_to, WorkCalendar.Weekends));
    }

    [Fact]
    public void A_reminder_is_repeated_sixty_times_before_the_day_at_most()
    {
        Assert.Equal(61, Steps.Before(s_day, Leads("1000 days"), new(1, LeadUnit.Days), s_to, WorkCalendar.Weekends).Count);
    }

    [Theory]
    [InlineData("1 week", 52)] // 364 days
    [InlineData("183 days", 2)] // 366 days
    [InlineData("184 days", 1)]
    [InlineData("1 day", 60)] // the most of all
    [InlineData("3 months", 4)]
    public void After_the_day_a_reminder_is_repeated_for_a_year_at_most(string repeat, int times)
    {
        var every = Lead.Parse(repeat, null);

        var steps = Steps.Repeated(s_day, [], (every, s_to), WorkCalendar.Weekends);

        Assert.Equal(Enumerable.Range(1, times).Select(n => every with { Number = every.Number * n }), steps.Select(step => step.After));
        Assert.All(steps, step => Assert.Equal((s_to, null), (step.To, step.Draft)));
    }

    [Fact]
    public void A_repeat_on_the_day_of_a_chase_is_one_step_to_both()
    {
        OverdueStep[] overdue =
        [
            Overdue("3 days", Role.DepartmentHead),
            new()
            {
                After = new(14, LeadUnit.Days),
                To = [Role.OfficeChief, Role.Officer],
                Draft = "letter",
            },
        ];

        var steps = Steps.Repeated(s_day, overdue, (new(14, LeadUnit.Days), [Role.Officer, Role.It]), WorkCalendar.Weekends);

        Assert.Same(overdue[0], steps[0]);
        Assert.Equal((new(14, LeadUnit.Days), "letter"), (steps[1].After, steps[1].Draft));
        Assert.Equal([Role.OfficeChief, Role.Officer, Role.It], steps[1].To);
        Assert.Equal("28 days", steps[2].After.ToString());
        Assert.Equal(2 + 25, steps.Count); // 26 times in 364 days
    }

    [Fact]
    public void Without_a_repeat_the_chases_stay_as_they_are()
    {
        OverdueStep[] overdue = [Overdue("3 days", Role.Officer)];

        Assert.Same(overdue, Steps.Repeated(s_day, overdue, (null, s_to), WorkCalendar.Weekends));
        Assert.Same(overdue, Steps.Repeated(s_day, overdue, (Lead.TheDay, s_to), WorkCalendar.Weekends));
    }
}
