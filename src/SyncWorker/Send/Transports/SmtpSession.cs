using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Store;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Tells of the moment before DATA, lets a mail go on without a copy that is refused, asks for reports of failure and delay
/// where the server offers them (RFC 3461).
/// </summary>
sealed class SmtpSession : SmtpClient
{
    string _to = "";
    string _envelopeId = "";
    int _copiesRefused;
    Action _handingOver = () => { };

    /// <inheritdoc cref="MailLine"/>
    public SmtpSession(string host, PrivateAuthority authority) => Line = new(this, host, authority);

    /// <summary>The connection under it.</summary>
    public MailLine Line { get; }

    public bool IsHandedOver { get; private set; }

    public string CopiesRefused => _copiesRefused == 0 ? "" : $"; refused for {_copiesRefused} of the copies";

    /// <summary>Whether the server takes mail from this sender: the beginning of a mail that is not sent.</summary>
    /// <returns>What the server says to it.</returns>
    public async Task<SmtpResponse> AskForSenderAsync(string sender, CancellationToken abort)
    {
        var answer = await SendCommandAsync($"MAIL FROM:<{sender}>", abort);
        await SendCommandAsync("RSET", abort);
        return answer;
    }

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
            Line.HangUp();
        }
    }
}
