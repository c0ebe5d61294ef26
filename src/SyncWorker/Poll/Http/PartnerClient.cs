using Microsoft.Extensions.DependencyInjection;
using Refit;
using SyncWorker.Net;

namespace SyncWorker.Poll.Http;

/// <summary>One generic interface for sources that config describes: the address at run time, the answer unbuffered.</summary>
interface IPartnerApi
{
    [Get("")]
    Task<HttpResponseMessage> GetAsync(
        [Url] string address,
        [Property(SourceHttpClientFactory.SourceKey)] string source,
        [HeaderCollection] IDictionary<string, string> headers,
        CancellationToken cancellationToken
    );
}

/// <summary>
/// Asks a partner. The answer comes with its body unread, whatever its status; what poll.json lists for the source (hosts, retries,
/// rate, proxy, authentication) lies in the handlers below.
/// </summary>
sealed class PartnerClient(IPartnerApi api)
{
    /// <param name="source">The source's name: which handlers to take.</param>
    /// <param name="address">Absolute.</param>
    /// <param name="headers">Beside those of poll.json.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer to begin; the body is not tied to it.</param>
    /// <exception cref="HttpRequestException">No answer came; the message and HttpRequestError say why.</exception>
    public Task<HttpResponseMessage> GetAsync(
        string source,
        Uri address,
        IReadOnlyDictionary<string, string> headers,
        CancellationToken cancellationToken
    ) => api.GetAsync(address.AbsoluteUri, source, headers.ToDictionary(), cancellationToken);

    /// <summary>Registers the client on the pipes.</summary>
    public static IServiceCollection Add(IServiceCollection services)
    {
        services
            .AddRefitGeneratedClient<IPartnerApi>(RefitDefaults.Settings)
            .ConfigureHttpClient(http =>
            {
                // Refit wants a base; each request brings its own absolute address.
                http.BaseAddress = new("http://source.invalid/");
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .UseSourcePipelines();
        return services.AddTransient<PartnerClient>();
    }
}
