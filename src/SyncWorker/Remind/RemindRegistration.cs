using Microsoft.Extensions.DependencyInjection;

namespace SyncWorker.Remind;

static class RemindRegistration
{
    /// <summary>What the stage needs, one line each.</summary>
    public static IServiceCollection AddRemind(this IServiceCollection services) =>
        services
            .AddSingleton<ReminderCommands>()
            .AddSingleton<RemindStage>();
}
