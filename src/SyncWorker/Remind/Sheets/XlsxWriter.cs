using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SyncWorker.Remind.Sheets;

/// <summary>Writes one table as an .xlsx file: a bold header that stays in sight, everything as text, written whole by rename.</summary>
static class XlsxWriter
{
    /// <exception cref="IOException">The file is in use (open in Excel) or the folder is out of reach.</exception>
    public static void Write(string path, string name, IReadOnlyList<IReadOnlyList<string>> lines, IReadOnlyList<int> widths)
    {
        var draft = $"{path}.tmp";
        using (var document = SpreadsheetDocument.Create(draft, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = Styles();
            styles.Stylesheet.Save();
            var part = book.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            for (var i = 0; i < lines.Count; i++)
            {
                var row = new Row { RowIndex = (uint)i + 1 };
                row.Append(lines[i].Select(text => Cell(text, i == 0 ? 1u : 2u)));
                data.Append(row);
            }

            part.Worksheet = new Worksheet(
                new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
                new Columns(widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })),
                data);
            part.Worksheet.Save();
            book.Workbook.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = name }));
            book.Workbook.Save();
        }

        File.Move(draft, path, overwrite: true);
    }

    static Cell Cell(string text, uint style) => new(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

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
