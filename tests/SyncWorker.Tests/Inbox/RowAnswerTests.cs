using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SyncWorker.Inbox;
using SyncWorker.Remind;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox;

/// <summary>
/// From the table to the closed report without the server: the links of a row are taken out of the HTML, filled in, and dropped as mails.
/// </summary>
public sealed partial class RowAnswerTests : IDisposable
{
    SendFixture? _office;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    SendFixture Office => _office!;

    public void Dispose() => _office?.Dispose();

    [Fact]
    public async Task A_row_of_the_table_is_answered_and_the_report_is_received()
    {
        await OpenAsync();
        var html = await MailAsync("2026-07-13", "eu-1");
        var (received, _) = Links(html, "Hội hữu nghị Việt Nam - Pháp");
        Assert.Contains("Ngày nhận: 13/07/2026", received.Body, StringComparison.Ordinal);

        await AnswerAsync(
            received.Subject,
            "Gửi văn phòng,\r\n"
                + received.Body.Replace("13/07/2026", "10/7", StringComparison.Ordinal)
                + " 15/HHN\r\n> Ngày nhận: 01/01/2026"
        );
        await RunAsync("2026-07-14");

        var owed = await OwedAsync("CA-FR");
        Assert.Equal(
            (World.Day("2026-07-10"), "15/HHN", "answer of staff:eu-1, 2026-07-14"),
            (owed.ReceivedOn!.Value, owed.DocumentNumber, owed.Evidence)
        );
        Assert.Null((await OwedAsync("CA-HU")).ReceivedOn);
        Assert.DoesNotContain("Pháp", await MailAsync("2026-07-17", "chief"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_whose_body_was_taken_out_means_today()
    {
        await OpenAsync();
        var (received, _) = Links(await MailAsync("2026-07-13", "eu-1"), "Hội hữu nghị Việt Nam - Pháp");

        await AnswerAsync(received.Subject, "");
        await RunAsync("2026-07-14");

        Assert.Equal(World.Day("2026-07-14"), (await OwedAsync("CA-FR")).ReceivedOn);
    }

    [Fact]
    public async Task A_unit_with_a_later_day_is_listed_and_not_asked_and_is_chased_by_that_day()
    {
        await OpenAsync();
        var (_, extend) = Links(await MailAsync("2026-07-13", "eu-1"), "Hội hữu nghị Việt Nam - Pháp");

        await AnswerAsync(extend.Subject, $"{extend.Body}20/7");
        await RunAsync("2026-07-14");

        var owed = await OwedAsync("CA-FR");
        Assert.Equal(
            (World.Day("2026-07-08"), World.Day("2026-07-20"), "gia hạn, staff:eu-1, 2026-07-14"),
            (owed.Due, owed.ExtendedTo!.Value, owed.ExtensionReason)
        );
        var chief = await MailAsync("2026-07-17", "chief"); // the seventh working day after 08/07, with the draft of a letter
        Assert.Contains("gia hạn đến 20/07/2026", chief, StringComparison.Ordinal);
        Assert.DoesNotContain("Pháp", chief[chief.IndexOf("DỰ THẢO", StringComparison.Ordinal)..], StringComparison.Ordinal);
        await RunAsync("2026-07-20");
        var again = await MailAsync("2026-07-23", "eu-1"); // three after 20/07
        Assert.Contains("Hội hữu nghị Việt Nam - Pháp", again, StringComparison.Ordinal);
        Assert.Contains("trong 01 hội được gia hạn, đã nhận 00 báo cáo", again, StringComparison.Ordinal);
        await AnswerAsync(Links(again, "Hội hữu nghị Việt Nam - Pháp").Extend.Subject, "Hạn mới: 31/7", name: "2.eml");
        await RunAsync("2026-07-24");
        Assert.Equal(World.Day("2026-07-31"), (await OwedAsync("CA-FR")).ExtendedTo);
        await using var db = Office.Store.Open();
        Assert.Contains(
            await db.Ledger.ToListAsync(Stop),
            row => row.Subject == "report:RPT-6T-H+1" && row.Day == World.Day("2026-07-20") && row.Step.Kind == StepKind.Overdue
        );
        Assert.DoesNotContain(await db.Ledger.ToListAsync(Stop), row => row.Step.Kind is StepKind.Done or StepKind.Cancelled);
        // The report of all has not moved; the unit itself is told of its new day.
        Assert.Equal(
            ["partner:1"],
            (await db.Ledger.ToListAsync(Stop)).Where(row => row.Step.Kind == StepKind.Moved).Select(row => row.Subject).Distinct()
        );
    }

    [Theory]
    [InlineData("another unit", "its signature is not ours")]
    [InlineData("another person", "does not answer for staff:eu-1")]
    [InlineData("another action", "its signature is not ours")]
    [InlineData("no new day", "the line \"hạn mới\" is not in it")]
    [InlineData("a day gone", "is before 2026-07-15")]
    [InlineData("words", "\"tuần sau\" under \"hạn mới\" is not a day")]
    [InlineData("late", "it was to be sent until 2026-08-12")]
    public async Task What_nobody_of_ours_signed_or_nobody_can_read_changes_nothing(string what, string why)
    {
        await OpenAsync();
        var (_, extend) = Links(await MailAsync("2026-07-13", "eu-1"), "Hội hữu nghị Việt Nam - Pháp");
        var subject = what switch
        {
            "another unit" => Unit().Replace(extend.Subject, "-2."),
            "another action" => extend.Subject.Replace("NV-HAN", "NV-NHAN", StringComparison.Ordinal),
            _ => extend.Subject,
        };
        var body = what switch
        {
            "no new day" => extend.Body,
            "a day gone" => $"{extend.Body}10/7/2026",
            "words" => $"{extend.Body}tuần sau",
            _ => $"{extend.Body}20/7/2026",
        };

        await AnswerAsync(subject, body, what == "another person" ? "asia-1@example.org" : "eu-1@example.org");
        var notes = new List<string>();
        await Office.Answers().ReadConfiguredAsync(World.Day(what == "late" ? "2026-08-13" : "2026-07-14"), notes, Stop);

        Assert.Contains(why, Assert.Single(notes), StringComparison.Ordinal);
        var owed = await OwedAsync("CA-FR");
        Assert.Equal((null, null), (owed.ReceivedOn, owed.ExtendedTo));
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing_and_more_time_for_what_has_come_is_refused()
    {
        await OpenAsync();
        var (received, extend) = Links(await MailAsync("2026-07-13", "eu-1"), "Hội hữu nghị Việt Nam - Pháp");
        await AnswerAsync(received.Subject, received.Body);
        await Office.Answers().ReadConfiguredAsync(World.Day("2026-07-14"), [], Stop);

        await AnswerAsync(received.Subject, "Ngày nhận: 01/07/2026");
        await AnswerAsync(extend.Subject, $"{extend.Body}20/7", name: "2.eml");
        var notes = new List<string>();
        Assert.Single(await Office.Answers().ReadConfiguredAsync(World.Day("2026-07-14"), notes, Stop), message => message.IsTaken);

        Assert.Contains("received before, on 2026-07-13", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(World.Day("2026-07-13"), (await OwedAsync("CA-FR")).ReceivedOn);
    }

    [Fact]
    public async Task Without_a_mailbox_for_answers_there_are_no_links()
    {
        await OpenAsync(answers: false);

        var html = await MailAsync("2026-07-13", "eu-1");

        Assert.DoesNotContain("[Đã nhận]", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Sổ theo dõi", html, StringComparison.Ordinal);
        Assert.Contains("nếu đã nhận bản giấy, báo ", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ngày nhận: 13/07/2026\r\nSố văn bản: ", "13/07/2026", null, null)]
    [InlineData("\r\nngay nhan : 13/7\nSỐ VĂN BẢN: 15/HHN", "13/7", null, "15/HHN")]
    [InlineData("Received on: 13/07/2026\nDocument number: 7", "13/07/2026", null, "7")]
    [InlineData("Hạn\u00A0mới: 20/7\nHạn mới: 21/7", null, "20/7", null)]
    [InlineData("> Hạn mới: 20/7\nHạn mới: 21/7", null, "21/7", null)]
    [InlineData("Hạn mới:\nVào Th 2, 13 thg 7 Nhắc việc đã viết:\nHạn mới: 20/7", null, null, null)]
    [InlineData("xin thêm thời gian\n-----Original Message-----\nHạn mới: 20/7", null, null, null)]
    [InlineData("", null, null, null)]
    public void The_first_line_that_a_person_filled_in_counts(string body, string? received, string? due, string? number) =>
        Assert.Equal(new(received, due, number), RowAnswerText.Read(PlainText.Own(body)));

    [Fact]
    public void An_answer_in_html_alone_is_read_by_its_words()
    {
        var mail = IncomingMail.Read(
            Encoding.UTF8.GetBytes(
                "From: a@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Đơn vị: Hội<br>Hạn&nbsp;mới:\r\n<b>20/7</b></p><div>x</div>"
            )
        );

        Assert.Equal("20/7", RowAnswerText.Read(mail.Text).NewDue);
    }

    [Fact]
    public void A_token_is_of_one_unit_and_one_without_a_unit_stays_as_it_was()
    {
        var until = new DateOnly(2026, 8, 12);
        var token = AnswerToken.Sign("key", AnswerAction.Received, 17, "staff:1", until, unit: 12);

        Assert.StartsWith("[NV-NHAN 17-12.20260812.", token.ToString(), StringComparison.Ordinal);
        Assert.Equal(token, AnswerToken.Find($"Re: {token}"));
        Assert.True(token.IsOf("key", "staff:1"));
        Assert.False((token with { Unit = 13 }).IsOf("key", "staff:1"));
        Assert.False((token with { Unit = null }).IsOf("key", "staff:1"));
        Assert.Null(AnswerToken.Find("[NV-OK 17-12.20260812.00112233445566778899]"));
        Assert.Null(AnswerToken.Find("[NV-NHAN 17.20260812.00112233445566778899]"));
        var old = Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA256.HashData("key"u8, "Acknowledge\n17\nstaff:1\n20260812"u8).AsSpan(0, 10)
        );
        Assert.Equal(old, AnswerToken.Sign("key", AnswerAction.Acknowledge, 17, "staff:1", until).Mac);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void A_long_table_names_unit_and_report_in_no_link_so_that_Gmail_does_not_cut_the_mail(int units, bool isNamed)
    {
        var facts = new ReminderContent
        {
            Kind = ReminderKind.ReportOverdue,
            SubjectVi = "Báo cáo 6 tháng đầu năm 2026",
            Missing = [.. Enumerable.Range(1, units).Select(id => new MissingReport($"Hội {id}", 0, null) { Partner = id })],
        };
        var mail = new OutboxMail
        {
            Recipient = "staff:eu-1",
            Day = World.Day("2026-07-13"),
            Kind = OutboxMail.Digest,
            Salutation = "",
            Language = MailLanguage.Vi,
        };
        var entry = World.Entry(
            new("half-year-report", "report:RPT-6T-H", "2026-H1"),
            ReminderStep.Overdue("3 working days"),
            "staff:eu-1"
        );

        var links = new SyncWorker.Send.AnswerMails(new() { To = "answers@example.org" }, "key", World.Calendar).CreateRowLinks(
            mail,
            entry,
            facts,
            World.Day("2026-07-13")
        );

        Assert.Equal(units, links.Count);
        var body = Filled.Of(links[7].Received).Body;
        Assert.Equal(isNamed, body.Contains("Đơn vị: Hội 7\r\nBáo cáo: Báo cáo 6 tháng", StringComparison.Ordinal));
        Assert.EndsWith("Ngày nhận: 13/07/2026\r\nSố văn bản: ", body, StringComparison.Ordinal);
    }

    async Task OpenAsync(bool answers = true)
    {
        _office = await SendFixture.OpenAsync();
        Office.Config = Office.Config with
        {
            Remind = new() { Reports = [World.HalfYear()] },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            Send = new()
            {
                From = Office.Config.Send.From,
                AllowedDomains = ["example.org", ".example.org"],
                Answers = answers ? new() { To = "answers@example.org", Folder = "answers" } : null,
            },
        };
        await using var db = Office.Store.Open();
        db.AddRange(
            RemindFixture.Country("FR", "Pháp"),
            RemindFixture.Country("HU", "Hungary"),
            RemindFixture.Association("CA-FR", "Hội hữu nghị Việt Nam - Pháp", "FR"),
            RemindFixture.Association("CA-HU", "Hội hữu nghị Việt Nam - Hungary", "HU")
        );
        db.AddRange(
            RemindOptions
                .Ids(Office.Config.Remind)
                .Select(rule => new StoreFact { Name = RemindReader.SincePrefix + rule, Value = "2026-01-05" })
        );
        await db.SaveChangesAsync(Stop);
    }

    async Task RunAsync(string day)
    {
        Office.Clock.SetUtcNow(new(World.Day(day).ToDateTime(new(8, 0)), TimeSpan.FromHours(7)));
        var stage = new RemindStage(
            Office.Store,
            new(Office.Store, Office.Clock),
            Office.Config.RemindSettings,
            Office.Clock,
            NullLogger<RemindStage>.Instance,
            async (today, notes, stopping) =>
                (await Office.Answers().ReadConfiguredAsync(today, notes, stopping)).Count(message => message.IsTaken)
        );
        await stage.RunAsync(new(Office.Now), Stop);
        foreach (var old in Office.PickedUp())
        {
            File.Delete(old);
        }

        await Office.SendAsync();
    }

    /// <summary>The HTML of the mail that a position gets on a day.</summary>
    async Task<string> MailAsync(string day, string position)
    {
        await RunAsync(day);
        foreach (var file in Office.PickedUp())
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            if (Encoding.Latin1.GetString(bytes).Contains($"<{position}@example.org>", StringComparison.Ordinal))
            {
                return MimeMail.Read(bytes).Html;
            }
        }

        throw new InvalidOperationException($"No mail to {position} on {day}.");
    }

    async Task<Obligation> OwedAsync(string unit)
    {
        await using var db = Office.Store.Open();
        return await (
            from owed in db.Obligations
            join partner in db.Partners on owed.PartnerId equals partner.Id
            where partner.RegisterId == unit
            select owed
        ).SingleAsync(Stop);
    }

    Task AnswerAsync(string subject, string body, string from = "eu-1@example.org", string name = "1.eml")
    {
        var folder = Path.Combine(Office.Folders.Data, "answers");
        Directory.CreateDirectory(folder);
        return File.WriteAllTextAsync(
            Path.Combine(folder, name),
            $"From: <{from}>\r\nTo: <answers@example.org>\r\nSubject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=\r\n"
                + $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(body))}",
            Stop
        );
    }

    static (Filled Received, Filled Extend) Links(string html, string unit)
    {
        var row = html.Split("<tr>")
            .Single(row => row.Contains($">{unit}<", StringComparison.Ordinal) && row.Contains("[Đã nhận]", StringComparison.Ordinal));
        var links = Link().Matches(row).Select(match => Filled.Of(WebUtility.HtmlDecode(match.Groups[1].Value))).ToList();
        return (links[0], links[1]);
    }

    /// <summary>A mail as the mail program opens it.</summary>
    sealed record Filled(string Subject, string Body)
    {
        public static Filled Of(string link)
        {
            var query = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..]
                .Split('&')
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
            return new(query["subject"], query["body"]);
        }
    }

    [GeneratedRegex("href=\"(mailto:[^\"]*subject=[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"-\d+\.")]
    private static partial Regex Unit();
}
