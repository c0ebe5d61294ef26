using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Proxy;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SyncWorker.Net.Mail;

/// <summary>
/// Says in our words what keeps a session with a mail server from being opened, and what to write in send.json. Where TLS fails or no greeting comes, the port
/// is asked once more what it speaks: most wrong set-ups are a port of the other kind.
/// </summary>
sealed class MailFaultText(MailServer server, TimeProvider clock)
{
    /// <summary>A port that speaks at all does so within this time.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    string Server => $"{server.Host}:{server.Port}";

    /// <summary>False for what is a fault of this program.</summary>
    public static bool IsOfServer(Exception error) =>
        error
            is MailKit.Security.AuthenticationException
                or SslHandshakeException
                or System.Security.Authentication.AuthenticationException
                or NotSupportedException
                or CommandException
                or OperationCanceledException
                or CryptographicException
                or ProxyProtocolException
                or ProtocolException
                or IOException
                or UnauthorizedAccessException
                or SocketException;

    /// <param name="error">What broke before the first mail.</param>
    /// <param name="session">As far as it came.</param>
    /// <param name="abort">Ends the question what the port speaks.</param>
    public async Task<NoSession> ExplainAsync(Exception error, IMailService session, CancellationToken abort) =>
        error switch
        {
            MailKit.Security.AuthenticationException => new NoSession.LoginRefused(
                server.Protocol == MailProtocol.Smtp ? 535 : null,
                ReplyText.WithoutAddresses(error.Message)
            ),
            SmtpCommandException refusal when ReplyText.IsOfLogin((int)refusal.StatusCode) => new NoSession.LoginRefused(
                (int)refusal.StatusCode,
                ReplyText.WithoutAddresses(refusal.Message)
            ),
            SmtpCommandException refusal => new NoSession.NotReached((int)refusal.StatusCode, ReplyText.WithoutAddresses(refusal.Message)),
            _ => new NoSession.NotReached(null, await DescribeAsync(error, session, abort)),
        };

    async Task<string> DescribeAsync(Exception error, IMailService session, CancellationToken abort) =>
        error switch
        {
            CryptographicException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException =>
                $"The file {server.CertificateFile} ({server.Key}.certificateFile in send.json) cannot be opened: {Reason(error)} Look at the file and at the secret in certificateSecret.",
            ProxyProtocolException => $"The proxy {server.Proxy} does not let us through to {Server}: {Reason(error)}",
            NotSupportedException when session.IsConnected =>
                $"{Server} offers no login by {(server.OAuth is null ? "password" : "token (XOAUTH2)")} on this connection: leave out user and secret in send.json when the server knows this machine, else look at port and security.",
            NotSupportedException =>
                $"{Server} does not offer STARTTLS: write \"security\": \"tls\" in send.json with the server's port for it (usually {server.TlsPort}), or \"none\" for a server inside the house that wants no login.",
            SslHandshakeException or System.Security.Authentication.AuthenticationException => await SpeaksPlainAsync(abort)
                ? $"Port {server.Port} of {server.Host} greets without encryption, as a port for STARTTLS does: write \"security\": \"start-tls\" in send.json, or the server's port for tls (usually {server.TlsPort})."
                : $"The connection to {Server} could not be secured: {Reason(error)} The server must speak TLS 1.2 or later.",
            SocketException socket => Describe(socket),
            _ => await DescribeSilenceAsync(error, session, abort),
        };

    async Task<string> DescribeSilenceAsync(Exception error, IMailService session, CancellationToken abort)
    {
        if (error.InnerException is SocketException socket && !session.IsConnected)
        {
            return Describe(socket);
        }

        if (server.Security != MailSecurity.Tls && !session.IsConnected && await SpeaksTlsAsync(abort))
        {
            return $"Port {server.Port} of {server.Host} speaks TLS from the first byte and so waits without a greeting: write \"security\": \"tls\" in send.json, or the server's port for start-tls (usually {server.StartTlsPort}).";
        }

        return error switch
        {
            OperationCanceledException =>
                $"{Server} did not answer in time: is it the server's port, and is it open from this machine (firewall)?",
            ProtocolException when !session.IsConnected =>
                $"{Server} does not greet as {(server.Protocol == MailProtocol.Smtp ? "a mail server" : "an IMAP server")} does, or hangs up: look at host and port in send.json.",
            _ => $"{Server} broke off: {Reason(error)}",
        };
    }

    string Describe(SocketException error)
    {
        var (at, keys) = NetworkOptions.ProxyAddress(server.Proxy) is { } proxy
            ? ($"The proxy {proxy.Host}:{proxy.Port}", $"{server.Key}.proxy")
            : (Server, "host and port");
        return error.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                $"The host of {at} is not known to DNS: look at {keys} in send.json, and at this machine's DNS.",
            SocketError.ConnectionRefused =>
                $"Nothing answers at {at} (refused): look at {keys} in send.json, and whether the service runs there.",
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable =>
                $"{at} cannot be reached from this machine: look at {keys} in send.json, and at the firewall in between.",
            _ => $"{at} cannot be reached: {Reason(error)}",
        };
    }

    static string Reason(Exception error) => ReplyText.WithoutAddresses(HttpErrorText.Sentence(error));

    async Task<bool> SpeaksPlainAsync(CancellationToken abort) =>
        await AskPortAsync(
            async (stream, token) =>
            {
                var greeting = new byte[4];
                return await stream.ReadAtLeastAsync(greeting, 3, throwOnEndOfStream: false, token) >= 3
                    && Encoding.ASCII.GetString(greeting)[..3] is "220" or "554" or "421" or "* O" or "* P" or "* B";
            },
            abort
        );

    async Task<bool> SpeaksTlsAsync(CancellationToken abort) =>
        await AskPortAsync(
            async (stream, token) =>
            {
#pragma warning disable CA5359 // Do not disable certificate validation: nothing is sent, only whether it is TLS is asked
                await using var secured = new SslStream(stream, false, (_, _, _, _) => true);
#pragma warning restore CA5359
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, token);
                return true;
            },
            abort
        );

    // False as well when the port does not answer now.
    async Task<bool> AskPortAsync(Func<Stream, CancellationToken, Task<bool>> ask, CancellationToken abort)
    {
        using var patience = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, patience.Token);
        try
        {
            await using var stream = await OpenAsync(either.Token);
            return await ask(stream, either.Token);
        }
        catch (Exception error) when (IsOfServer(error))
        {
            return false;
        }
    }

    async Task<Stream> OpenAsync(CancellationToken abort)
    {
        if (MailProxy.Find(server.Proxy) is { } proxy)
        {
            return await proxy.ConnectAsync(server.Host, server.Port, abort);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, abort);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
