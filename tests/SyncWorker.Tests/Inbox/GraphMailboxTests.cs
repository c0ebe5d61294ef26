using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Inbox;

/// <summary>The mailbox of answers at Exchange Online, by Microsoft Graph; the server is a stand-in.</summary>
public sealed class GraphMailboxTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_is_handled_once_and_moved_and_a_second_run_finds_none()
    {
        await using var server = new GraphMailboxServer();
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);
        var token = await fixture.TokenAsync();
        server.Deliver(
            Letters.Mail("bca01@example.org", $"{token} Đã nhận việc"),
            Letters.Mail("Trần Thị B <b@example.org>", "Re: Báo cáo", "Tuần sau tôi gửi."),
            Letters.Bomb(500),
            Letters.FromText("From: c@example.org\nSubject: out of office: back on Monday\nAuto-Submitted: auto-replied\n\nx")
        );

        var first = await fixture.ReadMailboxAsync();
        var second = await fixture.ReadMailboxAsync();

        Assert.Equal(
            [InboxOutcome.Taken, InboxOutcome.Forwarded, InboxOutcome.SetAside, InboxOutcome.Ignored],
            first.Select(message => message.Outcome)
        );
        Assert.Empty(second);
        Assert.Equal([0, 1, 1, 2], new[] { "inbox", "done", "replies", "refused" }.Select(server.Count));
    }

    [Fact]
    public async Task What_was_booked_and_not_moved_is_moved_by_the_next_run_and_not_booked_again()
    {
        await using var server = new GraphMailboxServer();
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);
        server.Deliver(Letters.Mail("b@example.org", "Re: Báo cáo", "Tuần sau tôi gửi."));
        server.Refuse = path => path.EndsWith("/move", StringComparison.Ordinal) ? (403, "ErrorAccessDenied") : null;

        var before = await fixture.ReadMailboxAsync();
        server.Refuse = _ => null;
        var mails = (await fixture.Send.MailsAsync()).Count;
        var after = Assert.Single(await fixture.ReadMailboxAsync());

        Assert.Empty(before); // the session broke off
        Assert.Contains("broke off: 403 ErrorAccessDenied: refused", Assert.Single(fixture.Notes), StringComparison.Ordinal);
        Assert.False(after.IsNew);
        Assert.Equal(mails, (await fixture.Send.MailsAsync()).Count);
        Assert.Equal((0, 1), (server.Count("inbox"), server.Count("replies")));
    }

    [Fact]
    public async Task A_message_that_the_server_does_not_give_is_set_aside_alone()
    {
        await using var server = new GraphMailboxServer();
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);
        server.Deliver(Letters.Mail("a@example.org", "Re: một"), Letters.Mail("b@example.org", "Re: hai"));
        server.Refuse = path => path.Contains("0001==/$value", StringComparison.Ordinal) ? (404, "ErrorItemNotFound") : null;

        var handled = await fixture.ReadMailboxAsync();

        Assert.Equal([InboxOutcome.SetAside, InboxOutcome.Forwarded], handled.Select(message => message.Outcome));
        Assert.Equal("it cannot be read (404 ErrorItemNotFound: refused)", handled[0].Words);
    }

    [Fact]
    public async Task A_throttled_mailbox_ends_the_run_and_the_next_one_goes_on()
    {
        await using var server = new GraphMailboxServer();
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);
        server.Deliver(Letters.Mail("a@example.org", "Re: một"), Letters.Mail("b@example.org", "Re: hai"));
        server.Refuse = path => path.Contains("0002==", StringComparison.Ordinal) ? (429, "ApplicationThrottled") : null;

        var first = await fixture.ReadMailboxAsync();
        server.Refuse = _ => null;
        var second = await fixture.ReadMailboxAsync();

        Assert.Single(first);
        Assert.Contains("429 ApplicationThrottled", Assert.Single(fixture.Notes), StringComparison.Ordinal);
        Assert.Single(second);
        Assert.Equal(0, server.Count("inbox"));
    }

    [Fact]
    public async Task A_refused_secret_is_not_tried_again_until_it_is_set_again()
    {
        await using var server = new GraphMailboxServer { TokenRefusal = "AADSTS7000222: expired" };
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);

        await fixture.ReadMailboxAsync();
        await fixture.ReadMailboxAsync();
        server.TokenRefusal = null;
        fixture.Secrets.Set("graph", "a new secret", null);
        await fixture.ReadMailboxAsync();

        Assert.Equal(2, fixture.Notes.Count);
        Assert.Contains("AADSTS7000222", fixture.Notes[0], StringComparison.Ordinal);
        Assert.Contains("has not been set again since", fixture.Notes[1], StringComparison.Ordinal);
        Assert.Equal(1, server.Tokens);
    }

    [Fact]
    public async Task What_was_handled_is_deleted_after_the_days_that_config_names()
    {
        await using var server = new GraphMailboxServer();
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);
        server.Deliver(Letters.Mail("a@example.org", "Re: một"));
        await fixture.ReadMailboxAsync();

        await fixture.ReadMailboxAsync(SendFixture.Today.AddDays(90));
        Assert.Equal(1, server.Count("replies"));
        await fixture.ReadMailboxAsync(SendFixture.Today.AddDays(91));
        Assert.Equal(0, server.Count("replies"));
    }

    [Theory]
    [InlineData("Mail.ReadWrite", null, true, "lets us in; inbox holds 0 messages")]
    [InlineData("Mail.Send", null, false, "add the application permission Mail.ReadWrite of Microsoft Graph")]
    [InlineData(null, "/mailFolders/inbox/", false, "its folder inbox cannot be worked in: 404 ErrorItemNotFound: refused")]
    public async Task A_probe_says_whether_answers_can_be_read(string? roles, string? refused, bool works, string words)
    {
        await using var server = new GraphMailboxServer { Roles = roles };
        server.Refuse = path => refused is not null && path.Contains(refused, StringComparison.Ordinal) ? (404, "ErrorItemNotFound") : null;
        using var fixture = await InboxFixture.OpenAsync(graph: server.Options);

        var probed = await fixture.Mailbox().ProbeAsync(fixture.Send.Config.Send.Answers!, Stop);

        Assert.Equal(works, probed!.Value.Works);
        Assert.Contains(words, probed.Value.Words, StringComparison.Ordinal);
    }
}
