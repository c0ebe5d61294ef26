using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SyncWorker.Net;

/// <summary>The private certificate authorities that config names: what they issued is accepted beside what the system trusts.</summary>
sealed class PrivateAuthority(IReadOnlyList<string> files)
{
    readonly Lazy<X509Certificate2Collection> _roots = new(() => Read(files), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Whether a server's certificate is good. A wrong name or a missing certificate is not mended by an authority.</summary>
    /// <exception cref="AuthenticationException">A file of an authority cannot be read.</exception>
    public bool Accepts(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (
            errors == SslPolicyErrors.RemoteCertificateChainErrors
            && files is not []
            && certificate is X509Certificate2 own
            && Builds(own, sent)
        );

    bool Builds(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots.Value);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a private authority seldom has lists that can be reached
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return chain.Build(certificate);
    }

    /// <summary>Why a file is none of an authority; null when it is one.</summary>
    public static string? FaultOf(string file)
    {
        try
        {
            return Read(file) is [] ? $"The file {file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)." : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"There is no file {file}.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"The file {file} cannot be read: {error.Message}";
        }
    }

    static X509Certificate2Collection Read(IReadOnlyList<string> files)
    {
        var roots = new X509Certificate2Collection();
        foreach (var file in files)
        {
            if (FaultOf(file) is { } fault)
            {
                throw new AuthenticationException($"The private authority that config trusts cannot be read: {fault}");
            }

            roots.AddRange(Read(file));
        }

        return roots;
    }

    static X509Certificate2Collection Read(string file)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        return roots;
    }
}
