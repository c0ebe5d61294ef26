using System.Globalization;
using System.IO.Compression;
using System.Text;
using SyncWorker.Files;
using SyncWorker.Tests.Flow;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// Workbooks as offices keep them: hidden sheets, errors, formulas without a value, merged cells; and those that are bombs.
/// </summary>
/// <remarks>With no other test at its side: it measures the memory of the whole process.</remarks>
[Collection(typeof(WholeProcess))]
public sealed class SourceWorkbookTests
{
    const string Source = """
        { "name": "good", "file": "list.xlsx", "format": "excel", "id": ["Mã"], "fields": { "nameVi": "Tên tổ chức", "province": "Mã tỉnh? | digits 2", "founded": "Ngày thành lập? | date d/M/yyyy" }, "required": ["nameVi"], "ignore": ["STT", "Email", "Nước"] }
        """;

    static readonly string s_trials = Path.Combine(AppContext.BaseDirectory, "data", "workbooks");

    [Fact]
    public async Task A_hidden_sheet_is_not_taken_for_the_first()
    {
        await using var fixture = await OpenAsync(
            Source,
            await File.ReadAllBytesAsync(Path.Combine(s_trials, "hidden-first.xlsx"), TestContext.Current.CancellationToken)
        );

        await fixture.PollAsync();

        Assert.Equal(["a1", "a2"], (await fixture.SnapshotAsync()).Select(row => row.ExternalId));
        Assert.Contains("\"founded\":\"1992-07-14\"", (await fixture.SnapshotAsync())[0].Fields, StringComparison.Ordinal); // a date cell, without "iso"
    }

    [Theory]
    [InlineData("hidden")]
    [InlineData("veryHidden")]
    public void A_hidden_sheet_can_be_named(string state)
    {
        using var book = new MemoryStream(Book(state, Row(1, Text("A1", "hidden")), Row(1, Text("A1", "shown"))));
        using var reader = WorkbookReader.Open(book, WorkbookReader.Usual);

        Assert.Equal("S2", reader.Sheet);
        Assert.True(reader.TryGoTo("s1", out _));
        Assert.True(reader.TryRead(out var cells));
        Assert.Equal("hidden", cells[0]);
    }

    [Fact]
    public async Task An_error_in_a_cell_costs_the_field_by_name_and_an_empty_cell_costs_nothing()
    {
        await using var fixture = await OpenAsync(
            Source
                .Replace("\"Mã tỉnh? | digits 2\"", "\"Mã tỉnh?\"", StringComparison.Ordinal)
                .Replace("\"province\"", "\"region\"", StringComparison.Ordinal),
            await File.ReadAllBytesAsync(Path.Combine(s_trials, "error-cell.xlsx"), TestContext.Current.CancellationToken)
        );

        await fixture.PollAsync();

        var aside = (await fixture.QuarantineAsync())[0];
        Assert.Contains(
            "founded: found '#N/A', expected a value: that is a spreadsheet's error; the field stays as it was",
            aside.Reasons,
            StringComparison.Ordinal
        );
        Assert.Contains("region: found '#REF!'", aside.Reasons, StringComparison.Ordinal);
        Assert.Equal(["a1", "a2"], (await fixture.SnapshotAsync()).Select(row => row.ExternalId));
    }

    [Theory]
    [InlineData("<c r=\"A1\"><f>1+1</f></c>", CellErrors.NoValue)]
    [InlineData("<c r=\"A1\"><f>1+1</f><v></v></c>", CellErrors.NoValue)]
    [InlineData("<c r=\"A1\"><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c>", "")]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c>", "#DIV/0!")]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "True")]
    [InlineData("<c r=\"A1\" t=\"d\"><v>1992-07-14</v></c>", "1992-07-14")]
    [InlineData("<c r=\"A1\"><v>1.0</v></c>", "1")]
    [InlineData("<c r=\"A1\" s=\"1\"><v>33799</v></c>", "1992-07-14")]
    [InlineData("<c r=\"A1\" s=\"1\"><v>33799.75</v></c>", "1992-07-14T18:00:00")]
    [InlineData("<c r=\"A1\" s=\"2\"><v>33799</v></c>", "1992-07-14")]
    [InlineData("<c r=\"A1\" s=\"3\"><v>7</v></c>", "7")]
    [InlineData("<c r=\"A1\" s=\"1\"><v>60</v></c>", "1900-02-29")]
    [InlineData("<c r=\"A1\" s=\"1\"><v>1</v></c>", "1900-01-01")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>_x0041_</t></is></c>", "A")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>_x005F_x0041_</t></is></c>", "_x0041_")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><r><t>Hội </t></r><r><t>A</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c>", "Hội A")]
    [InlineData("<c t=\"inlineStr\"><is><t>no reference</t></is></c>", "no reference")]
    [InlineData("<c r=\"A1\"/>", "")]
    public void A_cell_is_what_a_spreadsheet_shows(string cell, string expected)
    {
        using var book = new MemoryStream(Book("visible", $"<row r=\"1\">{cell}<c r=\"B1\"><v>9</v></c></row>", ""));
        using var reader = WorkbookReader.Open(book, WorkbookReader.Usual);

        Assert.True(reader.TryRead(out var cells));
        Assert.Equal([expected, "9"], cells.ToArray());
    }

