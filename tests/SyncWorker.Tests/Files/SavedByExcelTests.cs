using System.Text;
using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Files;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Remind.Sheets;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Support;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Files;

/// <summary>
/// CSV files of people as Excel saves them: semicolons or tabs, a byte-order mark, UTF-16, a Windows code page, quoted cells.
/// </summary>
public sealed class SavedByExcelTests : IDisposable
{
    static readonly Encoding s_mark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    readonly TestFolders _folders = new();

    static SavedByExcelTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _folders.Dispose();

    [Theory]
    [InlineData(";", "utf-8")]
    [InlineData("\t", "utf-16")]
    [InlineData(",", "utf-8")]
    public void A_calendar_saved_by_Excel_is_read(string separator, string encoding)
    {
        var text =
            Cells(separator, "date", "weekday", "name_vi", "is_workday")
            + Cells(separator, "26/4/2027", "Mon", $"\"Giỗ Tổ{separator} nghỉ\"", "0")
            + Cells(separator, "", "", "", "")
            + Cells(separator, "\"08/05/2027\"", "Sat", "Làm bù", "1");

        var calendar = Calendar(text, encoding == "utf-16" ? Encoding.Unicode : s_mark, out var faults);

        Assert.Empty(faults);
        Assert.False(calendar.IsWorking(World.Day("2027-04-26")));
        Assert.True(calendar.IsWorking(World.Day("2027-05-08")));
    }

    [Fact]
    public void A_calendar_in_the_code_page_of_Vietnam_is_refused_by_its_line_and_not_guessed()
    {
        Calendar("date;is_workday;name_vi\r\n26/04/2027;0;Gi\u00F4\r\n", Encoding.GetEncoding(1258), out var faults);

        var fault = Assert.Single(faults);
        Assert.Equal(2, fault.Line);
        Assert.StartsWith("This is not UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_over_two_lines_does_not_move_the_line_that_a_calendar_fault_names()
    {
        Calendar("date,name_vi,is_workday\n2027-01-01,\"Tết\nDương lịch\",0\n2027-13-01,,0\n", s_mark, out var faults);

        Assert.Equal((4, "date"), Assert.Single(faults, fault => fault.Line > 0) is var fault ? (fault.Line, fault.Path) : default);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void A_table_saved_by_Excel_is_read(string separator)
    {
        var text = Cells(separator, "iso2", "names") + Cells(separator, "FR", "\"Pháp; Cộng hòa \"\"Pháp\"\"\"");
        Write("tables", "country_names.csv", text, separator == "\t" ? Encoding.Unicode : s_mark);
        var faults = new List<ConfigFault>();

        var tables = TableFolder.Load(_folders.Worker.Config, faults);

        Assert.DoesNotContain(faults, fault => fault.File == "tables/country_names.csv");
        Assert.Equal(["Pháp", "Cộng hòa \"Pháp\""], Assert.Single(tables.Countries).Names);
    }

    [Fact]
    public void A_quotation_mark_that_is_missing_in_a_table_is_named_with_its_line()
    {
        Write("tables", "country_names.csv", "iso2,names\nFR,\"Pháp\nDE,Đức\n", s_mark);
        var faults = new List<ConfigFault>();

        TableFolder.Load(_folders.Worker.Config, faults);

        Assert.Contains(
            faults,
            fault =>
                fault is { File: "tables/country_names.csv", Line: 2 } && fault.Message.Contains("quotation mark", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(";", "utf-8")]
    [InlineData("\t", "utf-16")]
    public void A_sheet_of_events_saved_by_Excel_is_read(string separator, string encoding)
    {
        var text =
            Cells(separator, "id", "day", "title")
            + Cells(separator, "1", "14/9/2025", $"\"Mít tinh{separator} 5\"\" pháo\"")
            + Cells(separator, "2", "15/09/2025", "Cờ 5\" x 8\"");
        var path = Path.Combine(_folders.Root, "events.csv");
        File.WriteAllText(path, text, encoding == "utf-16" ? Encoding.Unicode : s_mark);
        var notes = new List<string>();

        var events = EventSheet.Read(path, notes);

        Assert.Empty(notes);
        Assert.Equal([$"Mít tinh{separator} 5\" pháo", "Cờ 5\" x 8\""], events.Select(held => held.TitleVi));
    }

    [Fact]
    public void A_sheet_in_which_a_quotation_mark_is_missing_cannot_be_read()
    {
        var path = Path.Combine(_folders.Root, "received.csv");
        File.WriteAllText(path, "unit,code,period,received\nCA-FR,RPT,\"2026-H1,03/07/2026\nCA-DE,RPT,2026-H1,03/07/2026\n");

        var error = Assert.Throws<IOException>(() => EventSheet.Read(path, []));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData(",")]
    public void The_answers_of_a_review_sheet_saved_by_Excel_are_read(string separator)
    {
        var (answers, faults) = ReviewSheet.Read(
            CsvFile.Parse(
                "\uFEFF"
                    + Cells(separator, "row", "answer", "partner", "why")
                    + Cells(separator, "7", "same", "3", "\"một\r\nhai\"")
                    + Cells(separator, "8", "là gì", "", "")
            )
        );

        Assert.Equal(new ReviewSheet.AnsweredLine(2, new(7, ReviewVerdict.Same, 3, "một\r\nhai")), Assert.Single(answers));
        Assert.StartsWith("Line 4:", Assert.Single(faults), StringComparison.Ordinal);
    }

    static string Cells(string separator, params string[] cells) => string.Join(separator, cells) + "\r\n";

    WorkCalendar Calendar(string text, Encoding encoding, out List<ConfigFault> faults)
    {
        Write("calendars", "vn-2027.csv", text, encoding);
        faults = [];
        return CalendarFolder.Read(_folders.Worker.Config, faults);
    }

    void Write(string folder, string file, string text, Encoding encoding)
    {
        var path = Path.Combine(_folders.Worker.Config, folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding);
    }
}
