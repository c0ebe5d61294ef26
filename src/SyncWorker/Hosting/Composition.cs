using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Union;

namespace SyncWorker.Hosting;

/// <summary>The composition root: everything the verbs and the service are made of, in one place.</summary>
static class Composition
{
    public static IServiceCollection AddSyncWorker(this IServiceCollection services, WorkerFolders folders, CurrentConfig config, TimeProvider clock) =>
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
