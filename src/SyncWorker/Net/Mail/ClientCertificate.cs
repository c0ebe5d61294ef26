using System.Security.Cryptography.X509Certificates;
using SyncWorker.Config.Secrets;

namespace SyncWorker.Net.Mail;

/// <summary>The certificate by which this program shows itself to the mail server.</summary>
static class ClientCertificate
{
    /// <summary>Null when send.json names none. A file without a folder is in the config folder.</summary>
    public static X509Certificate2? Open(MailServer server, string configFolder, SecretStore secrets)
    {
        if (server.CertificateFile is not { } file)
        {
            return null;
        }

        var password = server.CertificateSecret is { } name && secrets.TryGet(name, out var value) ? value : null;
        return X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(configFolder, file), password);
    }
}
