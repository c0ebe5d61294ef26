using System.Net;

namespace SyncWorker.Poll.Http;

/// <summary>
/// Follows redirects and refuses every address outside the hosts of the source: a partner's answer must not make this machine ask
/// others. Never from https down to http.
/// </summary>
sealed class RedirectHandler(SourceOptions source) : DelegatingHandler
{
    const int MostRedirects = 5;

    readonly HashSet<string> _hosts = new(
        source.Urls.Append(source.Url).OfType<string>().Select(url => new Uri(url).Authority).Concat(source.Http.Hosts),
        StringComparer.OrdinalIgnoreCase);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var address = request.RequestUri!;
            if (!_hosts.Contains(address.Authority) && !_hosts.Contains(address.Host))
            {
                throw new UnhealthySourceException($"It leads to another host ({address.Host}). If that is right, add it to http.hosts.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            if (redirects == MostRedirects)
            {
                throw new UnhealthySourceException($"It redirects more than {MostRedirects} times: an endless loop.");
            }

            var next = new Uri(address, location);
            if (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
            {
                throw new UnhealthySourceException("It redirects from https to http.");
            }

            if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp)
            {
                throw new UnhealthySourceException($"It redirects to {next.Scheme}:, not http.");
            }

            request.RequestUri = next;
        }
    }
}
