using Microsoft.Extensions.DependencyInjection;

namespace SyncWorker.Reconcile;

static class ReconcileRegistration
{
    /// <summary>What the stage needs, one line each.</summary>
    public static IServiceCollection AddReconcile(this IServiceCollection services) =>
        services.AddSingleton<ReconcileStage>();
}
