using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;

namespace SyncWorker.Tests.Inbox;

/// <summary>The whole way: our mail to a real Postfix, its report into the mailbox of a real Dovecot, from there by the job inbox.</summary>
[Trait("Needs", "postfix, dovecot")]
public sealed class PostfixReportTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gone@example.org", true, "5.1.1 unknown user")]
    [InlineData(Postfix.Full, false, "5.2.2 The mailbox is full")]
    public async Task A_report_by_Postfix_fails_the_mail_and_only_a_mailbox_that_is_not_there_gets_no_more(
        string address,
        bool isDead,
        string words
    )
    {
        await using var mailbox = await Dovecot.StartAsync();
        await using var relay = await Postfix.StartAsync(Dovecot.User, mailbox.Maildir);
        using var fixture = await InboxFixture.OpenAsync(mailbox.Options);
        UseRelay(fixture, relay.Port);

        var mail = await fixture.SentAsync(address: address);
        Assert.Equal(OutboxState.Sent, mail.State); // the relay has taken it
        await mailbox.UntilAsync("INBOX", 1);
        var handled = Assert.Single(await fixture.ReadMailboxAsync());

        Assert.Equal((InboxKind.DeliveryReport, InboxOutcome.Taken), (handled.Kind, handled.Outcome));
        var after = await fixture.Send.MailAsync(mail.Id);
        Assert.Equal(OutboxState.Refused, after.State);
        Assert.Contains(words, after.Reason, StringComparison.Ordinal);
        await using var db = fixture.Send.Store.Open();
        Assert.Equal(isDead ? [address] : [], await db.DeadAddresses.Select(dead => dead.Address).ToListAsync(Stop));
    }

    // Reports go to the sender of the envelope: here the mailbox that is read.
    static void UseRelay(InboxFixture fixture, int port)
    {
        var send = fixture.Send.Config.Send;
        fixture.Send.Config = fixture.Send.Config with
        {
            Send = new()
            {
                From = new() { Address = Dovecot.User },
                AllowedDomains = send.AllowedDomains,
                Answers = send.Answers,
                Transport = TransportKind.Smtp,
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Security = MailSecurity.None,
                    Timeout = new(30, TimeUnit.Seconds),
                },
            },
        };
    }
}
