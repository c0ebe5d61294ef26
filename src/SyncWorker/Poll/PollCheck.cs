using SyncWorker.Hosting.Config;

namespace SyncWorker.Poll;

/// <summary>What the types of poll.json cannot say.</summary>
static class PollCheck
{
    public static void Check(PollOptions options, ConfigFaults faults)
    {
        _ = options;
        _ = faults;
    }
}
