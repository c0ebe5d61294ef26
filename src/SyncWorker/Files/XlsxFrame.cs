using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SyncWorker.Files;

/// <summary>All of a workbook but its rows: sheets by name, styles, what is frozen, filtered and printed.</summary>
static class XlsxFrame
{
    public const uint HeadStyle = 1;
    public const uint TextStyle = 2;
    public const uint DayStyle = 3;
    public const uint NumberStyle = 4;

    /// <summary>Text in a column of days or numbers.</summary>
    public const uint CenteredStyle = 5;

    // The font of the union's documents. Without a name LibreOffice shows the head in another font than the body.
    const string FontName = "Times New Roman";
    const uint DayFormat = 164; // the first that is not one of the standard's own
    const uint AsText = 49; // "@": what is typed into the cell stays as it was typed
    const uint WholeNumber = 1;
    const uint A4 = 9;

    /// <summary>Writes a workbook whose sheets are empty.</summary>
    /// <returns>The index of each sheet by the name of its part.</returns>
    public static IReadOnlyDictionary<string, int> Write(Stream to, IReadOnlyList<string> names)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var parts = new Dictionary<string, int>();
        var sheets = new Sheets();
        var titles = new DefinedNames();
        foreach (var (i, name) in names.Index())
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData());
            parts.Add(part.Uri.OriginalString.TrimStart('/'), i);
            sheets.Append(
                new Sheet
                {
                    Name = name,
                    SheetId = (uint)i + 1,
                    Id = workbook.GetIdOfPart(part),
                }
            );
            titles.Append(
                new DefinedName($"'{name.Replace("'", "''", StringComparison.Ordinal)}'!$1:$1")
                {
                    Name = "_xlnm.Print_Titles",
                    LocalSheetId = (uint)i,
                }
            );
        }

        workbook.Workbook = new Workbook(sheets, titles);
        return parts;
    }

    /// <summary>What stands before a sheet's rows.</summary>
    public static List<OpenXmlElement> Head(bool isFirst, IReadOnlyList<int> widths)
    {
        List<OpenXmlElement> head =
        [
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                    TabSelected = isFirst ? true : null,
                }
            ),
            new SheetFormatProperties { DefaultRowHeight = RowHeight.Standard },
        ];
        if (widths.Count > 0)
        {
            head.Add(
                new Columns(
                    widths.Select(
                        (width, i) =>
                            new Column
                            {
                                Min = (uint)i + 1,
                                Max = (uint)i + 1,
                                Width = width,
                                CustomWidth = true,
                            }
                    )
                )
            );
        }

        return head;
    }

    /// <summary>What stands behind a sheet's rows.</summary>
    public static List<OpenXmlElement> Foot(int columns, int rows) =>
        [
            .. columns == 0
                ? (OpenXmlElement[])[]
                : [new AutoFilter { Reference = string.Create(CultureInfo.InvariantCulture, $"A1:{ColumnName(columns)}{rows}") }],
            new PageMargins
            {
                Left = 0.5,
                Right = 0.5,
                Top = 0.5,
                Bottom = 0.6,
                Header = 0.3,
                Footer = 0.3,
            },
            new PageSetup
            {
                PaperSize = A4,
                Orientation = OrientationValues.Landscape,
                FitToWidth = 1,
                FitToHeight = 0, // as many as it takes
            },
            new HeaderFooter(new OddFooter("&L&A&R&P/&N")),
        ];

    // 28 is AB.
    static string ColumnName(int number) => number == 0 ? "" : ColumnName((number - 1) / 26) + (char)('A' + ((number - 1) % 26));

    static Stylesheet Styles() =>
        new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "dd/mm/yyyy" }),
            new Fonts(Font(), Font(new Bold())),
            new Fills(
                Fill(PatternValues.None), // the first two are the standard's own
                Fill(PatternValues.Gray125),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE7EBF2" }) { PatternType = PatternValues.Solid })
            ),
            new Borders(new Border(), Thin()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                Format(0, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center, head: true),
                Format(AsText, HorizontalAlignmentValues.Left, VerticalAlignmentValues.Top),
                Format(DayFormat, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Top),
                Format(WholeNumber, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Top),
                Format(AsText, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Top)
            )
        );

    static Font Font(params OpenXmlElement[] marks) =>
        new([.. marks, new FontSize { Val = 11 }, new FontName { Val = FontName }, new FontFamilyNumbering { Val = 1 }]);

    static Fill Fill(PatternValues pattern) => new(new PatternFill { PatternType = pattern });

    static Border Thin()
    {
        static T Side<T>()
            where T : BorderPropertiesType, new() =>
            new()
            {
                Style = BorderStyleValues.Thin,
                Color = new Color { Rgb = "FFB8BEC9" },
            };
        return new(Side<LeftBorder>(), Side<RightBorder>(), Side<TopBorder>(), Side<BottomBorder>(), new DiagonalBorder());
    }

    static CellFormat Format(uint format, HorizontalAlignmentValues across, VerticalAlignmentValues down, bool head = false) =>
        new(
            new Alignment
            {
                Horizontal = across,
                Vertical = down,
                WrapText = true,
            }
        )
        {
            NumberFormatId = format,
            ApplyNumberFormat = true,
            FontId = head ? 1u : 0u,
            ApplyFont = true,
            FillId = head ? 2u : 0u,
            ApplyFill = head,
            BorderId = 1,
            ApplyBorder = true,
            ApplyAlignment = true,
            FormatId = 0,
        };
}
