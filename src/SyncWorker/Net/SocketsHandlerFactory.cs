using System.Net;

namespace SyncWorker.Net;

/// <summary>
/// Opens the sockets under every HTTP client: through the proxy, trusting the private authorities that config names, without
/// cookies, and without following redirects, so that a secret goes nowhere else. A client sets its own total time-out.
/// </summary>
static class SocketsHandlerFactory
{
    public static HttpMessageHandler Open(NetworkOptions options)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a source's redirects are followed within its hosts, by a handler above
            AutomaticDecompression = DecompressionMethods.None, // a source's body is unpacked within limits
            UseCookies = false,
            ActivityHeadersPropagator = null, // telemetry is ours: no server of others is told of our traces
            MaxConnectionsPerServer = options.ConnectionsPerServer,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = 64,
            ResponseDrainTimeout = TimeSpan.Zero,
        };
        if (options.Proxy is { } proxy)
        {
            sockets.UseProxy = options.UsesProxy;
            sockets.Proxy = options.UsesProxy ? new WebProxy(proxy) { BypassProxyOnLocal = true, UseDefaultCredentials = true } : null;
        }

        if (options.TrustFiles is not [])
        {
            var authority = new PrivateAuthority(options.TrustFiles);
            sockets.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                authority.Accepts(certificate, chain, errors);
        }

        return new ConnectTimeoutHandler(sockets);
    }
}
