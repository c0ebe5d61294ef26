using System.Globalization;
using System.Net;
using System.Text.Json;
using Refit;

namespace SyncWorker.Net;

/// <summary>Who asks for access tokens, and where.</summary>
sealed record TokenClient(Uri Endpoint, string ClientId, string? Scope);

/// <summary>
/// Access tokens by OAuth 2.0 client credentials, for sources and mail servers alike. A token is kept until shortly before its
/// end. One caller asks at a time, the others wait for its answer. A refusal is kept as long as the secret stays the same.
/// </summary>
sealed class TokenSource : IDisposable
{
    const int LongestAnswer = 64 * 1024;

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan s_longestMargin = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_longestLife = TimeSpan.FromDays(1);

    /// <summary>How long a token lives whose answer does not say so (RFC 6749, 5.1: expires_in may be left out).</summary>
    static readonly TimeSpan s_assumedLife = TimeSpan.FromMinutes(5);

    readonly TokenClient _client;
    readonly TimeProvider _clock;
    readonly HttpClient _http;
    readonly ITokenApi _api;
    readonly SemaphoreSlim _asking = new(1);
    Kept? _kept;

    /// <param name="client">Who asks.</param>
    /// <param name="handler">Carries the request; it is the caller's to dispose of.</param>
    /// <param name="clock">Tells when a token ends.</param>
    public TokenSource(TokenClient client, HttpMessageHandler handler, TimeProvider clock)
    {
        (_client, _clock) = (client, clock);
        _http = new(handler, disposeHandler: false) { BaseAddress = client.Endpoint, Timeout = Timeout.InfiniteTimeSpan };
        _api = RestService.ForGenerated<ITokenApi>(_http, RefitDefaults.Settings);
    }

    public string Host => _client.Endpoint.Host;

    /// <exception cref="HttpRequestException">No answer came, or not in time.</exception>
    public async Task<TokenResult> GetAsync(string secret, CancellationToken cancellationToken)
    {
        if (!NetworkOptions.IsConfidential(_client.Endpoint))
        {
            return new TokenResult.Unusable(null, "is no https address: the client's secret would cross the network unencrypted");
        }

        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_kept is { } kept && kept.Secret == secret && _clock.GetUtcNow() < kept.Until)
            {
                return kept.Result;
            }

            _kept = null;
            using var patience = new CancellationTokenSource(s_patience, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            return await AskAsync(secret, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("No answer came in time.", new TimeoutException(late.Message));
        }
        catch (IOException broken)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, broken.Message, broken);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>The server did not accept this token: another is asked for, unless that was done meanwhile.</summary>
    public void Forget(string token)
    {
        if (_kept is { Result: TokenResult.Granted granted } kept && granted.Token == token)
        {
            Interlocked.CompareExchange(ref _kept, null, kept);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _asking.Dispose();
    }

    async Task<TokenResult> AskAsync(string secret, CancellationToken cancellationToken)
    {
        var request = new TokenRequest
        {
            ClientId = _client.ClientId,
            ClientSecret = secret,
            Scope = _client.Scope,
        };
        using var response = await _api.RequestAsync(_client.Endpoint.AbsoluteUri, request, cancellationToken);
        using var answer = await ReadAsync(response, cancellationToken);
        var status = (int)response.StatusCode;
        if (
            answer is not null
            && response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        )
        {
            return Keep(
                new TokenResult.Refused(status, Text(answer, "error_description") ?? Text(answer, "error") ?? "no reason given"),
                DateTimeOffset.MaxValue
            );
        }

        if (!response.IsSuccessStatusCode)
        {
            return new TokenResult.Unusable(status, string.Create(CultureInfo.InvariantCulture, $"answers {status}"));
        }

        if (answer is null || Text(answer, "access_token") is not { Length: > 0 } token)
        {
            return new TokenResult.Unusable(status, "answers without an access_token");
        }

        var life = Life(answer);
        var margin = life / 5 < s_longestMargin ? life / 5 : s_longestMargin;
        return Keep(new TokenResult.Granted(token), _clock.GetUtcNow() + life - margin);

        TokenResult Keep(TokenResult result, DateTimeOffset until)
        {
            _kept = new(secret, result, until);
            return result;
        }
    }

    // Null for anything but a JSON object of a reasonable length.
    static async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[LongestAnswer];
        var length = await body.ReadAtLeastAsync(bytes, LongestAnswer, throwOnEndOfStream: false, cancellationToken);
        try
        {
            var answer = JsonDocument.Parse(bytes.AsMemory(0, length));
            if (answer.RootElement.ValueKind == JsonValueKind.Object)
            {
                return answer;
            }

            answer.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonDocument answer, string name) =>
        answer.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Some servers write the number as text, or as 3599.0.
    static TimeSpan Life(JsonDocument answer)
    {
        if (
            !answer.RootElement.TryGetProperty("expires_in", out var value)
            || !double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            || !(seconds > 0)
        )
        {
            return s_assumedLife;
        }

        return seconds < s_longestLife.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_longestLife;
    }

    sealed record Kept(string Secret, TokenResult Result, DateTimeOffset Until);
}
