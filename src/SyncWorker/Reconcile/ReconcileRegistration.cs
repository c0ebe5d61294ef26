using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.Export;

namespace SyncWorker.Reconcile;

static class ReconcileRegistration
{
    /// <summary>What the stage and its verbs need, one line each.</summary>
    public static IServiceCollection AddReconcile(this IServiceCollection services) =>
        services
            .AddSingleton<ReconcileStage>()
            .AddSingleton<PlanQueries>()
            .AddSingleton<ActivityQueries>()
            .AddSingleton<ActivityCommands>()
            .AddSingleton<FiguresQueries>()
            .AddSingleton<FrozenFiguresCommands>()
            .AddSingleton<FiguresOverviewQueries>()
            .AddSingleton<DocumentQueries>()
            .AddSingleton<LinkQueries>()
            .AddSingleton<ReviewQueries>()
            .AddSingleton<ReviewCommands>()
            .AddSingleton<QuestionQueries>()
            .AddSingleton<UnknownCodeQueries>()
            .AddSingleton<PartnerQueries>()
            .AddSingleton<PartnerCommands>()
            .AddSingleton<RegisterReader>()
            .AddSingleton<RegisterQueries>()
            .AddSingleton<RegisterFolders>();
}
