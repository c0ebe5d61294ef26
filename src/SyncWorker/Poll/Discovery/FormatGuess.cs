using System.Text;
using System.Text.Json;
using SyncWorker.Files;

namespace SyncWorker.Poll.Discovery;

/// <summary>
/// Says how an answer is written: a workbook by its first bytes; JSON when it begins as an object or a list; an object a line when a second
/// line begins as one and the first is whole; a table otherwise.
/// </summary>
static class FormatGuess
{
    public static SourceFormat Of(FirstAnswer answer)
    {
        if (answer.IsWorkbook)
        {
            return SourceFormat.Excel;
        }

        var text = Text(answer, null, out _).AsSpan().TrimStart();
        return text is ['[', ..] ? SourceFormat.Json
            : text is not ['{', ..] ? SourceFormat.Csv
            : IsObjectALine(text) ? SourceFormat.Ndjson
            : SourceFormat.Json;
    }

    /// <summary>The text of an answer that is no workbook.</summary>
    /// <param name="answer">As it came.</param>
    /// <param name="encoding">That of poll.json; null to find it out.</param>
    /// <param name="words">Which encoding it is, for people.</param>
    public static string Text(FirstAnswer answer, string? encoding, out string words)
    {
        var bytes = answer.Bytes.AsSpan();
        var sniffed = Encodings.Sniff(bytes[..Math.Min(bytes.Length, Encodings.Sample)], bytes.Length <= Encodings.Sample, encoding);
        words = sniffed.Words;
        return sniffed.Encoding.GetString(bytes[sniffed.Skip..]);
    }

    static bool IsObjectALine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        if (end < 0 || text[(end + 1)..].TrimStart() is not ['{', ..])
        {
            return false;
        }

        try
        {
            using var _ = JsonDocument.Parse(Encoding.UTF8.GetBytes(text[..end].ToString()));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
