using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SyncWorker.Files;
using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The tables that people keep: the tracking sheet and the sheet of events, over real files.</summary>
public sealed class SheetTests : IDisposable
{
    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void What_is_written_as_xlsx_is_read_back_as_it_stood()
    {
        var path = Path.Combine(_folders.Root, "a.xlsx");
        string[][] lines =
        [
            ["Mã", "Đơn vị"],
            ["CA-FR", "Hội hữu nghị Việt Nam - Pháp"],
            ["", "dòng & <dấu>"],
        ];

        XlsxWriter.Write(path, new SheetTable("Bảng", lines, [10, 40]));

        Assert.Equal(lines, SheetFile.Read(path).Lines);
    }

    [Fact]
    public void The_plan_of_the_coming_year_is_received_in_the_year_in_which_it_is_due()
    {
        var path = Path.Combine(_folders.Root, "sheet.csv");
        File.WriteAllText(
            path,
            "Mã,Kỳ,Hạn,Ngày nhận,Mã báo cáo\nCA-FR,2027,10/12/2026,02/12/2026,PLAN-NAM-H\nCA-LA,2027,,31/12/2025,PLAN-NAM-H\n"
        );
        var notes = new List<string>();

        var entries = TrackingTable.Read(SheetFile.Read(path), "sheet.csv", World.Day("2027-01-05"), notes);

        Assert.Equal(World.Day("2026-12-02"), Assert.Single(entries.Receipts).On);
        Assert.Contains("sheet.csv, line 3: \"31/12/2025\"", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id;day;title\r\n1;14/09/2025;\"Mít tinh; diễu hành\"\r\n")]
    [InlineData("id,day,title\n1,2025-09-14,\"Mít tinh; diễu hành\"\n")]
    public void A_csv_sheet_may_have_commas_or_semicolons(string text)
    {
        var path = Path.Combine(_folders.Root, "events.csv");
        File.WriteAllText(path, text);

        var held = Assert.Single(EventSheet.Read(path, []));

        Assert.Equal((World.Day("2025-09-14"), "Mít tinh; diễu hành"), (held.Day, held.TitleVi));
    }

