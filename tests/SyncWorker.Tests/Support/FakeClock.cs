using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace SyncWorker.Tests.Support;

/// <summary>A clock that stands still until it is told to go on, set by local time.</summary>
static class FakeClock
{
    public static FakeTimeProvider At(string local) =>
        new(DateTimeOffset.Parse(local + "+07:00", CultureInfo.InvariantCulture).ToUniversalTime());
}
