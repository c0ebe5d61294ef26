using System.Text;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting.Secrets;
using SyncWorker.Remind;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

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
        using var desk = await DeskAsync();
        var token = await TokenAsync(desk);
        using var held = await WriteHostileAsync(desk, kind, token);
        await WriteAsync(desk, "2.eml", $"Subject: {token}\r\n\r\n");
        var notes = new List<string>();

        var taken = await Folder(desk).ReadConfiguredAsync(desk.Config, SendDesk.Today, notes, Stop);

        Assert.Equal(1, taken);
        Assert.StartsWith("The mail 1.eml among the answers was refused: ", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(["1.eml"], Names(desk, "refused"));
        Assert.Equal(["2.eml"], Names(desk, "done"));
        await using var db = desk.Store.Open();
        Assert.Equal(OccurrenceState.Acknowledged, (await db.Occurrences.SingleAsync(Stop)).State);
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
        using var desk = await DeskAsync();
        var token = await TokenAsync(desk);
        await WriteAsync(desk, "1.eml", $"{header}\r\nSubject: Automatic reply: {token}\r\n\r\n");

        var answer = Assert.Single(await ReadAsync(desk));

        Assert.Equal((false, ByProgram), (answer.IsTaken, answer.Words));
        await using var db = desk.Store.Open();
        Assert.Equal(OccurrenceState.Sent, (await db.Occurrences.SingleAsync(Stop)).State);
    }

    [Theory]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: NO (a person)")]
    [InlineData("Precedence: normal")]
    [InlineData("Return-Path: <bca01@example.org>")]
    [InlineData("Content-Type: multipart/alternative; boundary=b")]
    public async Task A_mail_that_a_person_sent_is_taken_whatever_else_its_header_says(string header)
    {
        using var desk = await DeskAsync();
        var token = await TokenAsync(desk);
        await WriteAsync(desk, "1.eml", $"{header}\r\nSubject: {token}\r\n\r\n");

        Assert.True(Assert.Single(await ReadAsync(desk)).IsTaken);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("\r\n ")]
    [InlineData("\u00A0")]
    public async Task An_answer_is_read_when_a_mail_program_changed_the_blank_in_it(string blank)
    {
        using var desk = await DeskAsync();
        var token = await TokenAsync(desk);
        await WriteAsync(desk, "1.eml", $"Subject: {token.Replace(" ", blank, StringComparison.Ordinal)}\r\n\r\n");

        Assert.True(Assert.Single(await ReadAsync(desk)).IsTaken);
    }

    static async Task<SendDesk> DeskAsync()
    {
        var desk = await SendDesk.OpenAsync();
        desk.Config = desk.Config with { Send = new() { From = desk.Config.Send.From, AllowedDomains = ["example.org"], Answers = new() { To = "desk@example.org" } } };
        return desk;
    }

    // The token of a reminder that was mailed.
    static async Task<string> TokenAsync(SendDesk desk)
    {
        await desk.QueueAsync();
        await desk.SendAsync();
        await using var db = desk.Store.Open();
        var row = await db.Occurrences.SingleAsync(Stop);
        var key = AnswerKey.Find(new(desk.Folders, desk.Clock))!;
        return AnswerToken.Sign(key, AnswerAction.Acknowledge, row.Id, row.Recipient, SendDesk.Today.AddDays(30)).ToString();
    }

    static async Task<IDisposable?> WriteHostileAsync(SendDesk desk, string kind, string token)
    {
        var file = Path.Combine(Answers(desk), "1.eml");
        switch (kind)
        {
            case "a link to nowhere":
                Directory.CreateDirectory(Answers(desk));
                File.CreateSymbolicLink(file, Path.Combine(Answers(desk), "nowhere"));
                return null;
            case "a file that another program holds":
                await WriteAsync(desk, "1.eml", $"Subject: {token}\r\n\r\n");
                return new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }

        await WriteAsync(desk, "1.eml", kind switch
        {
            "a charset that .NET refuses" => "Subject: =?utf-7?Q?x?=\r\n\r\n",
            "an unknown charset" => "Subject: =?x-klingon?B?////?= =?utf-8?B?not base64?=\r\n\r\n",
            "nothing" => "",
            "not a mail" => "MZ\u0090\0\u0003\0\0\u0004\uFFFF\r\n\r\n: \0",
            "a header without end" => $"Subject: {token}\r\n{string.Concat(Enumerable.Repeat($"X-Filler: {new string('x', 70)}\r\n", 40_000))}",
            _ => "Subject: hello\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Content-Type: multipart/mixed; boundary={i}\r\n\r\n--{i}\r\n")),
        });
        return null;
    }

    static AnswerFolder Folder(SendDesk desk) => new(desk.Store, new SecretStore(desk.Folders, desk.Clock));

    static string Answers(SendDesk desk) => Path.Combine(desk.Folders.Data, "answers");

    static Task<IReadOnlyList<ReadAnswer>> ReadAsync(SendDesk desk) => Folder(desk).ReadAsync(Answers(desk), desk.Config, SendDesk.Today, Stop);

    static IEnumerable<string?> Names(SendDesk desk, string folder) => Directory.GetFileSystemEntries(Path.Combine(Answers(desk), folder)).Select(Path.GetFileName);

    static Task WriteAsync(SendDesk desk, string name, string text)
    {
        Directory.CreateDirectory(Answers(desk));
        return File.WriteAllTextAsync(Path.Combine(Answers(desk), name), text, new UTF8Encoding(false), Stop);
    }
}
