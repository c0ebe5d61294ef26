using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SyncWorker.Net.Mail;

/// <summary>Says in words what is wrong with a server's certificate.</summary>
static class ServerCertificate
{
    /// <summary>Null when it is good.</summary>
    public static string? Refusal(
        string host,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors,
        PrivateAuthority authority
    )
    {
        try
        {
            if (authority.Accepts(certificate, chain, errors))
            {
                return null;
            }
        }
        catch (AuthenticationException unreadable)
        {
            return unreadable.Message;
        }

        if (certificate is not X509Certificate2 own)
        {
            return $"{host} showed no certificate.";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"The certificate is made out to {own.GetNameInfo(X509NameType.DnsName, false)}, not to {host}: write that name as host in send.json, or have the certificate renewed.";
        }

        var state = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if (state.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return $"The certificate of {host} is valid from {own.NotBefore:yyyy-MM-dd} to {own.NotAfter:yyyy-MM-dd} only: have it renewed, and check this machine's clock.";
        }

        if (own.SubjectName.RawData.AsSpan().SequenceEqual(own.IssuerName.RawData))
        {
            return $"The certificate of {host} is self-signed, so that nobody vouches for it: have one issued for the server, or save this one as a .pem file and name it in trust in send.json.";
        }

        return $"The certificate of {host} comes from \"{own.GetNameInfo(X509NameType.SimpleName, true)}\", which this machine does not trust: install that authority's certificate, or name its .pem file in trust in send.json.";
    }
}
