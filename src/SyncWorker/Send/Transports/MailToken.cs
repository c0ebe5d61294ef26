using System.Diagnostics;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;

namespace SyncWorker.Send.Transports;

/// <summary>An access token to send mail with, or what it means for the mail that there is none.</summary>
static class MailToken
{
    public static async Task<(string Token, Delivery? Refused)> GetAsync(
        TokenSource tokens,
        string secretName,
        SecretStore secrets,
        CancellationToken abort
    )
    {
        if (!secrets.TryGet(secretName, out var secret))
        {
            return ("", new Delivery.LoginRefused(null, secrets.MissingReason(secretName) ?? "The client secret is not set."));
        }

        try
        {
            return await tokens.GetAsync(secret, abort) switch
            {
                TokenResult.Granted granted => (granted.Token, null),
                TokenResult.Refused refused => (
                    "",
                    new Delivery.LoginRefused(
                        refused.Status,
                        SmtpReplyText.WithoutAddresses($"{tokens.Host} gave no token: {refused.Reason}")
                    )
                ),
                TokenResult.Unusable other => ("", new Delivery.NoServer(other.Status, $"{tokens.Host} gave no token: it {other.Reason}.")),
                _ => throw new UnreachableException(),
            };
        }
        catch (HttpRequestException error)
        {
            return (
                "",
                new Delivery.NoServer(null, SmtpReplyText.WithoutAddresses($"{tokens.Host} gave no token. {HttpErrorText.Describe(error)}"))
            );
        }
        catch (OperationCanceledException)
        {
            return ("", new Delivery.NoServer(null, $"{tokens.Host} gave no token before sending was stopped."));
        }
    }
}
