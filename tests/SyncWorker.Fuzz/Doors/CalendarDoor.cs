using System.Buffers;
using System.Globalization;
using System.Text;
using SyncWorker.Files;
using SyncWorker.Union;

namespace SyncWorker.Fuzz.Doors;

/// <summary>Calendars that are written from any text and read back by a library that others wrote, and any text that lies where one was.</summary>
static class CalendarDoor
{
    static readonly SearchValues<char> s_breaks = SearchValues.Create("\r\u0085\u2028\u2029\f\v\t");

    static readonly DateTimeOffset s_now = new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero);

    public static Door Door { get; } =
        new("calendar", Enter)
        {
            Words =
            [
                "BEGIN:VEVENT",
                "END:VEVENT",
                "\\n",
                "\\,",
                "\\;",
                "\r\n ",
                ";TZID=",
                "SUMMARY:",
                "Europe/Prague",
                "Asia/Ho_Chi_Minh",
                "America/Caracas",
                "UTC",
                "2026-07-14",
                "15:00",
            ],
            Longest = 2048,
        };

    // Lines: title, description, place, zone, day, time, key.
    static int Enter(byte[] bytes)
    {
        var lines = OddText.Lines(bytes).Concat(Enumerable.Repeat("", 7)).ToList();
        _ = DayText.TryParse(lines[4], out var day);
        var entry = new CalendarEvent(lines[6], day.Year is > 1 and < 9999 ? day : new(2026, 7, 14), lines[0], 1)
        {
            Description = lines[1].Length > 0 ? lines[1] : null,
            Place = lines[2].Length > 0 ? lines[2] : null,
            Zone = lines[3].Length > 0 ? lines[3] : null,
            Start = TimeOnly.TryParseExact(lines[5], "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
            Alarm = TimeSpan.FromMinutes(90),
        };
        var text = CalendarText.Write(lines[0], [entry], s_now);
        Promise.Keep(CalendarText.IsSame(text, text), "a calendar is not the same as itself");
        _ = CalendarText.IsSame(OddText.Read(bytes), text);
        foreach (var line in text.Split("\r\n"))
        {
            Promise.Keep(Encoding.UTF8.GetByteCount(line) <= 75, "a line of a calendar is longer than 75 octets");
        }

        Promise.Keep(text.Split("\r\n").Count(line => line == "BEGIN:VEVENT") == 1, "a text adds an event to the calendar");
        ReadBack(text, lines[0]);
        return HashCode.Combine(
            entry.Zone is not null && Zones.TryFind(entry.Zone, out _),
            entry.Start is null,
            day.Year > 1,
            Math.Min(text.Length / 400, 6)
        );
    }

    static void ReadBack(string text, string title)
    {
        var read = Ical.Net.Calendar.Load(text)!.Events.Single();
        if (WritableText.IsWritable(title) && !title.AsSpan().ContainsAny(s_breaks))
        {
            Promise.Keep(read.Summary?.Trim() == title.Trim(), "a title does not come back from the calendar");
        }
    }
}
