using Microsoft.Extensions.DependencyInjection;

namespace SyncWorker.Remind;

static class RemindRegistration
{
    /// <summary>What the stage and its verbs need, one line each.</summary>
    public static IServiceCollection AddRemind(this IServiceCollection services) =>
        services
            .AddSingleton<ReminderQueries>()
            .AddSingleton<ReminderCommands>()
            .AddSingleton<NoticeQueries>()
            .AddSingleton<NoticeCommands>()
            .AddSingleton<ReportCommands>()
            .AddSingleton<ReportAnswers>()
            .AddSingleton<RegisterCheckCommands>()
            .AddSingleton<PartnerFollowers>()
            .AddSingleton<CalendarFiles>()
            .AddSingleton<OverviewQueries>()
            .AddSingleton<RemindStage>();
}
