using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>
/// What one recipient is told of a case, and what is written of the steps that are not told. Today is Monday 06/07/2026, the case is
/// Tuesday 14/07.
/// </summary>
public sealed class StepChoiceTests
{
    const string Today = "2026-07-06";

    static readonly Step s_first = Made.Step("15 working days", "2026-07-02");
    static readonly Step s_second = Made.Step("5 working days", "2026-07-03");
    static readonly Step s_today = Made.Step("1 working day", Today);

    static readonly DueItem s_case = Made.Case("2026-07-14", s_first, s_second, s_today);

    static List<PlannedReminder> Choose(
        DueItem item,
        Step[] arrived,
        LedgerEntry[]? rows = null,
        string start = "2020-01-01",
        string? movedFor = null,
        Recipient? to = null
    )
    {
        var (facts, decided) = (World.Of(), new List<PlannedReminder>());
        rows ??= [];
        new StepChoice(
            facts,
            new(rows),
            World.Day(Today),
            decided,
            movedFor is null ? new HashSet<(DueItemKey, string)>() : new HashSet<(DueItemKey, string)> { (item.Key, movedFor) }
        ).Choose(new(item, to ?? Made.To(), [.. arrived], []), World.Day(start), [.. rows]);
        return decided;
    }

    /// <summary>Each decision without what every reason begins with.</summary>
    static IEnumerable<string> Lines(List<PlannedReminder> decided) =>
        decided.Select(row => $"{row.Step} {row.State}: {string.Join("; ", row.Reason.Split("; ").Skip(2))}");

    [Fact]
    public void The_newest_is_mailed_and_the_older_are_superseded()
    {
        // In whatever order they arrive.
        var decided = Choose(s_case, [s_today, s_first, s_second]);

        Assert.Equal(
            [
                "15 working days Superseded: \"1 working day\" is newer",
                "5 working days Superseded: \"1 working day\" is newer",
                "1 working day Due: officer is staff:eu-1",
            ],
            Lines(decided)
        );
        Assert.Equal("the register says so; 15 working days counted; \"1 working day\" is newer", decided[0].Reason);
    }

    [Fact]
    public void A_row_that_is_only_written_has_the_case_and_no_recipient()
    {
        var row = Choose(s_case, [s_first, s_today])[0];

        Assert.Equal(
            (s_case.Key, s_first.Name, Made.Officer, s_case.Day, s_first.SendOn),
            (row.Item, row.Step, row.Recipient, row.Day, row.SendOn)
        );
        Assert.Same(s_case.Facts, row.Facts);
        Assert.Null(row.To);
    }

    [Fact]
    public void A_mail_of_today_says_who_gets_it_why_and_until_when_it_is_of_use()
    {
        var to = Made.To() with { DeputyFor = "eu-2" };

        var mail = Assert.Single(Choose(s_case with { ExpiresOn = World.Day("2026-07-17") }, [s_today], to: to));

        Assert.Equal(
            (s_case.Key, s_today.Name, Made.Officer, s_case.Day, World.Day(Today), LedgerState.Due),
            (mail.Item, mail.Step, mail.Recipient, mail.Day, mail.SendOn, mail.State)
        );
        Assert.Equal("the register says so; 1 working day counted; officer is staff:eu-1 for eu-2, who is on leave", mail.Reason);
        Assert.Equal((World.Day("2026-07-17"), null, "vì"), (mail.UsefulUntil!.Value, mail.Facts.LateWorkingDays, mail.Facts.WhyVi));
        Assert.Same(to, mail.To);
    }

    [Theory]
    [InlineData("2026-07-03", 1, "1 working day")]
    [InlineData("2026-07-02", 2, "2 working days")]
    public void One_whose_day_has_passed_is_late(string sendOn, int late, string words)
    {
        var mail = Assert.Single(Choose(s_case, [Made.Step("5 working days", sendOn)]));

        Assert.Equal(
            (
                LedgerState.Late,
                World.Day(sendOn),
                late,
                $"the register says so; 5 working days counted; late by {words}; officer is staff:eu-1"
            ),
            (mail.State, mail.SendOn, mail.Facts.LateWorkingDays!.Value, mail.Reason)
        );
    }

