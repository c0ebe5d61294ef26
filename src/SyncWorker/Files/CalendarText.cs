using System.Globalization;
using System.Text;

namespace SyncWorker.Files;

/// <summary>
/// Text of an iCalendar file (RFC 5545): all-day events with a UID that stays, so that importing one again moves it instead of
/// adding a second.
/// </summary>
static class CalendarText
{
    /// <summary>The calendar's head; <see cref="End"/> closes it.</summary>
    public static void Begin(StringBuilder text, string? name)
    {
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SyncWorker//Remind//VI");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        if (name is not null)
        {
            Line(text, $"X-WR-CALNAME:{Escape(name)}");
        }
    }

    public static void End(StringBuilder text) => Line(text, "END:VCALENDAR");

    public static void Event(StringBuilder text, CalendarEvent calendarEvent, DateTimeOffset now)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape(calendarEvent.Key)}@syncworker");
        Line(text, $"DTSTAMP:{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        Line(text, $"DTSTART;VALUE=DATE:{calendarEvent.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        Line(text, $"DTEND;VALUE=DATE:{calendarEvent.Day.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{calendarEvent.Moves}"));
        Line(text, $"SUMMARY:{Escape(calendarEvent.Summary)}");
        if (calendarEvent.Description is { } description)
        {
            Line(text, $"DESCRIPTION:{Escape(description)}");
        }

        Line(text, calendarEvent.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    /// <summary>RFC 5545, 3.3.11.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
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

/// <summary>An all-day event.</summary>
/// <param name="Key">What it is for ever: rule, subject and period.</param>
/// <param name="Moves">How often a mail announced another day: SEQUENCE.</param>
sealed record CalendarEvent(string Key, DateOnly Day, string Summary, int Moves)
{
    public string? Description { get; init; }

    public bool IsCancelled { get; init; }
}
