using System.Net;
using System.Security.Authentication;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;

namespace SyncWorker.Poll.Http;

/// <summary>
/// Tries again what may pass: no connection, no answer in time, 408, 425, 429 and 5xx, with growing waits that are scattered
/// (decorrelated jitter) or as long as <c>Retry-After</c> asks; when it asks for more than <c>maxWaitSeconds</c>, the run gives up and
/// <see cref="BackOff"/> keeps later runs away until then. Once all tries of one request have failed, the breaker lets no other through in
/// this process; between processes <see cref="BackOff"/> does the same.
/// </summary>
sealed class RetryHandler : DelegatingHandler
{
    readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(HttpOptions options, TelemetryListener listener, TimeProvider clock)
    {
        var longest = TimeSpan.FromSeconds(options.MaxWaitSeconds);
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock, TelemetryListener = listener };
        if (options.Retries > 0)
        {
            builder.AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = options.Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromSeconds(1),
                    MaxDelay = longest,
                    ShouldHandle = args =>
                        ValueTask.FromResult(IsTransient(args.Outcome) && !(RetryAfter(args.Outcome.Result, clock) > longest)),
                    DelayGenerator = args => ValueTask.FromResult(RetryAfter(args.Outcome.Result, clock)),
                    OnRetry = args =>
                    {
                        args.Outcome.Result?.Dispose();
                        return ValueTask.CompletedTask;
                    },
                }
            );
        }

        _pipeline = builder
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    FailureRatio = 0.9,
                    MinimumThroughput = Math.Max(2, options.Retries + 1), // what the tries of one request reach; Polly wants two
                    SamplingDuration = TimeSpan.FromMinutes(10),
                    BreakDuration = TimeSpan.FromMinutes(5),
                    ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome)),
                }
            )
            .Build();
    }

    /// <summary>What Retry-After asks for, in seconds or as a date (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock)
    {
        var after = response?.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait
            : wait is null ? null
            : TimeSpan.Zero;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);

    /// <summary>Whether the status is one that passes: the source is overloaded, restarts, or its gateway has lost it.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425
        || (
            status >= HttpStatusCode.InternalServerError
            && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported)
        );

    static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome switch
        {
            // A certificate does not heal in a minute
            { Exception: HttpRequestException { InnerException: AuthenticationException } } => false,
            { Exception: HttpRequestException or TimeoutRejectedException } => true,
            { Result: { } response } => IsTransient(response.StatusCode),
            _ => false,
        };
}