    [Fact]
    public void The_newest_from_before_the_start_is_no_late_one()
    {
        var decided = Choose(s_case with { Steps = [s_first, s_second] }, [s_first, s_second], start: Today);

        Assert.Equal(
            [
                "15 working days Skipped: before start 2026-07-06",
                "5 working days Due: the newest step from before the start, 2026-07-06; officer is staff:eu-1",
            ],
            Lines(decided)
        );
        Assert.Equal((World.Day(Today), null), (decided[1].SendOn, decided[1].Facts.LateWorkingDays));
        // From the start itself on it counts.
        Assert.Equal(LedgerState.Late, Choose(s_case, [s_second], start: "2026-07-03")[0].State);
        Assert.Equal(LedgerState.Superseded, Choose(s_case, [s_first, s_today], start: "2026-07-02")[0].State);
    }

    [Fact]
    public void Of_two_on_one_day_that_with_the_nearer_arithmetic_is_mailed()
    {
        var (far, near) = (s_today with { Name = ReminderStep.Before("2 days"), Raw = World.Day("2026-07-05") }, s_today);

        Assert.Equal(
            ["2 days Superseded: falls on the same day as \"1 working day\": one mail", "1 working day Due: officer is staff:eu-1"],
            Lines(Choose(s_case, [near, far]))
        );
    }

    [Theory]
    [InlineData("2026-07-06", "2026-07-03", true)]
    [InlineData("2026-07-03", "2026-07-03", true)]
    [InlineData("2026-07-02", "2026-07-03", false)]
    [InlineData("2026-07-06", "2026-07-06", false)] // both are of today
    public void What_was_told_later_makes_a_step_superfluous(string toldOn, string sendOn, bool isSuperseded)
    {
        var step = Made.Step("5 working days", sendOn);

        var line = Assert.Single(
            Lines(Choose(s_case, [step], [Made.Row(s_case, "4 days", "2026-07-01"), Made.Row(s_case, "3 days", toldOn)]))
        );

        Assert.Equal(isSuperseded, line == "5 working days Superseded: \"3 days\" was newer");
        Assert.Equal(!isSuperseded, line.EndsWith("officer is staff:eu-1", StringComparison.Ordinal));
    }

    [Fact]
    public void What_another_was_told_or_what_was_only_written_makes_none_superfluous() =>
        Assert.Equal(
            LedgerState.Late,
            Assert
                .Single(
                    Choose(
                        s_case,
                        [s_second],
                        [Made.Row(s_case, "3 days", Today, recipient: "staff:eu-2"), Made.Row(s_case, "4 days", Today, LedgerState.Skipped)]
                    )
                )
                .State
        );

    [Fact]
    public void A_step_that_was_told_ahead_in_the_notice_before_a_break_leaves_the_earlier_nothing_to_say()
    {
        var ahead = Made.Step("1 working day", "2026-06-26") with { Raw = World.Day("2026-07-13") };
        var item = Made.Case("2026-07-14", ahead, s_second);
        var row = Made.Row(item, "1 working day", "2026-06-26");

        Assert.Equal(["5 working days Superseded: \"1 working day\" was told on 2026-06-26"], Lines(Choose(item, [s_second], [row])));
        Assert.Equal(LedgerState.Late, Choose(item, [s_second], [row with { Day = World.Day("2026-07-15") }])[0].State);
        Assert.Equal(LedgerState.Late, Choose(item, [s_second], [row with { State = LedgerState.Superseded }])[0].State);
        // What was told is the earlier one itself.
        Assert.Equal(
            LedgerState.Late,
            Choose(item with { Steps = [ahead with { Raw = s_second.Raw }, s_second] }, [s_second], [row])[0].State
        );
        // The step of today is told on its day, and a chase is told whatever was said before the day.
        Assert.Equal(LedgerState.Due, Choose(item, [s_second with { SendOn = World.Day(Today) }], [row])[0].State);
        Assert.Equal(
            LedgerState.Late,
            Choose(
                Report("2026-07-01", ahead),
                [Made.Step("+1 working day", "2026-07-02")],
                [Made.Row(Report("2026-07-01"), "1 working day", "2026-06-26")]
            )[0].State
        );
        Assert.Equal(
            LedgerState.Late,
            Choose(
                item with
                {
                    Steps = [ahead with { Name = ReminderStep.Overdue("1 working day") }],
                },
                [s_second],
                [row with { Step = ReminderStep.Overdue("1 working day") }]
            )[0].State
        );
    }

