using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using SyncWorker.Union;

namespace SyncWorker.Files;

/// <summary>
/// Writes tables as an .xlsx workbook: a bold header that stays in sight, everything as text. Row by row, so that memory does not
/// grow with the table. What a workbook cannot hold is replaced: see <see cref="Legal"/>.
/// </summary>
static partial class XlsxWriter
{
    const int NameLength = 31; // Excel's own bounds, of a sheet's name and of a cell's text
    const int CellLength = 32_767;

    /// <summary>One table as a file, written whole by rename.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The sheet's name.</param>
    /// <param name="lines">The header first; read once.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    /// <exception cref="IOException">The file is in use (open in Excel) or the folder is out of reach.</exception>
    public static void Write(string path, string name, IEnumerable<IReadOnlyList<string>> lines, IReadOnlyList<int> widths)
    {
        var draft = $"{path}.tmp";
        using (var file = File.Create(draft))
        {
            // Every write of the library ends before it returns: the stream is not asynchronous, and a zip archive is written by the
            // caller.
            WriteAsync(file, [(Name(name, 0, []), lines, widths)]).GetAwaiter().GetResult();
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>A workbook with a sheet a table.</summary>
    public static void Write(Stream to, IReadOnlyList<SheetTable> tables) =>
        WriteAsync(
                to,
                [
                    .. tables.Select(
                        (table, i) => (Name(table.Name, i, tables), (IEnumerable<IReadOnlyList<string>>)table.Lines, table.Widths)
                    ),
                ]
            )
            .GetAwaiter()
            .GetResult();

    static async Task WriteAsync(
        Stream to,
        IReadOnlyList<(string Name, IEnumerable<IReadOnlyList<string>> Lines, IReadOnlyList<int> Widths)> sheets
    )
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(to);
        var header = workbook.AddStyle(new Style { Font = { Bold = true } });
        var text = workbook.AddStyle(TextStyle());
        foreach (var (name, lines, widths) in sheets)
        {
            var options = new WorksheetOptions { FrozenRows = 1 };
            for (var i = 0; i < widths.Count; i++)
            {
                options.Column(i + 1).Width = widths[i];
            }

            await workbook.StartWorksheetAsync(name, options);
            var style = header;
            foreach (var line in lines)
            {
                await workbook.AddRowAsync(line.Select(cell => new StyledCell(Legal(cell), style)).ToList());
                style = text;
            }
        }

        await workbook.FinishAsync();
    }

    // Without the text format Excel would turn 08/07/2026 into 7 August.
    static Style TextStyle() =>
        new()
        {
            Format = NumberFormat.Standard(StandardNumberFormat.Text),
            Alignment = { WrapText = true, Vertical = VerticalAlignment.Top },
        };

    // Excel refuses a workbook whose sheet has one of these characters in its name, a long one, none, or the name of another.
    static string Name(string text, int index, IReadOnlyList<SheetTable> tables)
    {
        var name = string.Concat(
                Characters(text).Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) ? '-' : c)
            )
            .Trim('\'', ' ');
        name = name.Length == 0 ? "-" : name;
        var number = tables.Take(index).Any(table => string.Equals(table.Name, text, StringComparison.OrdinalIgnoreCase))
            ? $" ({index + 1})"
            : "";
        return Cut(name, NameLength - number.Length) + number;
    }

    /// <summary>
    /// A cell's text as a workbook can hold it: what XML 1.0 has no way to write (control characters, halves of surrogate pairs, U+FFFE,
    /// U+FFFF) becomes U+FFFD; <c>_x0041_</c>, which a reader takes for an A, is escaped; what is longer than Excel opens is cut and
    /// ends with an ellipsis.
    /// </summary>
    static string Legal(string text)
    {
        var legal = Escape().Replace(Characters(text), "_x005F$0");
        return legal.Length <= CellLength ? legal : Cut(legal, CellLength - 1) + "…";
    }

    static string Characters(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0)
        {
            return text;
        }

        var legal = new StringBuilder(text.Length);
        for (ReadOnlySpan<char> left = text; left.Length > 0; )
        {
            var isWhole = Rune.DecodeFromUtf16(left, out var rune, out var used) == OperationStatus.Done;
            legal.Append(
                !isWhole || rune.Value is (< ' ' and not ('\n' or '\t' or '\r')) or 0xFFFE or 0xFFFF
                    ? Rune.ReplacementChar.ToString()
                    : rune.ToString()
            );
            left = left[used..];
        }

        return legal.ToString();
    }

    static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
