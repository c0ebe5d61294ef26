using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SyncWorker.Files;

namespace SyncWorker.Tests.Files;

public sealed class WorkbookReaderTests
{
    [Theory]
    [InlineData(14, 46209.0, "2026-07-06")]
    [InlineData(22, 46209.3541666667, "2026-07-06T08:30:00")]
    [InlineData(20, 0.8125, "19:30")]
    [InlineData(0, 1990.0, "1990")]
    [InlineData(0, 1.5, "1.5")]
    public void A_cell_is_the_text_that_it_means(uint format, double value, string text)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = format, ApplyNumberFormat = true })
            );
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new(new SheetData(new Row(new Cell { CellValue = new CellValue(value), StyleIndex = 1 })));
            book.Workbook = new(
                new Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(part),
                        SheetId = 1,
                        Name = "Sổ",
                    }
                )
            );
        }

        using var workbook = WorkbookReader.Open(stream, WorkbookReader.Usual);

        Assert.True(workbook.TryRead(out var cells));
        Assert.Equal(text, cells[0]);
    }

    [Theory]
    [InlineData("a-thousand-million-rows", "1072748589 rows and 8 columns")]
    [InlineData("too-many-columns", "65286 rows and 1536 columns")]
    public void An_xls_that_says_it_is_larger_than_one_can_be_is_refused_before_it_is_walked_through(string file, string size)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "corpus", "xls", file));

        var fault = Assert.Throws<InvalidDataException>(() => WorkbookReader.Open(stream, WorkbookReader.Usual));

        Assert.StartsWith(
            $"The sheet says that it has {size}; a sheet of an .xls has 65536 and 256 at most.",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_no_workbook_is_one_kind_of_fault() =>
        Assert.Throws<InvalidDataException>(() =>
            WorkbookReader.Open(new MemoryStream("not a workbook"u8.ToArray()), WorkbookReader.Usual)
        );
}
