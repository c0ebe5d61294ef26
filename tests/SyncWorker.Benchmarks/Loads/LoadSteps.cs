using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Benchmarks.Loads;

/// <summary>
/// The loads of one size in a process of their own: parsing the lines alone, then poll and reconcile to golden records 1. for the first
/// time, 2. again with nothing changed, 3. with one row in a hundred changed. A small load first does not count: the program is shipped
/// compiled, this one is not.
/// </summary>
static class LoadSteps
{
    const int WarmUp = 20_000;
    const long MostJournalBytes = 1_000_000;

    public const string First = "first load",
        Unchanged = "nothing changed",
        Changed = "1 % changed",
        Parse = "parsing the lines alone";

    public static async Task<int> RunAsync(string folder, int rows, IEngine engine)
    {
        var small = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        try
        {
            Feeds.Write(small, WarmUp, changed: false);
            await BothAsync(small, engine);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await engine.EndAsync(small);
            Directory.Delete(small, recursive: true);
        }

        await Measured.StepAsync(Parse, () => Task.FromResult(ParseAll(folder)));
        await Measured.StepAsync(First, () => BothAsync(folder, engine), engine.ServerProcessor);
        var before = await engine.WrittenAsync(folder);
        await Measured.StepAsync(Unchanged, () => BothAsync(folder, engine), engine.ServerProcessor);
        var after = await engine.WrittenAsync(folder);
        if (engine.Server.Length > 0)
        {
            new Counted("nothing changed: rows written", after.Rows - before.Rows, 0).Print();
            new Counted(
                "nothing changed: bytes of the write-ahead log",
                after.JournalBytes - before.JournalBytes,
                MostJournalBytes
            ).Print();
        }

        Feeds.Write(folder, rows, changed: true);
        await Measured.StepAsync(Changed, () => BothAsync(folder, engine), engine.ServerProcessor);
        return 0;
    }

    static async Task<string> BothAsync(string folder, IEngine engine)
    {
        await using var services = Services(folder, engine, out var zone);
        var store = services.GetRequiredService<SyncStore>();
        await store.PrepareAsync(CancellationToken.None);
        var request = new StageRequest(Moment.Read(TimeProvider.System, zone));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var polled = await services.GetRequiredService<PollStage>().RunAsync(request, CancellationToken.None);
        var poll = watch.Elapsed.TotalSeconds;
        var done = await services.GetRequiredService<ReconcileStage>().RunAsync(request, CancellationToken.None);
        return polled.Outcome == StageOutcome.Done && done.Outcome == StageOutcome.Done
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"poll {poll:0.00} s, reconcile {watch.Elapsed.TotalSeconds - poll:0.00} s: {string.Join(", ", done.Counts.Where(count => count.Number > 0))}"
            )
            : throw new InvalidOperationException(string.Join(' ', polled.Notes.Concat(done.Notes)));
    }

    static string ParseAll(string folder)
    {
        var rows = 0;
        foreach (var line in Feeds.Sources.SelectMany(source => File.ReadLines(Feeds.Feed(folder, source))))
        {
            using var row = JsonDocument.Parse(line);
            rows++;
        }

        return $"{rows} rows";
    }

    static ServiceProvider Services(string folder, IEngine engine, out TimeZoneInfo zone)
    {
        var sources = string.Join(
            ",\n",
            Feeds.Sources.Select(source =>
                $$"""
                    { "name": "{{source}}", "file": "{{JsonEncodedText.Encode(Feeds.Feed(folder, source))}}", "format": "ndjson", "id": ["id"],
                      "limits": { "rows": 100000000, "bodyMegabytes": 100000, "unpackedMegabytes": 100000 },
                      "fields": { {{(
                        source == "register" ? "\"kind\": \"= firm\", " : ""
                    )}}"registerId": "number", "nameVi": "name", "country": "country | iso2", "email": "email | email", "phone": "phone", "address": "address" }, "required": ["nameVi"] }
                    """
            )
        );
        var faults = new List<ConfigFault>();
        if (
            !ConfigBinder.TryBind<PollOptions>(
                "poll.json",
                $$"""{ "contact": "it@example.org", "sources": [ {{sources}} ] }""",
                out var poll,
                out _,
                faults
            )
        )
        {
            throw new InvalidOperationException(string.Join('\n', faults));
        }

        Zones.TryFind("Asia/Ho_Chi_Minh", out zone);
        var config = new SyncConfig
        {
            Poll = poll,
            Reconcile = new()
            {
                Sources =
                [
                    new()
                    {
                        Name = "register",
                        Rank = 1,
                        Unmatched = Unmatched.Add,
                    },
                    new() { Name = "second", Rank = 20 },
                    new() { Name = "third", Rank = 20 },
                ],
            },
            Tables = TableFolder.Load(folder, faults),
            Remind = new(),
            Send = new()
            {
                From = new() { Address = "it@example.org" },
                AllowedDomains = [],
            },
            Schedule = new() { GoLive = default },
            Staff = new() { Staff = [] },
            Zone = zone,
        };
        var folders = new WorkerFolders(Path.Combine(folder, "config"), Path.Combine(folder, "data"));
        return new ServiceCollection()
            .AddLogging()
            .AddSyncWorker(engine.Folders(folders), config, TimeProvider.System)
            .BuildServiceProvider();
    }
}
