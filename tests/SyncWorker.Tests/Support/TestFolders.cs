using Microsoft.Data.Sqlite;
using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Tests.Support;

/// <summary>A config and a data folder of its own for one test, gone afterwards.</summary>
sealed class TestFolders : IDisposable
{
    static int s_made;

    public TestFolders()
    {
        Root = Path.Combine(Path.GetTempPath(), $"syncworker-tests-{Environment.ProcessId}-{Interlocked.Increment(ref s_made)}");
        Directory.CreateDirectory(Path.Combine(Root, "config"));
        Worker = new(Path.Combine(Root, "config"), Path.Combine(Root, "data"));
    }

    public string Root { get; }

    public WorkerFolders Worker { get; }

    /// <summary>A store that is up to date.</summary>
    public async Task<SyncStore> StoreAsync()
    {
        await PreparedStore.FillAsync(Worker);
        var store = new SyncStore(Worker, TimeProvider.System);
        await store.PrepareAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
        TestPostgres.DropUnder(Root);
    }
}
