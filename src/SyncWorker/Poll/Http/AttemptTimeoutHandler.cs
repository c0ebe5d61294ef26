using Polly;
using Polly.Timeout;

namespace SyncWorker.Poll.Http;

/// <summary>Gives up a request whose answer does not begin in time. Waiting for one's turn is no part of that time.</summary>
sealed class AttemptTimeoutHandler(HttpOptions options, TimeProvider clock) : DelegatingHandler
{
    readonly ResiliencePipeline<HttpResponseMessage> _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(options.AttemptSeconds) })
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
}
