using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Inbox;

namespace SyncWorker.Remind;

static class RemindRegistration
{
    /// <summary>What the stage needs, one line each.</summary>
    public static IServiceCollection AddRemind(this IServiceCollection services) =>
        services
            .AddSingleton<AnswerFolder>()
            .AddSingleton<RemindStage>();
}
