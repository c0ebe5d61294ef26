using System.Text;
using MimeKit;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>Postfix's smtp-sink, a server process that none of us wrote.</summary>
[Trait("Needs", "postfix")]
public sealed class RealServerTests
{
    [Fact]
    public async Task Postfix_takes_every_mail_once_and_each_reads_as_it_was_written()
    {
        await using var server = await StartAsync();
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(server.Port);
        await fixture.QueueManyAsync(40);

        var result = await fixture.SendAsync();

        Assert.Equal("40 sent", result.Counts[0].ToString());
        var mails = await TakenAsync(server);
        var read = mails.Select(mail => MimeMail.Read(Encoding.Latin1.GetBytes(mail))).ToList();
        Assert.Equal(
            (await fixture.MailsAsync()).Select(mail => mail.MessageId).Order(),
            read.Select(mail => mail.Headers[HeaderId.MessageId]).Order()
        );
        Assert.All(
            read,
            mail =>
            {
                Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 việc cần chuẩn bị", mail.Subject);
                Assert.Equal("Đồng chí", mail.To.Mailboxes.Single().Name);
                Assert.Contains("34 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Armenia", mail.PlainText, StringComparison.Ordinal);
                Assert.Contains("34 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Armenia", mail.Html, StringComparison.Ordinal);
            }
        );
        Assert.All(await fixture.MailsAsync(), mail => Assert.Equal(OutboxState.Sent, mail.State));
    }

    /// <summary>A sink that writes each mail into a file, with what came in the envelope before it.</summary>
    internal static Task<ServerProcess> StartAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1", "postfix is installed by tests/run.sh");
        return ServerProcess.StartAsync(
            "smtp-sink",
            (port, folder) =>
                [
                    .. Environment.UserName == "root" ? (string[])["-u", "nobody"] : [],
                    "-R",
                    folder,
                    "-d",
                    "mail.",
                    $"127.0.0.1:{port}",
                    "50",
                ]
        );
    }

    internal static async Task<IReadOnlyList<string>> TakenAsync(ServerProcess server)
    {
        var mails = new List<string>();
        foreach (var file in Directory.GetFiles(server.Folder, "mail.*"))
        {
            mails.Add(
                (await File.ReadAllTextAsync(file, Encoding.Latin1, TestContext.Current.CancellationToken)).ReplaceLineEndings("\r\n")
            );
        }

        return mails;
    }
}
