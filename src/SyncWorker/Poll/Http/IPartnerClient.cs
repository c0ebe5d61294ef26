namespace SyncWorker.Poll.Http;

/// <summary>
/// Asks a partner, by Refit where the feed has it and by HttpClient where it has not. The answer comes with its body unread, whatever
/// its status; what was listed for the source in poll.json (hosts, retries, rate, proxy, who we are) lies in the pipe below.
/// </summary>
interface IPartnerClient
{
    /// <param name="source">The source's name: which pipe to take.</param>
    /// <param name="address">Absolute.</param>
    /// <param name="headers">Beside those of poll.json.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer to begin; the body is not tied to it.</param>
    /// <exception cref="HttpRequestException">No answer came; the message and HttpRequestError say why.</exception>
    Task<HttpResponseMessage> GetAsync(string source, Uri address, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken);
}
