using System.Net.Sockets;
using MailKit.Net.Proxy;

namespace SyncWorker.Net.Mail;

/// <summary>The proxy that a mail server is reached through, named in config as every proxy is (<see cref="NetworkOptions"/>).</summary>
sealed class MailProxy
{
    readonly ProxyClient _client;

    MailProxy(Uri address) =>
        _client = address.Scheme switch
        {
            NetworkOptions.Socks5 => new Socks5Client(address.Host, address.Port),
            NetworkOptions.Socks4A => new Socks4aClient(address.Host, address.Port),
            "https" => new HttpsProxyClient(address.Host, address.Port),
            _ => new HttpProxyClient(address.Host, address.Port),
        };

    /// <summary>Null when config names none.</summary>
    public static MailProxy? Find(string? proxy) => NetworkOptions.ProxyAddress(proxy) is { } address ? new(address) : null;

    /// <summary>A connection with the server, which the proxy looks up by its name.</summary>
    public async Task<Stream> ConnectAsync(string host, int port, CancellationToken abort)
    {
        var stream = await _client.ConnectAsync(host, port, abort);
        if (stream is NetworkStream plain)
        {
            plain.Socket.NoDelay = true; // as without a proxy
        }

        return stream;
    }
}
