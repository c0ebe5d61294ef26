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

        if (name is not ("Asia/Ho_Chi_Minh" or "SE Asia Standard Time"))
        {
            return false;
        }

        zone = TimeZoneInfo.TryFindSystemTimeZoneById("SE Asia Standard Time", out var known)
            ? known
            : TimeZoneInfo.CreateCustomTimeZone("UTC+07", TimeSpan.FromHours(7), "UTC+07", "UTC+07");
        return true;
    }

    /// <summary>
    /// The instant at which a clock on the wall of the zone shows this; a time that daylight saving leaves out is the one after the gap.
    /// </summary>
    public static DateTimeOffset Instant(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        var offset = zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(-1) : local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
