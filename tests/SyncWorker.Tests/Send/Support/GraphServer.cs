using System.Collections.Concurrent;
using System.Net;
using System.Text;
using SyncWorker.Tests.Support;

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
    readonly ConcurrentBag<Task> _replies = [];
    int _asked;
    int _inFlight;
    int _mostInFlight;
    int _tokens;

    /// <param name="answer">The answer to the n-th sendMail, from 1.</param>
    public GraphServer(Func<int, GraphAnswer>? answer = null)
    {
        _answer = answer ?? (_ => new(202));
        Uri = new($"http://127.0.0.1:{LoopbackPort.Next()}/");
        _listener.Prefixes.Add(Uri.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Uri { get; }

    /// <summary>The MIME of each mail that was accepted.</summary>
    public IReadOnlyList<byte[]> Mails => [.. _mails];

    public int Tokens => _tokens;

    public int Asked => _asked;

    /// <summary>How often a token was asked for in vain.</summary>
    public int TokensRefused { get; private set; }

    /// <summary>How many sendMail requests were there at the same time, at most.</summary>
    public int MostInFlight => _mostInFlight;

    /// <summary>Lets no request go before this many are there.</summary>
    public Barrier? Together { get; set; }

    /// <summary>Once so many were together, the rest goes as it comes: a slow sender claims fewer at a time.</summary>
    public bool IsTogetherOnce { get; set; }

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
        await Task.WhenAll(_replies);
        _listener.Close();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _replies.Add(AnswerAsync(context));
            }
        }
        catch (Exception error) when (error is HttpListenerException or InvalidOperationException)
        {
            // Closed.
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            await ReplyAsync(context);
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException)
        {
            // Who asked is gone.
        }
    }

    async Task ReplyAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (context.Request.Url!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
        {
            Token(context, body);
            return;
        }

        Authorization = context.Request.Headers["Authorization"];
        Path = context.Request.Url.AbsolutePath;
        var inFlight = Interlocked.Increment(ref _inFlight);
        for (
            var most = _mostInFlight;
            inFlight > most && Interlocked.CompareExchange(ref _mostInFlight, inFlight, most) != most;
            most = _mostInFlight
        ) { }

        if (Together is { } together && !(IsTogetherOnce && together.CurrentPhaseNumber > 0))
        {
            await Task.Factory.StartNew(
                () => together.SignalAndWait(TimeSpan.FromSeconds(60)), // too few came: the test fails by what it counts, and does not wait for ever
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }

        var answer = _answer(Interlocked.Increment(ref _asked));
        if (answer.Status == 202)
        {
            _mails.Enqueue(Convert.FromBase64String(body));
        }

        if (answer.RetryAfter is { } seconds)
        {
            context.Response.Headers["Retry-After"] = seconds;
        }

        Interlocked.Decrement(ref _inFlight);
        Reply(context, answer.Status, answer.Body);
    }

    void Token(HttpListenerContext context, string body)
    {
        if (TokenRefusal is { } words || !body.Contains("grant_type=client_credentials", StringComparison.Ordinal))
        {
            TokensRefused++;
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
