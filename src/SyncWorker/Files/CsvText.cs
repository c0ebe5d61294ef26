using System.Buffers;
using System.Globalization;

namespace SyncWorker.Files;

/// <summary>
/// The one writer of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front: names come from
/// third parties.
/// </summary>
static class CsvText
{
    // The full-width signs begin a formula in a spreadsheet of East Asia.
    static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    static readonly SearchValues<char> s_quoted = SearchValues.Create(",;\t|\"\r\n");

    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    public static string Cell(string? text)
    {
        text ??= "";
        if (text.Length > 0 && s_formula.Contains(text[0]) && !double.TryParse(text, CultureInfo.InvariantCulture, out _))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(s_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