    [Fact]
    public async Task A_date_cell_is_a_date_whatever_the_texts_beside_it_and_a_merged_cell_is_every_rows()
    {
        await using var fixture = await OpenAsync(
            """{ "name": "good", "file": "list.xlsx", "format": "excel", "key": ["nameVi"], "fields": { "nameVi": "Tên hội", "countryText": "Nước", "founded": "Ngày thành lập | date d/M/yyyy, yyyy" }, "required": ["nameVi"], "ignore": ["STT", "Email"] }""",
            await File.ReadAllBytesAsync(Path.Combine(s_trials, "date-cell.xlsx"), TestContext.Current.CancellationToken)
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);

        var rows = await fixture.SnapshotAsync();
        Assert.All(rows, row => Assert.Contains("countryText", row.Fields, StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Fields.Contains("\"founded\":\"1955-07-14\"", StringComparison.Ordinal));
        Assert.Contains("have the value of the merged cell above", (await fixture.FeedAsync("good")).Understood, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>", "a row numbered 2000000000")]
    [InlineData("<row r=\"99999999999999\"/>", "a row numbered 99999999999999")]
    [InlineData("<row r=\"3\"/><row r=\"2\"/>", "not in order")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>", "more than 16384 columns")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "more than 16384 columns")]
    public void A_sheet_is_no_larger_than_a_spreadsheet_can_be(string rows, string reason)
    {
        using var book = new MemoryStream(Book("visible", rows, ""));

        var sick = Assert.Throws<InvalidDataException>(() => Count(book, WorkbookReader.Usual));

        Assert.Contains(reason, sick.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sheet")]
    [InlineData("texts")]
    [InlineData("styles")]
    [InlineData("one text")]
    public void A_bomb_is_refused_before_its_rows_are_read(string what)
    {
        var long10 = new string(' ', 10 * 1024 * 1024);
        var filler = string.Concat(Enumerable.Repeat("<row/>\n", 2_000_000));
        using var book = new MemoryStream(
            what switch
            {
                "sheet" => Book("visible", filler, ""),
                "texts" => Book("visible", "", "", shared: string.Concat(Enumerable.Repeat("<si><t>x</t></si>", 1_000_000))),
                "styles" => Book("visible", "", "", styles: string.Concat(Enumerable.Repeat("<x/>", 4_000_000))),
                _ => Book("visible", $"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{long10}</t></is></c></row>", ""),
            }
        );
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        var sick = Assert.Throws<InvalidDataException>(() => Count(book, what == "one text" ? WorkbookReader.Usual : 10 * 1024 * 1024));

        Assert.Contains(
            what == "one text" ? "longer than a cell can hold" : "larger than 10 MB once unpacked",
            sick.Message,
            StringComparison.Ordinal
        );
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - memory < 20_000_000, "memory grew");
    }

    [Fact]
    public void A_million_blank_rows_with_a_last_one_are_read_in_a_moment()
    {
        using var book = new MemoryStream(Book("visible", $"{Row(1, Text("A1", "x"))}{Row(1_048_576, Text("XFD1048576", "y"))}", ""));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(1_048_576, Count(book, WorkbookReader.Usual));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        using var book = new MemoryStream(Book("visible", "", "", head: "<!DOCTYPE x [ <!ENTITY a \"aaaaaaaaaa\"> ]>"));

        Assert.Throws<InvalidDataException>(() => Count(book, WorkbookReader.Usual));
    }

    [Fact]
    public void A_date_is_counted_from_1904_where_the_workbook_says_so()
    {
        using var book = new MemoryStream(
            Book("visible", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>32337</v></c></row>", "", properties: "<workbookPr date1904=\"1\"/>")
        );
        using var reader = WorkbookReader.Open(book, WorkbookReader.Usual);

        Assert.True(reader.TryRead(out var cells));
        Assert.Equal("1992-07-14", cells[0]);
    }

    static int Count(Stream book, long inflated)
    {
        using var reader = WorkbookReader.Open(book, inflated);
        var rows = 0;
        while (reader.TryRead(out _))
        {
            rows++;
        }

        return rows;
    }

    static string Row(int number, string cells) => string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\">{cells}</row>");

    static string Text(string at, string text) => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    static async Task<PollFixture> OpenAsync(string source, byte[] book)
    {
        var fixture = await PollFixture.OpenAsync(Good.Poll(source));
        await File.WriteAllBytesAsync(Path.Combine(fixture.ConfigFolder, "list.xlsx"), book, TestContext.Current.CancellationToken);
        return fixture;
    }

    static byte[] Book(
        string firstState,
        string first,
        string second,
        string shared = "",
        string styles = "",
        string head = "",
        string properties = ""
    )
    {
        const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                zip,
                "xl/workbook.xml",
                $"<workbook {Main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{properties}<sheets><sheet name=\"S1\" sheetId=\"1\" state=\"{firstState}\" r:id=\"a\"/><sheet name=\"S2\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>"
            );
            Add(
                zip,
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"worksheets/one.xml\"/><Relationship Id=\"b\" Target=\"/xl/worksheets/two.xml\"/><Relationship Id=\"c\" Target=\"styles.xml\"/><Relationship Id=\"d\" Target=\"sharedStrings.xml\"/></Relationships>"
            );
            Add(
                zip,
                "xl/styles.xml",
                $"<styleSheet {Main}><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-42A]&quot;ngày&quot; dd/mm/yyyy;@\"/><numFmt numFmtId=\"171\" formatCode=\"&quot;dmy&quot; 00\"/></numFmts><cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs>{styles}</styleSheet>"
            );
            Add(zip, "xl/sharedStrings.xml", $"<sst {Main}>{shared}</sst>");
            Add(zip, "xl/worksheets/one.xml", $"{head}<worksheet {Main}><sheetData>{first}</sheetData></worksheet>");
            Add(zip, "xl/worksheets/two.xml", $"<worksheet {Main}><sheetData>{second}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    static void Add(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
