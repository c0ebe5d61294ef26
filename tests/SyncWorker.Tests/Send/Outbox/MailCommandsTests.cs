using SyncWorker.Send.Outbox;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>What a person may do to a mail of the outbox, and what becomes of its reminders.</summary>
public sealed class MailCommandsTests
{
    static readonly DateOnly s_today = SendFixture.Today;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutboxState.Refused, false, OutboxState.Queued)]
    [InlineData(OutboxState.Expired, false, OutboxState.Queued)]
    [InlineData(OutboxState.Cancelled, false, OutboxState.Queued)]
    [InlineData(OutboxState.RetryAt, false, OutboxState.Queued)]
    [InlineData(OutboxState.Refused, true, OutboxState.RetryAt)]
    [InlineData(OutboxState.RetryAt, true, OutboxState.RetryAt)]
    [InlineData(OutboxState.Uncertain, true, OutboxState.Uncertain)] // a repeat is counted when it is claimed
    public async Task A_mail_that_did_not_leave_is_tried_again_at_once(object state, bool isFrozen, object next)
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        var mail = await fixture.QueueAsync(with: mail =>
        {
            mail.State = (OutboxState)state;
            mail.NextTryAt = now.AddHours(3);
            mail.CreatedAt = now.AddDays(-5); // given up, if it were not begun anew
            (mail.Attempts, mail.Repeats) = (9, 1);
            mail.Message = isFrozen ? [1] : null;
        });
        var other = await fixture.QueueAsync("staff:2", with: mail => mail.State = (OutboxState)state);

        Assert.Null(await new MailCommands(fixture.Store).RetryAsync(mail.Id, now, s_today, Stop));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(((OutboxState)next, "A person asked for another try."), (row.State, row.Reason));
        Assert.Equal(next is OutboxState.Queued ? null : now, row.NextTryAt);
        Assert.Equal((now, 9, 1), (row.CreatedAt, row.Attempts, row.Repeats));
        Assert.Equal(isFrozen, row.Message is not null);
        Assert.Null((await fixture.MailAsync(other.Id)).Reason);
    }

    [Theory]
    [InlineData(OutboxState.Sent, "It was sent already; sending it again would be a repeat.")]
    [InlineData(OutboxState.Claimed, "A worker is sending it now.")]
    [InlineData(OutboxState.Sending, "A worker is sending it now.")]
    [InlineData(OutboxState.Queued, null)]
    public async Task A_mail_that_left_is_leaving_or_is_about_to_leave_stays_as_it_is(object state, string? answer)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => (mail.State, mail.Reason) = ((OutboxState)state, "before"));
        fixture.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(answer, await new MailCommands(fixture.Store).RetryAsync(mail.Id, fixture.Clock.GetUtcNow(), s_today, Stop));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(((OutboxState)state, "before", mail.CreatedAt), (row.State, row.Reason, row.CreatedAt));
    }

    [Fact]
    public async Task There_is_no_mail_of_another_number()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mails = new MailCommands(fixture.Store);

        Assert.Equal("There is no mail 99.", await mails.RetryAsync(99, fixture.Clock.GetUtcNow(), s_today, Stop));
        Assert.Equal("There is no mail 99.", await mails.CancelAsync(99, Stop));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(-1, 0)] // else it would expire again
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    public async Task A_mail_that_is_tried_again_is_of_use_today_at_least(int? usefulFor, int? then)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => (mail.State, mail.UsefulUntil) = (OutboxState.Expired, Day(usefulFor)));

        Assert.Null(await new MailCommands(fixture.Store).RetryAsync(mail.Id, fixture.Clock.GetUtcNow(), s_today, Stop));

        Assert.Equal(Day(then), (await fixture.MailAsync(mail.Id)).UsefulUntil);
    }

    [Fact]
    public async Task Reminders_that_ended_with_the_mail_are_due_again_and_no_others()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => mail.State = OutboxState.Cancelled);
        var other = await fixture.QueueAsync("staff:2", with: mail => mail.State = OutboxState.Cancelled);
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            await fixture.RemindAsync(mail, $"{state}", row => row.State = state);
        }

        await fixture.RemindAsync(
            mail,
            "had expired before",
            row => (row.State, row.Facts) = (LedgerState.Cancelled, (SendFixture.Armenia with { Kind = ReminderKind.Expired }).ToJson())
        );
        await fixture.RemindAsync(other, "another mail's", row => row.State = LedgerState.Cancelled);

        Assert.Null(await new MailCommands(fixture.Store).RetryAsync(mail.Id, fixture.Clock.GetUtcNow(), s_today, Stop));

        var rows = await fixture.RemindersAsync(mail.Id);
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            var isBack = state is LedgerState.Cancelled or LedgerState.Expired;
            Assert.Equal(
                isBack ? (LedgerState.Due, "test; its mail was put back into the queue") : (state, "test"),
                (rows[$"{state}"].State, rows[$"{state}"].Reason)
            );
        }

        Assert.Equal(LedgerState.Cancelled, rows["had expired before"].State);
        Assert.Equal(LedgerState.Cancelled, (await fixture.RemindersAsync(other.Id))["another mail's"].State);
    }

    [Theory]
    [InlineData(OutboxState.Queued, LedgerState.Cancelled, LedgerState.Cancelled)]
    [InlineData(OutboxState.RetryAt, LedgerState.Cancelled, LedgerState.Cancelled)]
    [InlineData(OutboxState.Refused, LedgerState.Cancelled, LedgerState.Cancelled)]
    [InlineData(OutboxState.Expired, LedgerState.Cancelled, LedgerState.Cancelled)]
    [InlineData(OutboxState.Uncertain, LedgerState.Sent, LedgerState.SentLate)] // it may have arrived: nobody is told twice
    public async Task A_mail_that_is_cancelled_takes_its_reminders_along(object state, object due, object late)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => (mail.State, mail.NextTryAt) = ((OutboxState)state, mail.CreatedAt));
        var other = await fixture.QueueAsync("staff:2");
        await fixture.RemindAsync(mail, "due");
        await fixture.RemindAsync(mail, "late", row => row.State = LedgerState.Late);
        await fixture.RemindAsync(mail, "told", row => row.State = LedgerState.Acknowledged);
        await fixture.RemindAsync(other, "another mail's");

        Assert.Null(await new MailCommands(fixture.Store).CancelAsync(mail.Id, Stop));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.Cancelled, "A person cancelled it.", null), (row.State, row.Reason, row.NextTryAt));
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(other.Id)).State);
        var rows = await fixture.RemindersAsync(mail.Id);
        Assert.Equal(((LedgerState)due, "test A person cancelled its mail."), (rows["due"].State, rows["due"].Reason));
        Assert.Equal(((LedgerState)late, "test A person cancelled its mail."), (rows["late"].State, rows["late"].Reason));
        Assert.Equal((LedgerState.Acknowledged, "test"), (rows["told"].State, rows["told"].Reason));
        Assert.Equal(LedgerState.Due, (await fixture.RemindersAsync(other.Id))["another mail's"].State);
    }

    [Theory]
    [InlineData(OutboxState.Sent, "It was sent already.")]
    [InlineData(OutboxState.Cancelled, "It was cancelled already.")]
    [InlineData(OutboxState.Claimed, "A worker is sending it now.")]
    [InlineData(OutboxState.Sending, "A worker is sending it now.")]
    public async Task A_mail_that_left_is_leaving_or_has_ended_is_not_cancelled(object state, string answer)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => (mail.State, mail.Reason) = ((OutboxState)state, "before"));
        await fixture.RemindAsync(mail, "due");

        Assert.Equal(answer, await new MailCommands(fixture.Store).CancelAsync(mail.Id, Stop));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(((OutboxState)state, "before"), (row.State, row.Reason));
        Assert.Equal(LedgerState.Due, (await fixture.RemindersAsync(mail.Id))["due"].State);
    }

    static DateOnly? Day(int? days) => days is { } number ? s_today.AddDays(number) : null;
}
