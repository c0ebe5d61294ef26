using System.Net.Http.Headers;

namespace SyncWorker.Poll.Http;

/// <summary>Says who asks, and asks no more often than agreed: requests are spread evenly over the minute.</summary>
sealed class RequestThrottleHandler(string contact, HttpOptions options, TimeProvider clock) : DelegatingHandler
{
    static readonly string Version = typeof(RequestThrottleHandler).Assembly.GetName().Version!.ToString(3);

    readonly SemaphoreSlim _turn = new(1);
    DateTimeOffset _next = DateTimeOffset.MinValue;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.RequestsPerMinute > 0)
        {
            await WaitAsync(cancellationToken);
        }

        if (request.Headers.UserAgent.Count == 0)
        {
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SyncWorker", Version));
            if (contact.Length > 0)
            {
                request.Headers.UserAgent.Add(new ProductInfoHeaderValue($"({contact})"));
            }
        }

        foreach (var (name, value) in options.Headers)
        {
            if (!request.Headers.Contains(name))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }

    // A few at once are allowed at the beginning of a run; then one every 60/n seconds.
    async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            var step = TimeSpan.FromMinutes(1) / options.RequestsPerMinute;
            var burst = step * Math.Min(10, options.RequestsPerMinute);
            _next = _next < now - burst ? now - burst : _next;
            if (_next > now)
            {
                await Task.Delay(_next - now, clock, cancellationToken);
            }

            _next += step;
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _turn.Dispose();
        base.Dispose(disposing);
    }
}
