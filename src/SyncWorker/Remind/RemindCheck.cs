using SyncWorker.Hosting.Config;

namespace SyncWorker.Remind;

/// <summary>What the types of remind.json cannot say.</summary>
static class RemindCheck
{
    public static void Check(RemindOptions options, ConfigFaults faults)
    {
        _ = options;
        _ = faults;
    }
}
