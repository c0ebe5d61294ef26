using System.Security.Cryptography.X509Certificates;
using MailKit;

namespace SyncWorker.Net.Mail;

/// <summary>
/// The connection under a session with a mail server, whatever is spoken over it: names what is wrong with the certificate, offers the
/// password one way only, and hangs up.
/// </summary>
sealed class MailLine : IDisposable
{
    /// <param name="session">MailKit's, not yet connected.</param>
    /// <param name="host">As config names it: the certificate must be made out to it.</param>
    /// <param name="authority">Whom the server's certificate may come from beside those the system trusts.</param>
    public MailLine(IMailService session, string host, PrivateAuthority authority)
    {
        Session = session;
        session.Timeout = Timeout.Infinite; // each wait has a limit of its own
        session.CheckCertificateRevocation = false; // the lists of authorities are not to be reached from every house
        session.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            CertificateFault = ServerCertificate.Refusal(host, certificate, chain, errors, authority);
            CertificateEnds = certificate is X509Certificate2 own ? own.NotAfter.ToUniversalTime() : null;
            return CertificateFault is null;
        };
    }

    public IMailService Session { get; }

    /// <summary>Why the server's certificate was not accepted.</summary>
    public string? CertificateFault { get; private set; }

    /// <summary>When the server's certificate ends; null without encryption.</summary>
    public DateTimeOffset? CertificateEnds { get; private set; }

    /// <summary>Socket or stream: to dispose of it ends whatever waits for the server.</summary>
    public IDisposable? Connection { get; set; }

    /// <summary>
    /// Leaves one of the ways to sign in by password that the server offers. MailKit tries one after the other, and each
    /// refusal of the same wrong password would bring the account nearer to being locked.
    /// </summary>
    public void SignInOneWay()
    {
        string[] ways = Session.IsSecure ? ["PLAIN", "LOGIN"] : ["SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];
        if (ways.FirstOrDefault(Session.AuthenticationMechanisms.Contains) is { } way)
        {
            Session.AuthenticationMechanisms.Clear();
            Session.AuthenticationMechanisms.Add(way);
        }
    }

    /// <summary>Ends whatever waits for the server.</summary>
    public void HangUp() => Connection?.Dispose();

    public void Dispose()
    {
        Session.Dispose();
        HangUp();
    }
}
