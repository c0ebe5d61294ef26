using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Net.Mail;
using SyncWorker.Store;

namespace SyncWorker.Send.Transports;

/// <summary>
/// SMTP by MailKit: one session for many mails. A break before the server accepted the recipients is no fault of the mail;
/// after that it is uncertain, until the server's answer.
/// </summary>
sealed class SmtpTransport(SmtpOptions options, string configFolder, NetworkOptions network, SecretStore secrets, TimeProvider clock)
    : IMailTransport
{
    /// <summary>Who asks by hand waits no longer.</summary>
    static readonly TimeSpan s_probe = TimeSpan.FromSeconds(15);

    readonly MailConnector _connector = new(options.ToServer(), configFolder, network, secrets, clock);
    SmtpSession? _session;

    public string Name => "smtp";

    public bool ReplaysSafely => false;

    public int AtOnce => 1;

    /// <summary>When the certificate of the server ends that was last reached; null without encryption.</summary>
    public DateTimeOffset? CertificateEnds { get; private set; }

    /// <summary>Signs in and asks whether the server takes mail from the sender; sends none.</summary>
    public async Task<(Delivery? Refused, bool TakesAccents)> ProbeAsync(string sender, CancellationToken abort)
    {
        if (await ConnectAsync(options.Timeout.Span < s_probe ? options.Timeout.Span : s_probe, abort) is { } refused)
        {
            return (refused, false);
        }

        var takesAccents = _session!.Capabilities.HasFlag(SmtpCapabilities.UTF8);
        if (AccentedMailboxes.IsAccented(sender))
        {
            return (null, takesAccents);
        }

        try
        {
            var answer = await _session.AskForSenderAsync(sender, abort);
            return ((int)answer.StatusCode < 400 ? null : SmtpReplyText.Refusal((int)answer.StatusCode, answer.Response), takesAccents);
        }
        catch (Exception broken) when (broken is SmtpProtocolException or SmtpCommandException or IOException or OperationCanceledException)
        {
            return (new Delivery.NoServer(null, $"The server ends the session when it is told the sender: {broken.Message}"), takesAccents);
        }
    }

    public async Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
    {
        if (_session is not { IsConnected: true } && await ConnectAsync(options.Timeout.Span, abort) is { } refused)
        {
            return refused;
        }

        var session = _session!;
        using var message = FrozenMessage.Wrap(mail.Message);
        if (!session.Capabilities.HasFlag(SmtpCapabilities.UTF8) && AccentedMailboxes.Leave(message, ref mail) is { } accented)
        {
            return new Delivery.Permanent(null, accented);
        }

        session.Begin(mail, handingOver);
        using var patience = new CancellationTokenSource(options.Timeout.Span + TimeSpan.FromMinutes(10), clock);
        await using var hangUp = patience.Token.Register(session.Line.HangUp);
        try
        {
            var recipients = mail.Copies.Prepend(mail.To).Select(address => new MailboxAddress("", address));
            // Not SendAsync: a mail is three short waits, and to be woken through the thread pool from each takes longer than they do.
            var words = session.Send(message, new("", mail.From), recipients, CancellationToken.None);
            FailPoint.Pass("smtp.after-answer");
            return new Delivery.Sent(250, ReplyText.WithoutAddresses(words) + session.CopiesRefused);
        }
        catch (SmtpCommandException refusal)
        {
            return SmtpReplyText.Refusal((int)refusal.StatusCode, refusal.Message);
        }
        catch (ServiceNotAuthenticatedException refusal)
        {
            return new Delivery.LoginRefused(530, ReplyText.WithoutAddresses(refusal.Message));
        }
        catch (Exception broken)
            when (broken
                    is SmtpProtocolException
                        or IOException
                        or SocketException
                        or ServiceNotConnectedException
                        or ObjectDisposedException
            )
        {
            await DropAsync();
            var words = patience.IsCancellationRequested ? "the server did not answer in time" : ReplyText.WithoutAddresses(broken.Message);
            return session.IsHandedOver
                ? new Delivery.Uncertain(words)
                : new Delivery.NoServer(null, $"The session with {options.Host}:{options.Port} broke: {words.TrimEnd('.')}.");
        }
        catch
        {
            await DropAsync(); // what the server takes to be under way is not known
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { IsConnected: true })
        {
            using var patience = new CancellationTokenSource(options.Timeout.Span, clock);
            try
            {
                await _session.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception error)
                when (error is IOException or SocketException or SmtpProtocolException or SmtpCommandException or OperationCanceledException
                )
            {
                // Every mail of the session is answered; a server that hangs up before QUIT, or hangs, changes nothing.
            }
        }

        await DropAsync();
        _connector.Dispose();
    }

    ValueTask DropAsync()
    {
        _session?.Dispose();
        _session = null;
        return ValueTask.CompletedTask;
    }

    async Task<Delivery?> ConnectAsync(TimeSpan longest, CancellationToken abort)
    {
        await DropAsync();
        var session = new SmtpSession(options.Host, _connector.Authority);
        if (await _connector.OpenAsync(session.Line, longest, abort) is { } refused)
        {
            return Delivery.FromNoSession(refused);
        }

        _session = session;
        CertificateEnds = session.Line.CertificateEnds ?? CertificateEnds;
        return null;
    }
}
