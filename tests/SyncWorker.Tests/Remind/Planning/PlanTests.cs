using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What a decision becomes: a mail of which kind, and a row of the ledger.</summary>
public sealed class PlanTests
{
    static readonly PlannedReminder s_reminder = new()
    {
        Item = new("relations", "country:FR", "2026"),
        Step = ReminderStep.Before("the day"),
        Recipient = Made.Officer,
        Day = World.Day("2026-07-14"),
        SendOn = World.Day("2026-07-13"),
        State = LedgerState.Late,
        Reason = "because",
        Facts = new() { Kind = ReminderKind.Relations, SubjectVi = "Pháp" },
        UsefulUntil = World.Day("2026-07-17"),
        To = Made.To(),
    };

    [Fact]
    public void The_ledger_keeps_all_of_it() =>
        Assert.Equal(
            new LedgerEntry
            {
                Rule = "relations",
                Subject = "country:FR",
                Period = "2026",
                Step = ReminderStep.Before("the day"),
                Recipient = Made.Officer,
                Day = World.Day("2026-07-14"),
                SendOn = World.Day("2026-07-13"),
                State = LedgerState.Late,
                Reason = "because",
                Facts = "{}",
                UsefulUntil = World.Day("2026-07-17"),
            },
            s_reminder.ToEntry("{}")
        );

    [Fact]
    public void It_makes_a_mail_when_it_has_a_recipient_and_did_not_expire()
    {
        Assert.True(s_reminder.IsMailed);
        Assert.False((s_reminder with { To = null }).IsMailed);
        Assert.False((s_reminder with { State = LedgerState.Expired }).IsMailed);
    }

    [Theory]
    [InlineData("country:FR", ReminderKind.Relations, "digest")]
    [InlineData("notice:first-day", ReminderKind.Notice, "first-day")]
    [InlineData("notice:other", ReminderKind.Notice, "digest")]
    [InlineData("list:2027", ReminderKind.YearList, "year-list")]
    [InlineData("list:2027", ReminderKind.Expired, "digest")]
    public void The_first_mail_to_a_person_and_the_list_of_the_year_are_mails_of_their_own(string subject, object kind, string mail) =>
        Assert.Equal(
            mail,
            (s_reminder with { Item = new("rule", subject, "2026"), Facts = s_reminder.Facts with { Kind = (ReminderKind)kind } }).MailKind
        );

    [Theory]
    [InlineData(LedgerState.Due, true)]
    [InlineData(LedgerState.Late, true)]
    [InlineData(LedgerState.Cancelled, false)]
    [InlineData(LedgerState.Withdrawn, false)]
    [InlineData(LedgerState.Superseded, false)]
    public void A_corrected_row_stays_in_its_mail_while_it_is_due(object state, bool stays)
    {
        var row = Made.Row(Made.Case("2026-07-14"), "the day", "2026-07-14", LedgerState.Due) with { IsUnsent = true };

        var correction = new Correction(row, (LedgerState)state, "because");

        Assert.Equal(stays, correction.IsStillMailed);
        Assert.Equal(row with { State = (LedgerState)state, IsUnsent = stays }, correction.After);
    }

    [Fact]
    public void Both_roles_of_one_person_are_said_once_each()
    {
        var (officer, head) = (Made.To(), Made.To(role: Role.DepartmentHead) with { WhyVi = "phụ trách", WhyEn = "you head it" });

        var both = officer.WithRolesOf(head);

        Assert.Equal(("vì; phụ trách", "because; you head it"), (both.WhyVi, both.WhyEn));
        Assert.Equal(both, both.WithRolesOf(head));
        Assert.Equal(both, both.WithRolesOf(officer));
    }

    [Fact]
    public void A_reason_says_for_whom_a_deputy_stands_in()
    {
        Assert.Equal("", Made.To().ForWhom);
        Assert.Equal(" for eu-2, who is on leave", (Made.To() with { DeputyFor = "eu-2" }).ForWhom);
        Assert.Equal(
            " for eu-2, whom no mail reaches",
            (Made.To() with { DeputyFor = "eu-2", DeputyBecause = "whom no mail reaches" }).ForWhom
        );
    }
}
