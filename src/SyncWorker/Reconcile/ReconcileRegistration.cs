using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Reconcile.Desk;

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
            .AddSingleton<PartnerDesk>()
            .AddSingleton<PartnerDecisions>();
}
