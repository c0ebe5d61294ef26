using System.Globalization;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Sheets;

/// <summary>Reads one event, from a line of the sheet or from a row of a source of poll.json: the same names mean the same.</summary>
static class EventLine
{
    /// <param name="cell">The text under a name; null or empty when there is none.</param>
    /// <param name="where">Names the line in notes.</param>
    /// <returns>Null when it cannot be read; the notes say why.</returns>
    public static HeldEvent? Read(string? id, Func<string, string?> cell, string where, List<string> notes)
    {
        string? Cell(params string[] names) => names.Select(cell).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

        // A slash would part the key that people type.
        id = id?.Trim().Replace('/', '-');
        if (
            string.IsNullOrEmpty(id)
            || Cell("title", "title_vi", CanonicalField.NameVi) is not { } title
            || !DayText.TryParse(Cell("day"), out var day)
        )
        {
            notes.Add($"{where}: an event needs an id, a title and a day like 14/09/2025. The line was left out.");
            return null;
        }

        var zone = Zone(Cell("zone"), where, notes);
        return new(id, day)
        {
            TitleVi = title,
            TitleEn = Cell("title_en", CanonicalField.NameEn),
            Time = TimeOnly.TryParse(Cell("time"), CultureInfo.InvariantCulture, out var time) ? time : null,
            Place = Cell("place"),
            OffsetMinutes = zone is null ? null : (int)zone.GetUtcOffset(day.ToDateTime(time)).TotalMinutes,
            Zone = zone is null ? null : Zones.IanaName(zone),
            Officer = Cell("officer"),
            Country = Cell("country"),
            Covers = [.. (Cell("covers") ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            IsCancelled = Cell("cancelled") is not (null or "0" or "no" or "không"),
        };
    }

    static TimeZoneInfo? Zone(string? zone, string where, List<string> notes)
    {
        if (zone is null)
        {
            return null;
        }

        if (Zones.TryFind(zone, out var found))
        {
            return found;
        }

        notes.Add(
            $"{where}: there is no time zone \"{zone}\". Write an IANA name such as America/Caracas; the time is shown as it stands."
        );
        return null;
    }
}