    static DueItem Report(string day, params Step[] steps) =>
        Made.Case(day, steps) with
        {
            Facts = new() { Kind = ReminderKind.Report, SubjectVi = "Báo cáo" },
        };

    [Theory]
    [InlineData("2026-07-07", "snoozed until 2026-07-07")]
    [InlineData("2026-07-11", "snoozed until 2026-07-13")] // Saturday: the Monday after it
    [InlineData("2026-07-06", null)]
    public void What_is_snoozed_is_silent_until_its_day(string until, string? words)
    {
        var row = Made.Row(s_case, "15 working days", "2026-07-02", LedgerState.Snoozed) with { SnoozedUntil = World.Day(until) };

        var line = Assert.Single(Lines(Choose(s_case, [s_today], [row])));

        Assert.Equal(words is null ? "1 working day Due: officer is staff:eu-1" : $"1 working day Superseded: {words}", line);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { Recipient = "staff:eu-2" }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { Day = World.Day("2026-07-31") }])[0].State);
    }

    [Fact]
    public void What_was_past_before_the_start_is_not_made_up_for_unless_it_is_chased_from_before()
    {
        var past = Made.Case("2026-07-03", s_second);

        Assert.Equal(["5 working days Skipped: before start 2026-07-06"], Lines(Choose(past, [s_second], start: Today)));
        Assert.Equal(LedgerState.Due, Choose(past with { IsChasedFromBefore = true }, [s_second], start: Today)[0].State);
        Assert.Equal(LedgerState.Due, Choose(past with { Day = World.Day(Today) }, [s_second], start: Today)[0].State);
        Assert.Equal(LedgerState.Late, Choose(past, [s_second], start: "2026-07-03")[0].State);
    }

    [Theory]
    [InlineData("2026-07-08", true)] // two working days from today
    [InlineData("2026-07-09", false)]
    [InlineData("2026-07-06", false)] // it comes today
    public void What_is_from_before_the_start_is_not_made_up_for_when_the_next_step_comes_soon(string next, bool isSkipped)
    {
        var item = Made.Case("2026-07-14", s_second, Made.Step("1 working day", next));

        Assert.Equal(
            isSkipped
                ? ["5 working days Skipped: before start 2026-07-06; \"1 working day\" comes on 2026-07-08, too soon after it"]
                : ["5 working days Due: the newest step from before the start, 2026-07-06; officer is staff:eu-1"],
            Lines(Choose(item, [s_second], start: Today))
        );
    }

    [Fact]
    public void It_is_made_up_for_when_the_next_is_for_others_or_it_was_decided_before()
    {
        var next = Made.Step("1 working day", "2026-07-07");
        var item = Made.Case("2026-07-14", s_second, next);
        var before = Made.Row(item, "15 working days", "2026-07-01", LedgerState.Skipped);

        Assert.Equal(LedgerState.Skipped, Choose(item, [s_second], start: Today)[0].State);
        Assert.Equal(LedgerState.Late, Choose(item, [s_second], start: "2026-07-03")[0].State);
        Assert.Equal(LedgerState.Due, Choose(item, [s_second], [before], start: Today)[0].State);
        Assert.Equal(LedgerState.Skipped, Choose(item, [s_second], [before with { Recipient = "staff:eu-2" }], start: Today)[0].State);
        Assert.Equal(
            LedgerState.Due,
            Choose(item with { Steps = [s_second, next with { To = [Role.OfficeChief] }] }, [s_second], start: Today)[0].State
        );
        Assert.Equal(
            LedgerState.Skipped,
            Choose(item with { Steps = [s_second, next with { To = [Role.OfficeChief, Role.Officer] }] }, [s_second], start: Today)[0].State
        );
    }

    [Fact]
    public void What_is_of_no_use_any_more_expires_and_is_shown_to_who_missed_it()
    {
        var item = Made.Case("2026-07-01", s_second) with { ExpiresOn = World.Day("2026-07-03") };

        var expired = Assert.Single(Choose(item, [s_second]));

        Assert.Equal(["5 working days Expired: the day passed on 2026-07-01, a late mail was of use until 2026-07-03"], Lines([expired]));
        Assert.Equal(
            (ReminderKind.Expired, "vì", "because", Made.Officer),
            (expired.Facts.Kind, expired.Facts.WhyVi, expired.Facts.WhyEn, expired.To?.Key)
        );
        Assert.Equal(LedgerState.Late, Choose(item with { ExpiresOn = World.Day(Today) }, [s_second])[0].State);
        Assert.Equal(LedgerState.Late, Choose(item with { ExpiresOn = null }, [s_second])[0].State);
    }

    [Fact]
    public void What_is_acknowledged_by_the_reader_or_for_all_is_silent_before_the_day()
    {
        var row = Made.Row(s_case, "15 working days", "2026-07-02", LedgerState.Acknowledged);

        Assert.Equal(["1 working day Skipped: acknowledged before"], Lines(Choose(s_case, [s_today], [row])));
        Assert.Equal(LedgerState.Skipped, Choose(s_case, [s_today], [row with { Recipient = "*" }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { Recipient = "staff:eu-2" }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { Day = World.Day("2026-07-31") }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { State = LedgerState.Sent }])[0].State);

        var report = Report("2026-07-03");
        Assert.Equal(
            LedgerState.Due,
            Choose(
                report,
                [Made.Step("+1 working day", Today)],
                [Made.Row(report, "15 working days", "2026-07-02", LedgerState.Acknowledged)]
            )[0].State
        );
    }

    [Fact]
    public void What_the_notice_of_a_moved_day_says_today_is_not_said_twice()
    {
        Assert.Equal(
            [
                "15 working days Superseded: the day moved, which is told today",
                "1 working day Superseded: the day moved, which is told today",
            ],
            Lines(Choose(s_case, [s_first, s_today], movedFor: Made.Officer))
        );
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], movedFor: "staff:eu-2")[0].State);
    }

    [Theory]
    [InlineData("2026-06-29", "2026-07-13", true)] // told seven days ago, and its lead is eight
    [InlineData("2026-06-28", "2026-07-13", false)]
    [InlineData("2026-06-29", "2026-07-14", false)] // of this day: it is decided
    public void A_step_that_told_of_a_day_near_by_does_not_come_again(string toldOn, string of, bool isNear)
    {
        var row = Made.Row(s_case, "1 working day", toldOn) with { Day = World.Day(of) };

        Assert.Equal(
            isNear
                ? ["1 working day Superseded: told on 2026-06-29 of 2026-07-13, a day near by"]
                : ["1 working day Due: officer is staff:eu-1"],
            Lines(Choose(s_case, [s_today], [row]))
        );
    }

    [Fact]
    public void Only_the_same_step_that_its_recipient_has_read_is_near_by()
    {
        var row = Made.Row(s_case, "1 working day", "2026-07-02") with { Day = World.Day("2026-07-10") };

        Assert.Equal(LedgerState.Superseded, Choose(s_case, [s_today], [row])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { Step = ReminderStep.Before("2 days") }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { IsUnsent = true }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { State = LedgerState.Skipped }])[0].State);
        Assert.Equal(LedgerState.Due, Choose(s_case, [s_today], [row with { Recipient = "staff:eu-2" }])[0].State);
        // After the day it is the distance that counts.
        var report = Report("2026-07-03");
        Assert.Equal(
            LedgerState.Due,
            Choose(
                report,
                [Made.Step("+1 working day", Today)],
                [Made.Row(report, "+1 working day", "2026-07-03") with { Day = World.Day("2026-07-02") }]
            )[0].State
        );
        Assert.Equal(
            LedgerState.Superseded,
            Choose(
                report,
                [Made.Step("+1 working day", Today)],
                [Made.Row(report, "+1 working day", "2026-07-04") with { Day = World.Day("2026-07-02") }]
            )[0].State
        );
    }

    [Fact]
    public void Steps_and_units_that_arrive_twice_are_one()
    {
        var unit = Made.Unit(World.Association(1, "FR"));
        var arrived = new ArrivedSteps(s_case, Made.To(), [], []);

        arrived.Add(s_first, unit);
        arrived.Add(s_first, unit);
        arrived.Add(s_second, null);

        Assert.Equal([s_first, s_second], arrived.Steps);
        Assert.Equal([unit], arrived.Units);
    }
}
