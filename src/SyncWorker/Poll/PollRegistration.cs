using Microsoft.Extensions.DependencyInjection;

namespace SyncWorker.Poll;

static class PollRegistration
{
    /// <summary>What the stage needs, one line each.</summary>
    public static IServiceCollection AddPoll(this IServiceCollection services) =>
        services.AddSingleton<PollStage>();
}
