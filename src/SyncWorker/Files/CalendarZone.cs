using System.Globalization;
using System.Text;

namespace SyncWorker.Files;

/// <summary>A time zone as iCalendar wants it (RFC 5545, 3.6.5): what its clocks show on the days of the events, and when they change.</summary>
static class CalendarZone
{
    /// <param name="text">The calendar.</param>
    /// <param name="name">The name by which events refer to it.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="first">Day of the first event in it.</param>
    /// <param name="last">Day of the last.</param>
    public static void Write(StringBuilder text, string name, TimeZoneInfo zone, DateOnly first, DateOnly last)
    {
        CalendarText.Line(text, "BEGIN:VTIMEZONE");
        CalendarText.Line(text, $"TZID:{name}");
        var hour = new DateTimeOffset(first.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var end = new DateTimeOffset(last.AddDays(2).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var offset = zone.GetUtcOffset(hour);
        Observance(text, zone, new(1970, 1, 1), offset, offset);
        for (; hour < end; hour = hour.AddHours(1))
        {
            if (zone.GetUtcOffset(hour.AddHours(1)) is var next && next != offset)
            {
                Observance(text, zone, Change(zone, hour).ToOffset(offset).DateTime, offset, next);
                offset = next;
            }
        }

        CalendarText.Line(text, "END:VTIMEZONE");
    }

    // The minute within the hour at which the clocks change.
    static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset hour)
    {
        var before = zone.GetUtcOffset(hour);
        var minute = hour;
        while (zone.GetUtcOffset(minute) == before)
        {
            minute = minute.AddMinutes(1);
        }

        return minute;
    }

    static void Observance(StringBuilder text, TimeZoneInfo zone, DateTime from, TimeSpan before, TimeSpan after)
    {
        var kind = after > zone.BaseUtcOffset ? "DAYLIGHT" : "STANDARD";
        CalendarText.Line(text, $"BEGIN:{kind}");
        CalendarText.Line(text, $"DTSTART:{from.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}");
        CalendarText.Line(text, $"TZOFFSETFROM:{Offset(before)}");
        CalendarText.Line(text, $"TZOFFSETTO:{Offset(after)}");
        CalendarText.Line(text, $"END:{kind}");
    }

    static string Offset(TimeSpan offset) =>
        $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.ToString("hhmm", CultureInfo.InvariantCulture)}";
}
