using Refit;

namespace SyncWorker.Net;

/// <summary>The one request of OAuth 2.0 that this program makes (RFC 6749, 4.4.2); config names the address.</summary>
interface ITokenApi
{
    // Buffered: a body without Content-Length is refused by some servers.
    [Post("")]
    [Headers("Accept: application/json")]
    Task<HttpResponseMessage> RequestAsync(
        [Url] string endpoint,
        [Body(BodySerializationMethod.UrlEncoded, buffered: true)] TokenRequest request,
        CancellationToken cancellationToken
    );
}

/// <summary>The form that is posted to a token endpoint; what is null is left out.</summary>
sealed record TokenRequest
{
    [AliasAs("grant_type")]
    public string GrantType { get; } = "client_credentials";

    [AliasAs("client_id")]
    public required string ClientId { get; init; }

    [AliasAs("client_secret")]
    public required string ClientSecret { get; init; }

    [AliasAs("scope")]
    public string? Scope { get; init; }
}
