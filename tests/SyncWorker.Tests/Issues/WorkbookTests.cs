using SyncWorker.Files;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A workbook takes any text and any number of rows.</summary>
public sealed class WorkbookTests
{
    [Theory]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👧")]
    [InlineData("một\nhai\tba", "một\nhai\tba")]
    [InlineData("_x0041_", "_x0041_")]
    [InlineData("a & <b> \"c\"", "a & <b> \"c\"")]
    public void What_XML_can_hold_comes_back(string text, string read) => AssertRead(text, read);

    [Theory]
    [InlineData(0xFFFF)]
    [InlineData(0xFFFE)]
    [InlineData(0xD83D)]
    [InlineData(0xDC00)]
    [InlineData(0)]
    [InlineData(0x0B)]
    public void What_XML_cannot_hold_is_replaced(int character) => AssertRead($"a{(char)character}b", "a\uFFFDb");

    static void AssertRead(string text, string read)
    {
        using var folders = new TestFolders();
        var path = Path.Combine(folders.Root, "a.xlsx");

        XlsxWriter.Write(
            path,
            new SheetTable(
                $"Bảng {text}",
                [
                    ["Mã"],
                    [text, "end"],
                ],
                [10, 20]
            )
        );

        Assert.Equal([read, "end"], SheetFile.Read(path).Lines[1]);
    }

    [Fact]
    public void A_cell_longer_than_Excel_opens_is_cut_and_says_so()
    {
        using var folders = new TestFolders();
        var path = Path.Combine(folders.Root, "a.xlsx");

        XlsxWriter.Write(
            path,
            new SheetTable(
                "Bảng",
                [
                    ["Mã"],
                    [new string('x', 40_000)],
                ],
                [10]
            )
        );

        var cell = SheetFile.Read(path).Lines[1][0];
        Assert.Equal((32_767, '…'), (cell.Length, cell[^1]));
    }
}
