using SyncWorker.Config;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Config;

/// <summary>What the store says of a config: keys that are none, rules that meet nobody, people whom nobody reaches. It only reads.</summary>
static class StoreCheck
{
    const string ReconcileFile = "reconcile.json";

    /// <summary>Both; the config is null when there is a fault.</summary>
    public static async Task<(SyncConfig? Config, IReadOnlyList<ConfigFault> Faults, IReadOnlyList<string> Warnings)> CheckAsync(
        WorkerFolders folders,
        SyncConfig config,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var store = new SyncStore(folders, clock);
        if (!store.IsCurrent())
        {
            return (config, [], ["There is no store of this version yet: poll and reconcile first."]);
        }

        var faults = FindFaults(folders, config);
        var warnings = await FindWarningsAsync(store, config, Moment.Read(clock, config.Zone).Today, cancellationToken);
        return (faults.Count == 0 ? config : null, faults, warnings);
    }

    /// <summary>Keys that would merge organisations; the store's newest rows decide.</summary>
    public static IReadOnlyList<ConfigFault> FindFaults(WorkerFolders folders, SyncConfig config)
    {
        var keys = config.Reconcile.ExactKeys;
        var shared = SharedKeys.Find(folders, keys);
        if (shared.Count == 0)
        {
            return [];
        }

        var text = ConfigText.Decode(ReconcileFile, File.ReadAllBytes(Path.Combine(config.Folder, ReconcileFile)), []);
        var faults = new ConfigFaults(ReconcileFile, text is null ? null : ConfigText.Parse(ReconcileFile, text, []));
        SharedKeys.Check(keys, shared, faults);
        return faults.All;
    }

    /// <summary>What may be meant, a sentence each.</summary>
    /// <param name="namesHandFilled">Also rules of fields that no source fills, which may wait for people.</param>
    public static async Task<IReadOnlyList<string>> FindWarningsAsync(
        SyncStore store,
        SyncConfig config,
        DateOnly today,
        CancellationToken cancellationToken,
        bool namesHandFilled = true
    )
    {
        await using var db = store.Open();
        var facts = await RemindReader.FactsAsync(db, config.RemindSettings, today, cancellationToken);
        var mapped = namesHandFilled
            ? null
            : config.Poll.Sources.SelectMany(source => source.Fields.Keys).ToHashSet(StringComparer.Ordinal);
        return RegisterReach.Find(facts, today, mapped);
    }
}
