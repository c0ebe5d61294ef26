using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SyncWorker.Hosting.Secrets;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Http;

/// <summary>
/// Says who we are to the source's own hosts, never to others it may redirect to. The secret is read for each request, so a new one
/// needs no restart; it appears in no position, message or log.
/// </summary>
sealed class Identity(SourceOptions source, SecretStore secrets, TimeProvider clock) : DelegatingHandler
{
    readonly HashSet<string> _own = new(source.Urls.Append(source.Url).OfType<string>().Select(url => new Uri(url).Authority), StringComparer.OrdinalIgnoreCase);
    readonly SemaphoreSlim _turn = new(1);
    string? _token;
    DateTimeOffset _tokenUntil;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (source.Auth is not { } auth || !_own.Contains(request.RequestUri!.Authority))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (!secrets.TryGet(auth.Secret, out var secret))
        {
            throw new UnhealthySourceException(secrets.WhyNot(auth.Secret) ?? $"The secret \"{auth.Secret}\" is not set.");
        }

        var asked = request.RequestUri!;
        try
        {
            await IdentifyAsync(request, auth, secret, cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            if (auth.By != AuthBy.Oauth2 || response.StatusCode != HttpStatusCode.Unauthorized)
            {
                return response;
            }

            // The token was revoked before its time: a new one, once.
            response.Dispose();
            _token = null;
            await IdentifyAsync(request, auth, secret, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // What follows with the same request, a redirect above all, must not carry it.
            request.RequestUri = asked;
            request.Headers.Authorization = null;
            request.Headers.Remove(auth.By == AuthBy.Header ? auth.Name! : "Authorization");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _turn.Dispose();
        base.Dispose(disposing);
    }

    async Task IdentifyAsync(HttpRequestMessage request, AuthOptions auth, string secret, CancellationToken cancellationToken)
    {
        switch (auth.By)
        {
            case AuthBy.Header:
                request.Headers.Remove(auth.Name!);
                request.Headers.TryAddWithoutValidation(auth.Name!, secret);
                break;
            case AuthBy.Query:
                request.RequestUri = Address.With(request.RequestUri!, auth.Name!, secret);
                break;
            case AuthBy.Basic:
                request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.User}:{secret}")));
                break;
            case AuthBy.Bearer:
                request.Headers.Authorization = new("Bearer", secret);
                break;
            default:
                request.Headers.Authorization = new("Bearer", await TokenAsync(auth, secret, cancellationToken));
                break;
        }
    }

    // OAuth 2.0 client credentials (RFC 6749, 4.4). A token is renewed a minute before it ends.
    async Task<string> TokenAsync(AuthOptions auth, string secret, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_token is not null && clock.GetUtcNow() < _tokenUntil - TimeSpan.FromMinutes(1))
            {
                return _token;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, auth.TokenUrl);
            var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = auth.User!, ["client_secret"] = secret };
            if (auth.Scope is not null)
            {
                form["scope"] = auth.Scope;
            }

            request.Content = new FormUrlEncodedContent(form);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await base.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new UnhealthySourceException($"The token address answers {(int)response.StatusCode}: are the client id (auth.user) and the secret \"{auth.Secret}\" right?");
            }

            return await KeepAsync(response, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task<string> KeepAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        const int Longest = 64 * 1024;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[Longest];
        var length = await body.ReadAtLeastAsync(bytes, Longest, throwOnEndOfStream: false, cancellationToken);
        try
        {
            using var answer = JsonDocument.Parse(bytes.AsMemory(0, length));
            _token = answer.RootElement.GetProperty("access_token").GetString();
            var seconds = answer.RootElement.TryGetProperty("expires_in", out var expires) && expires.TryGetInt32(out var told) ? told : 300;
            _tokenUntil = clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UnhealthySourceException("The token address answers without an access_token.");
        }

        return string.IsNullOrEmpty(_token) ? throw new UnhealthySourceException("The token address answers without an access_token.") : _token;
    }
}
