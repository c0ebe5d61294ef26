using System.Text.Json;
using SyncWorker.Config.Secrets;

namespace SyncWorker.Net.Mail;

/// <summary>The connections to Microsoft Graph and the access tokens for it: what sending and reading have in common.</summary>
sealed class GraphConnection : IDisposable
{
    readonly GraphAccess _access;
    readonly SecretStore _secrets;
    readonly TokenSource _tokens;

    public GraphConnection(GraphAccess access, NetworkOptions network, SecretStore secrets, TimeProvider clock)
    {
        (_access, _secrets) = (access, secrets);
        var handler = SocketsHandlerFactory.Open(network);
        Http = new(handler) { BaseAddress = access.Endpoint, Timeout = Timeout.InfiniteTimeSpan };
        var endpoint = new Uri(access.Login, $"{access.Tenant}/oauth2/v2.0/token");
        _tokens = new(new(endpoint, access.ClientId, new Uri(access.Endpoint, ".default").ToString()), handler, clock);
    }

    /// <summary>Waits for ever: each request has a limit of its own.</summary>
    public HttpClient Http { get; }

    /// <summary>An access token, or why there is none.</summary>
    public async Task<(string Token, NoSession? Refused)> TokenAsync(CancellationToken abort) =>
        NetworkOptions.IsConfidential(_access.Endpoint)
            ? await MailToken.GetAsync(_tokens, _access.Secret, _secrets, abort)
            : (
                "",
                new NoSession.NotReached(
                    null,
                    "The address of Graph is not https, and no token is sent over such a one (graph.endpoint in send.json)."
                )
            );

    /// <summary>The server did not accept this token.</summary>
    public void Forget(string token) => _tokens.Forget(token);

    /// <summary>Why the application may not do what it is there for; null when it may, or when the token does not tell.</summary>
    /// <param name="token">An access token.</param>
    /// <param name="permission">Such as Mail.Send.</param>
    /// <param name="what">What it is needed for, such as "send mail".</param>
    public NoSession? FindMissing(string token, string permission, string what) =>
        TokenRoles.Read(token) is { } roles && !roles.Any(role => role.StartsWith(permission, StringComparison.OrdinalIgnoreCase))
            ? new NoSession.LoginRefused(
                null,
                $"The application {_access.ClientId} may not {what}: add the application permission {permission} of Microsoft Graph in the Entra admin centre, and grant it."
            )
            : null;

    /// <summary>The code and message of an error, on one line.</summary>
    // { "error": { "code": "ErrorAccessDenied", "message": "…" } }
    public static string ErrorText(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var error = answer.RootElement.GetProperty("error");
            return ReplyText.WithoutAddresses($"{error.GetProperty("code").GetString()}: {error.GetProperty("message").GetString()}");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ReplyText.WithoutAddresses(body);
        }
    }

    public void Dispose()
    {
        _tokens.Dispose();
        Http.Dispose();
    }
}
