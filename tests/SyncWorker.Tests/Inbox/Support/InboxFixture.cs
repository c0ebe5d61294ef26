using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Inbox;
using SyncWorker.Net.Mail;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox.Support;

/// <summary>A store in which a mail was sent, and what reads the answers to it.</summary>
sealed class InboxFixture : IDisposable
{
    int _names;

    InboxFixture(SendFixture send) => Send = send;

    public SendFixture Send { get; }

    public SecretStore Secrets => new(Send.Folders, Send.Clock);

    /// <summary>What IT was told.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Who follows a partner.</summary>
    public Dictionary<string, string[]> Followers { get; } = [];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<InboxFixture> OpenAsync(
        ImapOptions? imap = null,
        MailMode mode = MailMode.Live,
        GraphMailboxOptions? graph = null
    )
    {
        var fixture = new InboxFixture(await SendFixture.OpenAsync(mode));
        var send = fixture.Send;
        send.Config = send.Config with
        {
            Send = new()
            {
                From = send.Config.Send.From,
                AllowedDomains = ["example.org"],
                Answers = new()
                {
                    To = "answers@example.org",
                    Imap = imap,
                    Graph = graph,
                    Folder = imap is null && graph is null ? "answers" : null,
                },
            },
            Staff = new()
            {
                Desk = send.Config.Staff.Desk,
                Staff =
                [
                    new()
                    {
                        Id = "bca-01",
                        Title = "Chuyên viên",
                        Department = "Ban Châu Âu",
                        Email = "bca01@example.org",
                        Roles = [Role.Officer],
                    },
                ],
            },
        };
        if (imap is not null)
        {
            fixture.Secrets.Set("imap", Dovecot.Password, null);
        }

        if (graph is not null)
        {
            fixture.Secrets.Set(graph.Secret, "a client's secret", null);
        }

        return fixture;
    }

    public MessageHandler Messages() =>
        Send.Messages((partner, _, _) => Task.FromResult<IReadOnlyList<string>>(Followers.GetValueOrDefault(partner, [])));

    public AnswerMailbox Mailbox() =>
        new(Send.Store, Send.Config.AnswersSettings, Messages(), new(Send.Folders.Config, null, []), Secrets, TimeProvider.System);

    public Task<IReadOnlyList<HandledMessage>> ReadMailboxAsync(DateOnly? today = null) =>
        Mailbox().ReadAsync(today ?? SendFixture.Today, Notes, Stop);

    /// <summary>Handles one message, as if it lay in a place of its own.</summary>
    public Task<HandledMessage> HandleAsync(byte[] message, DateOnly? today = null)
    {
        var name = $"{++_names}.eml";
        return Messages()
            .HandleAsync(
                new($"test:{name}", name, _ => Task.FromResult<(byte[]?, string?)>((message, null))),
                today ?? SendFixture.Today,
                Stop
            );
    }

    /// <summary>Sends a digest with one reminder; its mail as it was sent.</summary>
    public async Task<OutboxMail> SentAsync(string recipient = "staff:bca-01", string address = "bca01@example.org")
    {
        var mail = await Send.QueueAsync(recipient, address);
        await Send.SendAsync();
        return await Send.MailAsync(mail.Id);
    }

    /// <summary>The token of a reminder that was mailed to the officer.</summary>
    public async Task<string> TokenAsync(AnswerAction action = AnswerAction.Acknowledge)
    {
        var mail = await SentAsync();
        await using var db = Send.Store.Open();
        var row = await db.Ledger.SingleAsync(entry => entry.OutboxId == mail.Id, Stop);
        return AnswerToken.Sign(AnswerKey.Find(Secrets)!, action, row.Id, row.Recipient, SendFixture.Today.AddDays(30)).ToString();
    }

    public void Dispose() => Send.Dispose();
}
