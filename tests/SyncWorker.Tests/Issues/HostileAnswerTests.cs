using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Inbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A mail in the folder of answers that cannot be read, or that a program sent, concerns that mail alone.</summary>
public sealed class HostileAnswerTests
{
    const string ByProgram = "a program sent it, not a person";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a charset that .NET refuses")]
    [InlineData("an unknown charset")]
    [InlineData("nothing")]
    [InlineData("not a mail")]
    [InlineData("a header without end")]
    [InlineData("many nested parts")]
    [InlineData("a link to nowhere")]
    [InlineData("a file that another program holds")]
    public async Task A_hostile_mail_is_set_aside_and_named_and_the_others_go_on(string kind)
    {
        using var fixture = await DeskAsync();
        var token = await TokenAsync(fixture);
        using var held = await WriteHostileAsync(fixture, kind, token);
        await WriteAsync(fixture, "2.eml", $"From: desk@example.org\r\nSubject: {token}\r\n\r\n");
        var notes = new List<string>();

        var taken = await Folder(fixture).ReadConfiguredAsync(SendFixture.Today, notes, Stop);

        Assert.Single(taken, message => message.IsTaken);
        Assert.StartsWith("The mail 1.eml among the answers was refused: ", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(["1.eml"], Names(fixture, "refused"));
        Assert.Equal(["2.eml"], Names(fixture, "done"));
        await using var db = fixture.Store.Open();
        Assert.Equal(LedgerState.Acknowledged, (await db.Ledger.SingleAsync(Stop)).State);
    }

    [Theory]
    [InlineData("Auto-Submitted: none")]
    [InlineData("Auto-Submitted: auto-replied (vacation)")]
    [InlineData("Precedence: auto_reply")]
    [InlineData("Precedence: Bulk")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("X-Autorespond: away")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("Return-Path: <>")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b")]
    public async Task A_mail_that_a_program_sent_answers_nothing(string header)
    {
        using var fixture = await DeskAsync();
        var token = await TokenAsync(fixture);
        await WriteAsync(fixture, "1.eml", $"{header}\r\nSubject: Automatic reply: {token}\r\n\r\n");

        var answer = Assert.Single(await ReadAsync(fixture));

        Assert.Equal((false, ByProgram), (answer.IsTaken, answer.Words));
        await using var db = fixture.Store.Open();
        Assert.Equal(LedgerState.Sent, (await db.Ledger.SingleAsync(Stop)).State);
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: NO (a person)")]
    [InlineData("Precedence: normal")]
    [InlineData("Return-Path: <bca01@example.org>")]
    [InlineData("Content-Type: multipart/alternative; boundary=b")]
    public async Task A_mail_that_a_person_sent_is_taken_whatever_else_its_header_says(string header)
    {
        using var fixture = await DeskAsync();
        var token = await TokenAsync(fixture);
        await WriteAsync(fixture, "1.eml", $"From: desk@example.org\r\n{header}\r\nSubject: {token}\r\n\r\n");

        Assert.True(Assert.Single(await ReadAsync(fixture)).IsTaken);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("\r\n ")]
    [InlineData("\u00A0")]
    public async Task An_answer_is_read_when_a_mail_program_changed_the_blank_in_it(string blank)
    {
        using var fixture = await DeskAsync();
        var token = await TokenAsync(fixture);
        await WriteAsync(
            fixture,
            "1.eml",
            $"From: desk@example.org\r\nSubject: {token.Replace(" ", blank, StringComparison.Ordinal)}\r\n\r\n"
        );

        Assert.True(Assert.Single(await ReadAsync(fixture)).IsTaken);
    }

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

    // The token of a reminder that was mailed.
    static async Task<string> TokenAsync(SendFixture fixture)
    {
        await fixture.QueueAsync();
        await fixture.SendAsync();
        await using var db = fixture.Store.Open();
        var row = await db.Ledger.SingleAsync(Stop);
        var key = AnswerKey.Find(new(fixture.Folders, fixture.Clock))!;
        return AnswerToken.Sign(key, AnswerAction.Acknowledge, row.Id, row.Recipient, SendFixture.Today.AddDays(30)).ToString();
    }

    static async Task<IDisposable?> WriteHostileAsync(SendFixture fixture, string kind, string token)
    {
        var file = Path.Combine(Answers(fixture), "1.eml");
        switch (kind)
        {
            case "a link to nowhere":
                Directory.CreateDirectory(Answers(fixture));
                File.CreateSymbolicLink(file, Path.Combine(Answers(fixture), "nowhere"));
                return null;
            case "a file that another program holds":
                await WriteAsync(fixture, "1.eml", $"Subject: {token}\r\n\r\n");
                return new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }

        await WriteAsync(
            fixture,
            "1.eml",
            kind switch
            {
                "a charset that .NET refuses" => "Subject: =?utf-7?Q?x?=\r\n\r\n",
                "an unknown charset" => "Subject: =?x-klingon?B?////?= =?utf-8?B?not base64?=\r\n\r\n",
                "nothing" => "",
                "not a mail" => "MZ\u0090\0\u0003\0\0\u0004\uFFFF\r\n\r\n: \0",
                "a header without end" =>
                    $"Subject: {token}\r\n{string.Concat(Enumerable.Repeat($"X-Filler: {new string('x', 70)}\r\n", 40_000))}",
                _ => "Subject: hello\r\n"
                    + string.Concat(
                        Enumerable.Range(0, 20_000).Select(i => $"Content-Type: multipart/mixed; boundary={i}\r\n\r\n--{i}\r\n")
                    ),
            }
        );
        return null;
    }

    static AnswerFolder Folder(SendFixture fixture) => fixture.Answers();

    static string Answers(SendFixture fixture) => Path.Combine(fixture.Folders.Data, "answers");

    static Task<IReadOnlyList<HandledMessage>> ReadAsync(SendFixture fixture) =>
        Folder(fixture).ReadAsync(Answers(fixture), SendFixture.Today, Stop);

    static IEnumerable<string?> Names(SendFixture fixture, string folder) =>
        Directory.GetFileSystemEntries(Path.Combine(Answers(fixture), folder)).Select(Path.GetFileName);

    static Task WriteAsync(SendFixture fixture, string name, string text)
    {
        Directory.CreateDirectory(Answers(fixture));
        return File.WriteAllTextAsync(Path.Combine(Answers(fixture), name), text, new UTF8Encoding(false), Stop);
    }
}
