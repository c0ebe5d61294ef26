using SyncWorker.Config;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// The config in force: as the schedule reads it, and as the folder that the processes of the jobs read. That folder is the last
/// good copy, for what people edit may be faulty at any moment; no job reads it while it is renewed.
/// </summary>
/// <param name="config">Read and found good.</param>
/// <param name="folders">With the config folder that people edit.</param>
sealed class CurrentConfig(SyncConfig config, WorkerFolders folders) : IDisposable
{
    readonly SemaphoreSlim _turn = new(1);
    volatile SyncConfig _current = config;
    string _folder = folders.LastGoodConfig;

    public SyncConfig Current => _current;

    /// <summary>The folder people edit; the worker may have started on its last good copy instead.</summary>
    public string Edited => folders.Config;

    /// <summary>What <see cref="Edited"/> looked like when it was read at the start, see <see cref="ConfigReload.Stamp"/>.</summary>
    public string StampAtStart { get; init; } = "";

    /// <summary>The folder that holds the config in force now.</summary>
    public string Folder => _folder;

    /// <summary>Told of each config that is put in force.</summary>
    public Action<SyncConfig>? Swapped { get; set; }

    /// <summary>Puts a whole new config in force; running jobs are not touched.</summary>
    public void Swap(SyncConfig config)
    {
        _current = config;
        Swapped?.Invoke(config);
    }

    /// <summary>Copies what people edit, which has just been found good, for the jobs.</summary>
    /// <returns>Why there is no new copy, or null. The jobs then read what people edit.</returns>
    public async Task<string?> SaveAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var whyNot = LastGoodConfig.Save(folders);
            _folder = whyNot is null ? folders.LastGoodConfig : Edited;
            return whyNot;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The jobs' folder, kept as it is until the lock is disposed of.</summary>
    public async Task<ReadLock> LockAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new(_folder, _turn);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>One reader's turn.</summary>
    public sealed class ReadLock(string folder, SemaphoreSlim turn) : IDisposable
    {
        SemaphoreSlim? _turn = turn;

        public string Folder => folder;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
