using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SyncWorker.Files;

/// <summary>Writes tables as an .xlsx workbook: a bold header that stays in sight, everything as text.</summary>
static class XlsxWriter
{
    const int NameLength = 31; // Excel's own bound

    /// <summary>One table as a file, written whole by rename.</summary>
    /// <exception cref="IOException">The file is in use (open in Excel) or the folder is out of reach.</exception>
    public static void Write(string path, string name, IReadOnlyList<IReadOnlyList<string>> lines, IReadOnlyList<int> widths)
    {
        var draft = $"{path}.tmp";
        using (var file = File.Create(draft))
        {
            Write(file, [new(name, lines, widths)]);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>A workbook with a sheet a table.</summary>
    public static void Write(Stream to, IReadOnlyList<SheetTable> tables)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbookPart = document.AddWorkbookPart();
        workbookPart.Workbook = new Workbook();
        var styles = workbookPart.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = Styles();
        styles.Stylesheet.Save();
        var sheets = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        for (var i = 0; i < tables.Count; i++)
        {
            var part = workbookPart.AddNewPart<WorksheetPart>();
            part.Worksheet = Sheet(tables[i]);
            part.Worksheet.Save();
            sheets.Append(new Sheet { Id = workbookPart.GetIdOfPart(part), SheetId = (uint)i + 1, Name = Name(tables, i) });
        }

        workbookPart.Workbook.Append(sheets);
        workbookPart.Workbook.Save();
    }

    static Worksheet Sheet(SheetTable table)
    {
        var data = new SheetData();
        for (var i = 0; i < table.Lines.Count; i++)
        {
            var row = new Row { RowIndex = (uint)i + 1 };
            row.Append(table.Lines[i].Select(text => Cell(text, i == 0 ? 1u : 2u)));
            data.Append(row);
        }

        return new(
            new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            new Columns(table.Widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })),
            data);
    }

    // Excel refuses a workbook whose sheet has one of these characters in its name, a long one, or the name of another.
    static string Name(IReadOnlyList<SheetTable> tables, int index)
    {
        var name = string.Concat(tables[index].Name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) ? '-' : c)).Trim('\'');
        var number = tables.Take(index).Any(table => string.Equals(table.Name, tables[index].Name, StringComparison.OrdinalIgnoreCase)) ? $" ({index + 1})" : "";
        return (name.Length + number.Length <= NameLength ? name : name[..(NameLength - number.Length)]) + number;
    }

    static Cell Cell(string text, uint style) => new(new InlineString(new Text(Legal(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

    // XML 1.0 has no way to write control characters.
    static string Legal(string text) => string.Concat(text.Where(c => c >= ' ' || c is '\n' or '\t'));

    // Style 0 is Excel's own, 1 the header, 2 text: without the text format Excel would turn 08/07/2026 into 7 August.
    static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { NumberFormatId = 49, ApplyNumberFormat = true, ApplyAlignment = true }));
}
