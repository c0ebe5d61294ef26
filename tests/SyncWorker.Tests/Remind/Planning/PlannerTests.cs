using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

public sealed class PlannerTests
{
    static RemindFacts Serbia(string goLive = "2020-01-01", IReadOnlyList<Position>? staff = null) =>
        World.Of(
            countries: [World.Country("RS", relations: "1957-03-10")],
            anniversaries: [World.Relations()],
            goLive: goLive,
            staff: staff
        );

    [Fact]
    public void An_ordinary_year_is_reminded_of_fifteen_five_and_one_working_days_before_and_on_the_day()
    {
        // 10/03/2026 is a Tuesday; Tết 2026 is off from 16/02 to 20/02. 15 working days before: 9, 6, 5, 4, 3, 2 March are six,
        // 27, 26, 25, 24, 23 February five more, then 13, 12, 11, 10 February: the fifteenth is 10/02.
        var mails = World.Mails(Serbia(), "2026-02-01", "2026-03-31", Known("relations/country:RS/2027"));

        Assert.Equal(
            [
                "2026-02-10 staff:eu-1 country:RS 15 working days",
                "2026-03-03 staff:eu-1 country:RS 5 working days",
                "2026-03-09 staff:eu-1 country:RS 1 working day",
                "2026-03-10 staff:eu-1 country:RS the day",
            ],
            mails.Where(mail => !mail.Contains("month", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Seventy_years_are_reminded_of_a_year_ahead()
    {
        // 10/03/2027 less 12, 6, 3 months and 1: 10/03/2026 Tue, 10/09/2026 Thu, 10/12/2026 Thu, 10/02/2027 Wed within Tết
        // (off 05/02 to 11/02/2027): back to Thursday 04/02.
        var found = World.CaseIn(2027, Serbia());

        Assert.Equal((70, "round10"), (found.Facts.Years!.Value, found.Facts.Milestone?.ToString().ToLowerInvariant()));
        Assert.Equal(
            ["2026-03-10", "2026-09-10", "2026-12-10", "2027-02-04"],
            found
                .Steps.Where(step =>
                    step.Name.ToString().EndsWith("months", StringComparison.Ordinal) || step.Name == ReminderStep.Parse("1 month")
                )
                .Select(step => $"{step.SendOn:yyyy-MM-dd}")
        );
    }

    [Fact]
    public void A_second_look_on_the_same_day_finds_nothing_more()
    {
        var ledger = new Ledger([]);

        var first = World.Mails(Serbia(), "2026-03-10", "2026-03-10", ledger);
        var second = World.Run(Serbia(), "2026-03-10", "2026-03-10", ledger);

        Assert.NotEmpty(first);
        Assert.Empty(second);
    }

    [Fact]
    public void On_a_day_off_nothing_is_planned()
    {
        var plan = Planner.Decide(
            DueItemIndex.Build(Serbia(), World.Day("2026-03-07"), World.Day("2026-03-07")),
            Serbia(),
            new([]),
            World.Day("2026-03-07")
        );

        Assert.Empty(plan.Reminders);
    }

    [Fact]
    public void Steps_from_before_the_start_are_skipped_but_for_the_newest()
    {
        var run = World
            .Run(Serbia(goLive: "2026-03-04"), "2026-03-04", "2026-03-04")
            .Where(at => at.Reminder.Item.Period == "2026")
            .Select(at => at.Reminder)
            .ToList();

        Assert.Equal(
            [("15 working days", LedgerState.Skipped), ("5 working days", LedgerState.Due)],
            run.Select(reminder => (reminder.Step.ToString(), reminder.State))
        );
        Assert.Contains("before start 2026-03-04", run[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_due_before_the_start_is_never_spoken_of()
    {
        Assert.DoesNotContain(World.Run(Serbia(goLive: "2026-03-11"), "2026-03-11", "2026-03-20"), at => at.Reminder.Item.Period == "2026");
    }

    [Theory]
    [InlineData("2026-03-13", nameof(LedgerState.Late))]
    [InlineData("2026-03-16", nameof(LedgerState.Expired))]
    public void A_missed_day_is_mailed_late_for_three_working_days_and_then_reported(string up, string state)
    {
        var ledger = new Ledger([]);
        World.Mails(Serbia(), "2026-02-01", "2026-03-06", ledger);

        var run = World.Run(Serbia(), up, up, ledger).Select(at => at.Reminder).ToList();

        Assert.Equal(state, run.Single(reminder => reminder.Step == ReminderStep.Parse("the day")).State.ToString());
        Assert.Equal(LedgerState.Superseded, run.Single(reminder => reminder.Step == ReminderStep.Parse("1 working day")).State);
    }

    [Fact]
    public void A_round_year_never_expires()
    {
        var ledger = new Ledger([]);
        World.Mails(Serbia(), "2026-02-01", "2027-03-08", ledger);

        var run = World
            .Run(Serbia(), "2027-04-12", "2027-04-12", ledger)
            .Select(at => at.Reminder)
            .Single(reminder => reminder.Step == ReminderStep.Parse("the day"));

        Assert.Equal(LedgerState.Late, run.State);
    }

    [Fact]
    public void The_officer_of_the_country_comes_before_the_one_of_the_department()
    {
        IReadOnlyList<Position> staff = [.. World.Staff, World.Position("eu-rs", "Ban Châu Âu", "officer", covers: ["RS"])];

        Assert.Equal(
            "staff:eu-rs",
            World.Run(Serbia(staff: staff), "2026-03-10", "2026-03-10").First(at => at.Reminder.IsMailed).Reminder.Recipient
        );
    }

    [Fact]
    public void During_leave_the_deputy_gets_it_and_afterwards_nobody_gets_it_again()
    {
        var away = new LeavePeriod
        {
            From = World.Day("2026-03-02"),
            To = World.Day("2026-03-09"),
            Deputy = "eu-2",
        };
        IReadOnlyList<Position> staff =
        [
            World.Position("eu-1", "Ban Châu Âu", "officer", leave: [away]),
            World.Position("eu-2", "Ban Châu Âu", "assistant"),
        ];
        var mails = World
            .Mails(Serbia(staff: staff), "2026-03-01", "2026-03-31", Known("relations/country:RS/2027"))
            .Where(mail => !mail.Contains("month", StringComparison.Ordinal));

        Assert.Equal(
            [
                "2026-03-02 staff:eu-2 country:RS 15 working days", // the newest step from before the first day looked at
                "2026-03-03 staff:eu-2 country:RS 5 working days",
                "2026-03-09 staff:eu-2 country:RS 1 working day",
                "2026-03-10 staff:eu-1 country:RS the day",
            ],
            mails
        );
    }

    [Fact]
    public void A_role_that_nobody_holds_is_a_fault_and_never_everybody()
    {
        var facts = Serbia(staff: [World.Position("asia-1", "Ban Châu Á", "officer")]);
        var day = World.Day("2026-03-10");

        var plan = Planner.Decide(DueItemIndex.Build(facts, day, day), facts, new([]), day);

        Assert.Empty(plan.Reminders);
        Assert.Contains(plan.Faults, fault => fault.What == "Nobody holds \"officer\" for RS: staff.json has none for RS or Ban Châu Âu.");
    }

    [Fact]
    public void A_countrys_day_fires_once_however_many_associations_it_has()
    {
        var facts = World.Of(
            [World.Association(1, "RS"), World.Association(2, "RS"), World.Association(3, "RS")],
            [World.Country("RS", relations: "1957-03-10")],
            [World.Relations()]
        );

        Assert.Single(World.Mails(facts, "2026-03-10", "2026-03-10"), mail => mail.EndsWith("the day", StringComparison.Ordinal));
    }

    [Fact]
    public void National_days_count_no_years_unless_asked_for_the_country()
    {
        var facts = World.Of(
            countries: [World.Country("FR", nationalDay: "07-14", year: 1789), World.Country("CU", nationalDay: "01-01", year: 1959)],
            anniversaries:
            [
                new()
                {
                    Id = "national-day",
                    Of = "nationalDay",
                    CountYears = false,
                    CountYearsFor = ["CU"],
                },
            ]
        );

        var years = DueItemIndex
            .Build(facts, World.Day("2026-01-01"), World.Day("2026-12-31"))
            .Items.Where(dueItem => dueItem.Period == "2026")
            .ToDictionary(dueItem => dueItem.Subject, dueItem => dueItem.Facts.Years);

        Assert.Equal((null, 67), (years["country:FR"], years["country:CU"]));
    }

    // Rows that keep a case that is not looked at out of the way.
    static Ledger Known(params string[] keys) =>
        new(
            keys.Select(key => key.Split('/'))
                .SelectMany(parts =>
                    new[] { "12 months", "6 months", "3 months", "1 month" }.Select(step =>
                        World.Entry(new(parts[0], parts[1], parts[2]), ReminderStep.Parse(step), "staff:eu-1") with
                        {
                            Day = World.Day("2027-03-10"),
                            SendOn = World.Day("2026-03-10"),
                            State = LedgerState.Skipped,
                        }
                    )
                )
        );
}
