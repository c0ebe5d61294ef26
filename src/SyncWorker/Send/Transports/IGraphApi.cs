using Refit;

namespace SyncWorker.Send.Transports;

/// <summary>Microsoft Graph, as far as a mail is sent by it.</summary>
interface IGraphApi
{
    /// <param name="mailbox">The mailbox that is sent from.</param>
    /// <param name="token">An access token; one that may only send is answered with 403.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Get("/v1.0/users/{mailbox}?$select=id")]
    Task<HttpResponseMessage> GetMailboxAsync(string mailbox, [Authorize("Bearer")] string token, CancellationToken cancellationToken);

    /// <param name="mailbox">The mailbox that it is sent from.</param>
    /// <param name="token">An access token with Mail.Send.</param>
    /// <param name="mime">The whole message in base64; Graph takes it for MIME by its content type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Post("/v1.0/users/{mailbox}/sendMail")]
    [Headers("Content-Type: text/plain")]
    Task<HttpResponseMessage> SendMailAsync(
        string mailbox,
        [Authorize("Bearer")] string token,
        [Body(buffered: true)] string mime,
        CancellationToken cancellationToken
    );
}
