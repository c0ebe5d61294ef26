using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Store;

namespace SyncWorker.Send.Transports;

/// <summary>
/// SMTP by MailKit: one session for many mails. A break before the server accepted the recipients is no fault of the mail;
/// after that it is uncertain, until the server's answer.
/// </summary>
sealed class SmtpTransport(SmtpOptions options, NetworkOptions network, SecretStore secrets, TimeProvider clock) : IMailTransport
{
    readonly PrivateAuthority _authority = new(network.TrustFiles);
    Session? _session;
    HttpMessageHandler? _sockets;
    TokenSource? _tokens;

    public string Name => "smtp";

    public bool ReplaysSafely => false;

    public int AtOnce => 1;

    /// <summary>Whether the server takes mailboxes with accents (SMTPUTF8); null when it cannot be asked.</summary>
    public async Task<bool?> TakesAccentsAsync(CancellationToken abort) =>
        await ConnectAsync(abort) is null ? _session!.Capabilities.HasFlag(SmtpCapabilities.UTF8) : null;

    public async Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
    {
        if (_session is not { IsConnected: true } && await ConnectAsync(abort) is { } refused)
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
        await using var hangUp = patience.Token.Register(session.HangUp);
        try
        {
            var recipients = mail.Copies.Prepend(mail.To).Select(address => new MailboxAddress("", address));
            // Not SendAsync: a mail is three short waits, and to be woken through the thread pool from each takes longer than they do.
            var words = session.Send(message, new("", mail.From), recipients, CancellationToken.None);
            FailPoint.Pass("smtp.after-answer");
            return new Delivery.Sent(250, SmtpReplyText.WithoutAddresses(words) + session.CopiesRefused);
        }
        catch (SmtpCommandException refusal)
        {
            return SmtpReplyText.Refusal((int)refusal.StatusCode, refusal.Message);
        }
        catch (ServiceNotAuthenticatedException refusal)
        {
            return new Delivery.LoginRefused(530, SmtpReplyText.WithoutAddresses(refusal.Message));
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
            var words = patience.IsCancellationRequested
                ? "the server did not answer in time"
                : SmtpReplyText.WithoutAddresses(broken.Message);
            return session.IsHandedOver ? new Delivery.Uncertain(words) : new Delivery.NoServer(null, words);
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
        _tokens?.Dispose();
        _sockets?.Dispose();
    }

    ValueTask DropAsync()
    {
        _session?.Dispose();
        _session = null;
        return ValueTask.CompletedTask;
    }

    async Task<Delivery?> ConnectAsync(CancellationToken abort)
    {
        await DropAsync();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }; // MailKit sets none: 160 times slower from 4 KB on
        var session = new Session(options.Host, _authority, socket) { Timeout = Timeout.Infinite };
        using var patience = new CancellationTokenSource(options.Timeout.Span, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, patience.Token);
        try
        {
            if (ClientCertificate.Open(options, secrets) is { } certificate)
            {
                session.ClientCertificates = [certificate];
            }

            await socket.ConnectAsync(options.Host, options.Port, either.Token);
            await session.ConnectAsync(socket, options.Host, options.Port, Security(), either.Token);
            if (await SignInAsync(session, either.Token) is { } refused)
            {
                session.Dispose();
                return refused;
            }

            _session = session;
            return null;
        }
        catch (Exception) when (session.CertificateFault is { } fault)
        {
            session.Dispose();
            socket.Dispose();
            return new Delivery.NoServer(null, fault);
        }
        catch (Exception error) when (FromConnectError(error) is { } refused)
        {
            session.Dispose();
            socket.Dispose();
            return refused;
        }
    }

