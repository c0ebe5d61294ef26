using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net;
using SyncWorker.Union;

namespace SyncWorker.Poll.Http;

/// <summary>
/// Sends each request through the pipe of its source: redirects within its hosts, tries, rate, time-out, who we are, then the sockets.
/// A pipe lives as long as its process: under the schedule, where each run is a process of its own, rate and circuit breaker are one run's.
/// </summary>
sealed class SourceHttpClientFactory(
    StageSettings<PollOptions> settings,
    WorkerFolders folders,
    SecretStore secrets,
    SourceTraffic traffic,
    TimeProvider clock
) : HttpMessageHandler
{
    public const string SourceKey = "SyncWorker.Source";

    public static readonly HttpRequestOptionsKey<string> Source = new(SourceKey);

    readonly Dictionary<string, HttpMessageInvoker> _pipes = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(Source, out var name)
            ? Pipeline(name).SendAsync(request, cancellationToken)
            : throw new InvalidOperationException("A request without its source.");

    protected override void Dispose(bool disposing)
    {
        foreach (var pipe in _pipes.Values)
        {
            pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    HttpMessageInvoker Pipeline(string name)
    {
        var poll = settings.Options;
        var source = poll.Sources.Single(source => source.Name == name);
        lock (_gate)
        {
            if (_pipes.TryGetValue(name, out var known))
            {
                return known;
            }

            HttpMessageHandler pipe = SocketsHandlerFactory.Open(NetworkOptions.Read(poll.Proxy, poll.Trust, folders.Config));
            var tokens = source.Auth is { By: AuthBy.Oauth2 } auth
                ? new TokenSource(new(new(auth.TokenUrl!), auth.User!, auth.Scope), pipe, clock)
                : null;
            var gate = new RequestGate(source);
            pipe = new AuthenticationHandler(source, gate, secrets, tokens) { InnerHandler = pipe };
            pipe = new AttemptTimeoutHandler(source.Http, clock) { InnerHandler = pipe };
            pipe = new RequestThrottleHandler(poll.Contact, source.Http, clock) { InnerHandler = pipe };
            pipe = new RetryHandler(source.Http, traffic.Listen(name), clock) { InnerHandler = pipe };
            pipe = new RedirectHandler(gate) { InnerHandler = pipe };
            return _pipes[name] = new(pipe);
        }
    }
}

static class SourceHttpClientRegistration
{
    /// <summary>Puts a client on the pipes. No request is logged: addresses are a third party's.</summary>
    public static IHttpClientBuilder UseSourcePipelines(this IHttpClientBuilder client) =>
        client
            .ConfigurePrimaryHttpMessageHandler(services => services.GetRequiredService<SourceHttpClientFactory>())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
}
