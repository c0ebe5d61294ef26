using System.Net;
using System.Text.Json;

namespace SyncWorker.Send.Transports;

/// <summary>
/// An OAuth 2.0 access token by client credentials (RFC 6749, 4.4), kept until five minutes before its end. Microsoft 365 and
/// others speak the same at this endpoint.
/// </summary>
sealed class AccessToken(Uri endpoint, string clientId, string clientSecret, string? scope, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    string? _token;
    DateTimeOffset _until;

    /// <summary>A token, or why there is none.</summary>
    public async Task<(string Token, Delivery? Refused)> GetAsync(CancellationToken abort)
    {
        if (_token is { } kept && clock.GetUtcNow() < _until)
        {
            return (kept, null);
        }

        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["client_secret"] = clientSecret };
        if (scope is not null)
        {
            form["scope"] = scope;
        }

        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await _http.PostAsync(endpoint, content, abort);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(abort));
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                var words = Text(answer, "error_description") ?? Text(answer, "error") ?? "no reason given";
                return ("", new Delivery.LoginRefused((int)response.StatusCode, ServerWords.Without($"{endpoint.Host} gave no token: {words}")));
            }

            if (!response.IsSuccessStatusCode || Text(answer, "access_token") is not { } token)
            {
                return ("", new Delivery.NoServer((int)response.StatusCode, $"{endpoint.Host} gave no token."));
            }

            var seconds = answer.RootElement.TryGetProperty("expires_in", out var life) && life.TryGetInt32(out var n) ? n : 300;
            _until = clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) - s_margin;
            _token = token;
            return (token, null);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or OperationCanceledException)
        {
            return ("", new Delivery.NoServer(null, $"{endpoint.Host} gave no token: {ServerWords.Without(error.Message)}"));
        }
    }

    /// <summary>The server did not accept this one: another is asked for, unless that was done meanwhile.</summary>
    public void Forget(string token) => Interlocked.CompareExchange(ref _token, null, token);

    public void Dispose() => _http.Dispose();

    static string? Text(JsonDocument answer, string name) =>
        answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
