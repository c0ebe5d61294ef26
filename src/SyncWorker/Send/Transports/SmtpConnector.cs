using System.Net.Sockets;
using MailKit.Security;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;

namespace SyncWorker.Send.Transports;

/// <summary>Opens a session with the mail server and signs in: what a run and `check --connect` do alike.</summary>
sealed class SmtpConnector(SmtpOptions options, string configFolder, NetworkOptions network, SecretStore secrets, TimeProvider clock)
    : IDisposable
{
    readonly PrivateAuthority _authority = new(network.TrustFiles);
    readonly SmtpFaultText _faults = new(options, clock);
    HttpMessageHandler? _sockets;
    TokenSource? _tokens;

    /// <summary>A session that is signed in, or why there is none.</summary>
    /// <param name="longest">How long that may take.</param>
    /// <param name="abort">Gives up.</param>
    public async Task<(SmtpSession? Session, Delivery? Refused)> ConnectAsync(TimeSpan longest, CancellationToken abort)
    {
        var session = new SmtpSession(options.Host, _authority);
        using var patience = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, patience.Token);
        try
        {
            if (ClientCertificate.Open(options, configFolder, secrets) is { } certificate)
            {
                session.ClientCertificates = [certificate];
            }

            await ConnectAsync(session, either.Token);
            if (await SignInAsync(session, either.Token) is { } refused)
            {
                session.Dispose();
                return (null, refused);
            }

            return (session, null);
        }
        catch (Exception) when (session.CertificateFault is { } fault)
        {
            session.Dispose();
            return (null, new Delivery.NoServer(null, fault));
        }
        catch (Exception error) when (SmtpFaultText.IsOfServer(error))
        {
            var refused = await _faults.ExplainAsync(error, session, abort);
            session.Dispose();
            return (null, refused);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _tokens?.Dispose();
        _sockets?.Dispose();
    }

    async Task ConnectAsync(SmtpSession session, CancellationToken abort)
    {
        if (MailProxy.Find(options.Proxy) is { } proxy)
        {
            var stream = await proxy.ConnectAsync(options.Host, options.Port, abort);
            session.Line = stream;
            await session.ConnectAsync(stream, options.Host, options.Port, Security(), abort);
            return;
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }; // MailKit sets none: 160 times slower from 4 KB on
        session.Line = socket;
        await socket.ConnectAsync(options.Host, options.Port, abort);
        await session.ConnectAsync(socket, options.Host, options.Port, Security(), abort);
    }

    async Task<Delivery?> SignInAsync(SmtpSession session, CancellationToken abort)
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

    SecureSocketOptions Security() =>
        options.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.StartTlsWhenOffered => SecureSocketOptions.StartTlsWhenAvailable,
            _ => SecureSocketOptions.None,
        };
}
