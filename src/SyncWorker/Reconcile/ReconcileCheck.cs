using SyncWorker.Hosting.Config;

namespace SyncWorker.Reconcile;

/// <summary>What the types of reconcile.json cannot say.</summary>
static class ReconcileCheck
{
    public static void Check(ReconcileOptions options, ConfigFaults faults)
    {
        _ = options;
        _ = faults;
    }
}
