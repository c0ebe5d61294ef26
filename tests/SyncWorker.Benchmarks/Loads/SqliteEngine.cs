using System.Diagnostics;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Config;

namespace SyncWorker.Benchmarks.Loads;

/// <summary><c>sqlite3 .import</c>, and better-sqlite3 in Node where <c>SYNCWORKER_BETTER_SQLITE3</c> names the folder of its node_modules.</summary>
sealed class SqliteEngine : IEngine
{
    public string Name => "SQLite";

    public string Unit => "sqlite3 .import";

    public string Server => "";

    public double? FirstLoadLimit(int rows) => rows >= 1_000_000 ? 2.5 : 3;

    public WorkerFolders Folders(WorkerFolders folders) => folders;

    public double ServerProcessor() => 0;

    public Task<Written> WrittenAsync(string folder) => Task.FromResult<Written>(default);

    public Task EndAsync(string folder) => Task.CompletedTask; // it is in the folder

    public void Dispose() { }

    public async IAsyncEnumerable<(Measured Step, Ratio? Ratio)> ImportAsync(string folder)
    {
        var script = Path.Combine(folder, "import.sql");
        await File.WriteAllTextAsync(script, $"pragma journal_mode = wal;\n{Feeds.KeyedTable};\n.import --csv {Feeds.Csv(folder)} t\n");
        yield return (await Child.OtherAsync(Unit, new("sqlite3", [Path.Combine(folder, "import.db"), $".read {script}"])), null);
        if (Environment.GetEnvironmentVariable("SYNCWORKER_BETTER_SQLITE3") is { Length: > 0 } modules)
        {
            var start = new ProcessStartInfo(
                "node",
                [
                    Path.Combine(AppContext.BaseDirectory, "Loads", "better-sqlite3.js"),
                    Path.Combine(folder, "node.db"),
                    .. Feeds.Sources.Select(source => Feeds.Feed(folder, source)),
                ]
            );
            start.Environment["NODE_PATH"] = modules;
            yield return (await Child.OtherAsync("better-sqlite3 in Node, upsert of the same NDJSON", start), new(Unit));
        }
    }
}
