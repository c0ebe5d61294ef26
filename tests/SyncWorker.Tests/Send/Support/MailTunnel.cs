using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SyncWorker.Tests.Send.Support;

/// <summary>A proxy on loopback, HTTP CONNECT or SOCKS 5 (RFC 1928), that tunnels whatever host it is asked for to one port.</summary>
sealed class MailTunnel : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _closing = new();
    readonly ConcurrentQueue<string> _hosts = new();
    readonly bool _isSocks;
    readonly int _port;
    readonly Task _accepting;

    public MailTunnel(bool isSocks, int port)
    {
        (_isSocks, _port) = (isSocks, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"{(_isSocks ? "socks5" : "http")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What it was asked for, in order.</summary>
    public IReadOnlyList<string> Hosts => [.. _hosts];

    /// <summary>Refuses every host.</summary>
    public bool Refuses { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting; // first: a listener that is stopped throws when it is asked to accept
        _listener.Stop();
        _closing.Dispose();
    }

    async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(TunnelAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    async Task TunnelAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var near = client.GetStream();
                await (_isSocks ? OpenSocksAsync(near) : OpenHttpAsync(near));
                if (Refuses)
                {
                    return;
                }

                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _port, _closing.Token);
                await using var far = server.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, _closing.Token), far.CopyToAsync(near, _closing.Token));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One of the two went away.
            }
        }
    }

    async Task OpenHttpAsync(Stream near)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(near, 1))[0]);
        }

        _hosts.Enqueue(head.ToString().Split(' ')[1]);
        await near.WriteAsync(
            Refuses ? "HTTP/1.1 403 Forbidden\r\n\r\n"u8.ToArray() : "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(),
            _closing.Token
        );
    }

    async Task OpenSocksAsync(Stream near)
    {
        var ways = (await ReadAsync(near, 2))[1];
        await ReadAsync(near, ways);
        await near.WriteAsync(new byte[] { 5, 0 }, _closing.Token);
        var length = (await ReadAsync(near, 5))[4]; // a domain name: type 3
        var name = Encoding.ASCII.GetString(await ReadAsync(near, length));
        var port = await ReadAsync(near, 2);
        _hosts.Enqueue($"{name}:{(port[0] * 256) + port[1]}");
        await near.WriteAsync(new byte[] { 5, (byte)(Refuses ? 2 : 0), 0, 1, 0, 0, 0, 0, 0, 0 }, _closing.Token);
    }

    async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, _closing.Token);
        return bytes;
    }
}
