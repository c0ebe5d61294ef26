using SyncWorker.Files;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Remind.Sheets;

/// <summary>
/// The sheet of events: columns id, day, title (title_vi), title_en, time, place, zone, officer, country, covers, cancelled. A line
/// that cannot be read is named and left out; the others count.
/// </summary>
static class EventSheet
{
    /// <param name="notes">Told of each line that cannot be read.</param>
    /// <exception cref="IOException">The file is out of reach.</exception>
    public static IReadOnlyList<HeldEvent> Read(string path, List<string> notes)
    {
        var sheet = SheetFile.Read(path);
        var file = Path.GetFileName(path);
        if (
            !sheet.Columns.Contains("id", StringComparer.OrdinalIgnoreCase)
            || !sheet.Columns.Contains("day", StringComparer.OrdinalIgnoreCase)
        )
        {
            notes.Add($"{file}: the first line does not name the columns id and day. No event was read; name the columns.");
            return [];
        }

        var events = new Dictionary<string, HeldEvent>(StringComparer.Ordinal);
        foreach (var (line, cells) in sheet.Rows())
        {
            if (
                EventLine.Read(cells.GetValueOrDefault("id"), name => cells.GetValueOrDefault(name), $"{file}, line {line}", notes)
                is not { } held
            )
            {
                continue;
            }

            if (!events.TryAdd(held.Id, held))
            {
                notes.Add($"{file}, line {line}: the id \"{held.Id}\" stands there a second time. The first line counts.");
            }
        }

        return [.. events.Values];
    }
}
