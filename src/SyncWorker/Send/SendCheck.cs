using SyncWorker.Hosting.Config;

namespace SyncWorker.Send;

/// <summary>What the types of send.json cannot say.</summary>
static class SendCheck
{
    public static void Check(SendOptions options, ConfigFaults faults)
    {
        _ = options;
        _ = faults;
    }
}
