using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Poll.Discovery;
using SyncWorker.Poll.Http;

namespace SyncWorker.Poll;

static class PollRegistration
{
    /// <summary>What the stage needs, one line each.</summary>
    public static IServiceCollection AddPoll(this IServiceCollection services) =>
        PartnerClient
            .Add(services)
            .AddSingleton<SourceHttpClientFactory>()
            .AddSingleton<SourceWalk>()
            .AddSingleton<SourceReader>()
            .AddSingleton<SourceSample>()
            .AddSingleton<FirstAnswerReader>()
            .AddSingleton<PagingTrial>()
            .AddSingleton<SourceDiscovery>()
            .AddSingleton<SourceStateWriter>()
            .AddSingleton<SourceTraffic>()
            .AddSingleton<SourcePoll>()
            .AddSingleton<SourceRun>()
            .AddSingleton<PollStage>();
}
