using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// One event, one mail: an event of the sheet that covers anniversaries is told in their place. The days are those of 2025: Hungary,
/// relations 03/02/1950 and the association of 1990, celebrated together on 14/09/2025.
/// </summary>
public sealed class EventCoverTests
{
    const string Hungary = "75 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - HU, 03/02/2025; 35 năm Ngày thành lập Hội 1";

    static HeldEvent Held(string day, params string[] covers) =>
        new("hu", World.Day(day))
        {
            TitleVi = "Lễ kỷ niệm",
            TitleEn = "Ceremony",
            Country = "HU",
            Covers = covers,
        };

    static RemindFacts With(string relations, params HeldEvent[] events) =>
        new([World.Association(1, "HU", "1990")], [World.Country("HU", relations: relations)], [])
        {
            Options = new() { Anniversaries = [World.Relations(), World.Founding()] },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2024-01-01"),
            LongBreak = World.NoLongBreaks,
            Events = events,
        };

    /// <summary>What the store keeps of days to come and a ledger in memory does not: what people were told.</summary>
    static void KeepFacts(Ledger ledger, RemindFacts facts)
    {
        foreach (var row in ledger.Rows.Where(row => row.Item.Rule == RemindOptions.EventRule).ToList())
        {
            ledger.Add(row with { Facts = DueItemIndex.Build(facts, row.SendOn, row.SendOn).ByKey[row.Item].Facts.ToJson() });
        }
    }

    static IEnumerable<string> Subjects(IEnumerable<string> mails) => mails.Select(mail => mail.Split(' ')[2]).Distinct();

