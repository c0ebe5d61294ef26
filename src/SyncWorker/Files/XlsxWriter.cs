using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using SyncWorker.Union;

namespace SyncWorker.Files;

/// <summary>
/// Writes tables as an .xlsx workbook to be read, filtered and printed: a head that stays in sight and is repeated on each page, days
/// and numbers as such, A4 landscape as wide as one page. A text is never a formula. What a workbook cannot hold is replaced: see
/// <see cref="Legal"/>.
///
/// 1. <see cref="XlsxFrame"/> makes the workbook with empty sheets.
/// 2. Its parts are copied, the sheets written row by row in their place, so that memory does not grow with the table.
/// </summary>
static partial class XlsxWriter
{
    const int NameLength = 31; // Excel's own bounds, of a sheet's name and of a cell's text
    const int CellLength = 32_767;

    static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // The serial numbers of days before are those of a calendar with a 29 February 1900.
    static readonly DateOnly s_firstDay = new(1900, 3, 1);

    /// <summary>One table as a file, written whole by rename.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">Its only sheet.</param>
    /// <exception cref="IOException">The file is in use (open in Excel) or the folder is out of reach.</exception>
    public static void Write(string path, SheetTable table) => Write(path, [table]);

    /// <summary>A sheet a table as a file, written whole by rename.</summary>
    /// <exception cref="IOException">The file is in use (open in Excel) or the folder is out of reach.</exception>
    public static void Write(string path, IReadOnlyList<SheetTable> tables)
    {
        var draft = $"{path}.tmp";
        using (var file = File.Create(draft))
        {
            Write(file, tables);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>A workbook with a sheet a table.</summary>
    public static void Write(Stream to, IReadOnlyList<SheetTable> tables)
    {
        using var frame = new MemoryStream();
        var parts = XlsxFrame.Write(frame, [.. tables.Select((table, i) => Name(table.Name, i, tables))]);
        using var from = new ZipArchive(frame, ZipArchiveMode.Read);
        using var workbook = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var part in from.Entries)
        {
            using var written = workbook.CreateEntry(part.FullName).Open();
            if (parts.TryGetValue(part.FullName, out var sheet))
            {
                WriteSheet(written, tables[sheet], isFirst: sheet == 0);
            }
            else
            {
                using var stream = part.Open();
                stream.CopyTo(written);
            }
        }
    }

    static void WriteSheet(Stream to, SheetTable table, bool isFirst)
    {
        using var xml = new OpenXmlPartWriter(to, s_utf8);
        xml.WriteStartElement(new Worksheet());
        XlsxFrame.Head(isFirst, table.Widths).ForEach(xml.WriteElement);
        xml.WriteStartElement(new SheetData());
        foreach (var (i, line) in table.Lines.Index())
        {
            xml.WriteStartElement(RowHeight.Of(line, table.Widths) is { } height ? new Row { Height = height } : new Row());
            foreach (var (column, text) in line.Index())
            {
                xml.WriteElement(
                    i == 0 ? Text(text, XlsxFrame.HeadStyle) : Cell(text, column < table.Kinds.Count ? table.Kinds[column] : CellKind.Text)
                );
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        XlsxFrame.Foot(columns: table.Lines is [var head, ..] ? head.Count : 0, table.Lines.Count).ForEach(xml.WriteElement);
        xml.WriteEndElement();
    }

    static Cell Cell(string text, CellKind kind) =>
        kind switch
        {
            CellKind.Day when DayText.TryParse(text, out var day) && day >= s_firstDay => Value(
                day.ToDateTime(TimeOnly.MinValue).ToOADate(),
                XlsxFrame.DayStyle
            ),
            CellKind.Number when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => Value(
                number,
                XlsxFrame.NumberStyle
            ),
            CellKind.Text => Text(text, XlsxFrame.TextStyle),
            _ => Text(text, XlsxFrame.CenteredStyle),
        };

    static Cell Value(double value, uint style) => new(new CellValue(value)) { StyleIndex = style };

    static Cell Text(string text, uint style) =>
        text.Length == 0
            ? new() { StyleIndex = style }
            : new(new InlineString(new Text(Legal(text)) { Space = SpaceProcessingModeValues.Preserve }))
            {
                DataType = CellValues.InlineString,
                StyleIndex = style,
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
        return WritableText.Cut(name, NameLength - number.Length) + number;
    }

    /// <summary>
    /// A cell's text as a workbook can hold it: what XML 1.0 has no way to write (control characters, halves of surrogate pairs, U+FFFE,
    /// U+FFFF) becomes U+FFFD; <c>_x0041_</c>, which a reader takes for an A, is escaped; what is longer than Excel opens is cut and
    /// ends with an ellipsis.
    /// </summary>
    static string Legal(string text)
    {
        var legal = Escape().Replace(Characters(text), "_x005F$0");
        return legal.Length <= CellLength ? legal : WritableText.Cut(legal, CellLength - 1) + "…";
    }

    /// <summary>The text with U+FFFD for each character that XML 1.0 has no way to write.</summary>
    public static string Characters(string text)
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

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
