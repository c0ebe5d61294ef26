using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send;

/// <summary>What becomes of the ledger's reminders with the mail they stand in.</summary>
public sealed class LedgerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_whose_mail_leaves_on_its_day_is_sent()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();

        await fixture.SendAsync();

        Assert.Equal(LedgerState.Sent, (await ReminderAsync(fixture, mail.Id)).State);
    }

    [Fact]
    public async Task A_reminder_whose_mail_leaves_on_a_later_day_is_late()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        fixture.Clock.Advance(TimeSpan.FromDays(1));

        await fixture.SendAsync();

        Assert.Equal(LedgerState.SentLate, (await ReminderAsync(fixture, mail.Id)).State);
    }

    [Fact]
    public async Task A_reminder_whose_mail_is_refused_stays_due_and_the_mail_says_why()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(address: "someone@elsewhere.test");

        await fixture.SendAsync();

        Assert.Equal(LedgerState.Due, (await ReminderAsync(fixture, mail.Id)).State);
    }

    [Fact]
    public async Task A_reminder_whose_mail_could_not_leave_in_time_has_expired_and_comes_back_with_the_mail()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => mail.UsefulUntil = SendFixture.Today.AddDays(-1));

        await fixture.SendAsync();

        var expired = await ReminderAsync(fixture, mail.Id);
        Assert.Equal((LedgerState.Expired, "test; its mail could not leave while it was of use"), (expired.State, expired.Reason));
        Assert.Null(await new MailCommands(fixture.Store).RetryAsync(mail.Id, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
        Assert.Equal(LedgerState.Due, (await ReminderAsync(fixture, mail.Id)).State);
        await fixture.SendAsync();
        Assert.Equal(LedgerState.Sent, (await ReminderAsync(fixture, mail.Id)).State);
    }

    [Fact]
    public async Task A_mail_that_a_person_cancelled_and_asks_for_again_says_its_reminders()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        var clerk = new MailCommands(fixture.Store);

        Assert.Null(await clerk.CancelAsync(mail.Id, Stop));
        Assert.Equal(LedgerState.Cancelled, (await ReminderAsync(fixture, mail.Id)).State);
        Assert.Null(await clerk.RetryAsync(mail.Id, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
        await fixture.SendAsync();

        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Id)).State);
        Assert.Equal(LedgerState.Sent, (await ReminderAsync(fixture, mail.Id)).State);
    }

    static async Task<LedgerEntry> ReminderAsync(SendFixture fixture, long mail)
    {
        await using var db = fixture.Store.Open();
        return await db.Ledger.SingleAsync(row => row.OutboxId == mail, Stop);
    }
}
