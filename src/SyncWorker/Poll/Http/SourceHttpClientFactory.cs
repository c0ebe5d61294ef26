using System;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Net;

namespace SyncWorker.Poll.Http;

/// <summary>
/// Sends each request through the pipe of its source: redirects within its hosts, tries, rate, who we are, then the sockets. A pipe
/// lives as long as its process, anew when the source's part of poll.json changes: under the schedule, where each run is a process of
/// its own, rate and circuit breaker are one run's.
/// </summary>
sealed class SourceHttpClientFactory(CurrentConfig config, WorkerFolders folders, SecretStore secrets, TimeProvider clock) : HttpMessageHandler
{
    public const string SourceKey = "SyncWorker.Source";

    public static readonly HttpRequestOptionsKey<string> Source = new(SourceKey);

    readonly ConcurrentDictionary<string, (string Of, HttpMessageInvoker Pipe)> _pipes = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(Source, out var name)
            ? Pipeline(name).SendAsync(request, cancellationToken)
            : throw new InvalidOperationException("A request without its source.");

    protected override void Dispose(bool disposing)
    {
        foreach (var (_, pipe) in _pipes.Values)
        {
            pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    HttpMessageInvoker Pipeline(string name)
    {
        var poll = config.Current.Poll;
        var source = poll.Sources.Single(source => source.Name == name);
        var of = JsonSerializer.Serialize(new { source.Url, source.Urls, source.Http, source.Auth, poll.Contact, poll.Proxy, poll.Trust }, ConfigBinder.Json);
        lock (_gate)
        {
            if (_pipes.TryGetValue(name, out var known) && known.Of == of)
            {
                return known.Pipe;
            }

            known.Pipe?.Dispose();
            HttpMessageHandler pipe = SocketsHandlerFactory.Open(NetworkOptions.Read(poll.Proxy, poll.Trust, folders.Config));
            var tokens = source.Auth is { By: AuthBy.Oauth2 } auth ? new TokenSource(new(new(auth.TokenUrl!), auth.User!, auth.Scope), pipe, clock) : null;
            pipe = new AuthenticationHandler(source, secrets, tokens) { InnerHandler = pipe };
            pipe = new RequestThrottleHandler(poll.Contact, source.Http, clock) { InnerHandler = pipe };
            pipe = new RetryHandler(source.Http, clock) { InnerHandler = pipe };
            pipe = new RedirectHandler(source) { InnerHandler = pipe };
            _pipes[name] = (of, new(pipe));
            return _pipes[name].Pipe;
        }
    }
}

static class SourceHttpClientRegistration
{
    /// <summary>Puts a client on the pipes. No request is logged: addresses are a third party's.</summary>
    public static IHttpClientBuilder UseSourcePipelines(this IHttpClientBuilder client) => client
        .ConfigurePrimaryHttpMessageHandler(services => services.GetRequiredService<SourceHttpClientFactory>())
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
