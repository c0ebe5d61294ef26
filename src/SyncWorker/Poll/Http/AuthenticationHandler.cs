using System.Diagnostics;
using System.Net;
using System.Text;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Poll.Paging;

namespace SyncWorker.Poll.Http;

/// <summary>
/// Says who we are to the source's own origins, never to others it may redirect to, and never in clear. The secret is read for each
/// request, so a new one
/// needs no restart; it appears in no position, message or log.
/// </summary>
sealed class AuthenticationHandler(SourceOptions source, RequestGate gate, SecretStore secrets, TokenSource? tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (source.Auth is not { } auth || !gate.IsOwn(request.RequestUri!))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (!NetworkOptions.IsConfidential(request.RequestUri!))
        {
            throw new UnhealthySourceException("The secret would cross the network unencrypted: write an https address.");
        }

        if (!secrets.TryGet(auth.Secret, out var secret))
        {
            throw new UnhealthySourceException(secrets.MissingReason(auth.Secret) ?? $"The secret \"{auth.Secret}\" is not set.");
        }

        var asked = request.RequestUri!;
        try
        {
            await AuthenticateAsync(request, auth, secret, cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            if (auth.By != AuthBy.Oauth2 || response.StatusCode != HttpStatusCode.Unauthorized)
            {
                return response;
            }

            // The token was revoked before its time: a new one, once.
            response.Dispose();
            tokens!.Forget(request.Headers.Authorization!.Parameter!);
            await AuthenticateAsync(request, auth, secret, cancellationToken);
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
        tokens?.Dispose();
        base.Dispose(disposing);
    }

    async Task AuthenticateAsync(HttpRequestMessage request, AuthOptions auth, string secret, CancellationToken cancellationToken)
    {
        switch (auth.By)
        {
            case AuthBy.Header:
                request.Headers.Remove(auth.Name!);
                request.Headers.TryAddWithoutValidation(auth.Name!, secret);
                break;
            case AuthBy.Query:
                request.RequestUri = UriQuery.Set(request.RequestUri!, auth.Name!, secret);
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

    async Task<string> TokenAsync(AuthOptions auth, string secret, CancellationToken cancellationToken) =>
        await tokens!.GetAsync(secret, cancellationToken) switch
        {
            TokenResult.Granted granted => granted.Token,
            TokenResult.Refused refused => throw new UnhealthySourceException(
                $"The token address answers {refused.Status}: are the client id (auth.user) and the secret \"{auth.Secret}\" right?"
            ),
            TokenResult.Unusable other => throw new UnhealthySourceException($"The token address {other.Reason}."),
            _ => throw new UnreachableException(),
        };
}
