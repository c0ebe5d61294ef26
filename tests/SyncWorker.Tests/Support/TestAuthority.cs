using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SyncWorker.Tests.Support;

/// <summary>A private certificate authority that no machine trusts, and the certificates that it issues.</summary>
sealed class TestAuthority : IDisposable
{
    static readonly DateTimeOffset s_from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly X509Certificate2 _root = Root();

    /// <summary>As config's trust names it.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A server's certificate, valid for thirty days of 2020 or until 2040.</summary>
    public X509Certificate2 Issue(bool isExpired, params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var list = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                list.AddIpAddress(address);
            }
            else
            {
                list.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(list.Build());
        using var issued = request.Create(_root, s_from, isExpired ? s_from.AddDays(30) : s_from.AddYears(20), [1, 2, 3, 4]);
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public void Dispose() => _root.Dispose();

    static X509Certificate2 Root()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Union CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(s_from, s_from.AddYears(30));
    }
}
