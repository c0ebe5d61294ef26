using SyncWorker.Net;

namespace SyncWorker.Tests.Support;

/// <summary>
/// A port for a server that wants a number before it listens, or a number at which nobody answers: no test beside can take it in between.
/// </summary>
static class LoopbackPort
{
    // The clusters of tests/postgres.sh are below, demos above.
    static readonly LoopbackPorts s_ports = new(14_000, 6_000, Environment.ProcessId * 101);

    public static int Next() => s_ports.Next();
}
