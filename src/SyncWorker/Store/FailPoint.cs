using System.Diagnostics;

namespace SyncWorker.Store;

/// <summary>
/// A named moment at which a crash would hurt most. The crash tests set SYNCWORKER_KILL_AT to such a name and start the program
/// again; outside of them passing one costs a comparison with null.
/// </summary>
static class FailPoint
{
    static readonly string? s_at = Environment.GetEnvironmentVariable("SYNCWORKER_KILL_AT");

    /// <summary>Dies on the spot, as by kill -9 or a power cut, when this moment was asked for.</summary>
    public static void Pass(string name)
    {
        if (s_at is not null && string.Equals(s_at, name, StringComparison.Ordinal))
        {
            Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim().Wait(); // the signal is on its way; nothing after this line may happen
        }
    }
}
