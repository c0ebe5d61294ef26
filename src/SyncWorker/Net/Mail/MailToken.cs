using System.Diagnostics;
using SyncWorker.Config.Secrets;

namespace SyncWorker.Net.Mail;

/// <summary>An access token for a mail server, or why there is none.</summary>
static class MailToken
{
    public static async Task<(string Token, NoSession? Refused)> GetAsync(
        TokenSource tokens,
        string secretName,
        SecretStore secrets,
        CancellationToken abort
    )
    {
        if (!secrets.TryGet(secretName, out var secret))
        {
            return ("", new NoSession.LoginRefused(null, secrets.MissingReason(secretName) ?? "The client secret is not set."));
        }

        try
        {
            return await tokens.GetAsync(secret, abort) switch
            {
                TokenResult.Granted granted => (granted.Token, null),
                TokenResult.Refused refused => (
                    "",
                    new NoSession.LoginRefused(refused.Status, ReplyText.WithoutAddresses($"{tokens.Host} gave no token: {refused.Reason}"))
                ),
                TokenResult.Unusable other => (
                    "",
                    new NoSession.NotReached(other.Status, $"{tokens.Host} gave no token: it {other.Reason}.")
                ),
                _ => throw new UnreachableException(),
            };
        }
        catch (HttpRequestException error)
        {
            return (
                "",
                new NoSession.NotReached(null, ReplyText.WithoutAddresses($"{tokens.Host} gave no token. {HttpErrorText.Describe(error)}"))
            );
        }
        catch (OperationCanceledException)
        {
            return ("", new NoSession.NotReached(null, $"{tokens.Host} gave no token before the run was stopped."));
        }
    }
}
