using Microsoft.Data.Sqlite;
using SyncWorker.Config;
using SyncWorker.Store;

namespace SyncWorker.Tests.Support;

/// <summary>A config and a data folder of its own for one test, gone afterwards.</summary>
sealed class TestFolders : IDisposable
{
    public TestFolders()
    {
        Root = Directory.CreateTempSubdirectory("syncworker-tests-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101); // some tests act as another account
        }

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
        DeleteFolder(Root);
        TestPostgres.DropUnder(Root);
    }

    /// <summary>A process that was killed may leave a child that writes its last file meanwhile.</summary>
    public static void DeleteFolder(string folder)
    {
        using var pause = new ManualResetEventSlim();
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (tries < 100 && Directory.Exists(folder))
            {
                pause.Wait(50);
            }
        }
    }
}
