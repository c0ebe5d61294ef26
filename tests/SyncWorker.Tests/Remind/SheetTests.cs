using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SyncWorker.Files;
using SyncWorker.Remind;
using SyncWorker.Remind.Sheets;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>The tables that people keep: the tracking sheet and the sheet of events, over real files.</summary>
public sealed class SheetTests : IDisposable
{
    static readonly FakeClock s_clock = FakeClock.At("2026-01-05T07:00");

    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Tracking => Path.Combine(_folders.Root, "chau-au", "so-theo-doi.xlsx");

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void What_is_written_as_xlsx_is_read_back_as_it_stood()
    {
        var path = Path.Combine(_folders.Root, "a.xlsx");
        string[][] lines = [["Mã", "Đơn vị"], ["CA-FR", "Hội hữu nghị Việt Nam - Pháp"], ["", "dòng & <dấu>"]];

        XlsxWriter.Write(path, "Bảng", lines, [10, 40]);

        Assert.Equal(lines, SheetFile.Read(path).Lines);
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
        File.WriteAllText(path, "id,day,title,time,zone,place\n1,09/14/2025,Sai ngày,,,\n2,13/09/2025,Mít tinh,19:00,America/Caracas,Caracas\n2,13/09/2025,Lặp,,,\n");
        var notes = new List<string>();

        var held = Assert.Single(EventSheet.Read(path, notes));

        Assert.Equal(-240, held.OffsetMinutes);
        Assert.Equal(2, notes.Count);
        Assert.StartsWith("events.csv, line 2: an event needs", notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tracking_sheet_is_written_and_what_people_enter_closes_the_report()
    {
        var store = await FilledAsync();
        var first = await RunAsync(store, "2026-06-24");
        var lines = SheetFile.Read(Tracking).Lines.Select(line => line.ToList()).ToList();
        Assert.Equal(["CA-FR", "Hội hữu nghị Việt Nam - Pháp", "Báo cáo 6 tháng đầu năm 2026", "2026-H1", "08/07/2026", "", "", "", "RPT-6T-H"], lines[1]);

        lines[1][5] = "3/7/2026";
        lines[1][6] = "15/HHN";
        lines[1][7] = "gửi bản giấy";
        XlsxWriter.Write(Tracking, "Sổ theo dõi", lines, TrackingTable.Widths);
        var second = await RunAsync(store, "2026-07-07");

        await using var db = store.Open();
        var owed = await db.Obligations.SingleAsync(Stop);
        Assert.Equal((World.Day("2026-07-03"), "15/HHN", "tracking-sheet"), (owed.ReceivedOn!.Value, owed.DocumentNumber, owed.Evidence));
        Assert.DoesNotContain(await db.Occurrences.ToListAsync(Stop), row => row.Rule == "half-year-report" && row.SendOn == World.Day("2026-07-07"));
        Assert.Equal((1L, 1L), (Number(first, "tracking sheets written"), Number(second, "reports received by sheet")));
        Assert.Equal(["03/07/2026", "15/HHN", "gửi bản giấy"], SheetFile.Read(Tracking).Lines[1].Skip(5).Take(3));
    }

    [Fact]
    public async Task A_sheet_that_should_stand_as_it_does_is_not_written_again()
    {
        var store = await FilledAsync();
        await RunAsync(store, "2026-06-24");
        var before = File.GetLastWriteTimeUtc(Tracking);

        var again = await RunAsync(store, "2026-06-24");

        Assert.Equal(0, Number(again, "tracking sheets written"));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Tracking));
    }

    [Fact]
    public async Task What_cannot_be_read_as_a_day_is_kept_as_it_stands_and_named()
    {
        var store = await FilledAsync();
        await RunAsync(store, "2026-06-24");
        var lines = SheetFile.Read(Tracking).Lines.Select(line => line.ToList()).ToList();
        lines[1][5] = "hôm qua";
        XlsxWriter.Write(Tracking, "Sổ theo dõi", lines, TrackingTable.Widths);

        var result = await RunAsync(store, "2026-07-01");

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains(result.Notes, note => note.Contains("line 2: \"hôm qua\" under \"Ngày nhận\" is not a day", StringComparison.Ordinal));
        Assert.Equal("hôm qua", SheetFile.Read(Tracking).Lines[1][5]);
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_is_named_left_alone_and_harms_nothing_else()
    {
        var store = await FilledAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(Tracking)!);
        await File.WriteAllTextAsync(Tracking, "not a workbook", Stop);

        var result = await RunAsync(store, "2026-06-24");

        Assert.True(Number(result, "reminders due") > 0);
        Assert.Contains(result.Notes, note => note.Contains("could not be read", StringComparison.Ordinal));
        Assert.Equal("not a workbook", await File.ReadAllTextAsync(Tracking, Stop));
    }

    static long Number(StageResult result, string what) => result.Counts.Single(count => count.What == what).Number;

    async Task<StageResult> RunAsync(SyncStore store, string day)
    {
        var config = DeskTests.Config();
        config = config with
        {
            Folder = _folders.Worker.Config,
            Remind = new() { Anniversaries = config.Remind.Anniversaries, Reports = config.Remind.Reports, TrackingSheets = new Dictionary<string, string> { ["Ban Châu Âu"] = Tracking } },
        };
        return await new RemindStage(store, new(store, s_clock), new(config), s_clock, NullLogger<RemindStage>.Instance)
            .RunAsync(new(new(s_clock.GetUtcNow(), World.Day(day), Moment.AsOfTime)), Stop);
    }

    async Task<SyncStore> FilledAsync()
    {
        var store = await _folders.StoreAsync();
        await using var db = store.Open();
        db.Countries.Add(new() { Iso2 = "FR", NameVi = "Pháp", NameEn = "France", NationalDay = "07-14", Department = "Ban Châu Âu", Fields = "{}", ChangedAt = s_clock.GetUtcNow() });
        db.Partners.Add(new()
        {
            Kind = "central_association",
            RegisterId = "CA-FR",
            NameVi = "Hội hữu nghị Việt Nam - Pháp",
            Country = "FR",
            Fields = """{"email":"vanphong@hoi-vn-fr.example.org"}""",
            CreatedAt = s_clock.GetUtcNow(),
            ChangedAt = s_clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Stop);
        return store;
    }
}
