using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SyncWorker.Reconcile.Export;

/// <summary>Writes the register as .xlsx, .csv or .json, by the ending of the file's name; beside it first, then in its place.</summary>
static class RegisterFile
{
    public static readonly IReadOnlyList<string> Endings = [".xlsx", ".csv", ".json"];

    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="path">Ends with one of <see cref="Endings"/>.</param>
    /// <param name="rows">In the order to write.</param>
    /// <param name="mark">csv: with a byte-order mark, which spreadsheets need to see the accents.</param>
    public static void Write(string path, IReadOnlyList<RegisterRow> rows, bool mark)
    {
        var draft = path + ".part";
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".xlsx":
                Xlsx(draft, rows);
                break;
            case ".csv":
                File.WriteAllLines(draft, rows.Select(row => CsvText.Line(row.Cells)).Prepend(string.Join(',', RegisterSheet.Columns)), new UTF8Encoding(mark));
                break;
            default:
                File.WriteAllText(draft, JsonSerializer.Serialize(rows.Select(row => RegisterSheet.Columns.Zip(row.Cells).Where(cell => !string.IsNullOrEmpty(cell.Second)).ToDictionary(cell => cell.First, cell => cell.Second)), s_json));
                break;
        }

        File.Move(draft, path, overwrite: true);
    }

    // Cells are inline strings, never formulas.
    static void Xlsx(string path, IReadOnlyList<RegisterRow> rows)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.Workbook = new Workbook();
        var part = book.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        data.Append(Row(RegisterSheet.Columns));
        foreach (var row in rows)
        {
            data.Append(Row(row.Cells));
        }

        part.Worksheet = new Worksheet(
            new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            data);
        book.Workbook.Append(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "Danh bạ" }));
    }

    static Row Row(IEnumerable<string?> cells) =>
        new(cells.Select(text => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Legal(text)) { Space = SpaceProcessingModeValues.Preserve }) }));

    // XML 1.0 has no way to write control characters.
    static string Legal(string? text) => string.Concat((text ?? "").Where(c => c >= ' ' || c is '\n' or '\t'));
}
