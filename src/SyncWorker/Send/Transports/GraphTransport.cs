using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Secrets;

namespace SyncWorker.Send.Transports;

/// <summary>
/// Microsoft Graph sendMail with the frozen MIME (base64, text/plain). 202 is taken; 429 and 503 are waited for as Retry-After
/// says, while that is short, by all mails under way together; 401 gets a new token once. Four mails at a time, as many as
/// Exchange Online allows for a mailbox.
/// </summary>
sealed class GraphTransport(GraphOptions options, SecretStore secrets, TimeProvider clock) : IMailTransport
{
    /// <summary>A longer Retry-After than this ends the round instead.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    readonly SemaphoreSlim _asking = new(1);
    readonly Lock _gate = new();
    AccessToken? _tokens;
    Delivery? _refused;
    DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public string Name => "graph";

    public bool ReplaysSafely => false;

    public int AtOnce => 4;

    public async Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
    {
        var isRenewed = false;
        for (var waits = 0; ;)
        {
            if (await TurnAsync(abort) is { } tooLong)
            {
                return tooLong;
            }

            var (token, refused) = await TokenAsync(abort);
            if (refused is not null)
            {
                return refused;
            }

            KillPoint.Pass("smtp.before-data");
            handingOver();
            var answer = await PostAsync(mail, token, abort);
            switch (answer)
            {
                case { Delivery: not null }:
                    return answer.Delivery;
                case { Status: HttpStatusCode.Unauthorized } when !isRenewed:
                    isRenewed = true;
                    _tokens!.Forget(token);
                    break;
                case { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable }:
                    Throttle(answer.RetryAfter);
                    if (waits++ == 3 || answer.RetryAfter > s_patience)
                    {
                        return Meaning(answer);
                    }

                    break;
                default:
                    return Meaning(answer);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _asking.Dispose();
        _tokens?.Dispose();
        return ValueTask.CompletedTask;
    }

    // What one mail was told, all heed: the mailbox is throttled, not the mail.
    void Throttle(TimeSpan wait)
    {
        lock (_gate)
        {
            var until = clock.GetUtcNow() + wait;
            _notBefore = until > _notBefore ? until : _notBefore;
        }
    }

    async Task<Delivery?> TurnAsync(CancellationToken abort)
    {
        TimeSpan wait;
        lock (_gate)
        {
            wait = _notBefore - clock.GetUtcNow();
        }

        if (wait > s_patience)
        {
            return new Delivery.NoServer((int)HttpStatusCode.TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"throttled for {wait.TotalSeconds:0} seconds"));
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, abort);
        }

        return null;
    }

    // One asks for a token, the others wait for it.
    async Task<(string Token, Delivery? Refused)> TokenAsync(CancellationToken abort)
    {
        await _asking.WaitAsync(abort);
        try
        {
            if (_refused is null && _tokens is null)
            {
                _refused = Tokens();
            }

            if (_refused is not null)
            {
                return ("", _refused); // asked once more, it would bring the account nearer to being locked
            }

            var (token, refused) = await _tokens!.GetAsync(abort);
            _refused = refused as Delivery.LoginRefused;
            return (token, refused);
        }
        finally
        {
            _asking.Release();
        }
    }

    Delivery? Tokens()
    {
        if (!secrets.TryGet(options.Secret, out var secret))
        {
            return new Delivery.LoginRefused(null, secrets.WhyNot(options.Secret) ?? "The client secret is not set.");
        }

        _tokens = new(new Uri(options.Login, $"{options.Tenant}/oauth2/v2.0/token"), options.ClientId, secret, new Uri(options.Endpoint, ".default").ToString(), clock);
        return null;
    }

    async Task<Answer> PostAsync(ComposedMail mail, string token, CancellationToken abort)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Endpoint, $"v1.0/users/{Uri.EscapeDataString(options.Mailbox)}/sendMail"))
        {
            Content = new StringContent(Convert.ToBase64String(mail.Message), new MediaTypeHeaderValue("text/plain")),
        };
        request.Headers.Authorization = new("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request, abort);
            KillPoint.Pass("smtp.after-answer");
            var retry = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) ?? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(10);
            return response.StatusCode == HttpStatusCode.Accepted
                ? new(response.StatusCode, "", default, new Delivery.Sent(202, "accepted"))
                : new(response.StatusCode, Words(await response.Content.ReadAsStringAsync(abort)), retry < TimeSpan.Zero ? TimeSpan.Zero : retry, null);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new(default, "", default, new Delivery.NoServer(null, ServerWords.Without(error.Message)));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return new(default, "", default, new Delivery.Uncertain(error is OperationCanceledException ? "the server did not answer in time" : ServerWords.Without(error.Message)));
        }
    }

    static Delivery Meaning(Answer answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Delivery.LoginRefused((int)answer.Status, answer.Words),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotFound => new Delivery.NoServer((int)answer.Status, answer.Words),
        HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway => new Delivery.Uncertain($"{(int)answer.Status} {answer.Words}"), // a gateway lost the answer, not the mail
        >= HttpStatusCode.InternalServerError => new Delivery.Temporary((int)answer.Status, answer.Words),
        _ => new Delivery.Permanent((int)answer.Status, answer.Words),
    };

    // { "error": { "code": "ErrorAccessDenied", "message": "…" } }
    static string Words(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var error = answer.RootElement.GetProperty("error");
            return ServerWords.Without($"{error.GetProperty("code").GetString()}: {error.GetProperty("message").GetString()}");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ServerWords.Without(body);
        }
    }

    /// <summary>What one request came to: a delivery when that is clear, else the status to think about.</summary>
    sealed record Answer(HttpStatusCode Status, string Words, TimeSpan RetryAfter, Delivery? Delivery);
}
