namespace SyncWorker.Store.Bulk;

/// <summary>The way to many rows of the store, whichever engine holds it.</summary>
sealed class BulkPath(SyncStore store)
{
    /// <summary>Begins a session on a connection of its own.</summary>
    public Task<IBulkSession> OpenAsync(CancellationToken cancellationToken) => store.Engine.OpenBulkAsync(cancellationToken);
}
