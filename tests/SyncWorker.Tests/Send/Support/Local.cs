using System.Globalization;

namespace SyncWorker.Tests.Send.Support;

static class Local
{
    /// <summary>A local time of the union as an instant.</summary>
    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+07:00", CultureInfo.InvariantCulture);
}
