using System.Net;
using System.Net.Sockets;
using MailKit.Security;
using SyncWorker.Config.Secrets;

namespace SyncWorker.Net.Mail;

/// <summary>Opens a session with a mail server and signs in: what sending, reading and `check --connect` do alike.</summary>
sealed class MailConnector(MailServer server, string configFolder, NetworkOptions network, SecretStore secrets, TimeProvider clock)
    : IDisposable
{
    readonly MailFaultText _faults = new(server, clock);
    HttpMessageHandler? _sockets;
    TokenSource? _tokens;

    /// <summary>Whom the server's certificate may come from.</summary>
    public PrivateAuthority Authority { get; } = new(network.TrustFiles);

    /// <summary>Connects the line and signs in. Why that was not possible; null when the session is open.</summary>
    /// <param name="line">Not yet connected. It is disposed of when there is no session.</param>
    /// <param name="longest">How long it may take.</param>
    /// <param name="abort">Gives up.</param>
    public async Task<NoSession?> OpenAsync(MailLine line, TimeSpan longest, CancellationToken abort)
    {
        using var patience = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, patience.Token);
        try
        {
            if (ClientCertificate.Open(server, configFolder, secrets) is { } certificate)
            {
                line.Session.ClientCertificates = [certificate];
            }

            await ConnectAsync(line, either.Token);
            if (await SignInAsync(line, either.Token) is not { } refused)
            {
                return null;
            }

            line.Dispose();
            return refused;
        }
        catch (Exception) when (line.CertificateFault is { } fault)
        {
            line.Dispose();
            return new NoSession.NotReached(null, fault);
        }
        catch (Exception error) when (MailFaultText.IsOfServer(error))
        {
            var refused = await _faults.ExplainAsync(error, line.Session, abort);
            line.Dispose();
            return refused;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _tokens?.Dispose();
        _sockets?.Dispose();
    }

    async Task ConnectAsync(MailLine line, CancellationToken abort)
    {
        if (MailProxy.Find(server.Proxy) is { } proxy)
        {
            var stream = await proxy.ConnectAsync(server.Host, server.Port, abort);
            line.Connection = stream;
            await line.Session.ConnectAsync(stream, server.Host, server.Port, Security(), abort);
            return;
        }

        var addresses = await Dns.GetHostAddressesAsync(server.Host, abort);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }; // MailKit sets none: 160 times slower from 4 KB on
        line.Connection = socket;
        await BlockingAsync(
            line,
            () =>
            {
                socket.Connect(addresses, server.Port);
                line.Session.Connect(socket, server.Host, server.Port, Security(), abort);
            },
            abort
        );
    }

    // Blocking calls on a thread of their own: once a socket was used asynchronously, .NET has all its later calls, blocking ones too, wait by
    // epoll and through two threads, which takes longer than a near server's answer. What waits is ended by hanging up.
    static Task BlockingAsync(MailLine line, Action work, CancellationToken abort) =>
        Task.Run(
            () =>
            {
                try
                {
                    using (abort.Register(line.HangUp))
                    {
                        work();
                    }
                }
                catch (Exception error) when (abort.IsCancellationRequested && error is not OperationCanceledException)
                {
                    throw new OperationCanceledException(abort);
                }
            },
            CancellationToken.None
        );

    async Task<NoSession?> SignInAsync(MailLine line, CancellationToken abort)
    {
        if (server.Secret is not { } name)
        {
            return null;
        }

        if (!line.Session.IsSecure && !NetworkOptions.IsLoopback(server.Host))
        {
            return new NoSession.NotReached(
                null,
                $"The connection is not encrypted, and no password is sent over such a one ({server.Key}.security in send.json: start-tls or tls)."
            );
        }

        if (server.OAuth is not { } oauth)
        {
            if (!secrets.TryGet(name, out var password))
            {
                return new NoSession.LoginRefused(null, secrets.MissingReason(name) ?? "The password is not set.");
            }

            line.SignInOneWay();
            await BlockingAsync(line, () => line.Session.Authenticate(server.User!, password, abort), abort);
            return null;
        }

        _tokens ??= new(new(oauth.TokenEndpoint, oauth.ClientId, oauth.Scope), _sockets ??= SocketsHandlerFactory.Open(network), clock);
        var (token, refused) = await MailToken.GetAsync(_tokens, name, secrets, abort);
        if (refused is not null)
        {
            return refused;
        }

        await BlockingAsync(line, () => line.Session.Authenticate(new SaslMechanismOAuth2(server.User!, token), abort), abort);
        return null;
    }

    SecureSocketOptions Security() =>
        server.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.StartTlsWhenOffered => SecureSocketOptions.StartTlsWhenAvailable,
            _ => SecureSocketOptions.None,
        };
}
