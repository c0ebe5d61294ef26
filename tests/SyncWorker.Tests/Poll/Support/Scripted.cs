using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SyncWorker.Tests.Poll.Support;

/// <summary>
/// A server on a bare socket that says byte for byte what the test gives it, so that it can also say what no proper server would.
/// </summary>
sealed class Scripted : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stopping = new();
    readonly Func<ScriptedRequest, Stream, CancellationToken, Task> _answer;
    readonly X509Certificate2? _certificate;
    readonly ConcurrentBag<Task> _open = [];
    readonly Task _loop;

    Scripted(Func<ScriptedRequest, Stream, CancellationToken, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Address => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Requests so far.</summary>
    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public static Scripted Start(Func<ScriptedRequest, Stream, CancellationToken, Task> answer) => new(answer);

    /// <summary>Answers whole bodies.</summary>
    public static Scripted Start(Func<ScriptedRequest, ScriptedAnswer> answer) =>
        new((request, stream, token) => WriteAsync(stream, answer(request), token));

    /// <summary>Answers whole bodies over TLS.</summary>
    public static Scripted Start(X509Certificate2 certificate, Func<ScriptedRequest, ScriptedAnswer> answer) =>
        new((request, stream, token) => WriteAsync(stream, answer(request), token), certificate);

    public static async Task WriteAsync(Stream stream, ScriptedAnswer answer, CancellationToken cancellationToken)
    {
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} x\r\nContent-Length: {answer.Body.Length}\r\nConnection: close\r\n");
        if (answer.Type.Length > 0)
        {
            head.Append("Content-Type: ").Append(answer.Type).Append("\r\n");
        }

        foreach (var header in answer.Headers)
        {
            head.Append(header).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
        await stream.WriteAsync(answer.Body, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop; // first: a listener that is stopped throws when it is asked to accept
        _listener.Stop();
        await Task.WhenAll(_open);
        _stopping.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(_certificate);
                    stream = secured;
                }

                var request = await ScriptedRequest.ReadAsync(stream, _stopping.Token);
                if (request is not null)
                {
                    Requests.Enqueue(request);
                    await _answer(request, stream, _stopping.Token);
                    await stream.FlushAsync(_stopping.Token);
                }
            }
            catch (Exception error)
                when (error
                        is IOException
                            or SocketException
                            or AuthenticationException
                            or OperationCanceledException
                            or ObjectDisposedException
                )
            {
                // The client went away, which is what a limit does.
            }
        }
    }
}

/// <param name="Status">The status code.</param>
/// <param name="Type">Content type; empty for none.</param>
/// <param name="Body">The body.</param>
sealed record ScriptedAnswer(int Status, string Type, byte[] Body)
{
    public IReadOnlyList<string> Headers { get; init; } = [];

    public static ScriptedAnswer Json(string body) => new(200, "application/json", Encoding.UTF8.GetBytes(body));

    public static ScriptedAnswer Csv(string body) => new(200, "text/csv", Encoding.UTF8.GetBytes(body));
}

/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">By name.</param>
sealed record ScriptedRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public byte[] Bytes { get; init; } = [];

    public static async Task<ScriptedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var bytes = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(bytes, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(bytes[0]);
        }

        var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[
            headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0
        ];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new(lines[0].Split(' ')[1], headers) { Bytes = body };
    }
}
