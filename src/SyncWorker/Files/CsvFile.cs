using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Files;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
readonly record struct CsvRecord(int Line, IReadOnlyList<string> Cells);

/// <summary>A small CSV file that people keep, read as a whole: whatever Excel saves, in its encoding and with its separator.</summary>
static class CsvFile
{
    const int LongestRecord = 1024 * 1024;

    /// <exception cref="CsvException">It is no CSV.</exception>
    /// <exception cref="IOException">The file is out of reach.</exception>
    public static IReadOnlyList<CsvRecord> Read(string path)
    {
        return Parse(Decode(ReadBytes(path)));
    }

    /// <summary>Reads a table that an admin keeps beside the config: UTF-8 or marked UTF-16 only, see <see cref="StrictText"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="records">Its records.</param>
    /// <param name="line">The line of the first byte that cannot be read.</param>
    /// <exception cref="CsvException">It is no CSV.</exception>
    /// <exception cref="IOException">The file is out of reach.</exception>
    public static bool TryRead(string path, out IReadOnlyList<CsvRecord> records, out int line)
    {
        var isText = StrictText.TryDecode(ReadBytes(path), out var text, out line);
        records = isText ? Parse(text!) : [];
        return isText;
    }

    /// <summary>Opens a file that may be open in Excel: Excel forbids others to write it, not to read it.</summary>
    public static FileStream OpenShared(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <exception cref="CsvException">It is no CSV.</exception>
    public static IReadOnlyList<CsvRecord> Parse(string text)
    {
        var records = new List<CsvRecord>();
        var reader = new CsvRecords(Delimiter(text), LongestRecord, (line, cells) => records.Add(new(line, cells.ToArray())));
        reader.Take(text.AsSpan().TrimStart('\uFEFF'));
        reader.End();
        return records;
    }

    static byte[] ReadBytes(string path)
    {
        using var stream = OpenShared(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    static string Decode(byte[] bytes)
    {
        var found = Encodings.Sniff(bytes, whole: true, configured: null);
        return WritableText.Clean(found.Encoding.GetString(bytes.AsSpan(found.Skip))).Normalize(NormalizationForm.FormC);
    }

    // The most frequent one in the first line that has any text; cells in quotation marks do not count.
    static char Delimiter(string text)
    {
        var header = text.AsSpan().TrimStart("\uFEFF \r\n");
        var counts = new int[CsvRecords.Delimiters.Length];
        var isQuoted = false;
        foreach (var character in header)
        {
            if (character is '\r' or '\n' && !isQuoted)
            {
                break;
            }

            isQuoted ^= character == '"';
            if (!isQuoted && CsvRecords.Delimiters.IndexOf(character) is >= 0 and var index)
            {
                counts[index]++;
            }
        }

        return counts.Max() == 0 ? ',' : CsvRecords.Delimiters[Array.IndexOf(counts, counts.Max())];
    }
}
