using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SyncWorker.Config.Secrets;
using SyncWorker.Inbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox;

/// <summary>A reader answers by a link of the mail: the answer is read back, and nobody else's is.</summary>
public sealed partial class AnswerTests
{
    const string Key = "the key";

    static readonly DateOnly s_until = new(2026, 8, 5);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, LedgerState.Acknowledged)]
    [InlineData(1, LedgerState.Acknowledged)] // đã gửi, đã xong
    [InlineData(2, LedgerState.Snoozed)]
    public async Task A_link_of_a_mail_comes_back_as_the_ledgers_answer(int link, object state)
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync(facts: SendFixture.Armenia with { LastStepOn = new(2026, 7, 31) });
        await fixture.SendAsync();

        await ReplyAsync(fixture, (await LinksAsync(fixture))[link]);
        var notes = new List<string>();
        var taken = await Folder(fixture).ReadConfiguredAsync(SendFixture.Today.AddDays(1), notes, Stop);

        Assert.Equal((1, 0), (taken.Count(message => message.IsTaken), notes.Count));
        await using var db = fixture.Store.Open();
        var row = await db.Ledger.SingleAsync(Stop);
        Assert.Equal(state, row.State);
        Assert.Equal(link == 2 ? new DateOnly(2026, 7, 10) : null, row.SnoozedUntil); // three working days on
        Assert.Equal(link == 1, row.Reason.Contains("done on", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Answers(fixture)));
        Assert.Single(Directory.GetFiles(Path.Combine(Answers(fixture), "done")));
    }

    [Fact]
    public async Task On_the_day_of_the_last_step_nothing_can_be_put_off_and_an_older_mails_link_is_refused()
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync(facts: SendFixture.Armenia with { LastStepOn = SendFixture.Today });
        await fixture.SendAsync();
        Assert.Equal(3, (await LinksAsync(fixture)).Count); // taken on, done, not my task

        await using var db = fixture.Store.Open();
        var row = await db.Ledger.SingleAsync(Stop);
        var key = AnswerKey.Find(new SecretStore(fixture.Folders, fixture.Clock))!;
        var token = AnswerToken.Sign(key, AnswerAction.Later, row.Id, row.Recipient, SendFixture.Today.AddDays(30));
        await WriteAsync(fixture, "1.eml", $"From: desk@example.org\r\nSubject: {token}\r\n\r\n");

        var answer = Assert.Single(await ReadAsync(fixture));

        Assert.Equal(
            (false, "relations/country:1-0/2026 of staff:bca-01 cannot be put off: its last step was on 2026-07-06"),
            (answer.IsTaken, answer.Words)
        );
    }

    [Fact]
    public async Task A_reminder_is_put_off_until_its_last_step_at_the_latest()
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync(facts: SendFixture.Armenia with { LastStepOn = new(2026, 7, 9) });
        await fixture.SendAsync();

        await ReplyAsync(fixture, (await LinksAsync(fixture))[^2]); // three working days: 09/07; read a day later, 10/07
        await Folder(fixture).ReadConfiguredAsync(SendFixture.Today.AddDays(1), [], Stop);

        await using var db = fixture.Store.Open();
        Assert.Equal(new DateOnly(2026, 7, 9), (await db.Ledger.SingleAsync(Stop)).SnoozedUntil);
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing()
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync();
        await fixture.SendAsync();
        var link = (await LinksAsync(fixture))[0];

        await ReplyAsync(fixture, link, "1.eml");
        await ReadAsync(fixture);
        await ReplyAsync(fixture, link, "2.eml");
        var again = Assert.Single(await ReadAsync(fixture));

        Assert.Equal((true, "relations/country:1-0/2026 of staff:bca-01: answered before"), (again.IsTaken, again.Words));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("another reminder")]
    [InlineData("late")]
    [InlineData("a program")]
    public async Task What_nobody_of_ours_signed_today_is_refused_and_kept(string what)
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync();
        await fixture.QueueAsync("staff:other");
        await fixture.SendAsync();
        var subject = Subject((await LinksAsync(fixture))[0]);
        var token = AnswerToken.Find(subject)!;
        var changed = what switch
        {
            "forged" => subject.Replace(token.Mac, new string('0', 20), StringComparison.Ordinal),
            "another reminder" => subject.Replace($" {token.Reminder}.", $" {token.Reminder + 1}.", StringComparison.Ordinal),
            _ => subject,
        };

        await WriteAsync(
            fixture,
            "1.eml",
            $"From: desk@example.org\r\nSubject: {changed}\r\n{(what == "a program" ? "Auto-Submitted: auto-replied\r\n" : "")}\r\nbody"
        );
        var answer = Assert.Single(
            await Folder(fixture).ReadAsync(Answers(fixture), SendFixture.Today.AddDays(what == "late" ? 31 : 30), Stop)
        );

        Assert.False(answer.IsTaken);
        Assert.True(File.Exists(Path.Combine(Answers(fixture), "refused", "1.eml")));
        await using var db = fixture.Store.Open();
        Assert.All(await db.Ledger.ToListAsync(Stop), row => Assert.Equal(LedgerState.Sent, row.State));
    }

    [Fact]
    public async Task Nothing_can_be_answered_where_an_answer_would_change_nothing()
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync("partner:1");
        await fixture.QueueAsync("staff:2", facts: SendFixture.Armenia with { Kind = ReminderKind.ReportOverdue });
        await fixture.QueueAsync("staff:3", facts: SendFixture.Armenia with { Kind = ReminderKind.Moved, Of = ReminderKind.Relations });

        await fixture.SendAsync();

        Assert.Equal(3, fixture.PickedUp().Count);
        Assert.Empty(await LinksAsync(fixture));
    }

    [Fact]
    public async Task A_preview_makes_no_key()
    {
        using var fixture = await DeskAsync();
        await fixture.QueueAsync();

        await new SyncWorker.Send.MailPreview(fixture.Parts()).WriteAsync(
            "staff:bca-01",
            SendFixture.Today,
            fixture.Now,
            fixture.Config.SendSettings,
            Stop
        );

        Assert.False(File.Exists(fixture.Folders.Secrets));
    }

    [Fact]
    public void A_token_is_of_one_key_one_action_one_reminder_one_recipient_and_one_last_day()
    {
        var token = AnswerToken.Sign(Key, AnswerAction.Acknowledge, 17, "staff:1", s_until);

        Assert.Equal(token, AnswerToken.Find($"Re: {token} Đã nhận việc"));
        Assert.True(token.IsOf(Key, "staff:1"));
        Assert.False(token.IsOf("another key", "staff:1"));
        Assert.False(token.IsOf(Key, "staff:2"));
        Assert.False((token with { Action = AnswerAction.Later }).IsOf(Key, "staff:1"));
        Assert.False((token with { Reminder = 18 }).IsOf(Key, "staff:1"));
        Assert.False((token with { Until = s_until.AddDays(1) }).IsOf(Key, "staff:1"));
    }

    [Theory]
    [InlineData("Subject: [NV-OK 17.20260805.00112233445566778899] Taken")]
    [InlineData(
        "Received: by x\r\nSubject: =?utf-8?B?W05WLU9LIDE3LjIwMjYwODA1LjAwMTEyMjMzNDQ1NTY2Nzc4ODk5XQ==?=\r\n =?utf-8?Q?_=C4=90=C3=A3?=\r\nFrom: a"
    )]
    [InlineData("subject:\r\n =?iso-8859-1?q?[NV-OK_17.20260805.00112233445?=\r\n\t=?iso-8859-1?q?566778899]?=")]
    public void A_subject_is_read_however_a_mail_program_wrote_it(string head) =>
        Assert.Equal(
            new(AnswerAction.Acknowledge, 17, s_until, "00112233445566778899"),
            AnswerToken.Find(HeaderList.Load(new MemoryStream(Encoding.ASCII.GetBytes($"{head}\r\n\r\n")), Stop)[HeaderId.Subject]!)
        );

    static async Task<SendFixture> DeskAsync()
    {
        var fixture = await SendFixture.OpenAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Answers = new() { To = "desk@example.org", Folder = "answers" },
            },
        };
        return fixture;
    }

    static AnswerFolder Folder(SendFixture fixture) => fixture.Answers();

    static string Answers(SendFixture fixture) => Path.Combine(fixture.Folders.Data, "answers");

    static Task<IReadOnlyList<HandledMessage>> ReadAsync(SendFixture fixture) =>
        Folder(fixture).ReadAsync(Answers(fixture), SendFixture.Today, Stop);

    static async Task<List<string>> LinksAsync(SendFixture fixture)
    {
        var links = new List<string>();
        foreach (var file in fixture.PickedUp())
        {
            var html = MimeMail.Read(await File.ReadAllBytesAsync(file, Stop)).Html;
            links.AddRange(Link().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)));
        }

        return links;
    }

    static string Subject(string link) => Uri.UnescapeDataString(link[(link.IndexOf("?subject=", StringComparison.Ordinal) + 9)..]);

    // As Outlook writes it: encoded words, folded.
    static Task ReplyAsync(SendFixture fixture, string link, string name = "1.eml")
    {
        var words = Subject(link)
            .Chunk(20)
            .Select(part => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(part)))}?=");
        return WriteAsync(
            fixture,
            name,
            $"From: <desk@example.org>\r\nTo: <answers@example.org>\r\nSubject: {string.Join("\r\n ", words)}\r\n\r\n"
        );
    }

    static Task WriteAsync(SendFixture fixture, string name, string text)
    {
        Directory.CreateDirectory(Answers(fixture));
        return File.WriteAllTextAsync(Path.Combine(Answers(fixture), name), text, Stop);
    }

    [GeneratedRegex("href=\"(mailto:[^\"]*subject=[^\"]*)\"")]
    private static partial Regex Link();
}