    [Fact]
    public void DC13_what_an_event_covers_is_told_in_its_line_and_nowhere_else()
    {
        var facts = With("1950-02-03", Held("2025-09-14", "relations/HU", "founding/CA-1"));

        var run = World
            .Run(facts, "2024-09-02", "2025-12-31")
            .Where(at => at.Reminder.IsMailed && at.Reminder.Item.Period is not "2026")
            .ToList();

        // The event is reminded of as early as the 75 years it covers: 6, 3 and 1 months (14/03, 14/06, 14/08/2025; 14/06 is a Saturday:
        // 13/06), then 15, 5 and 1 working days before Sunday 14/09 (22/08, 08/09, 12/09: 29/08 and 01, 02/09 are off for National Day
        // as far as the calendar says), and the day itself on Friday 12/09 with the one before it.
        Assert.Equal(["event:hu"], run.Select(at => at.Reminder.Item.Subject).Distinct());
        Assert.Equal(
            ["2025-03-14 6 months", "2025-06-13 3 months", "2025-08-14 1 month"],
            run.Take(3).Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Step}")
        );
        Assert.All(run, at => Assert.Equal($"Lễ kỷ niệm (nhân dịp: {Hungary})", at.Reminder.Facts.SubjectVi));
        Assert.Equal(
            "Ceremony (occasion: 75th anniversary of Viet Nam-HU diplomatic relations, 3 February 2025; 35th anniversary of the founding of Hội 1)",
            run[0].Reminder.Facts.SubjectEn
        );
    }

    [Fact]
    public void Each_covered_step_stands_in_the_ledger_with_the_event_as_its_reason()
    {
        var facts = With("1950-02-03", Held("2025-09-14", "relations/HU"));

        var covered = World
            .Run(facts, "2025-01-02", "2025-02-28")
            .Where(at => at.Reminder.Item.Subject == "country:HU" && at.Reminder.Item.Period == "2025")
            .Select(at => at.Reminder)
            .ToList();

        Assert.NotEmpty(covered);
        Assert.All(covered, reminder => Assert.Equal(LedgerState.Superseded, reminder.State));
        Assert.All(
            covered,
            reminder =>
                Assert.EndsWith(
                    "covered by the event events/event:hu/hu on 2025-09-14: told there",
                    reminder.Reason,
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("2025-09-14", "1950-02-03", "2025")] // held seven months late: 75 years, not the 76 of the next February
    [InlineData("2025-09-13", "1975-09-23", "2025")] // ten days early
    [InlineData("2025-12-28", "1961-01-02", "2026")] // a few days before a day of January
    [InlineData("2026-01-20", "1960-12-20", "2025")] // a month after a day of December
    [InlineData("2026-02-10", "1976-05-20", "2026")] // three months early
    public void The_anniversary_meant_is_that_of_the_twelve_months_around_the_event(string held, string relations, string year)
    {
        var facts = With(relations, Held(held, "relations/HU"));
        var day = World.Day(held);

        var covered = DueItemIndex.Build(facts, day, day).Items.Where(dueItem => dueItem.CoveredBy is not null);

        Assert.Equal([year], covered.Select(dueItem => dueItem.Period));
    }

    [Fact]
    public void Another_year_can_be_named()
    {
        var facts = With("1950-02-03", Held("2025-09-14", "relations/country:HU/2026"));
        var day = World.Day("2025-09-14");

        Assert.Equal(
            ["2026"],
            DueItemIndex.Build(facts, day, day).Items.Where(dueItem => dueItem.CoveredBy is not null).Select(dueItem => dueItem.Period)
        );
    }

    [Fact]
    public void An_event_that_is_withdrawn_gives_the_anniversary_back_its_steps_to_come()
    {
        var ledger = new Ledger([]);
        var held = With("1976-06-24", Held("2026-06-27", "relations/HU"));
        var covering = World.Mails(held, "2026-06-01", "2026-06-12", ledger);
        KeepFacts(ledger, held);

        var withdrawn = World.Run(With("1976-06-24"), "2026-06-15", "2026-06-30", ledger).Where(at => at.Reminder.IsMailed).ToList();

        // 24/06/2026 is a Wednesday: 5 working days before is 17/06, 1 is 23/06. The steps of before are not made up for.
        Assert.Equal(["event:hu"], Subjects(covering));
        Assert.Equal(
            ["2026-06-15 cancelled", "2026-06-17 5 working days", "2026-06-23 1 working day", "2026-06-24 the day"],
            withdrawn.Select(at => $"{at.Day:yyyy-MM-dd} {at.Reminder.Step}")
        );
    }

    [Fact]
    public void A_line_that_is_deleted_long_after_the_event_wakes_nothing()
    {
        var ledger = new Ledger([]);
        World.Mails(With("1950-02-03", Held("2025-09-14", "relations/HU")), "2025-01-02", "2025-11-03", ledger);

        Assert.DoesNotContain(
            World.Mails(With("1950-02-03"), "2025-11-04", "2025-12-31", ledger),
            mail => !mail.Contains("2026", StringComparison.Ordinal) && mail.Contains("event", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(World.Run(With("1950-02-03"), "2025-11-04", "2025-12-31", ledger), at => at.Reminder.Item.Period == "2025");
    }

    [Fact]
    public void An_event_that_moves_is_told_as_moved_and_still_covers()
    {
        var ledger = new Ledger([]);
        World.Mails(With("1976-06-24", Held("2026-06-27", "relations/HU")), "2026-06-01", "2026-06-12", ledger);

        var moved = World
            .Run(With("1976-06-24", Held("2026-07-04", "relations/HU")), "2026-06-15", "2026-06-30", ledger)
            .Where(at => at.Reminder.IsMailed)
            .ToList();

        Assert.Equal("moved to 2026-07-04", moved[0].Reminder.Step.ToString());
        Assert.Equal(["event:hu"], moved.Select(at => at.Reminder.Item.Subject).Distinct());
    }

    [Fact]
    public void Whoever_does_not_hear_of_the_event_is_still_told_of_the_anniversary()
    {
        // The event is prepared by one officer; the head of the department gets the relations of the country, but no events.
        var facts = new RemindFacts([], [World.Country("HU", relations: "1974-06-24")], [])
        {
            Options = new()
            {
                Anniversaries =
                [
                    new()
                    {
                        Id = "relations",
                        Of = "relations",
                        Lead = [Lead.TheDay],
                        To = [Role.Officer, Role.DepartmentHead],
                    },
                ],
            },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-06-01"),
            LongBreak = World.NoLongBreaks,
            Events = [Held("2026-06-24", "relations/HU")],
        };

        Assert.Equal(
            ["2026-06-24 staff:eu-1 event:hu the day", "2026-06-24 staff:eu-head country:HU the day"],
            World.Mails(facts, "2026-06-24", "2026-06-24").Order()
        );
    }

    [Fact]
    public void An_event_that_the_sheet_has_since_today_is_not_late_for_the_steps_of_before()
    {
        var facts = With("1950-02-03", Held("2025-09-14", "relations/HU") with { KnownOn = World.Day("2025-09-01") });

        var first = World.Run(facts, "2025-09-03", "2025-09-03").Where(at => at.Reminder.Item.Subject == "event:hu").ToList();

        Assert.Equal(
            [LedgerState.Skipped, LedgerState.Skipped, LedgerState.Skipped, LedgerState.Due],
            first.Select(at => at.Reminder.State)
        );
        Assert.Null(first[^1].Reminder.Facts.LateWorkingDays);
    }

    [Fact]
    public void What_nothing_knows_is_said_to_the_admin()
    {
        var facts = With("1950-02-03", Held("2025-09-14", "relations/XX", "relation/HU", "founding/CA-1", "relations/country:HU"));

        Assert.Equal(["relations/XX", "relation/HU"], EventCovers.Unknown(facts).Select(note => note.Split('"')[1]));
    }

    [Fact]
    public void Explain_says_by_which_event_an_anniversary_is_covered()
    {
        var facts = With("1950-02-03", Held("2025-09-14", "relations/HU"));
        var today = World.Day("2025-01-02");
        var found = DueItemIndex.Build(facts, today, today).ByKey[new("relations", "country:HU", "2025")];

        var why = Explanation.Create(found.Key, found, facts, [], today);

        Assert.StartsWith("by the event events/event:hu/hu on 2025-09-14: Lễ kỷ niệm", why.Covered, StringComparison.Ordinal);
        Assert.All(
            why.Steps,
            step => Assert.Equal(["not sent: covered by the event events/event:hu/hu on 2025-09-14: told there"], step.Answers)
        );
    }

    [Fact]
    public void The_weekly_outlook_shows_the_event_and_not_what_it_covers()
    {
        // Friday 12/06/2026: the outlook of 13/06 to 28/06 has Wednesday 24/06 in it.
        var staff = World
            .Staff.Select(position => new SyncWorker.Union.Position
            {
                Id = position.Id,
                Title = position.Title,
                Department = position.Department,
                Roles = position.Roles,
                Email = position.Email,
                Mail = [SyncWorker.Union.MailKind.Daily, SyncWorker.Union.MailKind.Weekly],
            })
            .ToList();
        var facts = new RemindFacts([], [World.Country("HU", relations: "1976-06-24")], [])
        {
            Options = new() { Anniversaries = [World.Relations()] },
            Staff = new() { Staff = staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-06-01"),
            LongBreak = World.NoLongBreaks,
            Events = [Held("2026-06-25", "relations/HU")],
        };
        var day = World.Day("2026-06-12");

        var lines = Outlook.Decide(DueItemIndex.Build(facts, day, day), facts, new([]), day);

        Assert.Equal(
            ["staff:chief events/event:hu/hu", "staff:eu-1 events/event:hu/hu", "staff:eu-head events/event:hu/hu"],
            lines.Select(line => $"{line.Recipient} {line.Item.Subject}").Order()
        );
    }
}
