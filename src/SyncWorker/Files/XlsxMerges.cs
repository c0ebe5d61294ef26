using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SyncWorker.Files;

/// <summary>
/// The merged areas of a sheet that go over several rows. They stand behind the rows, so the part is unpacked to its end, and not
/// parsed, before it is read: that also finds a part that is larger than it says before a row of it is taken.
/// </summary>
static partial class XlsxMerges
{
    const int Most = 100_000;

    public static IReadOnlyList<MergedCells> Read(Stream part)
    {
        var areas = new List<MergedCells>();
        var buffer = new byte[64 * 1024];
        var kept = 0; // of the bytes before, so that nothing is cut in two
        int read;
        while ((read = part.Read(buffer.AsSpan(kept))) > 0)
        {
            var window = buffer.AsSpan(0, kept + read);
            var from = window.IndexOf("mergeCell "u8);
            var used = window.Length;
            if (from >= 0)
            {
                used = window.LastIndexOf((byte)'>') + 1;
                Add(areas, Encoding.ASCII.GetString(window[..used]));
            }

            kept = Math.Min(window.Length - (from >= 0 ? used : 0), 512);
            window[^kept..].CopyTo(buffer);
        }

        areas.Sort((one, other) => one.FirstRow.CompareTo(other.FirstRow));
        return areas;
    }

    static void Add(List<MergedCells> areas, string xml)
    {
        foreach (Match area in Area().Matches(xml))
        {
            var (first, last) = (Number(area.Groups["first"].Value), Number(area.Groups["last"].Value));
            if (last > first && areas.Count < Most)
            {
                areas.Add(
                    new(
                        first - 1,
                        last - 1,
                        area.Groups["column"].Value.Aggregate(0, (column, letter) => (column * 26) + (letter & 31)) - 1
                    )
                );
            }
        }
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "mergeCell ref=[\"'](?<column>[A-Z]{1,3})(?<first>[0-9]{1,7}):[A-Z]{1,3}(?<last>[0-9]{1,7})[\"']",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Area();
}
