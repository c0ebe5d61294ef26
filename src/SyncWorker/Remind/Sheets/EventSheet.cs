using System.Globalization;
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
        if (!sheet.Columns.Contains("id", StringComparer.OrdinalIgnoreCase) || !sheet.Columns.Contains("day", StringComparer.OrdinalIgnoreCase))
        {
            notes.Add($"{file}: the first line does not name the columns id and day. No event was read; name the columns.");
            return [];
        }

        var events = new Dictionary<string, HeldEvent>(StringComparer.Ordinal);
        foreach (var (line, cells) in sheet.Rows())
        {
            string? Cell(params string[] names) => names.Select(name => cells.GetValueOrDefault(name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

            if (Cell("id") is not { } id || Cell("title", "title_vi") is not { } title || !SheetFile.TryDay(Cell("day") ?? "", out var day))
            {
                notes.Add($"{file}, line {line}: an event needs an id, a title and a day like 14/09/2025. The line was left out.");
                continue;
            }

            if (!events.TryAdd(id, new(id, day)
            {
                TitleVi = title,
                TitleEn = Cell("title_en"),
                Time = TimeOnly.TryParse(Cell("time"), CultureInfo.InvariantCulture, out var time) ? time : null,
                Place = Cell("place"),
                OffsetMinutes = Offset(Cell("zone"), day, time, file, line, notes),
                Officer = Cell("officer"),
                Country = Cell("country"),
                Covers = [.. (Cell("covers") ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                IsCancelled = Cell("cancelled") is not (null or "0" or "no" or "không"),
            }))
            {
                notes.Add($"{file}, line {line}: the id \"{id}\" stands there a second time. The first line counts.");
            }
        }

        return [.. events.Values];
    }

    static int? Offset(string? zone, DateOnly day, TimeOnly time, string file, int line, List<string> notes)
    {
        if (zone is null)
        {
            return null;
        }

        if (Hosting.Zones.TryFind(zone, out var found))
        {
            return (int)found.GetUtcOffset(day.ToDateTime(time)).TotalMinutes;
        }

        notes.Add($"{file}, line {line}: there is no time zone \"{zone}\". Write an IANA name such as America/Caracas; the time is shown as it stands.");
        return null;
    }
}
