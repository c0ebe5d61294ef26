using System.Globalization;
using SyncWorker.Reconcile.GoldenRecord;

namespace SyncWorker.Tests.Reconcile.GoldenRecord;

/// <summary>When a source says that a row changed, as sources write it.</summary>
public sealed class FreshnessTests
{
    [Theory]
    [InlineData("2026-07-06", "2026-07-06T00:00:00Z")]
    [InlineData("2026-07-06T08:30:00Z", "2026-07-06T08:30:00Z")]
    [InlineData("2026-07-06T08:30:00+07:00", "2026-07-06T01:30:00Z")]
    [InlineData("06/07/2026", "2026-07-05T17:00:00Z")]
    [InlineData("6/7/2026", "2026-07-05T17:00:00Z")]
    [InlineData("06/07/2026 08:30", "2026-07-06T01:30:00Z")]
    [InlineData("06/07/2026 08:30:15", "2026-07-06T01:30:15Z")]
    public void It_is_an_instant(string text, string instant)
    {
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Freshness.Read(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-07")]
    [InlineData("July 6, 2026")]
    [InlineData("7/13/2026 8:30 AM")]
    [InlineData("2026-13-45")]
    [InlineData("hôm qua vậy thôi")]
    public void What_is_no_time_is_none(string text) => Assert.Null(Freshness.Read(text));
}
