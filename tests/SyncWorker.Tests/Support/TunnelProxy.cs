using System.Net.Sockets;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Support;

/// <summary>A proxy that tunnels whatever host it is asked for to one server on loopback.</summary>
sealed class TunnelProxy(Scripted server) : IAsyncDisposable
{
    readonly Scripted _listener = Scripted.Start((_, stream, token) => TunnelAsync(stream, new(server.Address), token));

    public string Address => _listener.Address;

    /// <summary>The hosts that it was asked for, each once.</summary>
    public IReadOnlyList<string> Hosts =>
        [.. _listener.Requests.Select(request => request.Target).Distinct().Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    static async Task TunnelAsync(Stream client, Uri server, CancellationToken cancellationToken)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = connection.GetStream();
        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
        await client.FlushAsync(cancellationToken);
        await Task.WhenAny(client.CopyToAsync(stream, cancellationToken), stream.CopyToAsync(client, cancellationToken));
    }
}
