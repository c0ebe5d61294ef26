using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>What offices really export.</summary>
public sealed class FormatTests
{
    const string Table =
        "Mã;Tên tổ chức;Ngày\r\n1;Hội hữu nghị Việt Nam - Đức;23/09/1975\r\n2;Hội hữu nghị Việt Nam - Ấn Độ;07/01/1972\r\n3;Hội hữu nghị Việt Nam - Thụy Điển;11/01/1969\r\n";

    static FormatTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> EncodedAs =>
        ["utf-8", "utf-8 with mark", "utf-16 with mark", "utf-16be with mark", "utf-16", "windows-1258"];

    [Theory]
    [MemberData(nameof(EncodedAs))]
    public async Task The_encoding_is_found_out_and_reported(string encoding)
    {
        var bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Table),
            "utf-8 with mark" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Table)],
            "utf-16 with mark" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Table)],
            "utf-16be with mark" => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Table)],
            "utf-16" => Encoding.Unicode.GetBytes(Table.Replace("Tên tổ chức", "Ten", StringComparison.Ordinal)),
            _ => Encoding.GetEncoding(1258).GetBytes(Table1258()),
        };
        var fields = encoding == "utf-16" ? "Ten" : "Tên tổ chức";
        await using var fixture = await FileAsync("bang.csv", bytes, Csv(fields));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);

        Assert.Equal(
            ["Hội hữu nghị Việt Nam - Đức", "Hội hữu nghị Việt Nam - Ấn Độ", "Hội hữu nghị Việt Nam - Thụy Điển"],
            (await fixture.SnapshotAsync()).Select(row =>
                System.Text.Json.JsonDocument.Parse(row.Fields).RootElement.GetProperty("nameVi").GetString()!
            )
        );
        Assert.Contains(
            encoding.Split(' ')[0].Replace("be", "", StringComparison.Ordinal),
            (await fixture.FeedAsync("good")).Understood,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Western_text_without_a_mark_is_windows_1252()
    {
        await using var fixture = await FileAsync(
            "bang.csv",
            Encoding.GetEncoding(1252).GetBytes("id;name\n1;Association d'amitié Viêt Nam - Côte d'Ivoire, à Genève\n"),
            """
            { "name": "good", "file": "bang.csv", "format": "csv", "id": ["id"], "fields": { "nameEn": "name" } }
            """
        );

        await fixture.PollAsync();

        Assert.Equal(
            """{"nameEn":"Association d'amitié Viêt Nam - Côte d'Ivoire, à Genève"}""",
            Assert.Single(await fixture.SnapshotAsync()).Fields
        );
        Assert.Contains("windows-1252 (sniffed)", (await fixture.FeedAsync("good")).Understood, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    public async Task A_packed_answer_is_unpacked(string how)
    {
        using var packed = new MemoryStream();
        await using (
            Stream pack = how switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
                _ => new DeflateStream(packed, CompressionLevel.Fastest),
            }
        )
        {
            await pack.WriteAsync(Good.Utf8(Good.Json()), TestContext.Current.CancellationToken);
        }

        await using var server = Scripted.Start(_ =>
            new(200, "application/json", packed.ToArray()) { Headers = [$"Content-Encoding: {how.Split(' ')[^1]}"] }
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(Good.Rows, (await fixture.SnapshotAsync()).Count);
    }

    [Fact]
    public async Task Ragged_blank_and_repeated_header_lines_are_counted_and_set_aside()
    {
        var csv = "id,name\n1,\"Hội\nA\"\n\n2\nid,name\n,Tổng cộng\n3,Hội C,\n4,Hội D,extra\n";
        await using var fixture = await FileAsync(
            "f.csv",
            Good.Utf8(csv),
            """
            { "name": "good", "file": "f.csv", "format": "csv", "id": ["id"], "fields": { "nameVi": "name" }, "required": ["nameVi"], "notRows": { "nameVi": ["Tổng cộng*"] } }
            """
        );

        await fixture.PollAsync();

        Assert.Equal(["f.csv#1", "f.csv#6"], (await fixture.SnapshotAsync()).Select(row => row.Position));
        Assert.Equal("""{"nameVi":"Hội A"}""", (await fixture.SnapshotAsync())[0].Fields);
        Assert.Equal(
            [
                ("f.csv#3", "row: found '1 columns', expected 2 columns as in the header"),
                ("f.csv#4", "no data: the header line again"),
                ("f.csv#5", "no data: nameVi is like 'Tổng cộng*'"),
                ("f.csv#7", "row: found '3 columns', expected 2 columns as in the header"),
            ],
            (await fixture.QuarantineAsync()).Select(row =>
                (row.Position, row.Reasons.Split('\n').First(reason => !reason.Contains("must have a value", StringComparison.Ordinal)))
            )
        );
    }

    [Fact]
    public async Task A_workbook_is_read_with_its_header_found_and_its_dates_as_dates()
    {
        await using var fixture = await FileAsync(
            "so.xlsx",
            Workbook(),
            """
            { "name": "good", "file": "so.xlsx", "format": "excel", "sheet": "Danh sách", "id": ["Mã"],
              "fields": { "nameVi": "Tên", "founded": "Ngày thành lập | date iso, dd/MM/yyyy, yyyy" }, "required": ["nameVi"] }
            """
        );

        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        var rows = await fixture.SnapshotAsync();
        Assert.Equal(["7", "8"], rows.Select(row => row.ExternalId));
        Assert.Equal("""{"founded":"1975-09-23","nameVi":"Hội hữu nghị Việt Nam - Đức"}""", rows[0].Fields);
        Assert.Equal("""{"founded":"1990","nameVi":"Hội hữu nghị Việt Nam - Ấn Độ"}""", rows[1].Fields);
        Assert.Equal("so.xlsx#1", rows[0].Position);
    }

    [Fact]
    public async Task A_sheet_that_is_not_there_is_named_with_those_that_are()
    {
        await using var fixture = await FileAsync(
            "so.xlsx",
            Workbook(),
            """
            { "name": "good", "file": "so.xlsx", "format": "excel", "sheet": "Hội", "id": ["Mã"], "fields": { "nameVi": "Tên" } }
            """
        );

        await fixture.PollAsync();

        Assert.Equal("The workbook has no sheet \"Hội\". It has: Bìa, Danh sách.", (await fixture.FeedAsync("good")).Reason);
    }

    [Fact]
    public async Task The_newest_file_of_a_folder_is_the_source_and_an_unchanged_one_is_not_read_again()
    {
        await using var fixture = await FileAsync(
            "old.csv",
            Good.Utf8(Good.Csv(20)),
            """
            { "name": "good", "folder": { "path": ".", "files": "*.csv" }, "format": "csv", "id": ["id"], "fields": { "nameVi": "name" }, "ignore": ["email", "founded"] }
            """
        );
        File.SetLastWriteTimeUtc(Path.Combine(fixture.ConfigFolder, "old.csv"), new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await fixture.PollAsync();
        var again = await fixture.PollAsync();
        Assert.Equal(0, again.Counts.Single(count => count.What == "rows read").Number);

        await File.WriteAllTextAsync(Path.Combine(fixture.ConfigFolder, "new.csv"), Good.Csv(19), TestContext.Current.CancellationToken);
        var result = await fixture.PollAsync();

        Assert.Equal([19L, 1L], result.Counts.Where(count => count.What is "rows read" or "missing").Select(count => count.Number));
    }

    [Fact]
    public async Task Files_that_were_read_move_to_done_and_rows_of_earlier_files_stay()
    {
        await using var fixture = await FileAsync(
            "1.csv",
            Good.Utf8(Good.Csv(20)),
            """
            { "name": "good", "folder": { "path": ".", "files": "*.csv", "take": "all", "after": "done" }, "format": "csv", "id": ["id"], "fields": { "nameVi": "name" }, "ignore": ["email", "founded"] }
            """
        );
        await fixture.PollAsync();
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        await File.WriteAllTextAsync(
            Path.Combine(fixture.ConfigFolder, "1.csv"),
            Good.Csv(1).Replace("số 1;", "số một;", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);

        Assert.Equal(
            ["1 (2).csv", "1.csv"],
            Directory
                .EnumerateFiles(Path.Combine(fixture.ConfigFolder, "done"))
                .Select(file => Path.GetFileName(file)!)
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty(Directory.EnumerateFiles(fixture.ConfigFolder, "*.csv"));
        Assert.Equal(20, (await fixture.SnapshotAsync()).Count(row => row.MissingSince is null));
        Assert.Contains("số một", (await fixture.SnapshotAsync())[0].Fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_in_words()
    {
        await using var fixture = await FileAsync(
            "there.csv",
            [],
            """{ "name": "good", "file": "not-there.csv", "format": "csv", "id": ["id"], "fields": { "nameVi": "name" } }"""
        );

        await fixture.PollAsync();

        Assert.Equal("The file is not there (or the share is not reachable).", (await fixture.FeedAsync("good")).Reason);
    }

    static string Csv(string name) =>
        $$"""
            { "name": "good", "file": "bang.csv", "format": "csv", "id": ["{{(
                name == "Ten" ? "M\u00E3" : "M\u00E3"
            )}}"], "fields": { "nameVi": "{{name}}", "relations": "Ngày | date dd/MM/yyyy" } }
            """;

    // windows-1258 has no composed ộ, ữ, ị: base letters with marks behind, as the code page wants.
    static string Table1258() =>
        string.Concat(
            Table
                .Normalize(NormalizationForm.FormC)
                .Select(character =>
                {
                    var apart = character.ToString().Normalize(NormalizationForm.FormD);
                    if (
                        apart.Length == 1
                        || Encoding.GetEncoding(1258, new EncoderExceptionFallback(), new DecoderExceptionFallback()) is var page
                            && Fits(page, character.ToString())
                    )
                    {
                        return character.ToString();
                    }

                    var tone = apart.First(mark => mark is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323');
                    return apart.Replace(tone.ToString(), "", StringComparison.Ordinal).Normalize(NormalizationForm.FormC) + tone;
                })
        );

    static bool Fits(Encoding page, string text)
    {
        try
        {
            page.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    static async Task<PollFixture> FileAsync(string name, byte[] bytes, string source)
    {
        var fixture = await PollFixture.OpenAsync(Good.Poll(source));
        await File.WriteAllBytesAsync(Path.Combine(fixture.ConfigFolder, name), bytes, TestContext.Current.CancellationToken);
        return fixture;
    }

    static byte[] Workbook()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var part = document.AddWorkbookPart();
            part.Workbook = new Workbook(new Sheets());
            var styles = part.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new(
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true })
            );
            Add(
                part,
                "Bìa",
                [
                    [Text("Trang bìa")],
                ]
            );
            Add(
                part,
                "Danh sách",
                [
                    [Text("DANH SÁCH CÁC HỘI")],
                    [],
                    [Text("Mã"), Text("Tên"), Text("Ngày thành lập")],
                    [Number(7), Text("Hội hữu nghị Việt Nam - Đức"), new Cell { CellValue = new CellValue(27660), StyleIndex = 1 }],
                    [Number(8), Text("Hội hữu nghị Việt Nam - Ấn Độ"), Number(1990)],
                ]
            );
        }

        return stream.ToArray();
    }

    static void Add(WorkbookPart part, string name, Cell[][] rows)
    {
        var sheet = part.AddNewPart<WorksheetPart>();
        sheet.Worksheet = new(
            new SheetData(
                rows.Select(
                    (cells, i) =>
                        new Row(
                            cells.Select(
                                (cell, j) =>
                                {
                                    cell.CellReference = $"{(char)('A' + j)}{i + 1}";
                                    return cell;
                                }
                            )
                        )
                        {
                            RowIndex = (uint)i + 1,
                        }
                )
            )
        );
        var sheets = part.Workbook.GetFirstChild<Sheets>()!;
        sheets.Append(
            new Sheet
            {
                Id = part.GetIdOfPart(sheet),
                SheetId = (uint)sheets.Count() + 1,
                Name = name,
            }
        );
    }

    static Cell Text(string text) => new() { DataType = CellValues.InlineString, InlineString = new(new Text(text)) };

    static Cell Number(int number) => new() { CellValue = new CellValue(number) };
}
