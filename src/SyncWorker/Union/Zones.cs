using System.Globalization;

namespace SyncWorker.Union;

/// <summary>Finds a time zone where the machine may know only IANA names, only Windows names, or none.</summary>
static class Zones
{
    /// <summary>The union's zone has had no daylight saving since 1975; a machine without zone data gets a fixed +7.</summary>
    public static bool TryFind(string name, out TimeZoneInfo zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!))
        {
            return true;
        }

        if (TimeZoneInfo.TryConvertIanaIdToWindowsId(name, out var windows) && TimeZoneInfo.TryFindSystemTimeZoneById(windows, out zone!))
        {
            return true;
        }

        if (name is not (Vietnam or "SE Asia Standard Time"))
        {
            return false;
        }

        zone = TimeZoneInfo.TryFindSystemTimeZoneById("SE Asia Standard Time", out var known)
            ? known
            : TimeZoneInfo.CreateCustomTimeZone("UTC+07", TimeSpan.FromHours(7), "UTC+07", "UTC+07");
        return true;
    }

    /// <summary>The zone that Vietnam keeps, by its IANA name.</summary>
    public const string Vietnam = "Asia/Ho_Chi_Minh";

    /// <summary>The zone's IANA name, by which calendars know it.</summary>
    public static string IanaName(TimeZoneInfo zone) =>
        !zone.HasIanaId && TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var name) ? name : zone.Id;

    /// <summary>
    /// The instant at which a clock on the wall of the zone shows this: a time that daylight saving leaves out is as long after the gap as it
    /// is after the gap's beginning, and of one that comes twice it is the first.
    /// </summary>
    public static DateTimeOffset Instant(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        var offset =
            zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-1))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>How a clock in the zone shows the instant: "Mon 30/11/2026 07:00", with seconds where there are any.</summary>
    public static string Local(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString(local.Second == 0 ? "ddd dd/MM/yyyy HH:mm" : "ddd dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>The zone as it is named once beside local times: "Asia/Ho_Chi_Minh, UTC+07:00".</summary>
    public static string Label(TimeZoneInfo zone, DateTimeOffset now)
    {
        var offset = zone.GetUtcOffset(now);
        return string.Create(CultureInfo.InvariantCulture, $"{zone.Id}, UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
    }
}
