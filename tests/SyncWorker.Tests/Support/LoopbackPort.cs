using System.Net;
using System.Net.Sockets;

namespace SyncWorker.Tests.Support;

/// <summary>
/// Ports for servers that want a number before they listen, and numbers at which nobody answers. Each is given once in a run,
/// and from below the range that the system gives connections and listeners from (32768 and up on Linux, 49152 on Windows),
/// so that no test beside can take it in between.
/// </summary>
static class LoopbackPort
{
    const int First = 14_000; // the clusters of tests/postgres.sh are below, demos above
    const int Count = 6_000;
    static int s_given = Environment.ProcessId * 101 % Count; // runs side by side begin far from each other

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref s_given) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // a server of this machine has it
            }
        }
    }
}
