namespace SyncWorker;

/// <summary>
/// CSV as spreadsheets read it (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front: names
/// come from third parties.
/// </summary>
static class CsvText
{
    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    public static string Cell(string? text)
    {
        text ??= "";
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",;\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
