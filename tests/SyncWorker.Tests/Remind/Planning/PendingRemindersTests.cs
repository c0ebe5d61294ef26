using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What becomes of a reminder whose mail has not left when something changes. Today is Monday 06/07/2026.</summary>
public sealed class PendingRemindersTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly ReminderContent s_said = new() { Kind = ReminderKind.Relations, SubjectVi = "Pháp" };

    /// <summary>France's day is 14/07; five working days before it is Tuesday 07/07.</summary>
    static RemindFacts France(string? day = "07-14") =>
        World.Of([], [World.Country("FR", relations: day is null ? null : $"1973-{day}")], [World.Relations()]);

    static LedgerEntry Waiting(string step = "5 working days", string day = "2026-07-14", ReminderContent? said = null) =>
        World.Entry(new("relations", "country:FR", "2026"), ReminderStep.Parse(step), Made.Officer) with
        {
            Day = World.Day(day),
            SendOn = World.Day("2026-07-03"),
            State = LedgerState.Late,
            Facts = (said ?? s_said).ToJson(),
            IsUnsent = true,
        };

    static Correction? Revise(LedgerEntry row, RemindFacts facts, ReminderContent? now) =>
        new PendingReminders(DueItemIndex.Build(facts, s_today, s_today), facts, s_today).Revise(row, (_, _, _) => now);

    static string? Said(LedgerEntry row, RemindFacts? facts = null, ReminderContent? now = null) =>
        Revise(row, facts ?? France(), now ?? s_said) is { } correction
            ? $"{correction.State}: {correction.Because}{(correction.Facts is null ? "" : ", with another content")}"
            : null;

    [Fact]
    public void It_stays_as_it_is_when_nothing_changed() => Assert.Null(Said(Waiting()));

    [Fact]
    public void What_is_asked_of_the_step_is_that_of_the_row()
    {
        var facts = France();
        var asked = new List<string>();

        new PendingReminders(DueItemIndex.Build(facts, s_today, s_today), facts, s_today).Revise(
            Waiting(),
            (dueItem, step, recipient) =>
            {
                asked.Add($"{dueItem.Key} {step.Name} {recipient}");
                return s_said;
            }
        );

        Assert.Equal(["relations/country:FR/2026 5 working days staff:eu-1"], asked);
    }

    [Fact]
    public void Whoever_is_no_longer_in_staff_json_is_not_written_to()
    {
        const string Gone = "Withdrawn: its recipient is no longer in staff.json, before its mail left";

        Assert.Equal(Gone, Said(Waiting() with { Recipient = "staff:left" }));
        Assert.Equal(Gone, Said(Waiting() with { Recipient = "staff:left", Rule = Outlook.Rule }));
        Assert.Null(Said(Waiting() with { Recipient = "staff:desk", Rule = RemindOptions.NoticeRule }));
        Assert.Null(Said(Waiting() with { Recipient = "partner:1" }));
    }

    [Theory]
    [InlineData("weekly-outlook", null)]
    [InlineData("notice", null)]
    [InlineData("tracking-sheet", null)]
    [InlineData("no-rule", "Withdrawn: the rule is no longer in remind.json, before its mail left")]
    public void What_is_of_no_rule_stays_and_what_is_of_a_rule_that_is_gone_does_not(string rule, string? words) =>
        Assert.Equal(words, Said(Waiting() with { Rule = rule }));

    [Fact]
    public void Nothing_follows_while_nothing_is_known_of_it()
    {
        var none = France(null);
        var gone = "Cancelled: the day is no longer in the register or the rules, before its mail left";
        Assert.Equal(gone, Said(Waiting(), none));
        Assert.Equal(gone, Said(Waiting() with { Rule = RemindOptions.EventRule }, none));

        Assert.Null(Said(Waiting() with { Rule = RemindOptions.EventRule }, none with { AreEventsKnown = false }));
        Assert.Equal(gone, Said(Waiting(), none with { AreEventsKnown = false }));
        none.SetAside.Add("relations", "country:FR", "It cannot be read.");
        Assert.Null(Said(Waiting(), none));
    }

    [Theory]
    [InlineData(0, "5 working days", true)]
    [InlineData(1, "5 working days", false)] // so long past that it is not looked for
    [InlineData(0, "cancelled", false)] // it says so itself
    public void A_day_that_is_gone_is_cancelled(int daysBeyond, string step, bool isCancelled)
    {
        var facts = France(null);

        Assert.Equal(isCancelled, Said(Waiting(step, DayText.Iso(s_today.AddDays(-facts.ReachDays - daysBeyond))), facts) is not null);
    }

    [Theory]
    [InlineData("15 days", "Withdrawn: the rule has this step no more, before its mail left")]
    [InlineData("+1 working day", "Withdrawn: the rule has this step no more, before its mail left")]
    [InlineData("before the break", "Withdrawn: the rule has this step no more, before its mail left")]
    [InlineData("after the break", "Withdrawn: the rule has this step no more, before its mail left")]
    [InlineData("cancelled", "Withdrawn: the day is back, before its mail left")]
    [InlineData("moved to 2026-07-14", null)]
    [InlineData("snoozed until 2026-07-06", null)]
    public void A_step_that_the_rule_has_no_more_is_decided_again(string step, string? words) => Assert.Equal(words, Said(Waiting(step)));

    [Theory]
    [InlineData("moved to 2026-07-10", "Superseded: moved from 2026-07-10 to 2026-07-14 before its mail left")]
    [InlineData("snoozed until 2026-07-06", "Superseded: moved from 2026-07-10 to 2026-07-14 before its mail left")]
    [InlineData("5 working days", "Withdrawn: moved from 2026-07-10 to 2026-07-14 before its mail left")]
    public void A_notice_of_a_day_that_moved_on_is_superseded_and_its_step_comes_again(string step, string words) =>
        Assert.Equal(words, Said(Waiting(step, "2026-07-10")));

    [Fact]
    public void Who_has_the_task_no_more_is_not_told() =>
        Assert.Equal(
            "Withdrawn: its recipient has the task no more or is away, before its mail left",
            Revise(Waiting(), France(), null) is { } correction ? $"{correction.State}: {correction.Because}" : null
        );

    [Fact]
    public void A_report_that_came_meanwhile_is_not_asked_for()
    {
        var facts = World.Of(
            [World.Association(1, "FR")],
            [World.Country("FR")],
            reports: [World.HalfYear()],
            obligations:
            [
                new()
                {
                    PartnerId = 1,
                    Code = "RPT-6T-H",
                    Period = "2026-H1",
                    Due = World.Day("2026-07-08"),
                    ReceivedOn = World.Day("2026-07-03"),
                },
            ]
        );
        var row = Waiting(day: "2026-07-01") with
        {
            Rule = "half-year-report",
            Subject = "partner:1",
            Period = "2026-H1",
            Recipient = "partner:1",
        };

        Assert.Equal("Cancelled: received on 2026-07-03, before its mail left", Said(row, facts));
    }

    static ReminderContent Report(int received, int owed, params MissingReport[] missing) =>
        s_said with
        {
            Received = received,
            Owed = owed,
            Missing = missing,
        };

    [Fact]
    public void What_it_says_of_a_table_follows_what_came()
    {
        var before = Report(0, 2, new MissingReport("Hội 1", 0, null), new MissingReport("Hội 2", 0, null));
        var row = Waiting(said: before);

        Assert.Null(Said(row, now: before));
        Assert.Equal(
            "Late: 1 of 2 received before its mail left, with another content",
            Said(row, now: Report(1, 2, new MissingReport("Hội 2", 0, null)))
        );
        Assert.Equal("Late: 0 of 3 received before its mail left, with another content", Said(row, now: before with { Owed = 3 }));
        Assert.Equal("Cancelled: all of its units received, before its mail left", Said(row, now: Report(2, 2)));
        Assert.Equal(
            "Late: what it says changed before its mail left, with another content",
            Said(row, now: before with { SubjectVi = "Cộng hòa Pháp" })
        );
    }

    [Fact]
    public void Units_with_a_later_day_alone_are_not_asked()
    {
        var listed = new MissingReport("Hội 1", 0, null) { IsListedOnly = true };
        var row = Waiting(said: Report(0, 2, listed));

        Assert.Equal("Cancelled: those that are missing have a later day, before its mail left", Said(row, now: Report(0, 2, listed)));
        Assert.StartsWith("Late", Said(row, now: Report(0, 2, listed, new MissingReport("Hội 2", 0, null))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_counted_anew_each_day_is_no_change_by_itself()
    {
        var before = Report(0, 1, new MissingReport("Hội 1", 1, null)) with { OverdueWorkingDays = 1, LateWorkingDays = 2 };
        var now = Report(0, 1, new MissingReport("Hội 1", 3, null)) with { OverdueWorkingDays = 4 };

        Assert.Null(Said(Waiting(said: before), now: now));
        Assert.Equal(2, Revise(Waiting(said: before), France(), now with { SubjectVi = "Cộng hòa Pháp" })?.Facts?.LateWorkingDays);
    }

    [Fact]
    public void Where_nobody_kept_what_it_said_it_stays() => Assert.Null(Said(Waiting() with { Facts = "" }));
}
