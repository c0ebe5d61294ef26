using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SyncWorker.Files;
using SyncWorker.Send.Templates;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>The one file that goes with a mail: a table as .xlsx, a deadline as .ics.</summary>
public sealed class AttachmentTests
{
    static readonly ReminderContent s_congress = new()
    {
        Kind = ReminderKind.Term,
        SubjectVi = "Đại hội nhiệm kỳ VII, Hội hữu nghị Việt Nam - Hungary",
        SubjectEn = "Congress VII of the Vietnam-Hungary Friendship Association",
        ActionVi = "chuẩn bị văn kiện; mời đại biểu",
    };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_goes_with_the_mail_as_a_workbook_by_smtp()
    {
        await using var sink = new SmtpSink();
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);

        await SendTableAsync(fixture);

        await AssertTableAsync(MimeMail.Read(Encoding.Latin1.GetBytes(Assert.Single(sink.Mails).Text)), fixture);
    }

    [Fact]
    public async Task A_table_goes_with_the_mail_as_a_workbook_into_the_pickup_folder()
    {
        using var fixture = await SendFixture.OpenAsync();

        await SendTableAsync(fixture);

        await AssertTableAsync(MimeMail.Read(await File.ReadAllBytesAsync(Assert.Single(fixture.PickedUp()), Stop)), fixture);
    }

    [Fact]
    public async Task A_table_goes_with_the_mail_as_a_workbook_by_graph()
    {
        await using var server = new GraphServer();
        using var fixture = await GraphTests.DeskAsync(server, mails: 0);

        await SendTableAsync(fixture);

        await AssertTableAsync(MimeMail.Read(Assert.Single(server.Mails)), fixture);
    }

    [Fact]
    public async Task A_deadline_goes_with_the_mail_as_a_calendar_entry_that_keeps_its_identity()
    {
        await using var sink = new SmtpSink();
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        var mail = await fixture.QueueAsync(facts: s_congress);
        await ToldOfAnotherDayAsync(fixture, mail);

        await fixture.SendAsync();

        var read = MimeMail.Read(Encoding.Latin1.GetBytes(Assert.Single(sink.Mails).Text));
        var attached = Assert.Single(read.Files);
        Assert.Equal(("han-20260714.ics", "text/calendar; charset=utf-8"), (attached.FileName, attached.ContentType));
        Assert.Contains("Kèm theo: han-20260714.ics", read.PlainText, StringComparison.Ordinal);
        string[] expected =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//SyncWorker//Remind//VI",
            "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT",
            $"UID:relations/country:{mail.Id}-0/2026@syncworker",
            "DTSTAMP:20260706T010000Z",
            "DTSTART;VALUE=DATE:20260714",
            "DTEND;VALUE=DATE:20260715",
            "SEQUENCE:1",
            @"SUMMARY:Hạn: Đại hội nhiệm kỳ VII\, Hội hữu nghị Việt Nam - Hungary",
            @"DESCRIPTION:Việc cần làm: chuẩn bị văn kiện\; mời đại biểu.",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            @"DESCRIPTION:Hạn: Đại hội nhiệm kỳ VII\, Hội hữu nghị Việt Nam - Hungary",
            "TRIGGER:-PT15H",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        Assert.Equal(
            expected,
            Encoding
                .UTF8.GetString(attached.Content)
                .Replace("\r\n ", "", StringComparison.Ordinal)
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public void A_table_comes_before_a_deadline_and_there_is_one_file_only()
    {
        var table = new ReminderContent
        {
            Kind = ReminderKind.YearList,
            SubjectVi = "Danh mục ngày kỷ niệm năm 2027",
            Table = new(
                "Danh mục năm 2027",
                [
                    ["Ngày"],
                    ["14/07/2027"],
                ],
                [12]
            ),
        };
        var input = DigestTests.TargetA("vi") with
        {
            Reminders = [Keyed(s_congress), Keyed(table), .. DigestTests.TargetA("vi").Reminders],
        };

        var attached = Assert.Single(Attachment.Choose(input, default));

        Assert.Equal("chua-nhan-bao-cao-20260706.xlsx", attached.FileName);
        Assert.Equal(["Chưa nhận báo cáo", "Danh mục năm 2027"], SheetNames(attached));
        Assert.Equal(
            "danh-muc-nam-2027-20260706.xlsx",
            Attachment.Names(Attachment.Choose(input with { Reminders = [Keyed(s_congress), Keyed(table)] }, default))
        );
    }

    [Fact]
    public void Anniversaries_and_days_that_have_passed_need_no_file()
    {
        var input = DigestTests.TargetA("en");
        var passed = Keyed(s_congress, input.Today.AddDays(-1));

        Assert.Empty(Attachment.Choose(input with { Reminders = [Keyed(SendFixture.Armenia), passed] }, default));
    }

    [Fact]
    public void The_nearest_of_several_deadlines_is_attached()
    {
        var input = DigestTests.TargetA("en");
        var later = Keyed(s_congress with { SubjectEn = "later" }, new(2026, 9, 1));

        var attached = Assert.Single(Attachment.Choose(input with { Reminders = [later, Keyed(s_congress)] }, default));

        Assert.Equal("deadline-20260714.ics", attached.FileName);
        Assert.Contains("SUMMARY:Due: Congress VII", Encoding.UTF8.GetString(attached.Content), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_with_an_hour_is_a_file_of_its_own_word_with_title_place_and_hour_apart()
    {
        var ceremony = new ReminderContent
        {
            Kind = ReminderKind.Event,
            SubjectVi = "Lễ kỷ niệm, 15:00 giờ địa phương (20:00 ngày 14/07/2026 giờ Hà Nội), Praha",
            Held = new("Lễ kỷ niệm")
            {
                Time = new(15, 0),
                Place = "Praha",
                Zone = "Europe/Prague",
            },
        };

        var attached = Assert.Single(Attachment.Choose(DigestTests.TargetA("vi") with { Reminders = [Keyed(ceremony)] }, default));

        Assert.Equal("su-kien-20260714.ics", attached.FileName);
        var lines = Encoding.UTF8.GetString(attached.Content).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal(
            [
                "BEGIN:VTIMEZONE",
                "TZID:Europe/Prague",
                "BEGIN:DAYLIGHT",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0200",
                "END:DAYLIGHT",
                "END:VTIMEZONE",
            ],
            lines.Skip(4).Take(8)
        );
        Assert.Contains("DTSTART;TZID=Europe/Prague:20260714T150000", lines);
        Assert.Contains("SUMMARY:Lễ kỷ niệm", lines);
        Assert.Contains("LOCATION:Praha", lines);
        Assert.Contains("DESCRIPTION:Lễ kỷ niệm\\, 15:00 giờ địa phương (20:00 ngày 14/07/2026 giờ Hà Nội)\\, Praha", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("METHOD", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_of_a_unit_is_known_by_its_register_number_and_not_by_the_number_of_this_store()
    {
        var report = Keyed(new ReminderContent { Kind = ReminderKind.Report, SubjectVi = "Báo cáo năm 2026" }) with
        {
            RegisterId = "CA-FR",
        };

        var text = Encoding.UTF8.GetString(
            Assert.Single(Attachment.Choose(DigestTests.TargetA("vi") with { Reminders = [report] }, default)).Content
        );

        Assert.Contains("UID:terms/CA-FR/2026@syncworker", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Hạn gửi: Báo cáo năm 2026", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_entry_that_goes_with_a_units_mail_has_the_number_that_the_register_gives_the_unit()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(facts: new ReminderContent { Kind = ReminderKind.Report, SubjectVi = "Báo cáo năm 2026" });
        await using (var db = fixture.Store.Open())
        {
            var partner = RemindFixture.Association("CA-HU", "Hội hữu nghị Việt Nam - Hungary", "HU");
            db.Partners.Add(partner);
            await db.SaveChangesAsync(Stop);
            var subject = $"partner:{partner.Id}";
            await db.Ledger.ExecuteUpdateAsync(rows => rows.SetProperty(row => row.Subject, subject), Stop);
        }

        await fixture.SendAsync();

        var read = MimeMail.Read(await File.ReadAllBytesAsync(Assert.Single(fixture.PickedUp()), Stop));
        Assert.Contains(
            "UID:relations/CA-HU/2026@syncworker",
            Encoding.UTF8.GetString(Assert.Single(read.Files).Content),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_table_without_bound_is_cut_to_what_a_mail_can_carry_and_says_so()
    {
        var noise = new Random(1);
        IReadOnlyList<string>[] lines =
        [
            ["Mã", "Tên"],
            .. Enumerable.Range(0, 40_000).Select(i => (IReadOnlyList<string>)[$"{i}", Convert.ToHexString(Bytes(noise))]),
        ];
        var facts = new ReminderContent
        {
            Kind = ReminderKind.YearList,
            SubjectVi = "Danh mục",
            Table = new("Danh mục", lines, [10, 40]),
        };

        var attached = Assert.Single(Attachment.Choose(DigestTests.TargetA("vi") with { Reminders = [Keyed(facts)] }, default));

        Assert.InRange(attached.Content.Length, 100_000, 2_000_000);
        var kept = await SheetAsync(attached);
        Assert.Equal($"… và {lines.Length - kept.Count + 1} dòng nữa", kept[^1][0]);
    }

    [Theory]
    [InlineData("So sánh 2026/2027 [nháp]: tên dài hơn ba mươi mốt chữ", "So sánh 2026-2027 -nháp-- tên d")]
    [InlineData("Danh mục", "Danh mục")]
    public void A_sheet_has_a_name_that_Excel_opens(string name, string shown)
    {
        using var workbook = new MemoryStream();
        XlsxWriter.Write(
            workbook,
            [
                new(
                    name,
                    [
                        ["a"],
                    ],
                    [10]
                ),
                new(
                    name,
                    [
                        ["b"],
                    ],
                    [10]
                ),
            ]
        );

        var names = SheetNames(new("a.xlsx", "", workbook.ToArray()));

        Assert.Equal(shown, names[0]);
        Assert.EndsWith(" (2)", names[1], StringComparison.Ordinal);
        Assert.All(names, text => Assert.InRange(text.Length, 1, 31));
    }

    static MailReminder Keyed(ReminderContent facts) => Keyed(facts, new(2026, 7, 14));

    static MailReminder Keyed(ReminderContent facts, DateOnly day) =>
        new(World.Entry(new("terms", "partner:1", "2026"), new(StepKind.Before, "1 month"), "staff:eu-1") with { Day = day }, facts);

    static byte[] Bytes(Random noise)
    {
        var bytes = new byte[16];
        noise.NextBytes(bytes);
        return bytes;
    }

    static async Task SendTableAsync(SendFixture fixture)
    {
        await fixture.QueueAsync(facts: SampleMails.Input("missing", "vi").Reminders[0].Facts);
        var result = await fixture.SendAsync();
        Assert.Equal("1 sent", result.Counts[0].ToString());
    }

    // What arrived is what was frozen, and what Excel shows is what the mail says.
    static async Task AssertTableAsync(MimeMessage read, SendFixture fixture)
    {
        var attached = Assert.Single(read.Files);
        Assert.Equal(
            ("chua-nhan-bao-cao-20260706.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (attached.FileName, attached.ContentType)
        );
        Assert.Contains("Kèm theo: chua-nhan-bao-cao-20260706.xlsx", read.PlainText, StringComparison.Ordinal);
        Assert.Contains("chua-nhan-bao-cao-20260706.xlsx", read.Html, StringComparison.Ordinal);
        var lines = await SheetAsync(attached);
        Assert.Equal(["TT", "Đơn vị", "Báo cáo", "Hạn", "Đã nhắc", "Phản hồi", "Điện thoại", "Thư điện tử", "Người theo dõi"], lines[0]);
        Assert.Equal(
            [
                "1",
                "Hội hữu nghị Việt Nam - Hungary",
                "Báo cáo 6 tháng đầu năm 2026 của các hội ở Trung ương",
                "2026-07-14", // a real date, as the reader of workbooks gives it
                "3",
                "",
                "024 0000 0014",
                "HU@example.org",
                "Chuyên viên Ban Châu Âu",
            ],
            lines[1]
        );
        Assert.Equal(5, lines.Count);
        var frozen = MimeMail.Read(Assert.Single(await fixture.MailsAsync()).Message!);
        Assert.Equal(Assert.Single(frozen.Files).Content, attached.Content);
    }

    static async Task ToldOfAnotherDayAsync(SendFixture fixture, OutboxMail mail)
    {
        await using var db = fixture.Store.Open();
        foreach (var recipient in (string[])["staff:1", "staff:2"])
        {
            db.Ledger.Add(
                new()
                {
                    Rule = "relations",
                    Subject = $"country:{mail.Id}-0",
                    Period = "2026",
                    Step = ReminderStep.Parse("moved to 2026-07-14"),
                    Recipient = recipient,
                    State = LedgerState.Sent,
                    Reason = "test",
                    Facts = s_congress.ToJson(),
                }
            );
        }

        await db.SaveChangesAsync(Stop);
    }

    static async Task<IReadOnlyList<IReadOnlyList<string>>> SheetAsync(MailAttachment attached)
    {
        using var folders = new TestFolders();
        var file = Path.Combine(folders.Root, "attached.xlsx");
        await File.WriteAllBytesAsync(file, attached.Content, Stop);
        return SheetFile.Read(file).Lines;
    }

    static List<string> SheetNames(MailAttachment attached)
    {
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(
            new MemoryStream(attached.Content),
            isEditable: false
        );
        return
        [
            .. document.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => sheet.Name!.Value!),
        ];
    }
}
