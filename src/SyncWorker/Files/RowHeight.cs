namespace SyncWorker.Files;

/// <summary>
/// How high a row is whose texts are wrapped. Excel finds it by itself, LibreOffice keeps the standard height and prints one row over
/// the next, so the file says it.
/// </summary>
static class RowHeight
{
    /// <summary>Of a row with one line of text, in points.</summary>
    public const double Standard = 15;

    const int MostLines = 27; // a row has 409 points at most

    // A column's width counts digits, and letters are a little narrower.
    const double LettersADigit = 1.05;

    /// <summary>In points; null for the standard height.</summary>
    /// <param name="line">The texts of the cells.</param>
    /// <param name="widths">Of the columns, in digits.</param>
    public static double? Of(IReadOnlyList<string> line, IReadOnlyList<int> widths)
    {
        var lines = 1;
        for (var i = 0; i < line.Count && i < widths.Count; i++)
        {
            lines = Math.Max(lines, Lines(line[i], (int)(widths[i] * LettersADigit)));
        }

        return lines == 1 ? null : Standard * Math.Min(lines, MostLines);
    }

    /// <summary>Lines that a text takes when it is broken between words.</summary>
    static int Lines(string text, int width)
    {
        if (text.Length <= width && !text.Contains('\n', StringComparison.Ordinal))
        {
            return 1;
        }

        var lines = 0;
        foreach (var paragraph in text.AsSpan().EnumerateLines())
        {
            var used = 0;
            lines++;
            foreach (var word in paragraph.Split(' '))
            {
                var length = word.End.Value - word.Start.Value;
                if (used > 0 && used + 1 + length > width)
                {
                    (lines, used) = (lines + 1, 0);
                }

                used += (used > 0 ? 1 : 0) + length;
                lines += Math.Max(0, used - 1) / width; // a word longer than the line is broken inside
                used = used > width ? used % width : used;
            }
        }

        return lines;
    }
}
