using SyncWorker.Remind.Planning;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What became of a reminder, in a sentence.</summary>
public sealed class ReminderOutcomeTests
{
    static LedgerEntry Row(LedgerState state) =>
        Made.Row(Made.Case("2026-07-14"), "the day", "2026-07-13", state) with
        {
            Reason = "the register says so; the day counted; eu-1 follows it",
            SnoozedUntil = World.Day("2026-07-20"),
        };

    static OutboxMail Mail(OutboxState state, string? reason) =>
        new()
        {
            Recipient = Made.Officer,
            Kind = OutboxMail.Digest,
            Salutation = "",
            Language = MailLanguage.Vi,
            Day = World.Day("2026-07-15"),
            State = state,
            Reason = reason,
            SentAt = new DateTimeOffset(2026, 7, 15, 7, 31, 0, TimeSpan.FromHours(7)),
        };

    [Theory]
    [InlineData(LedgerState.Due, "sent")]
    [InlineData(LedgerState.Sent, "sent")]
    [InlineData(LedgerState.Late, "sent, late")]
    [InlineData(LedgerState.SentLate, "sent, late")]
    [InlineData(LedgerState.Snoozed, "snoozed until 2026-07-20")]
    [InlineData(LedgerState.Expired, "expired, to be shown in the next mail")]
    [InlineData(LedgerState.Planned, "to be sent on 2026-07-13")]
    [InlineData(LedgerState.Acknowledged, "sent and acknowledged")]
    [InlineData(LedgerState.Superseded, "not sent: superseded")]
    [InlineData(LedgerState.Skipped, "not sent: skipped")]
    [InlineData(LedgerState.Cancelled, "not sent: cancelled")]
    [InlineData(LedgerState.Withdrawn, "not sent: withdrawn")]
    public void Without_a_mail_its_state_says_it(object state, string words) =>
        Assert.Equal(
            $"staff:eu-1: {words}. the register says so; the day counted; eu-1 follows it",
            ReminderOutcome.Describe(Row((LedgerState)state), null)
        );

    [Theory]
    [InlineData(LedgerState.Sent, OutboxState.Sent, null, "sent on 2026-07-15 07:31")]
    [InlineData(LedgerState.SentLate, OutboxState.Sent, "250 ok", "sent, late, on 2026-07-15 07:31")]
    [InlineData(LedgerState.Due, OutboxState.Refused, "550 no.", "not sent: its mail of 2026-07-15 was refused (550 no)")]
    [InlineData(LedgerState.Late, OutboxState.Refused, null, "not sent, late: its mail of 2026-07-15 was refused")]
    [InlineData(
        LedgerState.Due,
        OutboxState.Uncertain,
        "cut off",
        "may have been sent: nobody knows whether its mail of 2026-07-15 arrived (cut off)"
    )]
    [InlineData(LedgerState.Late, OutboxState.Queued, null, "waits, late in the mail of 2026-07-15")]
    [InlineData(LedgerState.Due, OutboxState.Queued, "held", "waits in the mail of 2026-07-15 (held)")]
    [InlineData(
        LedgerState.Due,
        OutboxState.RetryAt,
        "450 later",
        "waits in the mail of 2026-07-15, which is to be tried again (450 later)"
    )]
    [InlineData(LedgerState.Due, OutboxState.Sending, null, "in the mail of 2026-07-15, which is sending")]
    [InlineData(LedgerState.Late, OutboxState.Cancelled, "by hand", "in the mail of 2026-07-15, late, which is cancelled (by hand)")]
    [InlineData(LedgerState.Expired, OutboxState.Expired, "too old", "expired, to be shown in the next mail")]
    [InlineData(LedgerState.Expired, OutboxState.Sent, null, "expired, shown in the mail of 2026-07-15")]
    public void With_a_mail_that_says_what_became_of_it(object state, object mail, string? reason, string words) =>
        Assert.StartsWith(
            $"staff:eu-1: {words}. the register",
            ReminderOutcome.Describe(Row((LedgerState)state), Mail((OutboxState)mail, reason)),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_the_line_before_shows_already_is_not_said_again()
    {
        Assert.Equal(
            "staff:eu-1: sent. eu-1 follows it",
            ReminderOutcome.Describe(Row(LedgerState.Sent), null, "the register says so; ", "the day counted; ")
        );
        Assert.Equal(
            "staff:eu-1: sent. the register says so; the day counted; eu-1 follows it",
            ReminderOutcome.Describe(Row(LedgerState.Sent), null, "another; ", "the day counted; ")
        );
    }
}
