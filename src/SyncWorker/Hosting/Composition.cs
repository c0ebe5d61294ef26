using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Secrets;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;

namespace SyncWorker.Hosting;

/// <summary>The composition root: everything the verbs and the service are made of, in one place.</summary>
static class Composition
{
    public static IServiceCollection AddSyncWorker(this IServiceCollection services, WorkerFolders folders, ConfigInUse config, TimeProvider clock) =>
        services
            .AddSingleton(folders)
            .AddSingleton(config)
            .AddSingleton(clock)
            .AddSingleton<SecretStore>()
            .AddSingleton<SyncStore>()
            .AddSingleton<StoreBackup>()
            .AddSingleton<RunLedger>()
            .AddSingleton<IBulkPath, SqliteBulkPath>()
            .AddPoll()
            .AddReconcile()
            .AddRemind()
            .AddSend();

    /// <summary>A stage by its word.</summary>
    public static IStage Stage(this IServiceProvider services, string name) => name switch
    {
        "poll" => services.GetRequiredService<PollStage>(),
        "reconcile" => services.GetRequiredService<ReconcileStage>(),
        "remind" => services.GetRequiredService<RemindStage>(),
        "send" => services.GetRequiredService<SendStage>(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "poll, reconcile, remind or send"),
    };
}
