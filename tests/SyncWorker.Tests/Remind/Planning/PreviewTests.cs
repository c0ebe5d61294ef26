using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Days that are gone through ahead of time, as the service would.</summary>
public sealed class PreviewTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    /// <summary>Meetings with one step, five working days before: those of 15/07, 16/07 and 20/07 on 08/07, 09/07 and 13/07.</summary>
    static RemindFacts Meetings(IReadOnlyList<Position>? staff = null) =>
        World.Of(staff: staff) with
        {
            Options = new() { Meetings = [Meeting("a", "2026-07-15"), Meeting("b", "2026-07-16"), Meeting("c", "2026-07-20")] },
        };

    static MeetingOptions Meeting(string id, string day) =>
        new()
        {
            Id = id,
            Name = new() { Vi = id },
            Days = [World.Day(day)],
            To = [Role.Officer],
            Department = Made.Europe,
            Lead = [new(5, LeadUnit.WorkingDays)],
        };

    static IEnumerable<Plan> Run(RemindFacts facts, string from, string to, Ledger? ledger = null, string? lastRun = null) =>
        Preview.Run(facts, ledger ?? new([]), World.Day(from), World.Day(to), lastRun is null ? null : World.Day(lastRun));

    static IEnumerable<string> Mails(IEnumerable<Plan> plans) =>
        plans.SelectMany(plan => plan.Reminders.Select(reminder => $"{plan.Today:MM-dd} {reminder.Item.Rule} {reminder.State}"));

    [Fact]
    public void Each_working_day_is_planned_once_and_days_off_are_not() =>
        Assert.Equal(["07-09", "07-10", "07-13"], Run(Meetings(), "2026-07-09", "2026-07-13").Select(plan => $"{plan.Today:MM-dd}"));

    [Fact]
    public void What_came_before_the_range_is_decided_on_its_first_day_and_each_step_once() =>
        Assert.Equal(["07-09 a Late", "07-09 b Due", "07-13 c Due"], Mails(Run(Meetings(), "2026-07-09", "2026-07-20")));

    [Fact]
    public void A_range_that_begins_on_a_day_off_begins_with_the_next_working_day() =>
        Assert.Equal(["07-13 c Due"], Mails(Run(Meetings(), "2026-07-11", "2026-07-13", Known("a", "b"))));

    static Ledger Known(params string[] rules) =>
        new(
            rules.Select(rule =>
                World.Entry(
                    new(rule, $"day:{rule}", rule == "a" ? "2026-07-15" : "2026-07-16"),
                    ReminderStep.Before("5 working days"),
                    Made.Officer
                ) with
                {
                    Day = World.Day(rule == "a" ? "2026-07-15" : "2026-07-16"),
                    SendOn = World.Day("2026-07-08"),
                    State = LedgerState.Sent,
                }
            )
        );

    [Fact]
    public void A_role_without_a_holder_is_looked_at_again_each_day() =>
        Assert.Equal(
            ["07-08 1", "07-09 2", "07-10 2"],
            Run(Meetings([]), "2026-07-08", "2026-07-10").Select(plan => $"{plan.Today:MM-dd} {plan.Faults.Count}")
        );

    [Fact]
    public void What_is_snoozed_is_named_again_on_its_day()
    {
        var ledger = Known("a");
        ledger.Add(ledger.Rows.Single() with { State = LedgerState.Snoozed, SnoozedUntil = World.Day("2026-07-14") });

        var run = Run(Meetings(), "2026-07-09", "2026-07-15", ledger)
            .SelectMany(plan =>
                plan.Reminders.Where(reminder => reminder.Item.Rule == "a").Select(reminder => (plan.Today, reminder.Step))
            );

        Assert.Equal([(World.Day("2026-07-14"), ReminderStep.Snoozed(World.Day("2026-07-14")))], run);
    }

    [Theory]
    [InlineData("2026-07-09", "07-09 a Late")] // what it held back is caught up on the day it ends
    [InlineData("2026-07-13", "07-13 a Late")]
    [InlineData("2026-07-14", null)] // beyond the range
    [InlineData(null, null)]
    public void A_paused_rule_goes_on_when_its_pause_ends(string? until, string? mail)
    {
        var facts = Meetings() with
        {
            PausedRules = new Dictionary<string, PausedUntil> { ["a"] = new("paused", until is null ? null : World.Day(until)) },
        };

        Assert.Equal(
            mail is null ? [] : [mail],
            Mails(Run(facts, "2026-07-08", "2026-07-13")).Where(line => line.Contains(" a ", StringComparison.Ordinal))
        );
        Assert.Equal(["07-08", "07-09", "07-10", "07-13"], Run(facts, "2026-07-08", "2026-07-13").Select(plan => $"{plan.Today:MM-dd}"));
    }

    [Theory]
    [InlineData("2026-07-10", "2026-07-10", null, "07-10 Due")] // Friday
    [InlineData("2026-07-13", "2026-07-14", "2026-07-09", "07-13 Late")] // it was missed, and is made once
    [InlineData("2026-07-13", "2026-07-14", "2026-07-10", "")]
    [InlineData("2026-07-10", "2026-07-17", null, "07-10 Due,07-17 Due")]
    public void The_weekly_outlook_is_made_on_its_day_or_made_up_for(string from, string to, string? lastRun, string outlooks)
    {
        var facts = Meetings([Made.Position("eu-1", Made.Europe, Role.Officer, Made.Both)]) with
        {
            Options = new() { Meetings = [Meeting("c", "2026-07-20")] },
        };

        Assert.Equal(
            outlooks.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Run(facts, from, to, lastRun: lastRun).SelectMany(plan => plan.Outlook.Select(line => $"{plan.Today:MM-dd} {line.State}"))
        );
        Assert.Equal(
            outlooks.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Run(facts with { LastRun = lastRun is null ? null : World.Day(lastRun) }, from, to)
                .SelectMany(plan => plan.Outlook.Select(line => $"{plan.Today:MM-dd} {line.State}"))
        );
    }

    [Fact]
    public void A_change_is_found_on_the_first_day_alone()
    {
        var facts = World.Of([], [World.Country("FR", relations: "1973-07-30")], [World.Relations([Lead.TheDay])], goLive: "2026-01-01");
        var told = World.Entry(new("relations", "country:FR", "2026"), ReminderStep.Before("the day"), Made.Officer) with
        {
            Day = World.Day("2026-07-20"),
            SendOn = World.Day("2026-07-03"),
            State = LedgerState.Sent,
        };

        Assert.Equal(
            ["2026-07-06 moved to 2026-07-30"],
            Run(facts, "2026-07-06", "2026-07-10", new([told]))
                .SelectMany(plan => plan.Reminders.Select(reminder => $"{plan.Today:yyyy-MM-dd} {reminder.Step}"))
        );
    }

    // What the stage would write.

    static PlannedReminder Reminder(LedgerState state, Recipient? to) =>
        new()
        {
            Item = new("a", "day:a", "2026-07-15"),
            Step = ReminderStep.Before("5 working days"),
            Recipient = Made.Officer,
            Day = World.Day("2026-07-15"),
            SendOn = s_today,
            State = state,
            Reason = "",
            Facts = new() { Kind = ReminderKind.Meeting, SubjectVi = "Họp" },
            To = to,
        };

    [Theory]
    [InlineData(LedgerState.Due, true, LedgerState.Sent, false)]
    [InlineData(LedgerState.Late, true, LedgerState.Sent, false)]
    [InlineData(LedgerState.Superseded, false, LedgerState.Superseded, false)]
    [InlineData(LedgerState.Expired, false, LedgerState.Expired, true)]
    [InlineData(LedgerState.Expired, true, LedgerState.Expired, false)]
    public void A_mail_that_is_planned_counts_as_sent_and_what_expired_waits_to_be_shown(
        object state,
        bool hasRecipient,
        object kept,
        bool isUnshown
    )
    {
        var ledger = new Ledger([]);

        Preview.Apply(new(s_today, [Reminder((LedgerState)state, hasRecipient ? Made.To() : null)], []), ledger);

        var row = Assert.Single(ledger.Rows);
        Assert.Equal(((LedgerState)kept, isUnshown, ""), (row.State, row.IsUnshownExpiry, row.Facts));
    }

    [Fact]
    public void Corrections_take_the_place_of_their_rows_and_what_was_shown_waits_no_longer()
    {
        var (unsent, expired) = (
            Made.Row(Made.Case("2026-07-14"), "the day", "2026-07-03", LedgerState.Due) with
            {
                IsUnsent = true,
            },
            Made.Row(Made.Case("2026-07-14"), "1 day", "2026-07-03", LedgerState.Expired) with
            {
                IsUnshownExpiry = true,
            }
        );
        var ledger = new Ledger([unsent, expired]);

        Preview.Apply(new(s_today, [], []) { Corrections = [new(unsent, LedgerState.Superseded, "")], Shown = [expired] }, ledger);

        Assert.Equal([LedgerState.Superseded, LedgerState.Expired], ledger.Rows.Select(row => row.State).Order());
        Assert.Empty(ledger.Open);
        Assert.Empty(ledger.Unshown);
    }
}
