using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Secrets;

namespace SyncWorker.Send.Transports;

/// <summary>
/// SMTP by System.Net.Mail, for a build whose feed has no MailKit. It cannot say where a connection died, so every break after
/// the try began is uncertain; a resend has the same parts and Message-ID, but not the same bytes.
/// </summary>
sealed class SmtpTransport(SmtpOptions options, SecretStore secrets, TimeProvider clock) : IMailTransport
{
    SmtpClient? _client;

    public string Name => "smtp";

    public bool ReplaysSafely => false;

    public int AtOnce => 1;

    /// <summary>What this build's mail library cannot do, as a sentence for the administrator; null when it can.</summary>
    public static string? CannotDo(SmtpOptions options) => options.Security switch
    {
        _ when options.OAuth is not null => "This build sends by System.Net.Mail, which cannot sign in with a token (oAuth).",
        _ when options.TrustFile is not null => "This build sends by System.Net.Mail, which trusts the system's authorities only (trustFile).",
        SmtpSecurity.Tls => "This build sends by System.Net.Mail, which cannot do TLS from the first byte (port 465).",
        SmtpSecurity.StartTlsWhenOffered => "This build sends by System.Net.Mail, which either uses STARTTLS or does not.",
        _ => null,
    };

    public async Task<Delivery> SendAsync(Envelope mail, Action handingOver, CancellationToken abort)
    {
        if (_client is null && Connect() is { } refused)
        {
            return refused;
        }

        using var message = MimeMail.Read(mail);
        KillPoint.Pass("smtp.before-data");
        handingOver();
        using var patience = new CancellationTokenSource(options.Timeout.Span + TimeSpan.FromMinutes(10), clock);
        await using var hangUp = patience.Token.Register(_client!.Dispose); // to cancel the try does not end it while the server is silent
        try
        {
            await _client!.SendMailAsync(message, abort);
            KillPoint.Pass("smtp.after-answer");
            return new Delivery.Sent(250, "accepted");
        }
        catch (Exception) when (patience.IsCancellationRequested)
        {
            await DisposeAsync();
            return new Delivery.Uncertain("the server did not answer in time");
        }
        catch (SmtpFailedRecipientsException failed) when (failed.InnerExceptions.Length > 0)
        {
            return Refused(mail, [.. failed.InnerExceptions]);
        }
        catch (SmtpFailedRecipientException failed)
        {
            return Refused(mail, [failed]);
        }
        catch (SmtpException error)
        {
            await DisposeAsync(); // a session that went wrong is not used again
            return OfError(error);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _client = null;
        return ValueTask.CompletedTask;
    }

    Delivery? Connect()
    {
        NetworkCredential? login = null;
        if (options.Secret is { } name)
        {
            if (!secrets.TryGet(name, out var password))
            {
                return new Delivery.LoginRefused(null, secrets.WhyNot(name) ?? "The password is not set.");
            }

            login = new(options.User, password);
        }

        _client = new(options.Host, options.Port) { EnableSsl = options.Security == SmtpSecurity.StartTls, Credentials = login };
        if (ClientCertificate.Open(options, secrets) is { } certificate)
        {
            _client.ClientCertificates.Add(certificate);
        }

        return null;
    }

    // System.Net.Mail goes on with the recipients that were accepted and reports the others afterwards.
    static Delivery Refused(Envelope mail, IReadOnlyList<SmtpFailedRecipientException> failed)
    {
        var own = failed.FirstOrDefault(one => one.FailedRecipient?.Contains(mail.To, StringComparison.OrdinalIgnoreCase) == true);
        if (own is null)
        {
            return new Delivery.Sent(250, $"accepted, but not for {failed.Count} of the copies: {ServerWords.Without(failed[0].Message)}");
        }

        return failed.Count > mail.Copies.Count
            ? ServerWords.Refusal((int)own.StatusCode, Reply(own))
            : new Delivery.Uncertain($"a copy was delivered, the recipient was refused: {ServerWords.Without(Reply(own))}");
    }

    static Delivery OfError(SmtpException error) => error switch
    {
        { InnerException: SocketException unreached } => new Delivery.NoServer(null, ServerWords.Without(unreached.Message)),
        { InnerException: AuthenticationException tls } => new Delivery.NoServer(null, $"The server's certificate was not accepted: {ServerWords.Without(tls.Message)}"),
        { StatusCode: SmtpStatusCode.GeneralFailure } => new Delivery.Uncertain(ServerWords.Without((error.InnerException ?? error).Message)),
        _ => ServerWords.Refusal((int)error.StatusCode, Reply(error)),
    };

    // "Transaction failed. The server response was: 5.7.1 no": the server's own part is what counts.
    static string Reply(SmtpException error)
    {
        const string Marker = "The server response was: ";
        var at = error.Message.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0 ? error.Message : error.Message[(at + Marker.Length)..];
    }
}
