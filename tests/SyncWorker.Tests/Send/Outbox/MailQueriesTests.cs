using SyncWorker.Send.Outbox;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>What people are shown of the outbox.</summary>
public sealed class MailQueriesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", null, 10, "5 4 3 1 2")] // mail 2 is of the day before
    [InlineData("", null, 2, "5 4")]
    [InlineData("", "staff:1", 10, "4 1 2")]
    [InlineData("Sent", null, 10, "4 2")]
    [InlineData("Sent Refused", null, 10, "4 3 2")]
    [InlineData("Refused Queued", "staff:1", 10, "1")]
    [InlineData("Cancelled", null, 10, "")]
    public async Task Mails_are_listed_newest_first_by_state_and_recipient(string states, string? recipient, int most, string listed)
    {
        using var fixture = await SendFixture.OpenAsync();
        await QueueAsync(fixture, "staff:1", 0, OutboxState.Queued);
        await QueueAsync(fixture, "staff:1", -1, OutboxState.Sent);
        await QueueAsync(fixture, "staff:2", 0, OutboxState.Refused);
        await QueueAsync(fixture, "staff:1", 1, OutboxState.Sent);
        await QueueAsync(fixture, "staff:3", 1, OutboxState.Uncertain);

        var mails = await new MailQueries(fixture.Store).ListAsync(
            [.. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<OutboxState>)],
            recipient,
            most,
            Stop
        );

        Assert.Equal(listed, string.Join(' ', mails.Select(mail => mail.Id)));
    }

    [Fact]
    public async Task A_line_of_the_list_says_all_but_addresses_and_text()
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        var queued = await fixture.QueueAsync(
            "partner:12",
            with: mail =>
            {
                mail.Kind = OutboxMail.YearList;
                mail.Language = MailLanguage.En;
                mail.State = OutboxState.Uncertain;
                mail.Reason = "why";
                (mail.Attempts, mail.Repeats) = (3, 2);
                (mail.NextTryAt, mail.SentAt) = (now.AddHours(1), now);
                mail.Subject = "Năm tới";
                mail.UsefulUntil = SendFixture.Today.AddDays(9);
                (mail.Copies, mail.Message, mail.MessageId) = ("copy@example.org", [1], "<1>");
            }
        );

        var listed = Assert.Single(await new MailQueries(fixture.Store).ListAsync([], null, 10, Stop));

        Assert.Equal(
            (queued.Id, "partner:12", SendFixture.Today, OutboxMail.YearList, queued.Salutation, MailLanguage.En),
            (listed.Id, listed.Recipient, listed.Day, listed.Kind, listed.Salutation, listed.Language)
        );
        Assert.Equal((OutboxState.Uncertain, "why", 3, 2), (listed.State, listed.Reason, listed.Attempts, listed.Repeats));
        Assert.Equal((now.AddHours(1), now), (listed.NextTryAt, listed.SentAt));
        Assert.Equal(("Năm tới", SendFixture.Today.AddDays(9)), (listed.Subject, listed.UsefulUntil));
        Assert.Equal((null, null, null), (listed.Address, listed.Copies, listed.Message));
    }

    [Fact]
    public async Task A_mail_is_shown_with_its_tries_and_its_reminders_in_their_order()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (mail, other) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        await fixture.RemindAsync(mail, "later day", row => row.Day = new(2026, 7, 20));
        await fixture.RemindAsync(mail, "earlier day", row => row.Day = new(2026, 7, 10));
        await fixture.RemindAsync(mail, "same day, made later");
        await using (var db = fixture.Store.Open())
        {
            foreach (var (id, words) in new[] { (mail.Id, "first"), (other.Id, "another's"), (mail.Id, "second") })
            {
                db.Attempts.Add(
                    new()
                    {
                        OutboxId = id,
                        At = fixture.Clock.GetUtcNow(),
                        Transport = "smtp",
                        Outcome = AttemptOutcome.Temporary,
                        ReplyText = words,
                    }
                );
                await db.SaveChangesAsync(Stop);
            }
        }

        var shown = (await new MailQueries(fixture.Store).ShowAsync(mail.Id, Stop))!;

        Assert.Equal((mail.Id, mail.Address), (shown.Mail.Id, shown.Mail.Address));
        Assert.Equal(["first", "second"], shown.Attempts.Select(attempt => attempt.ReplyText));
        Assert.Equal(
            ["earlier day", $"country:{mail.Id}-0", "same day, made later", "later day"],
            shown.Reminders.Select(row => row.Subject)
        );
        Assert.Null(await new MailQueries(fixture.Store).ShowAsync(99, Stop));
    }

    static Task QueueAsync(SendFixture fixture, string recipient, int days, OutboxState state) =>
        fixture.QueueAsync(recipient, with: mail => (mail.Day, mail.State) = (SendFixture.Today.AddDays(days), state));
}
