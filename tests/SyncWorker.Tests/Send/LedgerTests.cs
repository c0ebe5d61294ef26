using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
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
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();

        await desk.SendAsync();

        Assert.Equal(OccurrenceState.Sent, (await ReminderAsync(desk, mail.Id)).State);
    }

    [Fact]
    public async Task A_reminder_whose_mail_leaves_on_a_later_day_is_late()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();
        desk.Clock.Advance(TimeSpan.FromDays(1));

        await desk.SendAsync();

        Assert.Equal(OccurrenceState.Late, (await ReminderAsync(desk, mail.Id)).State);
    }

    [Fact]
    public async Task A_reminder_whose_mail_is_refused_stays_due_and_the_mail_says_why()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync(address: "someone@elsewhere.test");

        await desk.SendAsync();

        Assert.Equal(OccurrenceState.Due, (await ReminderAsync(desk, mail.Id)).State);
    }

    [Fact]
    public async Task A_reminder_whose_mail_could_not_leave_in_time_has_expired_and_comes_back_with_the_mail()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync(with: mail => mail.UsefulUntil = SendDesk.Today.AddDays(-1));

        await desk.SendAsync();

        var expired = await ReminderAsync(desk, mail.Id);
        Assert.Equal((OccurrenceState.Expired, "test; its mail could not leave while it was of use"), (expired.State, expired.Reason));
        Assert.Null(await new MailDesk(desk.Store).RetryAsync(mail.Id, desk.Clock.GetUtcNow(), SendDesk.Today, Stop));
        Assert.Equal(OccurrenceState.Due, (await ReminderAsync(desk, mail.Id)).State);
        await desk.SendAsync();
        Assert.Equal(OccurrenceState.Sent, (await ReminderAsync(desk, mail.Id)).State);
    }

    [Fact]
    public async Task A_mail_that_a_person_cancelled_and_asks_for_again_says_its_reminders()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();
        var clerk = new MailDesk(desk.Store);

        Assert.Null(await clerk.CancelAsync(mail.Id, Stop));
        Assert.Equal(OccurrenceState.Cancelled, (await ReminderAsync(desk, mail.Id)).State);
        Assert.Null(await clerk.RetryAsync(mail.Id, desk.Clock.GetUtcNow(), SendDesk.Today, Stop));
        await desk.SendAsync();

        Assert.Equal(OutboxState.Sent, (await desk.MailAsync(mail.Id)).State);
        Assert.Equal(OccurrenceState.Sent, (await ReminderAsync(desk, mail.Id)).State);
    }

    static async Task<Occurrence> ReminderAsync(SendDesk desk, long mail)
    {
        await using var db = desk.Store.Open();
        return await db.Occurrences.SingleAsync(row => row.OutboxId == mail, Stop);
    }
}
