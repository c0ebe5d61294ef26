using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;
using SyncWorker.Reconcile.Export;

namespace SyncWorker.Reconcile;

static class ReconcileRegistration
{
    /// <summary>What the stage and its verbs need, one line each.</summary>
    public static IServiceCollection AddReconcile(this IServiceCollection services) =>
        services
            .AddSingleton<ReconcileStage>()
            .AddSingleton<PlanDesk>()
            .AddSingleton<LinkDesk>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<Questions>()
            .AddSingleton<CodeDesk>()
            .AddSingleton<PartnerDesk>()
            .AddSingleton<PartnerDecisions>()
            .AddSingleton<RegisterReader>()
            .AddSingleton<RegisterFolders>();
}
