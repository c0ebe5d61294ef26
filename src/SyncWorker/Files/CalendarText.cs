using System.Globalization;
using System.Text;
using System.Xml;
using SyncWorker.Union;

namespace SyncWorker.Files;

/// <summary>
/// Text of an iCalendar file (RFC 5545): events with a UID that stays, so that importing one again moves it instead of adding a second.
/// There is no METHOD: the file is one to keep or to subscribe to, not an invitation (RFC 5546).
/// </summary>
static class CalendarText
{
    const string Stamp = "DTSTAMP:";

    /// <summary>The calendar as a file.</summary>
    /// <param name="name">What calendar programs call it; null for a single entry.</param>
    /// <param name="events">In the order to write.</param>
    /// <param name="now">When it is made.</param>
    public static string Write(string? name, IReadOnlyList<CalendarEvent> events, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SyncWorker//Remind//VI");
        Line(text, "CALSCALE:GREGORIAN");
        if (name is not null)
        {
            Line(text, $"X-WR-CALNAME:{Escape(name)}");
        }

        foreach (var zone in events.Where(entry => entry.Start is not null && Zone(entry) is not null).GroupBy(entry => entry.Zone!))
        {
            CalendarZone.Write(text, zone.Key, Zone(zone.First())!, zone.Min(entry => entry.Day), zone.Max(entry => entry.Day));
        }

        foreach (var entry in events)
        {
            Event(text, entry, now);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>Whether two calendars say the same, whenever they were made.</summary>
    public static bool IsSame(string one, string other) =>
        one.Split("\r\n")
            .Where(line => !line.StartsWith(Stamp, StringComparison.Ordinal))
            .SequenceEqual(other.Split("\r\n").Where(line => !line.StartsWith(Stamp, StringComparison.Ordinal)));

    static void Event(StringBuilder text, CalendarEvent entry, DateTimeOffset now)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape(entry.Key)}@syncworker");
        Line(text, $"{Stamp}{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        When(text, entry);
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Moves}"));
        Line(text, $"SUMMARY:{Escape(entry.Summary)}");
        if (entry.Place is { } place)
        {
            Line(text, $"LOCATION:{Escape(place)}");
        }

        if (entry.Description is { } description)
        {
            Line(text, $"DESCRIPTION:{Escape(description)}");
        }

        Line(text, entry.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        if (entry.Start is null)
        {
            Line(text, "TRANSP:TRANSPARENT");
        }

        if (entry is { Alarm: { } alarm, IsCancelled: false })
        {
            Line(text, "BEGIN:VALARM");
            Line(text, "ACTION:DISPLAY");
            Line(text, $"DESCRIPTION:{Escape(entry.Summary)}");
            Line(text, $"TRIGGER:-{XmlConvert.ToString(alarm)}");
            Line(text, "END:VALARM");
        }

        Line(text, "END:VEVENT");
    }

    // An event whose zone this machine does not know is at that hour wherever the reader is.
    static void When(StringBuilder text, CalendarEvent entry)
    {
        if (entry.Start is { } time)
        {
            var zone = Zone(entry) is null ? "" : $";TZID={entry.Zone}";
            Line(text, $"DTSTART{zone}:{entry.Day.ToDateTime(time).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}");
            return;
        }

        Line(text, $"DTSTART;VALUE=DATE:{entry.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        if (entry.Day < DateOnly.MaxValue) // without an end it takes one day (RFC 5545, 3.6.1)
        {
            Line(text, $"DTEND;VALUE=DATE:{entry.Day.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        }
    }

    static TimeZoneInfo? Zone(CalendarEvent entry) => entry.Zone is { } name && Zones.TryFind(name, out var zone) ? zone : null;

    /// <summary>RFC 5545, 3.3.11. Control characters are no text: a reader would refuse the whole calendar for one of them.</summary>
    public static string Escape(string text) =>
        WritableText
            .Clean(text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    /// <summary>A content line: folded at 75 octets, never inside a character (3.1).</summary>
    public static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
