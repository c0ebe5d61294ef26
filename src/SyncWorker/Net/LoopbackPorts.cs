using System.Net;
using System.Net.Sockets;

namespace SyncWorker.Net;

/// <summary>
/// Ports of loopback that are free, each given once by this process. In a range below what systems give to connections (from 32768 on
/// Linux, from 49152 on Windows), so that nobody takes one between two uses of it.
/// </summary>
/// <param name="first">The first of the range.</param>
/// <param name="count">How many there are.</param>
/// <param name="start">Where in the range to begin: processes side by side begin apart.</param>
sealed class LoopbackPorts(int first, int count, int start)
{
    int _given = start;

    /// <exception cref="SocketException">None of the range is free.</exception>
    public int Next()
    {
        for (var tries = 1; ; tries++)
        {
            var port = first + (int)((uint)Interlocked.Increment(ref _given) % count);
            try
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port)); // it never listens
                return port;
            }
            catch (SocketException) when (tries < count)
            {
                // another program has it
            }
        }
    }
}
