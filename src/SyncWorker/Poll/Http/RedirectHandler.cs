using System.Net;

namespace SyncWorker.Poll.Http;

/// <summary>Follows redirects; each address, the first as well, must pass the <see cref="RequestGate"/>.</summary>
sealed class RedirectHandler(RequestGate gate) : DelegatingHandler
{
    const int MostRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var address = request.RequestUri!;
            gate.Check(address);
            var response = await base.SendAsync(request, cancellationToken);
            if (
                response.StatusCode
                    is not (
                        HttpStatusCode.MovedPermanently
                        or HttpStatusCode.Found
                        or HttpStatusCode.SeeOther
                        or HttpStatusCode.TemporaryRedirect
                        or HttpStatusCode.PermanentRedirect
                    )
                || response.Headers.Location is not { } location
            )
            {
                return response;
            }

            response.Dispose();
            if (redirects == MostRedirects)
            {
                throw new UnhealthySourceException($"It redirects more than {MostRedirects} times: an endless loop.");
            }

            request.RequestUri = new Uri(address, location);
        }
    }
}
