using SyncWorker.Benchmarks.Measures;
using SyncWorker.Config;

namespace SyncWorker.Benchmarks.Loads;

/// <summary>An engine of the store, and what its own tools take to load the same rows into a table with the same key.</summary>
interface IEngine : IDisposable
{
    string Name { get; }

    /// <summary>What the first load is compared with.</summary>
    string Unit { get; }

    /// <summary>Where its server is, for a process that works on it; empty where there is none.</summary>
    string Server { get; }

    /// <summary>How many times that it may take for so many rows; null where nothing is promised.</summary>
    double? FirstLoadLimit(int rows);

    /// <summary>The folders with a store of this engine.</summary>
    WorkerFolders Folders(WorkerFolders folders);

    /// <summary>Loads <see cref="Feeds.Csv"/> with the engine's tools, and with others where there are any.</summary>
    IAsyncEnumerable<(Measured Step, Ratio? Ratio)> ImportAsync(string folder);

    /// <summary>Seconds that the processes of its server have used of the processors so far; 0 where there is none.</summary>
    double ServerProcessor();

    /// <summary>What the server has written for the store of the folder so far; nothing where there is no server to ask.</summary>
    Task<Written> WrittenAsync(string folder);

    /// <summary>Removes the store of the folder where it is not in it.</summary>
    Task EndAsync(string folder);
}

/// <param name="Rows">Inserted, changed and deleted in tables of rows; what tells of runs and turns does not count.</param>
/// <param name="JournalBytes">Of the write-ahead log, all of it.</param>
readonly record struct Written(long Rows, long JournalBytes);
