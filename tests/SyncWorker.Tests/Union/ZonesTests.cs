using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Zones by their names, clocks on the wall as instants, and instants as a clock shows them.</summary>
public sealed class ZonesTests
{
    static TimeZoneInfo Zone(string name) => Zones.TryFind(name, out var zone) ? zone : throw new TimeZoneNotFoundException(name);

    [Fact]
    public void The_zone_of_vietnam_is_found_by_either_name()
    {
        Assert.Equal(TimeSpan.FromHours(7), Zone(Zones.Vietnam).BaseUtcOffset);
        Assert.Equal(TimeSpan.FromHours(7), Zone("SE Asia Standard Time").BaseUtcOffset);
        Assert.Equal("Asia/Ho_Chi_Minh", Zones.IanaName(Zone(Zones.Vietnam)));
        Assert.False(Zones.TryFind("Asia/Nowhere", out _));
    }

    [Theory]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("A zone of our own", "A zone of our own")]
    public void A_zone_without_an_iana_name_is_named_by_the_one_of_its_windows_name(string id, string iana) =>
        Assert.Equal(iana, Zones.IanaName(TimeZoneInfo.CreateCustomTimeZone(id, TimeSpan.FromHours(1), id, id)));

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", "2026-07-14T08:00", "2026-07-14T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-01-14T08:00", "2026-01-14T07:00:00Z")]
    [InlineData("Europe/Berlin", "2026-07-14T08:00", "2026-07-14T06:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z")] // left out: half an hour after the gap
    [InlineData("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z")] // comes twice: the first
    [InlineData("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z")]
    public void A_clock_on_the_wall_shows_an_instant(string zone, string local, string instant)
    {
        var at = DateTime.Parse(local, CultureInfo.InvariantCulture);

        var found = Zones.Instant(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at), Zone(zone));

        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), found);
        Assert.Equal(TimeSpan.Zero, found.Offset);
    }

    [Theory]
    [InlineData("2026-11-30T00:00:00Z", "Mon 30/11/2026 07:00")]
    [InlineData("2026-11-30T17:00:05Z", "Tue 01/12/2026 00:00:05")]
    public void A_clock_is_read_with_seconds_where_there_are_any(string instant, string local) =>
        Assert.Equal(local, Zones.Local(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Zone(Zones.Vietnam)));

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh", "2026-01-01T00:00:00Z", "Asia/Ho_Chi_Minh, UTC+07:00")]
    [InlineData("America/New_York", "2026-01-01T00:00:00Z", "America/New_York, UTC-05:00")]
    [InlineData("America/New_York", "2026-07-01T00:00:00Z", "America/New_York, UTC-04:00")]
    [InlineData("Asia/Kolkata", "2026-07-01T00:00:00Z", "Asia/Kolkata, UTC+05:30")]
    [InlineData("UTC", "2026-07-01T00:00:00Z", "UTC, UTC+00:00")]
    public void A_zone_is_named_with_what_it_is_apart_from_utc(string zone, string now, string label) =>
        Assert.Equal(label, Zones.Label(Zone(zone), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
}
