using Microsoft.Extensions.DependencyInjection;

namespace SyncWorker.Poll.Http;

/// <summary>The twin on HttpClient, for a feed without Refit.</summary>
sealed class PartnerClient(HttpClient http) : IPartnerClient
{
    public async Task<HttpResponseMessage> GetAsync(string source, Uri address, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(PartnerPipes.Source, source);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Registers the client on the pipes.</summary>
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddHttpClient<IPartnerClient, PartnerClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .OnPipes();
        return services;
    }
}
