using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using SyncWorker.Net.Mail;

namespace SyncWorker.Tests.Send.Support;

/// <summary>Where in a session the script is asked what to do.</summary>
/// <param name="Step">connect, EHLO, MAIL, RCPT, DATA, content (before the final dot is answered), QUIT …</param>
/// <param name="Line">What the client sent.</param>
/// <param name="Session">From 1.</param>
/// <param name="Mail">The mails begun in all sessions so far, from 1.</param>
sealed record SinkMoment(string Step, string Line, int Session, int Mail);

/// <summary>A mail whose final dot arrived.</summary>
/// <param name="WasAccepted">False when the script refused it or cut the line instead of answering.</param>
sealed record SinkMail(string MessageId, IReadOnlyList<string> To, string Text, bool WasAccepted);

/// <summary>
/// An SMTP server on loopback that does what its script says at each step: a reply, "cut" to drop the connection, "hang" to
/// never answer, or null for what a server would say.
/// </summary>
sealed partial class SmtpSink : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _closing = new();
    readonly Func<SinkMoment, string?> _script;
    readonly ConcurrentQueue<SinkMail> _mails = new();
    readonly ConcurrentQueue<SinkMoment> _moments = new();
    readonly Task _accepting;
    int _sessions;
    int _begun;

    public SmtpSink(Func<SinkMoment, string?>? script = null)
    {
        _script = script ?? (_ => null);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Lines of the answer to EHLO, without the code.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES"];

    /// <summary>For TLS: from the first byte, or after STARTTLS where <see cref="Extensions"/> offers it.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool IsTlsFromTheFirstByte { get; init; }

    /// <summary>The mails that arrived, answered or not: what a recipient may see.</summary>
    public IReadOnlyList<SinkMail> Mails => [.. _mails];

    public IReadOnlyList<SinkMoment> Moments => [.. _moments];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting; // first: a listener that is stopped throws when it is asked to accept
        _listener.Stop();
        _closing.Dispose();
    }

    async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token), Interlocked.Increment(ref _sessions)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    async Task ServeAsync(TcpClient client, int session)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using Stream stream = IsTlsFromTheFirstByte ? await SecureAsync(client.GetStream()) : client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await AnswerAsync(stream, "connect", "", session, "220 sink");
                await TalkAsync(reader, stream, session);
            }
            catch (Exception error)
                when (error is IOException or SocketException or OperationCanceledException or CutException or AuthenticationException)
            {
                client.Client.Close(0);
            }
        }
    }

    async Task<SslStream> SecureAsync(Stream plain)
    {
        var secured = new SslStream(plain);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _closing.Token);
        return secured;
    }

    async Task TalkAsync(StreamReader reader, Stream stream, int session)
    {
        var to = new List<string>();
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await AnswerAsync(
                        stream,
                        verb,
                        line,
                        session,
                        string.Join(
                            "\r\n",
                            Extensions.SkipLast(1).Select(word => "250-" + word).Prepend("250-sink").Append("250 " + Extensions[^1])
                        )
                    );
                    break;
                case "MAIL":
                    to.Clear();
                    Interlocked.Increment(ref _begun);
                    await AnswerAsync(stream, verb, line, session, "250 2.1.0 ok");
                    break;
                case "RCPT":
                    if ((await AnswerAsync(stream, verb, line, session, "250 2.1.5 ok")).StartsWith('2'))
                    {
                        to.Add(Between().Match(line).Groups[1].Value);
                    }

                    break;
                case "DATA":
                    if (
                        (await AnswerAsync(stream, verb, line, session, to.Count > 0 ? "354 go on" : "503 5.5.1 no recipients")).StartsWith(
                            '3'
                        )
                    )
                    {
                        await TakeAsync(reader, stream, session, to);
                    }

                    break;
                case "STARTTLS" when Certificate is not null:
                    await AnswerAsync(stream, verb, line, session, "220 2.0.0 go on");
                    await using (var secured = await SecureAsync(stream))
                    {
                        using var anew = new StreamReader(secured, Encoding.Latin1);
                        await TalkAsync(anew, secured, session);
                    }

                    return;
                case "QUIT":
                    await AnswerAsync(stream, verb, line, session, "221 bye");
                    return;
                default:
                    await AnswerAsync(stream, verb, line, session, verb is "RSET" or "NOOP" ? "250 ok" : "502 5.5.1 unknown");
                    break;
            }
        }
    }

    async Task TakeAsync(StreamReader reader, Stream stream, int session, List<string> to)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            if (_script(new("content", line, session, _begun)) == "cut")
            {
                throw new CutException();
            }

            if (line != ".")
            {
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                continue;
            }

            // Kept before the answer leaves: when the client has it, the mail is there to be seen.
            var mail = new SinkMail(MessageId().Match(text.ToString()).Groups[1].Value, [.. to], text.ToString(), true);
            var reply = Ask("dot", line, session, "250 2.0.0 taken");
            if (reply is "cut" or "hang" || reply.StartsWith('2'))
            {
                _mails.Enqueue(mail with { WasAccepted = reply.StartsWith('2') });
            }

            await AnswerAsync(stream, reply);
            return;
        }
    }

    async Task<string> AnswerAsync(Stream stream, string step, string line, int session, string usual)
    {
        var reply = Ask(step, line, session, usual);
        await AnswerAsync(stream, reply);
        return reply;
    }

    string Ask(string step, string line, int session, string usual)
    {
        var moment = new SinkMoment(step, line, session, _begun);
        _moments.Enqueue(moment);
        return _script(moment) ?? usual;
    }

    async Task AnswerAsync(Stream stream, string reply)
    {
        if (reply == "cut")
        {
            throw new CutException();
        }

        if (reply == "hang")
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _closing.Token);
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"), _closing.Token);
        if (reply.StartsWith("421", StringComparison.Ordinal))
        {
            throw new CutException();
        }
    }

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex Between();

    [GeneratedRegex("^Message-I[Dd]:\\s*(<[^>]+>)", RegexOptions.Multiline)]
    private static partial Regex MessageId();

    sealed class CutException() : Exception(string.Create(CultureInfo.InvariantCulture, $"cut by the script"));
}