    async Task<Delivery?> SignInAsync(Session session, CancellationToken abort)
    {
        if (options.Secret is not { } name)
        {
            return null;
        }

        if (!session.IsSecure && !NetworkOptions.IsLoopback(options.Host))
        {
            return new Delivery.NoServer(
                null,
                "The connection is not encrypted, and no password is sent over such a one (smtp.security in send.json: start-tls or tls)."
            );
        }

        if (options.OAuth is not { } oauth)
        {
            if (!secrets.TryGet(name, out var password))
            {
                return new Delivery.LoginRefused(null, secrets.MissingReason(name) ?? "The password is not set.");
            }

            session.SignInOneWay();
            await session.AuthenticateAsync(options.User!, password, abort);
            return null;
        }

        _tokens ??= new(new(oauth.TokenEndpoint, oauth.ClientId, oauth.Scope), _sockets ??= SocketsHandlerFactory.Open(network), clock);
        var (token, refused) = await MailToken.GetAsync(_tokens, name, secrets, abort);
        if (refused is not null)
        {
            return refused;
        }

        await session.AuthenticateAsync(new SaslMechanismOAuth2(options.User!, token), abort);
        return null;
    }

    /// <summary>What a fault before the first mail means; null for one that is no server's doing.</summary>
    static Delivery? FromConnectError(Exception error) =>
        error switch
        {
            MailKit.Security.AuthenticationException => new Delivery.LoginRefused(535, SmtpReplyText.WithoutAddresses(error.Message)),
            SslHandshakeException or System.Security.Authentication.AuthenticationException => new Delivery.NoServer(
                null,
                $"The connection could not be secured: {SmtpReplyText.WithoutAddresses(error.Message)}"
            ),
            NotSupportedException => new Delivery.NoServer(
                null,
                $"The server does not offer what send.json asks for: {SmtpReplyText.WithoutAddresses(error.Message)}"
            ),
            SmtpCommandException refusal => SmtpReplyText.Refusal((int)refusal.StatusCode, refusal.Message) is Delivery.LoginRefused login
                ? login
                : new Delivery.NoServer((int)refusal.StatusCode, SmtpReplyText.WithoutAddresses(refusal.Message)),
            OperationCanceledException => new Delivery.NoServer(null, "the server did not answer in time"),
            CryptographicException => new Delivery.NoServer(
                null,
                $"The certificate of send.json (certificateFile) cannot be opened: {SmtpReplyText.WithoutAddresses(error.Message)}"
            ),
            SmtpProtocolException or IOException or SocketException => new Delivery.NoServer(
                null,
                SmtpReplyText.WithoutAddresses(error.Message)
            ),
            _ => null,
        };

    SecureSocketOptions Security() =>
        options.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.StartTlsWhenOffered => SecureSocketOptions.StartTlsWhenAvailable,
            _ => SecureSocketOptions.None,
        };

    /// <summary>
    /// Tells of the moment before DATA, lets a mail go on without a copy that is refused, asks for reports of failure and delay
    /// where the server offers them (RFC 3461), and names what is wrong with a certificate.
    /// </summary>
    sealed class Session : SmtpClient
    {
        readonly string _host;
        readonly Socket _socket;

        public Session(string host, PrivateAuthority authority, Socket socket)
        {
            (_host, _socket) = (host, socket);
            CheckCertificateRevocation = false; // the lists of authorities are not to be reached from every house
            ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                CertificateFault = ServerCertificate.Refusal(_host, certificate, chain, errors, authority);
                return CertificateFault is null;
            };
        }

        /// <summary>Why the server's certificate was not accepted.</summary>
        public string? CertificateFault { get; private set; }

        string _to = "";
        string _envelopeId = "";
        int _copiesRefused;
        Action _handingOver = () => { };

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

        /// <summary>Ends whatever waits for the server.</summary>
        public void HangUp() => _socket.Dispose();

        public void Begin(ComposedMail mail, Action handingOver) =>
            (_to, _envelopeId, _handingOver, IsHandedOver, _copiesRefused) = (
                mail.To,
                mail.MessageId.Trim('<', '>'),
                handingOver,
                false,
                0
            );

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
    }
}
