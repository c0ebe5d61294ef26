using SyncWorker.Files;

namespace SyncWorker.Tests.Files;

public sealed class CsvTests
{
    [Theory]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋84 24", "'＋84 24")]
    [InlineData("－x", "'－x")]
    [InlineData("＠cmd", "'＠cmd")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\tb", "\"a\tb\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData(null, "")]
    public void A_cell_is_written_so_that_a_spreadsheet_shows_it_as_text(string? value, string cell) =>
        Assert.Equal(cell, CsvText.Cell(value));

    [Theory]
    [InlineData("a,b\r\n\"1\n2\r\n3\",x\r4,\"5\r\"\n6,7", "1 a|b; 2 1\n2\r\n3|x; 5 4|5\r; 7 6|7")]
    [InlineData("\n\na;b\n", "1 ; 2 ; 3 a|b")]
    [InlineData("a\n\"b\"c\nd\"e\n", "1 a; 2 bc; 3 d\"e")]
    [InlineData("\"a,b,c\";d\n", "1 a,b,c|d")]
    [InlineData("", "")]
    public void A_record_knows_the_line_it_begins_on(string text, string records) =>
        Assert.Equal(records, string.Join("; ", CsvFile.Parse(text).Select(record => $"{record.Line} {string.Join('|', record.Cells)}")));

    [Fact]
    public void What_is_written_is_read_back()
    {
        string[][] lines =
        [
            ["a", "b;c", "d,e"],
            ["\"", "\r\n", "x\ty"],
            ["", "|", "đ"],
        ];

        var read = CsvFile.Parse(string.Concat(lines.Select(line => CsvText.Line(line) + "\n")));

        Assert.Equal(
            lines.Select(line => line.Select(cell => cell is ['\r', ..] ? "'" + cell : cell)),
            read.Select(record => record.Cells)
        );
    }

    [Fact]
    public void Text_that_comes_in_pieces_is_cut_as_the_whole_is()
    {
        const string Text = "a;\"b\r\n\"\"c\"\"\";d\r\n\r\n\"e\";f\"g;h\n";
        var whole = Read(Text.Length);

        for (var size = 1; size < Text.Length; size++)
        {
            Assert.Equal(whole, Read(size));
        }

        string Read(int size)
        {
            var all = new List<string>();
            var records = new CsvRecords(';', 1000, (line, cells) => all.Add($"{line} {string.Join('|', cells.ToArray())}"));
            foreach (var piece in Text.Chunk(size))
            {
                records.Take(piece);
            }

            records.End();
            return string.Join('/', all);
        }
    }
}
