using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What a day brings for cases that are made by hand: who is looked at, and what becomes of mails that wait. Today is 06/07/2026.</summary>
public sealed class PlanDayTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly Step s_step = Made.Step("5 working days", "2026-07-06");

    static readonly DueItem s_case = Made.Case("2026-07-14", s_step);

    static Plan Decide(DueItem item, RemindFacts? facts = null, params LedgerEntry[] rows) =>
        Planner.Decide([item], facts ?? World.Of(), new(rows), s_today);

    static IEnumerable<string> Lines(Plan plan) =>
        plan.Reminders.Select(reminder => $"{reminder.Recipient} {reminder.Step} {reminder.State}");

    [Fact]
    public void A_step_that_has_come_is_decided_once()
    {
        Assert.Equal(["staff:eu-1 5 working days Due"], Lines(Decide(s_case)));
        Assert.Empty(Lines(Decide(s_case, null, Made.Row(s_case, "5 working days", "2026-07-06", LedgerState.Skipped))));
        Assert.Empty(Lines(Decide(Made.Case("2026-07-14", Made.Step("1 working day", "2026-07-07")))));
        // Of another day it tells nothing of this one.
        Assert.Single(
            Decide(s_case, null, Made.Row(s_case, "5 working days", "2026-05-06") with { Day = World.Day("2026-05-14") }).Reminders
        );
    }

    [Fact]
    public void A_step_that_others_have_had_goes_to_nobody_else() =>
        Assert.Empty(Lines(Decide(s_case, null, Made.Row(s_case, "5 working days", "2026-07-06", recipient: "staff:left"))));

    [Fact]
    public void What_is_closed_of_the_outlook_alone_or_from_before_the_start_is_silent()
    {
        Assert.Empty(Decide(s_case with { Closed = "received" }).Reminders);
        Assert.Empty(Decide(s_case with { IsOutlookOnly = true }).Reminders);

        var late = s_case with { KnownOn = World.Day("2026-07-15") };
        Assert.Empty(Decide(late).Reminders);
        Assert.Single(Decide(late with { IsChasedFromBefore = true }).Reminders);
        Assert.Single(Decide(late with { KnownOn = late.Day }).Reminders);
        Assert.Empty(Decide(s_case, World.Of(goLive: "2026-07-15")).Reminders);
        Assert.Single(Decide(s_case, World.Of(goLive: "2026-07-14")).Reminders);
    }

    [Theory]
    [InlineData("2026-07-07", "2026-01-01")]
    [InlineData("2026-01-01", "2026-07-07")]
    public void Steps_count_from_the_later_of_go_live_and_the_day_the_case_was_known(string goLive, string known)
    {
        var item = Made.Case("2026-07-14", Made.Step("15 working days", "2026-07-03"), s_step) with { KnownOn = World.Day(known) };

        Assert.Equal(
            "the register says so; 15 working days counted; before start 2026-07-07",
            Decide(item, World.Of(goLive: goLive)).Reminders[0].Reason
        );
    }

    [Fact]
    public void Who_hears_of_the_event_that_covers_it_is_told_there()
    {
        var held = Made.Case("2026-07-13", Made.Step("the day", "2026-07-13")) with
        {
            Rule = "events",
            Subject = "event:le",
            Period = "le",
        };
        var covered = Made.Case("2026-07-14", Made.Step("5 working days", "2026-07-06", Role.Officer, Role.DepartmentHead)) with
        {
            CoveredBy = held,
        };

        var plan = Decide(covered);

        Assert.Equal(["staff:eu-1 5 working days Superseded", "staff:eu-head 5 working days Due"], Lines(plan));
        Assert.Equal(
            "the register says so; 5 working days counted; covered by the event events/event:le/le on 2026-07-13: told there",
            plan.Reminders[0].Reason
        );
        // Held before the sheet was known, it tells nobody.
        Assert.Equal(
            [LedgerState.Due, LedgerState.Due],
            Decide(covered with { CoveredBy = held with { KnownOn = World.Day("2026-07-14") } })
                .Reminders.Select(reminder => reminder.State)
        );
        Assert.Equal(LedgerState.Superseded, Decide(covered with { CoveredBy = held with { KnownOn = held.Day } }).Reminders[0].State);
    }

    [Fact]
    public void Who_has_the_task_in_two_ways_is_told_once_with_both_reasons()
    {
        Position[] staff =
        [
            new()
            {
                Id = "eu-1",
                Title = "Trưởng Ban",
                Department = Made.Europe,
                Roles = [Role.Officer, Role.DepartmentHead],
                Email = "eu-1@example.org",
            },
        ];

        var mail = Assert.Single(
            Decide(
                Made.Case("2026-07-14", Made.Step("5 working days", "2026-07-06", Role.Officer, Role.DepartmentHead)),
                World.Of(staff: staff)
            ).Reminders
        );

        Assert.Equal("được phân công theo dõi địa bàn Châu Âu; phụ trách Ban Châu Âu", mail.Facts.WhyVi);
    }

    [Fact]
    public void Of_a_table_who_has_only_units_that_are_in_or_have_a_later_day_is_not_told()
    {
        var units = (Unit[])
            [
                Made.Unit(World.Association(1, "FR"), isOpen: false),
                Made.Unit(World.Association(2, "LA"), "Ban Châu Á"),
                Made.Unit(World.Association(3, "VN"), "Văn phòng") with
                {
                    IsListedOnly = true,
                },
            ];

        var mail = Assert.Single(Decide(s_case with { Units = units }).Reminders);

        Assert.Equal(("staff:asia-1", 1), (mail.Recipient, mail.Facts.Owed!.Value));
    }

    [Fact]
    public void A_role_without_a_holder_is_a_fault_of_the_day()
    {
        var plan = Decide(s_case, World.Of(staff: []));

        Assert.Equal((s_case.Key, s_step.Name), (Assert.Single(plan.Faults).Item, plan.Faults[0].Step));
    }

    [Fact]
    public void A_case_that_cannot_be_worked_out_is_set_aside_with_all_that_was_made_of_it()
    {
        // A relation is never overdue: what it says then cannot be made.
        var item = Made.Case(
            "2026-07-03",
            Made.Step("5 working days", "2026-07-06"),
            Made.Step("+1 working day", "2026-07-06", Role.DepartmentHead)
        );
        var nobody = item with { Steps = [Made.Step("the day", "2026-07-06", Role.Leader), item.Steps[1]] };

        foreach (var broken in (DueItem[])[item, nobody])
        {
            var facts = World.Of();
            var plan = Planner.Decide([broken, s_case with { Subject = "country:HU" }], facts, new([]), s_today);

            Assert.Equal("country:HU", Assert.Single(plan.Reminders).Item.Subject);
            Assert.Empty(plan.Faults);
            Assert.True(facts.SetAside.Has(broken.Key));
            Assert.StartsWith(
                "Set aside: relations, Ngày thiết lập quan hệ ngoại giao Việt Nam - Pháp: ",
                Assert.Single(facts.SetAside.Named),
                StringComparison.Ordinal
            );
        }
    }

    // Snoozes that have run out.

    static LedgerEntry Snoozed(string until, string recipient = Made.Officer) =>
        Made.Row(s_case, "5 working days", "2026-07-01", LedgerState.Snoozed, recipient) with
        {
            SnoozedUntil = World.Day(until),
        };

    [Fact]
    public void What_was_put_off_to_today_is_named_again()
    {
        Assert.Equal(["staff:eu-1 snoozed until 2026-07-06 Due"], Lines(Decide(s_case, null, Snoozed("2026-07-06"))));
        Assert.Empty(Lines(Decide(s_case, null, Snoozed("2026-07-07"))));
        Assert.Empty(Lines(Decide(s_case, null, Snoozed("2026-07-06", "staff:left"))));
    }

    [Fact]
    public void A_step_of_the_same_day_and_the_snooze_are_one_mail()
    {
        var item = Made.Case("2026-07-14", Made.Step("5 working days", "2026-07-01"), Made.Step("1 working day", "2026-07-03"));

        Assert.Equal(
            ["staff:eu-1 1 working day Superseded", "staff:eu-1 snoozed until 2026-07-06 Due"],
            Lines(Decide(item, null, Snoozed("2026-07-06")))
        );
    }

    [Fact]
    public void A_table_that_was_put_off_counts_the_units_of_its_reader()
    {
        var item = s_case with
        {
            Units =
            [
                Made.Unit(World.Association(1, "FR")),
                Made.Unit(World.Association(2, "FR"), isOpen: false),
                Made.Unit(World.Association(3, "LA"), "Ban Châu Á"),
            ],
        };

        var mail = Assert.Single(Decide(item, null, Snoozed("2026-07-06")).Reminders);

        Assert.Equal((1, 2), (mail.Facts.Received!.Value, mail.Facts.Owed!.Value));
    }

    // Mails that have not left. France's day is 14/07; five working days before it is Tuesday 07/07, fifteen are 23/06.

    static RemindFacts France(IReadOnlyList<Position>? staff = null, string day = "07-14") =>
        World.Of([], [World.Country("FR", relations: $"1973-{day}")], [World.Relations()], staff: staff, goLive: "2026-01-01");

    static LedgerEntry Waiting(string step, string sendOn, string recipient = Made.Officer, string day = "2026-07-14") =>
        World.Entry(new("relations", "country:FR", "2026"), ReminderStep.Parse(step), recipient) with
        {
            Day = World.Day(day),
            SendOn = World.Day(sendOn),
            State = LedgerState.Due,
            IsUnsent = true,
        };

    static Plan On(string today, RemindFacts facts, params LedgerEntry[] rows) =>
        Planner.Decide(DueItemIndex.Build(facts, World.Day(today), World.Day(today)), facts, new(rows), World.Day(today));

    static IEnumerable<string> Corrections(Plan plan) =>
        plan.Corrections.Select(at => $"{at.Row.Recipient} {at.Row.Step} {at.State}: {at.Because}");

    static readonly Position[] s_two = [Made.Position("eu-1", Made.Europe, Role.Leader), Made.Position("eu-2", Made.Europe, Role.Officer)];

    [Fact]
    public void A_newer_step_takes_the_place_of_one_that_could_not_leave()
    {
        var plan = On("2026-07-07", France(), Waiting("15 working days", "2026-06-23"));

        Assert.Equal(["staff:eu-1 15 working days Superseded: a newer step came before its mail left"], Corrections(plan));
        Assert.Equal(["staff:eu-1 5 working days Due"], Lines(plan));
        Assert.Equal([Made.Officer], plan.Waiting.Select(to => to.Key));
    }

    [Fact]
    public void A_notice_that_could_not_leave_stays_and_so_does_a_step_without_a_newer()
    {
        Assert.Empty(
            Corrections(
                On("2026-07-07", France(), Waiting("moved to 2026-07-14", "2026-06-23"), Waiting("done", "2026-06-23", "staff:eu-head"))
            )
        );
        Assert.Empty(Corrections(On("2026-07-06", France(), Waiting("15 working days", "2026-06-23"))));
    }

    [Fact]
    public void Who_has_the_task_now_gets_the_step_that_was_taken_from_another()
    {
        var plan = On("2026-06-24", France(s_two), Waiting("15 working days", "2026-06-23"));

        Assert.Equal(
            ["staff:eu-1 15 working days Withdrawn: its recipient has the task no more or is away, before its mail left"],
            Corrections(plan)
        );
        Assert.Equal(["staff:eu-2 15 working days Late"], Lines(plan));
        Assert.Empty(plan.Waiting);
    }

    [Fact]
    public void Who_had_the_step_already_does_not_get_it_again_when_it_is_taken_from_another()
    {
        var had = Waiting("15 working days", "2026-06-23", "staff:eu-2") with { IsUnsent = false, State = LedgerState.Sent };

        Assert.Empty(Lines(On("2026-06-24", France(s_two), Waiting("15 working days", "2026-06-23"), had)));
    }

    [Fact]
    public void A_step_that_was_taken_from_another_day_comes_again_for_the_new_one()
    {
        var plan = On("2026-06-24", France(day: "07-15"), Waiting("15 working days", "2026-06-23"));

        Assert.Equal(["staff:eu-1 15 working days Withdrawn: moved from 2026-07-14 to 2026-07-15 before its mail left"], Corrections(plan));
        Assert.Equal(["staff:eu-1 15 working days Due"], Lines(plan));
    }

    [Fact]
    public void The_step_of_a_moved_day_is_not_told_on_the_day_of_the_notice()
    {
        var told = Waiting("1 month", "2026-06-10") with { IsUnsent = false, State = LedgerState.Sent, Day = World.Day("2026-07-31") };

        Assert.Equal(
            ["staff:eu-1 moved to 2026-07-14 Due", "staff:eu-1 15 working days Superseded"],
            Lines(On("2026-06-23", France(), told))
        );
    }

    [Fact]
    public void Both_reasons_of_who_waits_stand_in_the_mail()
    {
        Position[] staff =
        [
            new()
            {
                Id = "eu-1",
                Title = "Trưởng Ban",
                Department = Made.Europe,
                Roles = [Role.Officer, Role.DepartmentHead],
                Email = "new@example.org",
            },
        ];
        var facts = World.Of(
            [],
            [World.Country("FR", relations: "1973-07-14")],
            [
                new()
                {
                    Id = "relations",
                    Of = "relations",
                    To = [Role.Officer, Role.DepartmentHead],
                },
            ],
            staff: staff,
            goLive: "2026-01-01"
        );

        var waiting = Assert.Single(On("2026-06-24", facts, Waiting("15 working days", "2026-06-23")).Waiting);

        Assert.Equal(
            ("new@example.org", "được phân công theo dõi địa bàn Châu Âu; phụ trách Ban Châu Âu"),
            (waiting.Address, waiting.WhyVi)
        );
    }

    // What expired.

    static LedgerEntry Hidden(string recipient) =>
        Made.Row(Made.Case("2026-06-30") with { Subject = "country:BE" }, "the day", "2026-06-30", LedgerState.Expired, recipient) with
        {
            IsUnshownExpiry = true,
        };

    [Fact]
    public void What_expired_is_shown_to_who_has_a_mail_today()
    {
        Assert.Equal([Made.Officer], Decide(s_case, null, Hidden(Made.Officer), Hidden("staff:eu-2")).Shown.Select(row => row.Recipient));
        Assert.Empty(Decide(s_case with { Closed = "received" }, null, Hidden(Made.Officer)).Shown);
    }

    [Fact]
    public void What_expires_today_stands_in_a_mail_that_goes_out_and_makes_none()
    {
        var expired = Made.Case("2026-07-01", Made.Step("the day", "2026-07-01")) with
        {
            Subject = "country:BE",
            ExpiresOn = World.Day("2026-07-03"),
        };

        var alone = Planner.Decide([expired], World.Of(), new([]), s_today);
        var beside = Planner.Decide([expired, s_case], World.Of(), new([]), s_today);
        // The list of next year is a mail of its own, which shows nothing else.
        var list = Planner.Decide(
            [
                expired,
                s_case with
                {
                    Facts = new() { Kind = ReminderKind.YearList, SubjectVi = "Danh mục" },
                },
            ],
            World.Of(),
            new([]),
            s_today
        );

        Assert.Null(Assert.Single(alone.Reminders).To);
        Assert.Equal(Made.Officer, beside.Reminders[0].To?.Key);
        Assert.Null(list.Reminders[0].To);
    }

    [Fact]
    public void On_a_day_off_nothing_is_decided_and_nothing_put_right()
    {
        var plan = On("2026-07-05", France(s_two), Waiting("15 working days", "2026-06-23"));

        Assert.Equal((World.Day("2026-07-05"), 0, 0, 0), (plan.Today, plan.Reminders.Count, plan.Faults.Count, plan.Corrections.Count));
    }
}