    [Fact]
    public void A_line_of_the_sheet_of_events_that_cannot_be_read_is_named_and_the_others_count()
    {
        var path = Path.Combine(_folders.Root, "events.csv");
        File.WriteAllText(
            path,
            "id,day,title,time,zone,place\n1,09/14/2025,Sai ngày,,,\n2,13/09/2025,Mít tinh,19:00,America/Caracas,Caracas\n2,13/09/2025,Lặp,,,\n"
        );
        var notes = new List<string>();

        var held = Assert.Single(EventSheet.Read(path, notes));

        Assert.Equal(-240, held.OffsetMinutes);
        Assert.Equal(2, notes.Count);
        Assert.StartsWith("events.csv, line 2: an event needs", notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tracking_sheet_is_written_and_what_people_enter_closes_the_report()
    {
        using var office = await FilledAsync();
        var first = await office.RunAndSendAsync("2026-06-24");
        var lines = SheetFile.Read(Tracking(office)).Lines.Select(line => line.ToList()).ToList();
        Assert.Equal(
            ["CA-FR", "Hội hữu nghị Việt Nam - Pháp", "Báo cáo 6 tháng đầu năm 2026", "2026-H1", "2026-07-08", "", "", "", "RPT-6T-H"],
            lines[1]
        );

        lines[1][5] = "3/7/2026";
        lines[1][6] = "15/HHN";
        lines[1][7] = "gửi bản giấy";
        XlsxWriter.Write(Tracking(office), new SheetTable("Sổ theo dõi", lines, TrackingTable.Widths) { Kinds = TrackingTable.Kinds });
        var second = await office.RunAndSendAsync("2026-07-07");

        await using var db = office.Store.Open();
        var owed = await db.Obligations.SingleAsync(Stop);
        Assert.Equal((World.Day("2026-07-03"), "15/HHN", "tracking-sheet"), (owed.ReceivedOn!.Value, owed.DocumentNumber, owed.Evidence));
        Assert.DoesNotContain(
            await db.Ledger.ToListAsync(Stop),
            row => row.Rule == "half-year-report" && row.SendOn == World.Day("2026-07-07")
        );
        Assert.Equal((1L, 1L), (Number(first, "tracking sheets written"), Number(second, "reports received by sheet")));
        Assert.Equal(["03/07/2026", "15/HHN", "gửi bản giấy"], SheetFile.Read(Tracking(office)).Lines[1].Skip(5).Take(3));
    }

    [Fact]
    public async Task Everyone_who_was_chased_hears_once_that_it_is_done_when_the_sheet_says_so()
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-06-24");
        await office.RunAndSendAsync("2026-07-09"); // due Wednesday 08/07: the office after one working day, officer and head after three
        await office.RunAndSendAsync("2026-07-13");
        var lines = SheetFile.Read(Tracking(office)).Lines.Select(line => line.ToList()).ToList();
        (lines[1][5], lines[1][6]) = ("13/07/2026", "21/HHN");
        XlsxWriter.Write(Tracking(office), new SheetTable("Sổ theo dõi", lines, TrackingTable.Widths) { Kinds = TrackingTable.Kinds });

        await office.RunAndSendAsync("2026-07-14");
        await office.RunAndSendAsync("2026-07-15");
        await office.RunAndSendAsync("2026-07-17"); // seven working days after: nobody is asked any more

        await using var db = office.Store.Open();
        var after = await db
            .Ledger.Where(row => row.Rule == "half-year-report" && row.SendOn > World.Day("2026-07-13"))
            .OrderBy(row => row.Recipient)
            .ToListAsync(Stop);
        Assert.Equal(
            ["partner:1 done 2026-07-14 Sent", "staff:eu-1 done 2026-07-14 Sent", "staff:eu-head done 2026-07-14 Sent"],
            after.Select(row => $"{row.Recipient} {row.Step} {row.SendOn:yyyy-MM-dd} {row.State}")
        );
    }

    [Fact]
    public async Task A_sheet_that_should_stand_as_it_does_is_not_written_again()
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-06-24");
        var before = File.GetLastWriteTimeUtc(Tracking(office));

        var again = await office.RunAndSendAsync("2026-06-24");

        Assert.Equal(0, Number(again, "tracking sheets written"));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Tracking(office)));
    }

    [Fact]
    public async Task What_cannot_be_read_as_a_day_is_kept_named_and_told_to_the_officer_once()
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-06-24");
        await EnterAsync(office, "mai gửi");

        var result = await office.RunAndSendAsync("2026-07-02");
        await office.RunAndSendAsync("2026-07-03");

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains(
            result.Notes,
            note => note.Contains("line 2: \"mai gửi\" under \"Ngày nhận\" is not a day", StringComparison.Ordinal)
        );
        Assert.Equal("mai gửi", SheetFile.Read(Tracking(office)).Lines[1][5]);
        var told = Assert.Single(await ToldOfSheetsAsync(office));
        Assert.Equal(("staff:eu-1", LedgerState.Sent), (told.Recipient, told.State));
        Assert.Equal(
            "Sổ theo dõi, dòng 2: \"mai gửi\" ở cột Ngày nhận: không đọc được ngày - Hội hữu nghị Việt Nam - Pháp",
            ReminderTitle.Vi(ReminderContent.FromJson(told.Facts))
        );

        await EnterAsync(office, "20/07/2026");
        await office.RunAndSendAsync("2026-07-06");
        Assert.Equal(2, (await ToldOfSheetsAsync(office)).Count);
    }

    [Theory]
    [InlineData("x", "2026-07-01")]
    [InlineData("đã nhận", "2026-07-01")]
    [InlineData("hôm qua", "2026-06-30")]
    [InlineData("29-6-26", "2026-06-29")]
    [InlineData("29.6", "2026-06-29")]
    public async Task A_day_is_taken_as_staff_write_it_and_stays_the_day_of_the_first_reading(string written, string day)
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-06-24");
        await EnterAsync(office, written);

        await office.RunAndSendAsync("2026-07-01");
        Assert.Equal(DayText.DayFirst(World.Day(day)), SheetFile.Read(Tracking(office)).Lines[1][5]);
        await EnterAsync(office, written); // as if the sheet had been open and could not be written
        await office.RunAndSendAsync("2026-07-02");

        await using var db = office.Store.Open();
        Assert.Equal(World.Day(day), (await db.Obligations.SingleAsync(Stop)).ReceivedOn);
    }

    [Fact]
    public async Task A_remark_of_the_sheet_is_the_response_that_the_table_shows()
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-06-24");
        await EnterAsync(office, "hẹn gửi thứ Sáu", column: 7);

        await office.RunAndSendAsync("2026-07-13");

        var row = await office.ReminderAsync("half-year-report", "+3 working days", "staff:eu-1");
        var facts = ReminderContent.FromJson(row.Facts);
        Assert.Equal(("hẹn gửi thứ Sáu", Tracking(office)), (Assert.Single(facts.Missing).Response, facts.TrackingSheet));
    }

    [Fact]
    public async Task Without_a_share_the_sheet_lies_in_the_data_folder_is_read_back_and_no_mail_names_it()
    {
        using var office = await RemindFixture.OpenAsync();
        await office.RunAndSendAsync("2026-06-24");
        var sheet = Path.Combine(office.Store.Data, "tracking", "so-theo-doi.xlsx");
        Assert.Equal("CA-FR", SheetFile.Read(sheet).Lines[1][0]);
        await office.RunAndSendAsync("2026-07-13");
        var row = await office.ReminderAsync("half-year-report", "+3 working days", "staff:eu-1");
        Assert.Null(ReminderContent.FromJson(row.Facts).TrackingSheet);

        await EnterAsync(sheet, "13/7", column: 5);
        await office.RunAndSendAsync("2026-07-14");

        await using var db = office.Store.Open();
        Assert.Equal(World.Day("2026-07-13"), (await db.Obligations.SingleAsync(Stop)).ReceivedOn);
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_is_named_left_alone_and_harms_nothing_else()
    {
        using var office = await FilledAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(Tracking(office))!);
        await File.WriteAllTextAsync(Tracking(office), "not a workbook", Stop);

        var result = await office.RunAndSendAsync("2026-06-24");

        Assert.True(Number(result, "reminders due") > 0);
        Assert.Contains(result.Notes, note => note.Contains("could not be read", StringComparison.Ordinal));
        Assert.Equal("not a workbook", await File.ReadAllTextAsync(Tracking(office), Stop));
    }

    static Task EnterAsync(RemindFixture office, string text, int column = 5) => EnterAsync(Tracking(office), text, column);

    static Task EnterAsync(string sheet, string text, int column)
    {
        var lines = SheetFile.Read(sheet).Lines.Select(line => line.ToList()).ToList();
        lines[1][column] = text;
        XlsxWriter.Write(sheet, new SheetTable("Sổ theo dõi", lines, TrackingTable.Widths) { Kinds = TrackingTable.Kinds });
        return Task.CompletedTask;
    }

    static async Task<List<LedgerEntry>> ToldOfSheetsAsync(RemindFixture office)
    {
        await using var db = office.Store.Open();
        return await db.Ledger.Where(row => row.Rule == RemindOptions.SheetRule).ToListAsync(Stop);
    }

    static long Number(StageResult result, string what) => result.Counts.Single(count => count.What == what).Number;

    static string Tracking(RemindFixture office) => Path.Combine(office.Root, "chau-au", "so-theo-doi.xlsx");

    static async Task<RemindFixture> FilledAsync()
    {
        var office = await RemindFixture.OpenAsync();
        var remind = office.Config.Remind;
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries = remind.Anniversaries,
                Reports = remind.Reports,
                TrackingSheets = new Dictionary<string, string> { ["Ban Châu Âu"] = Tracking(office) },
            },
        };
        return office;
    }
}
