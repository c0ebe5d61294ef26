using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using SyncWorker.Net;
using SyncWorker.Store;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Tells of the moment before DATA, lets a mail go on without a copy that is refused, asks for reports of failure and delay
/// where the server offers them (RFC 3461), and names what is wrong with a certificate.
/// </summary>
sealed class SmtpSession : SmtpClient
{
    string _to = "";
    string _envelopeId = "";
    int _copiesRefused;
    Action _handingOver = () => { };

    /// <param name="host">As config names it: the certificate must be made out to it.</param>
    /// <param name="authority">Whom the server's certificate may come from beside those the system trusts.</param>
    public SmtpSession(string host, PrivateAuthority authority)
    {
        Timeout = System.Threading.Timeout.Infinite; // each wait has a limit of its own
        CheckCertificateRevocation = false; // the lists of authorities are not to be reached from every house
        ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            CertificateFault = ServerCertificate.Refusal(host, certificate, chain, errors, authority);
            CertificateEnds = certificate is X509Certificate2 own ? own.NotAfter.ToUniversalTime() : null;
            return CertificateFault is null;
        };
    }

    /// <summary>Why the server's certificate was not accepted.</summary>
    public string? CertificateFault { get; private set; }

    /// <summary>When the server's certificate ends; null without encryption.</summary>
    public DateTimeOffset? CertificateEnds { get; private set; }

    /// <summary>The connection under it: to dispose of it ends whatever waits for the server.</summary>
    public IDisposable? Line { get; set; }

    public bool IsHandedOver { get; private set; }

    public string CopiesRefused => _copiesRefused == 0 ? "" : $"; refused for {_copiesRefused} of the copies";

    /// <summary>
    /// Leaves one of the ways to sign in by password that the server offers. MailKit tries one after the other, and each
    /// refusal of the same wrong password would bring the account nearer to being locked.
    /// </summary>
    public void SignInOneWay()
    {
        string[] ways = IsSecure ? ["PLAIN", "LOGIN"] : ["SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];
        if (ways.FirstOrDefault(AuthenticationMechanisms.Contains) is { } way)
        {
            AuthenticationMechanisms.Clear();
            AuthenticationMechanisms.Add(way);
        }
    }

    /// <summary>Whether the server takes mail from this sender: the beginning of a mail that is not sent.</summary>
    /// <returns>What the server says to it.</returns>
    public async Task<SmtpResponse> AskForSenderAsync(string sender, CancellationToken abort)
    {
        var answer = await SendCommandAsync($"MAIL FROM:<{sender}>", abort);
        await SendCommandAsync("RSET", abort);
        return answer;
    }

    /// <summary>Ends whatever waits for the server.</summary>
    public void HangUp() => Line?.Dispose();

    public void Begin(ComposedMail mail, Action handingOver) =>
        (_to, _envelopeId, _handingOver, IsHandedOver, _copiesRefused) = (mail.To, mail.MessageId.Trim('<', '>'), handingOver, false, 0);

    protected override string? GetEnvelopeId(MimeMessage message) => _envelopeId;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (!IsHandedOver && mailbox.Address == _to)
        {
            FailPoint.Pass("smtp.before-data");
            _handingOver();
            IsHandedOver = true;
        }
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (mailbox.Address == _to)
        {
            base.OnRecipientNotAccepted(message, mailbox, response);
        }

        _copiesRefused++;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Line?.Dispose();
        }
    }
}
