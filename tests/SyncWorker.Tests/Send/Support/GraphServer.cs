using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SyncWorker.Tests.Send.Support;

/// <summary>What the server answers to one sendMail.</summary>
sealed record GraphAnswer(int Status, string Body = "", string? RetryAfter = null);

/// <summary>Microsoft's token endpoint and Graph's sendMail on loopback, as far as they are documented.</summary>
sealed class GraphServer : IAsyncDisposable
{
    readonly HttpListener _listener = new();
    readonly Func<int, GraphAnswer> _answer;
    readonly Task _serving;
    readonly ConcurrentQueue<byte[]> _mails = new();
    int _asked;
    int _tokens;

    /// <param name="answer">The answer to the n-th sendMail, from 1.</param>
    public GraphServer(Func<int, GraphAnswer>? answer = null)
    {
        _answer = answer ?? (_ => new(202));
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Uri = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Uri.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Uri { get; }

    /// <summary>The MIME of each mail that was accepted.</summary>
    public IReadOnlyList<byte[]> Mails => [.. _mails];

    public int Tokens => _tokens;

    public int Asked => _asked;

    /// <summary>What the token endpoint answers when it refuses.</summary>
    public string? TokenRefusal { get; set; }

    /// <summary>The Authorization header of the newest request.</summary>
    public string? Authorization { get; private set; }

    /// <summary>The path of the newest request.</summary>
    public string? Path { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = await reader.ReadToEndAsync();
                if (context.Request.Url!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
                {
                    Token(context, body);
                    continue;
                }

                Authorization = context.Request.Headers["Authorization"];
                Path = context.Request.Url.AbsolutePath;
                var answer = _answer(++_asked);
                if (answer.Status == 202)
                {
                    _mails.Enqueue(Convert.FromBase64String(body));
                }

                if (answer.RetryAfter is { } seconds)
                {
                    context.Response.Headers["Retry-After"] = seconds;
                }

                Reply(context, answer.Status, answer.Body);
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    void Token(HttpListenerContext context, string body)
    {
        if (TokenRefusal is { } words || !body.Contains("grant_type=client_credentials", StringComparison.Ordinal))
        {
            Reply(context, 401, $$"""{ "error": "invalid_client", "error_description": "{{TokenRefusal}}" }""");
            return;
        }

        Reply(context, 200, $$"""{ "token_type": "Bearer", "expires_in": 3599, "access_token": "token-{{++_tokens}}" }""");
    }

    static void Reply(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
    }
}
