using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>The end of a try: the mail's next state, the attempt's record and the ledger's, and nothing of what another worker holds.</summary>
public sealed class SettleStepTests
{
    const string Owner = "elsewhere/1/x";

    const long Fence = 7;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_is_put_off_has_its_time_and_reason_and_is_nobodys()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await HeldAsync(fixture, with: mail => (mail.Attempts, mail.Message) = (2, [1, 2]));
        var next = fixture.Clock.GetUtcNow().AddMinutes(20);

        Assert.Empty(
            await SettleAsync(
                fixture,
                Result(fixture, mail, OutboxState.RetryAt, next) with
                {
                    Delivery = new Delivery.Temporary(451, "later"),
                    Transport = "smtp",
                }
            )
        );

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.RetryAt, "why", next), (row.State, row.Reason, row.NextTryAt));
        Assert.Equal((3, null), (row.Attempts, row.SentAt));
        Assert.Equal((null, null), (row.LeaseOwner, row.LeaseUntil));
        Assert.Equal([1, 2], row.Message!);
    }

    [Theory]
    [InlineData(AttemptOutcome.Sent)]
    [InlineData(AttemptOutcome.Temporary)]
    [InlineData(AttemptOutcome.Permanent)]
    [InlineData(AttemptOutcome.Uncertain)]
    public async Task A_try_is_recorded_with_what_the_server_said(object outcome)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await HeldAsync(fixture);
        var result = Result(fixture, mail, OutboxState.RetryAt, null, (AttemptOutcome)outcome);

        await SettleAsync(fixture, result with { Delivery = new Delivery.Temporary(451, "4.7.1 chậm lại"), Transport = "graph" });

        var attempt = Assert.Single(await fixture.AttemptsAsync());
        Assert.Equal((mail.Id, fixture.Clock.GetUtcNow(), Fence), (attempt.OutboxId, attempt.At, attempt.Fence));
        Assert.Equal(("graph", (AttemptOutcome)outcome), (attempt.Transport, attempt.Outcome));
        Assert.Equal((451, "4.7.1 chậm lại"), (attempt.ReplyCode, attempt.ReplyText));
        await using var db = fixture.Store.Open();
        var word = (AttemptOutcome)outcome; // as queries look for it
        Assert.Equal(1, await db.Attempts.CountAsync(row => row.Outcome == word, Stop));
    }

    [Fact]
    public async Task Without_a_try_none_is_counted()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await HeldAsync(fixture, with: mail => mail.Attempts = 2);

        Assert.Empty(await SettleAsync(fixture, Result(fixture, mail, OutboxState.Refused)));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.Refused, 2, null), (row.State, row.Attempts, row.NextTryAt));
        Assert.Empty(await fixture.AttemptsAsync());
    }

    [Fact]
    public async Task A_text_that_no_server_saw_is_dropped()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await HeldAsync(fixture, with: mail => mail.Message = [1]);
        var result = Result(fixture, mail, OutboxState.Queued);

        await SettleAsync(fixture, result with { Settlement = result.Settlement with { Recompose = true } });

        Assert.Null((await fixture.MailAsync(mail.Id)).Message);
    }

    [Theory]
    [InlineData("elsewhere/2/x", Fence)]
    [InlineData(Owner, Fence + 1)]
    public async Task Of_a_mail_that_another_has_taken_over_only_the_try_is_recorded(string owner, long fence)
    {
        using var fixture = await SendFixture.OpenAsync();
        var (lost, ours) = (await HeldAsync(fixture, owner, fence), await HeldAsync(fixture));
        await fixture.RemindAsync(lost, "due");
        var (sent, expired) = (Result(fixture, lost, OutboxState.Sent), Result(fixture, lost, OutboxState.Expired));

        Assert.Equal(
            [lost.Id],
            await SettleAsync(
                fixture,
                sent with
                {
                    Delivery = new Delivery.Sent(250, "ok"),
                    Transport = "smtp",
                },
                Result(fixture, ours, OutboxState.Refused)
            )
        );
        Assert.Equal([lost.Id], await SettleAsync(fixture, expired));

        var row = await fixture.MailAsync(lost.Id);
        Assert.Equal((OutboxState.Sending, owner, fence, 0), (row.State, row.LeaseOwner, row.Fence, row.Attempts));
        Assert.Equal(lost.Id, Assert.Single(await fixture.AttemptsAsync()).OutboxId);
        Assert.Equal(LedgerState.Due, (await fixture.RemindersAsync(lost.Id))["due"].State);
        Assert.Equal(OutboxState.Refused, (await fixture.MailAsync(ours.Id)).State);
    }

    [Fact]
    public async Task With_a_mail_that_was_sent_its_reminders_are_told_on_their_day_or_late()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (mail, other) = (await HeldAsync(fixture), await HeldAsync(fixture));
        await RemindAsync(fixture, mail);
        await fixture.RemindAsync(mail, "of yesterday", row => row.SendOn = SendFixture.Today.AddDays(-1));
        await fixture.RemindAsync(mail, "late", row => (row.State, row.SendOn) = (LedgerState.Late, SendFixture.Today.AddDays(-1)));
        await fixture.RemindAsync(other, "another mail's");

        Assert.Empty(await SettleAsync(fixture, Result(fixture, mail, OutboxState.Sent)));

        Assert.Equal(fixture.Clock.GetUtcNow(), (await fixture.MailAsync(mail.Id)).SentAt);
        var rows = await fixture.RemindersAsync(mail.Id);
        Assert.Equal((LedgerState.Sent, "test", Fence), (rows["due"].State, rows["due"].Reason, rows["due"].ChangedRun));
        Assert.Equal((LedgerState.SentLate, Fence), (rows["of yesterday"].State, rows["of yesterday"].ChangedRun));
        Assert.Equal(LedgerState.SentLate, rows["late"].State);
        AssertOthersStay(rows);
        Assert.Equal((LedgerState.Due, 0), await StateAsync(fixture, other, "another mail's"));
    }

    [Fact]
    public async Task With_a_mail_that_is_of_no_use_any_more_its_reminders_expire()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (mail, other) = (await HeldAsync(fixture), await HeldAsync(fixture));
        await RemindAsync(fixture, mail);
        await fixture.RemindAsync(mail, "late", row => row.State = LedgerState.Late);
        await fixture.RemindAsync(other, "another mail's");

        Assert.Empty(await SettleAsync(fixture, Result(fixture, mail, OutboxState.Expired)));

        Assert.Null((await fixture.MailAsync(mail.Id)).SentAt);
        var rows = await fixture.RemindersAsync(mail.Id);
        Assert.Equal(
            (LedgerState.Expired, "test; its mail could not leave while it was of use", Fence),
            (rows["due"].State, rows["due"].Reason, rows["due"].ChangedRun)
        );
        Assert.Equal(LedgerState.Expired, rows["late"].State);
        AssertOthersStay(rows);
        Assert.Equal((LedgerState.Due, 0), await StateAsync(fixture, other, "another mail's"));
    }

    [Theory]
    [InlineData(OutboxState.RetryAt)]
    [InlineData(OutboxState.Refused)]
    [InlineData(OutboxState.Uncertain)]
    [InlineData(OutboxState.Cancelled)]
    public async Task With_any_other_end_reminders_stay_as_they_are(object state)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await HeldAsync(fixture);
        await fixture.RemindAsync(mail, "due");

        await SettleAsync(fixture, Result(fixture, mail, (OutboxState)state));

        Assert.Equal((LedgerState.Due, 0), await StateAsync(fixture, mail, "due"));
    }

    [Fact]
    public async Task Nothing_is_settled_of_nothing_and_of_a_transaction_that_is_undone()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await HeldAsync(fixture);
        await using var db = fixture.Store.OpenDurable();
        await db.Database.OpenConnectionAsync(Stop);
        using var step = new SettleStep(db, Owner, Fence);

        Assert.Empty(step.Settle([]));
        await using (var undone = await db.Database.GetDbConnection().BeginTransactionAsync(Stop))
        {
            Assert.Empty(step.Settle([Result(fixture, mail, OutboxState.Sent)], undone));
            await undone.RollbackAsync(Stop);
        }

        Assert.Equal(OutboxState.Sending, (await fixture.MailAsync(mail.Id)).State);
    }

    // One reminder that is due, and one of each kind that a mail does not change any more.
    static async Task RemindAsync(SendFixture fixture, OutboxMail mail)
    {
        await fixture.RemindAsync(mail, "due");
        foreach (var state in Others)
        {
            await fixture.RemindAsync(mail, $"{state}", row => row.State = state);
        }
    }

    static IEnumerable<LedgerState> Others => Enum.GetValues<LedgerState>().Except([LedgerState.Due, LedgerState.Late]);

    static void AssertOthersStay(IReadOnlyDictionary<string, LedgerEntry> rows) =>
        Assert.All(
            Others,
            state => Assert.Equal((state, "test", 0), (rows[$"{state}"].State, rows[$"{state}"].Reason, rows[$"{state}"].ChangedRun))
        );

    static async Task<(LedgerState State, long ChangedRun)> StateAsync(SendFixture fixture, OutboxMail mail, string subject)
    {
        var row = (await fixture.RemindersAsync(mail.Id))[subject];
        return (row.State, row.ChangedRun);
    }

    static async Task<OutboxMail> HeldAsync(
        SendFixture fixture,
        string owner = Owner,
        long fence = Fence,
        Action<OutboxMail>? with = null
    ) =>
        await fixture.QueueAsync(
            $"staff:{(await fixture.MailsAsync()).Count}",
            with: mail =>
            {
                mail.State = OutboxState.Sending;
                (mail.LeaseOwner, mail.Fence, mail.LeaseUntil) = (owner, fence, mail.CreatedAt.AddMinutes(5));
                mail.NextTryAt = mail.CreatedAt;
                with?.Invoke(mail);
            }
        );

    static DeliveryResult Result(
        SendFixture fixture,
        OutboxMail mail,
        OutboxState state,
        DateTimeOffset? next = null,
        AttemptOutcome outcome = AttemptOutcome.Temporary
    ) => new(mail, new(state, "why", next) { Outcome = outcome }, fixture.Now);

    static async Task<IReadOnlyList<long>> SettleAsync(SendFixture fixture, params DeliveryResult[] results)
    {
        await using var db = fixture.Store.OpenDurable();
        await db.Database.OpenConnectionAsync(Stop);
        using var step = new SettleStep(db, Owner, Fence);
        return step.Settle(results);
    }
}
