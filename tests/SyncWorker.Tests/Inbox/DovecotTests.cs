using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Inbox;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox;

/// <summary>The mailbox of answers on a real Dovecot, by TLS with a certificate of a private authority.</summary>
[Trait("Needs", "dovecot")]
public sealed class DovecotTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_is_handled_once_and_moved_and_a_second_run_finds_none()
    {
        await using var server = await Dovecot.StartAsync();
        using var fixture = await InboxFixture.OpenAsync(server.Options);
        var token = await fixture.TokenAsync();
        await server.DeliverAsync(
            Letters.Mail("bca01@example.org", $"{token} Đã nhận việc"),
            Letters.Mail("Trần Thị B <b@example.org>", "Re: Báo cáo", "Tuần sau tôi gửi."),
            Letters.Bomb(500),
            Letters.FromText("From: c@example.org\nSubject: out of office: back on Monday\nAuto-Submitted: auto-replied\n\nx")
        );

        var first = await fixture.ReadMailboxAsync();
        var second = await fixture.ReadMailboxAsync();

        Assert.DoesNotContain(fixture.Notes, note => !note.Contains("it cannot be read", StringComparison.Ordinal));
        Assert.Equal(
            [InboxOutcome.Taken, InboxOutcome.Forwarded, InboxOutcome.SetAside, InboxOutcome.Ignored],
            first.Select(message => message.Outcome)
        );
        Assert.Empty(second);
        Assert.Equal(0, await server.CountAsync("INBOX"));
        Assert.Equal(1, await server.CountAsync("SyncWorker/done"));
        Assert.Equal(1, await server.CountAsync("SyncWorker/replies"));
        Assert.Equal(2, await server.CountAsync("SyncWorker/refused"));
    }

    [Fact]
    public async Task What_was_booked_and_not_moved_is_moved_by_the_next_run_and_not_booked_again()
    {
        await using var server = await Dovecot.StartAsync();
        using var fixture = await InboxFixture.OpenAsync(server.Options);
        await server.DeliverAsync(Letters.Mail("b@example.org", "Re: Báo cáo", "Tuần sau tôi gửi.", id: "one"));
        await fixture.ReadMailboxAsync();
        var mails = (await fixture.Send.MailsAsync()).Count;

        // The same message under another UID, as after a change of UIDVALIDITY.
        await server.DeliverAsync(Letters.Mail("b@example.org", "Re: Báo cáo", "Tuần sau tôi gửi.", id: "one"));
        var again = Assert.Single(await fixture.ReadMailboxAsync());

        Assert.Equal((InboxKind.Repeat, InboxOutcome.Ignored), (again.Kind, again.Outcome));
        Assert.Equal(mails, (await fixture.Send.MailsAsync()).Count);
        Assert.Equal(0, await server.CountAsync("INBOX"));
    }

    [Fact]
    public async Task A_refused_login_is_not_tried_again_until_the_password_is_set_again()
    {
        await using var server = await Dovecot.StartAsync();
        using var fixture = await InboxFixture.OpenAsync(server.Options);
        fixture.Secrets.Set("imap", "wrong", null);

        await fixture.ReadMailboxAsync();
        await fixture.ReadMailboxAsync();
        fixture.Secrets.Set("imap", Dovecot.Password, null);
        await fixture.ReadMailboxAsync();

        Assert.Equal(2, fixture.Notes.Count);
        Assert.Contains("refuses the login", fixture.Notes[0], StringComparison.Ordinal);
        Assert.Contains("has not been set again since", fixture.Notes[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("works", true, "lets us in; INBOX holds 0 messages")]
    [InlineData("trust", false, "nobody vouches for it")]
    [InlineData("port", false, "Nothing answers at 127.0.0.1:")]
    [InlineData("folder", false, "its folder Nowhere cannot be worked in")]
    public async Task A_probe_says_whether_answers_can_be_read(string kind, bool works, string words)
    {
        await using var server = await Dovecot.StartAsync();
        using var fixture = await InboxFixture.OpenAsync(server.Options);
        var options = server.Options;
        options = new()
        {
            Host = options.Host,
            Port = kind == "port" ? 1 : options.Port,
            User = options.User,
            Secret = options.Secret,
            TrustFile = kind == "trust" ? null : options.TrustFile,
            Folder = kind == "folder" ? "Nowhere" : options.Folder,
        };

        var probed = await fixture.Mailbox().ProbeAsync(new() { To = Dovecot.User, Imap = options }, Stop);

        Assert.Equal(works, probed!.Value.Works);
        Assert.Contains(words, probed.Value.Words, StringComparison.Ordinal);
    }
}
