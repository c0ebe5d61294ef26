using SyncWorker.Benchmarks.Measures;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Benchmarks.Loads;

/// <summary>An engine of the store, and what its own tools take to load the same rows into a table with the same key.</summary>
interface IEngine
{
    string Name { get; }

    /// <summary>What the first load is compared with.</summary>
    string Unit { get; }

    /// <summary>How many times that it may take for so many rows; null where nothing is promised.</summary>
    double? FirstLoadLimit(int rows);

    /// <summary>The config with a store of this engine.</summary>
    SyncConfig Configure(SyncConfig config);

    /// <summary>Loads <see cref="Feeds.Csv"/> with the engine's tools, and with others where there are any.</summary>
    IAsyncEnumerable<(Measured Step, Ratio? Ratio)> ImportAsync(string folder);
}
