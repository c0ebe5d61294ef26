using System.Globalization;
using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SyncWorker.Net;

namespace SyncWorker.Poll.Http;

/// <summary>Says in words why a request failed, so that IT knows where to look.</summary>
static class FetchErrorText
{
    public static string Describe(Exception error) =>
        error switch
        {
            UnhealthySourceException known => known.Message,
            TimeoutRejectedException late =>
                $"No answer within {late.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds, also after trying again.",
            BrokenCircuitException => "It failed so often in this run that it is not asked again.",
            HttpRequestException http => HttpErrorText.Describe(http),
            _ => HttpErrorText.Sentence(error),
        };

    public static string Describe(HttpResponseMessage response, TimeSpan? wait) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "It answers 401: the key or password is missing, wrong or expired (`secret set`).",
            HttpStatusCode.Forbidden => "It answers 403: our account may not read this.",
            HttpStatusCode.NotFound => "It answers 404: there is nothing at this address any more.",
            HttpStatusCode.PartialContent => "It answers 206: part of the list only.",
            HttpStatusCode.NoContent => "It answers 204: nothing at all.",
            HttpStatusCode.NotModified => "It answers 304 (not changed), but everything was asked for: is a cache in between?",
            HttpStatusCode.Accepted => "It answers 202: the list is not ready yet.",
            HttpStatusCode.ProxyAuthenticationRequired => "The proxy asks who we are (407).",
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable when wait is { } asked =>
                $"It answers {(int)response.StatusCode} and asks to come back in {asked.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds.",
            var status => $"It answers {((int)status).ToString(CultureInfo.InvariantCulture)}.",
        };
}
