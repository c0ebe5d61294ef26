using SyncWorker.Config;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// The folder that holds the config in force, for the processes of the jobs: the last good copy, for what people edit may be
/// faulty at any moment. No process reads it while it is renewed.
/// </summary>
/// <param name="folders">Where the copy is.</param>
/// <param name="edited">What people edit: read when it is good and cannot be copied.</param>
sealed class ConfigSnapshotLock(WorkerFolders folders, string edited) : IDisposable
{
    readonly SemaphoreSlim _turn = new(1);
    string _folder = folders.LastGoodConfig;

    /// <summary>The folder, kept as it is until the reading is disposed of.</summary>
    public async Task<ReadLock> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new(_folder, _turn);
    }

    /// <summary>Takes over what people edit, which has just been found good.</summary>
    /// <returns>Why there is no new copy, or null.</returns>
    public async Task<string?> SaveAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var whyNot = LastGoodConfig.Save(folders, edited);
            _folder = whyNot is null ? folders.LastGoodConfig : edited;
            return whyNot;
        }
        finally
        {
            _turn.Release();
        }
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
