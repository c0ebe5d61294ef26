using Refit;

namespace SyncWorker.Inbox;

/// <summary>Microsoft Graph, as far as a mailbox is read by it. Ids stay the same when a message is moved (Prefer: IdType).</summary>
[Headers("Prefer: IdType=\"ImmutableId\"")]
interface IGraphMailboxApi
{
    [Get("/v1.0/users/{mailbox}/mailFolders/{folder}/messages?$select=id&$orderby=receivedDateTime&$top=500")]
    Task<HttpResponseMessage> ListAsync(
        string mailbox,
        string folder,
        [Authorize("Bearer")] string token,
        CancellationToken cancellationToken
    );

    [Get("/v1.0/users/{mailbox}/mailFolders/{folder}/messages?$select=id&$top=500")]
    Task<HttpResponseMessage> ListAsync(
        string mailbox,
        string folder,
        [AliasAs("$filter")] string filter,
        [Authorize("Bearer")] string token,
        CancellationToken cancellationToken
    );

    /// <summary>The whole message as MIME.</summary>
    [Get("/v1.0/users/{mailbox}/messages/{id}/$value")]
    Task<HttpResponseMessage> ReadAsync(string mailbox, string id, [Authorize("Bearer")] string token, CancellationToken cancellationToken);

    [Post("/v1.0/users/{mailbox}/messages/{id}/move")]
    Task<HttpResponseMessage> MoveAsync(
        string mailbox,
        string id,
        [Body] GraphDestination to,
        [Authorize("Bearer")] string token,
        CancellationToken cancellationToken
    );

    [Post("/v1.0/users/{mailbox}/messages/{id}/permanentDelete")]
    Task<HttpResponseMessage> DeleteAsync(
        string mailbox,
        string id,
        [Authorize("Bearer")] string token,
        CancellationToken cancellationToken
    );

    [Get("/v1.0/users/{mailbox}/mailFolders/{parent}/childFolders?$select=id")]
    Task<HttpResponseMessage> FindFolderAsync(
        string mailbox,
        string parent,
        [AliasAs("$filter")] string filter,
        [Authorize("Bearer")] string token,
        CancellationToken cancellationToken
    );

    [Post("/v1.0/users/{mailbox}/mailFolders/{parent}/childFolders")]
    Task<HttpResponseMessage> MakeFolderAsync(
        string mailbox,
        string parent,
        [Body] GraphFolderName folder,
        [Authorize("Bearer")] string token,
        CancellationToken cancellationToken
    );
}

/// <param name="DestinationId">The id of the folder.</param>
sealed record GraphDestination(string DestinationId);

/// <param name="DisplayName">As people see it.</param>
sealed record GraphFolderName(string DisplayName);
