using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Inbox;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>An answer counts when it comes from one who may give it, by a person's hand, once, and outside a trial.</summary>
public sealed class AnswerSenderTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bca01@example.org", true)]
    [InlineData("\"Nguyễn Văn A\" <BCA01@Example.org>", true)]
    [InlineData("banchaua@example.org", true)]
    [InlineData("desk@example.org", true)]
    [InlineData("bca02@example.org", true)]
    [InlineData("bcau01@example.org", false)]
    [InlineData("attacker@evil.example", false)]
    [InlineData("bca01@example.org, attacker@evil.example", false)]
    [InlineData("\"bca01@example.org\" <attacker@evil.example>", false)]
    [InlineData("bca01@example.org.evil.example", false)]
    [InlineData("", false)]
    public async Task An_answer_counts_from_the_recipient_its_shared_mailbox_the_deputy_on_leave_and_the_desk_alone(
        string from,
        bool isTaken
    )
    {
        using var fixture = await DeskAsync();
        await WriteAsync(fixture, "1.eml", $"From: {from}\r\nSubject: {await TokenAsync(fixture)}\r\n\r\n");

        Assert.Equal(isTaken, Assert.Single(await ReadAsync(fixture)).IsTaken);
        Assert.Equal(isTaken ? LedgerState.Acknowledged : LedgerState.Sent, (await EntryAsync(fixture)).State);
    }

    [Fact]
    public async Task A_deputy_whose_leave_is_over_answers_no_more()
    {
        using var fixture = await DeskAsync();
        await WriteAsync(fixture, "1.eml", $"From: bca02@example.org\r\nSubject: {await TokenAsync(fixture)}\r\n\r\n");

        Assert.False(Assert.Single(await ReadAsync(fixture, SendFixture.Today.AddDays(10))).IsTaken);
    }

    [Fact]
    public async Task An_answer_counts_once_and_a_repeated_one_changes_nothing()
    {
        using var fixture = await DeskAsync();
        var token = await TokenAsync(fixture, AnswerAction.Later);
        await WriteAsync(fixture, "1.eml", $"From: bca01@example.org\r\nSubject: {token}\r\n\r\n");
        Assert.True(Assert.Single(await ReadAsync(fixture)).IsTaken);
        var until = (await EntryAsync(fixture)).SnoozedUntil;

        await WriteAsync(fixture, "2.eml", $"From: bca01@example.org\r\nSubject: {token}\r\n\r\n");
        var again = Assert.Single(await ReadAsync(fixture, SendFixture.Today.AddDays(7)));

        Assert.Equal((true, "relations/country:1-0/2026 of staff:bca-01: answered before"), (again.IsTaken, again.Words));
        Assert.Equal(until, (await EntryAsync(fixture)).SnoozedUntil);
    }

    [Fact]
    public async Task In_a_trial_no_mail_has_links_and_no_answer_counts()
    {
        using var fixture = await DeskAsync(MailMode.Trial);
        var token = await TokenAsync(fixture);
        Assert.DoesNotContain("NV-OK", await File.ReadAllTextAsync(Assert.Single(fixture.PickedUp()), Stop), StringComparison.Ordinal);
        await WriteAsync(fixture, "1.eml", $"From: bca01@example.org\r\nSubject: {token}\r\n\r\n");

        var answer = Assert.Single(await ReadAsync(fixture));

        Assert.False(answer.IsTaken);
        Assert.Contains("trial", answer.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Subject: Automatic reply: TOKEN")]
    [InlineData("Subject: Trả lời tự động: TOKEN")]
    [InlineData("Subject: Out of Office: TOKEN")]
    [InlineData("Subject: Autoreply: TOKEN")]
    [InlineData("Subject: Auto: TOKEN")]
    [InlineData("Subject: Read: TOKEN")]
    [InlineData("Subject: Not read: TOKEN")]
    [InlineData("Subject: Đã đọc: TOKEN")]
    [InlineData("Subject: Undeliverable: TOKEN")]
    [InlineData("Subject: Undelivered Mail Returned to Sender TOKEN")]
    [InlineData("Subject: Delivery Status Notification (Failure) TOKEN")]
    [InlineData("Subject: TOKEN\r\nReturn-Path: < >")]
    [InlineData("Subject: TOKEN\r\nPrecedence: normal\r\nPrecedence: auto-reply")]
    [InlineData("Subject: TOKEN\r\nAuto-Submitted: no\r\nAuto-Submitted: auto-replied")]
    [InlineData("Subject: TOKEN\r\nX-Autorespond: 1")]
    [InlineData("Subject: TOKEN\r\nX-Auto-Reply-From: a@example.org")]
    [InlineData("Subject: TOKEN\r\nX-Mail-Autoreply: yes")]
    [InlineData("Subject: TOKEN\r\nX-POST-MessageClass: 9; Autoresponder")]
    [InlineData("Subject: TOKEN\r\nDelivered-To: Autoresponder")]
    [InlineData("Subject: TOKEN\r\nX-Failed-Recipients: a@example.org")]
    [InlineData("Subject: TOKEN\r\nList-Id: <all.example.org>")]
    [InlineData("Subject: TOKEN\r\nContent-Type: message/disposition-notification")]
    [InlineData("Subject: TOKEN\r\nContent-Type: MULTIPART/Report; report-type=disposition-notification; boundary=b")]
    [InlineData("Subject: TOKEN\r\nSender: MAILER-DAEMON@example.org")]
    public async Task What_a_program_sent_is_no_answer_whoever_it_names_as_its_sender(string head)
    {
        using var fixture = await DeskAsync();
        await WriteAsync(
            fixture,
            "1.eml",
            $"From: bca01@example.org\r\n{head.Replace("TOKEN", await TokenAsync(fixture), StringComparison.Ordinal)}\r\n\r\n"
        );

        var answer = Assert.Single(await ReadAsync(fixture));

        Assert.Equal((false, "a program sent it, not a person"), (answer.IsTaken, answer.Words));
    }

    [Theory]
    [InlineData("Re: ")]
    [InlineData("TL: ")]
    [InlineData("Read my answer: ")]
    public async Task A_persons_reply_is_taken_by_whatever_its_subject_begins_with(string prefix)
    {
        using var fixture = await DeskAsync();
        await WriteAsync(fixture, "1.eml", $"From: bca01@example.org\r\nSubject: {prefix}{await TokenAsync(fixture)}\r\n\r\n");

        Assert.True(Assert.Single(await ReadAsync(fixture)).IsTaken);
    }

    [Theory]
    [InlineData("mx.example.org; dmarc=pass header.from=example.org", true)]
    [InlineData("mx.example.org; spf=fail smtp.mailfrom=example.org; dkim=pass header.d=example.org", true)]
    [InlineData("MX.example.org; spf=pass smtp.mailfrom=bca01@example.org", true)]
    [InlineData("mx.example.org; auth=pass smtp.auth=bca01@example.org", true)]
    [InlineData("mx.example.org; dmarc=fail header.from=example.org", false)]
    [InlineData("mx.example.org; dmarc=pass header.from=evil.example", false)]
    [InlineData("mx.example.org; dkim=pass header.d=evil.example", false)]
    [InlineData("mx.example.org; spf=pass smtp.mailfrom=a@evil.example", false)]
    [InlineData("mx.evil.example; dmarc=pass header.from=example.org", false)]
    [InlineData("mx.example.org; dmarc=none\r\nAuthentication-Results: mx.example.org; dmarc=pass header.from=example.org", false)]
    [InlineData("mx.evil.example; dmarc=fail\r\nAuthentication-Results: mx.example.org; dmarc=pass header.from=example.org", true)]
    [InlineData("", false)]
    public async Task Where_the_own_server_is_named_its_topmost_verdict_proves_the_sender(string results, bool isTaken)
    {
        using var fixture = await DeskAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Answers = new()
                {
                    To = "answers@example.org",
                    Folder = "answers",
                    AuthServId = "mx.example.org",
                },
            },
        };
        await WriteAsync(
            fixture,
            "1.eml",
            $"Authentication-Results: {results}\r\nFrom: bca01@example.org\r\nSubject: {await TokenAsync(fixture)}\r\n\r\n"
        );

        Assert.Equal(isTaken, Assert.Single(await ReadAsync(fixture)).IsTaken);
    }

    [Fact]
    public async Task Answers_that_were_read_are_deleted_after_their_term()
    {
        using var fixture = await DeskAsync();
        await WriteAsync(fixture, "1.eml", "From: bca01@example.org\r\nSubject: hello\r\n\r\n");
        await fixture.Answers().ReadConfiguredAsync(SendFixture.Today, [], Stop);
        var read = Path.Combine(Answers(fixture), "replies", "1.eml");
        File.SetLastWriteTimeUtc(read, SendFixture.Today.ToDateTime(default));

        await fixture.Answers().ReadConfiguredAsync(SendFixture.Today.AddDays(90), [], Stop);
        Assert.True(File.Exists(read));
        await fixture.Answers().ReadConfiguredAsync(SendFixture.Today.AddDays(91), [], Stop);
        Assert.False(File.Exists(read));
    }

    static async Task<SendFixture> DeskAsync(MailMode mode = MailMode.Live)
    {
        var fixture = await SendFixture.OpenAsync(mode);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Answers = new() { To = "answers@example.org", Folder = "answers" },
            },
            Staff = new()
            {
                Desk = fixture.Config.Staff.Desk,
                Staff =
                [
                    Position(
                        "bca-01",
                        "bca01@example.org",
                        "banchaua@example.org",
                        new LeavePeriod
                        {
                            From = SendFixture.Today,
                            To = SendFixture.Today.AddDays(5),
                            Deputy = "bca-02",
                        }
                    ),
                    Position("bca-02", "bca02@example.org", null),
                    Position("bcau-01", "bcau01@example.org", null),
                ],
            },
        };
        return fixture;
    }

    static Position Position(string id, string email, string? alsoTo, params LeavePeriod[] leave) =>
        new()
        {
            Id = id,
            Title = "Chuyên viên",
            Department = "Ban Châu Á",
            Roles = [Role.Officer],
            Email = email,
            AlsoTo = alsoTo,
            Leave = leave,
        };

    // The token of a reminder that was mailed.
    static async Task<string> TokenAsync(SendFixture fixture, AnswerAction action = AnswerAction.Acknowledge)
    {
        await fixture.QueueAsync();
        await fixture.SendAsync();
        var row = await EntryAsync(fixture);
        var key = AnswerKey.FindOrMake(new(fixture.Folders, fixture.Clock))!;
        return AnswerToken.Sign(key, action, row.Id, row.Recipient, SendFixture.Today.AddDays(30)).ToString();
    }

    static async Task<LedgerEntry> EntryAsync(SendFixture fixture)
    {
        await using var db = fixture.Store.Open();
        return await db.Ledger.SingleAsync(Stop);
    }

    static Task<IReadOnlyList<HandledMessage>> ReadAsync(SendFixture fixture, DateOnly? today = null) =>
        fixture.Answers().ReadAsync(Answers(fixture), today ?? SendFixture.Today, Stop);

    static string Answers(SendFixture fixture) => Path.Combine(fixture.Folders.Data, "answers");

    static Task WriteAsync(SendFixture fixture, string name, string text)
    {
        Directory.CreateDirectory(Answers(fixture));
        return File.WriteAllTextAsync(Path.Combine(Answers(fixture), name), text, new UTF8Encoding(false), Stop);
    }
}
