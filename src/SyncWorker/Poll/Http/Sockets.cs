using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SyncWorker.Hosting;

namespace SyncWorker.Poll.Http;

/// <summary>Opens the sockets: one connection a host, through the proxy, trusting the private authorities that config names.</summary>
static class Sockets
{
    public static SocketsHttpHandler Open(PollOptions poll, WorkerFolders folders)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // WithinHosts follows
            AutomaticDecompression = DecompressionMethods.None, // the body is unpacked within limits
            UseCookies = false,
            MaxConnectionsPerServer = 1,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxResponseHeadersLength = 64,
            ResponseDrainTimeout = TimeSpan.Zero,
        };
        if (poll.Proxy is { } proxy)
        {
            sockets.UseProxy = proxy != "none";
            sockets.Proxy = sockets.UseProxy ? new WebProxy(proxy) { BypassProxyOnLocal = true, UseDefaultCredentials = true } : null;
        }

        if (poll.Trust is not [])
        {
            var own = new X509Certificate2Collection();
            foreach (var file in poll.Trust)
            {
                own.ImportFromPemFile(Path.Combine(folders.Config, file));
            }

            sockets.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsOurs(certificate, chain, own));
        }

        return sockets;
    }

    static bool IsOurs(X509Certificate? certificate, X509Chain? seen, X509Certificate2Collection own)
    {
        if (certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(own);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a private authority seldom has lists that are reachable
        foreach (var element in seen is null ? [] : seen.ChainElements.ToArray())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(leaf);
    }
}
