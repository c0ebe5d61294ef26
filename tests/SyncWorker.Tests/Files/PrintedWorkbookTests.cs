using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SyncWorker.Files;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Files;

/// <summary>What people do with a workbook that they are sent: sort, filter by month, print.</summary>
public sealed class PrintedWorkbookTests : IDisposable
{
    static readonly SheetTable s_table = new(
        "Danh mục \"2027\" d'Ivoire",
        [
            ["TT", "Ngày", "Nội dung"],
            ["1", "10/01/2027", "=1+1"],
            ["2", "01/12/2027", "07/08"],
            ["3", "tháng 03/2027", "00123"],
            ["x", "01/02/1890", "+84"],
        ],
        [5, 14, 60]
    )
    {
        Kinds = [CellKind.Number, CellKind.Day],
    };

    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public void Days_and_numbers_are_values_and_everything_else_is_text_and_never_a_formula()
    {
        using var workbook = Open(s_table);

        Assert.Equal(
            [
                ("1", "0", false),
                ("46397", "dd/mm/yyyy", false),
                ("=1+1", "@", true),
                ("2", "0", false),
                ("46722", "dd/mm/yyyy", false),
                ("07/08", "@", true),
                ("3", "0", false),
                ("tháng 03/2027", "@", true),
                ("00123", "@", true),
                ("x", "@", true),
                ("01/02/1890", "@", true), // Excel's calendar begins later
                ("+84", "@", true),
            ],
            Cells(workbook).Skip(3).Select(cell => (cell.Text, cell.Format, cell.IsText))
        );
        Assert.Empty(Sheet(workbook).Descendants<CellFormula>());
    }

    [Fact]
    public void What_staff_type_into_the_tracking_sheet_stays_as_they_typed_it()
    {
        using var workbook = Open(
            new SheetTable(
                "Sổ theo dõi",
                [TrackingTable.Columns, ["CA-FR", "Hội", "Báo cáo", "2026", "08/07/2026", "", "", "", "RPT"]],
                TrackingTable.Widths
            )
            {
                Kinds = TrackingTable.Kinds,
            }
        );

        Assert.Equal(["@", "@", "@", "@", "dd/mm/yyyy", "@", "@", "@", "@"], Cells(workbook).Skip(9).Select(cell => cell.Format));
    }

    [Fact]
    public void The_head_stays_in_sight_is_filtered_by_and_is_repeated_on_each_page_of_A4_landscape()
    {
        using var workbook = Open(s_table);

        var sheet = Sheet(workbook);
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((1.0, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.State!.Value));
        Assert.Equal("A1:C5", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.Equal([5.0, 14, 60], sheet.Descendants<Column>().Select(column => column.Width!.Value));
        var setup = sheet.Descendants<PageSetup>().Single();
        Assert.Equal(
            (9u, OrientationValues.Landscape, 1u, 0u),
            (setup.PaperSize!.Value, setup.Orientation!.Value, setup.FitToWidth!.Value, setup.FitToHeight!.Value)
        );
        Assert.True(sheet.Descendants<PageSetupProperties>().Single().FitToPage!.Value);
        var titles = workbook.WorkbookPart!.Workbook!.DefinedNames!.Elements<DefinedName>().Single();
        Assert.Equal(("_xlnm.Print_Titles", "'Danh mục \"2027\" d''Ivoire'!$1:$1"), (titles.Name!.Value, titles.Text));
        Assert.Equal(
            ["Times New Roman"],
            workbook
                .WorkbookPart.WorkbookStylesPart!.Stylesheet!.Fonts!.Elements<Font>()
                .Select(font => font.FontName!.Val!.Value)
                .Distinct()
        );
    }

    [Fact]
    public void A_workbook_is_as_the_standard_has_it()
    {
        using var workbook = Open(s_table, s_table with { Name = "Hai" }, new("Trống", [], []));

        Assert.Empty(
            new OpenXmlValidator()
                .Validate(workbook, TestContext.Current.CancellationToken)
                .Select(fault => $"{fault.Path?.XPath}: {fault.Description}")
        );
    }

    [Fact]
    public async Task The_list_of_a_year_prints_on_eight_pages_with_its_head_on_each()
    {
        Office.Only();
        using var office = new Office();
        var days = Enumerable
            .Range(0, 276)
            .Select(i => new YearDay($"Ngày thiết lập quan hệ ngoại giao Việt Nam - nước thứ {i + 1}", 30 + (i % 50))
            {
                WhatEn = "",
                Said = new() { Kind = ReminderKind.Relations, SubjectVi = "Nước" },
                Day = new DateOnly(2027, 1, 1).AddDays(i),
                Order = new(2027, 1, 1),
                Department = "Ban Trung Đông - Châu Phi",
                IsTentative = i % 9 == 0,
            })
            .ToList();
        var file = Path.Combine(_folders.Root, "danh-muc.xlsx");
        XlsxWriter.Write(file, YearList.Table(2027, days));

        var printed = await office.PrintAsync(file);

        Assert.InRange(printed.Pages, 5, 8);
        Assert.Equal((842, 595), printed.Size);
        Assert.All(
            printed.Texts,
            page =>
            {
                Assert.Contains("Nội dung", page, StringComparison.Ordinal);
                Assert.Contains("Ghi chú", page, StringComparison.Ordinal);
            }
        );
        Assert.Contains("nước thứ 276", printed.Texts[^1], StringComparison.Ordinal);
        Assert.Contains("01/01/2027", printed.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_wider_than_its_column_is_printed_whole()
    {
        Office.Only();
        using var office = new Office();
        var file = Path.Combine(_folders.Root, "a.xlsx");
        XlsxWriter.Write(
            file,
            new SheetTable(
                "Bảng",
                [
                    ["Tên"],
                    [string.Join(' ', Enumerable.Range(1, 40).Select(i => $"chữ{i}"))],
                    ["dòng sau"],
                ],
                [20]
            )
        );

        var printed = await office.PrintAsync(file);

        Assert.Contains("chữ40", printed.Texts[0], StringComparison.Ordinal);
    }

    SpreadsheetDocument Open(params SheetTable[] tables)
    {
        var file = Path.Combine(_folders.Root, "a.xlsx");
        XlsxWriter.Write(file, tables);
        return SpreadsheetDocument.Open(file, isEditable: false);
    }

    static Worksheet Sheet(SpreadsheetDocument workbook) => workbook.WorkbookPart!.WorksheetParts.First().Worksheet!;

    static IEnumerable<(string Text, string Format, bool IsText)> Cells(SpreadsheetDocument workbook)
    {
        var styles = workbook.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        return Sheet(workbook)
            .Descendants<Cell>()
            .Select(cell =>
                (
                    cell.InnerText,
                    styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value switch
                    {
                        0 => "General",
                        1 => "0",
                        49 => "@",
                        var own => styles
                            .NumberingFormats!.Elements<NumberingFormat>()
                            .Single(format => format.NumberFormatId!.Value == own)
                            .FormatCode!.Value!,
                    },
                    cell.DataType?.Value == CellValues.InlineString
                )
            );
    }
}
