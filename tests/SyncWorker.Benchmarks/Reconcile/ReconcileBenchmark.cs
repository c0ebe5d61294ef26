using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Benchmarks.Reconcile;

/// <summary>
/// So many rows over three sources, polled from NDJSON files and reconciled to golden records in SQLite, beside
/// <c>sqlite3 .import</c> of the same rows as CSV into a table with the same key, and beside parsing the lines alone:
/// 1. the first load, 2. again with nothing changed, 3. with one row in a hundred changed; for a tenth of the rows, then for all. A
/// register with a third of the rows
/// makes the partners, two further sources have the same numbers with other values.
/// </summary>
static class ReconcileBenchmark
{
    static readonly string[] s_sources = ["register", "second", "third"];

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        Console.WriteLine("warming up: the program is shipped compiled, this one is not");
        await LoadsAsync(20_000, TextWriter.Null);
        var tenth = await LoadsAsync(rows / 10, Console.Out);
        var all = await LoadsAsync(rows, Console.Out);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"first load of {rows:N0} rows: {all.Seconds / tenth.Seconds:0.0} x the time and {all.Processor / tenth.Processor:0.0} x the processor of {rows / 10:N0}"
            )
        );
        return 0;
    }

    static async Task<(double Seconds, double Processor)> LoadsAsync(int rows, TextWriter to)
    {
        var folder = Directory.CreateTempSubdirectory("syncworker-bench-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "config"));
            Write(folder, rows, changed: false);
            to.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows:N0} rows over three sources, {s_sources.Sum(source => new FileInfo(Feed(folder, source)).Length) / 1e6:N0} MB, {Environment.ProcessorCount} processors"
                )
            );
            var import = Import(folder);
            var parse = Parse(folder);
            to.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"sqlite3 .import {import.Seconds:0.00} s (processor {import.Processor:0.00}), parsing alone {parse.Seconds:0.00} s (processor {parse.Processor:0.00})"
                )
            );
            var first = await StepAsync("first load", folder, import, "x .import", to);
            await StepAsync("nothing changed", folder, parse, "x parsing", to);
            Write(folder, rows, changed: true);
            await StepAsync("1 % changed", folder, parse, "x parsing", to);
            return first;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<(double Seconds, double Processor)> StepAsync(
        string step,
        string folder,
        (double Seconds, double Processor) unit,
        string words,
        TextWriter to
    )
    {
        await using var services = Services(folder, out var zone);
        var store = services.GetRequiredService<SyncStore>();
        await store.PrepareAsync(CancellationToken.None);
        var wal = store.Path + "-wal";
        using var me = Process.GetCurrentProcess();
        var busy = me.TotalProcessorTime;
        var request = new StageRequest(Moment.Read(TimeProvider.System, zone));
        var watch = Stopwatch.StartNew();
        var polled = await services.GetRequiredService<PollStage>().RunAsync(request, CancellationToken.None);
        var poll = watch.Elapsed.TotalSeconds;
        SqliteConnection.ClearAllPools(); // the write-ahead log is folded in, so that what reconcile writes can be seen
        var before = File.Exists(wal) ? new FileInfo(wal).Length : 0;
        watch.Restart();
        var done = await services.GetRequiredService<ReconcileStage>().RunAsync(request, CancellationToken.None);
        var reconcile = watch.Elapsed.TotalSeconds;
        me.Refresh();
        var cpu = (me.TotalProcessorTime - busy).TotalSeconds;
        var written = (File.Exists(wal) ? new FileInfo(wal).Length : 0) - before;
        to.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{step, -16} poll {poll, 7:0.00} s + reconcile {reconcile, 7:0.00} s = {(poll + reconcile) / unit.Seconds, 6:0.00} {words}; processor {cpu:0.00} s = {cpu / unit.Processor:0.00} x; peak {me.PeakWorkingSet64 / 1048576} MB; WAL {written / 1024.0:N0} KB; {polled.Outcome} {done.Outcome}: {string.Join(", ", done.Counts.Where(count => count.Number > 0))}"
            )
        );
        if (polled.Outcome != StageOutcome.Done || done.Outcome != StageOutcome.Done)
        {
            to.WriteLine(string.Join('\n', polled.Notes.Concat(done.Notes)));
        }

        return (poll + reconcile, cpu);
    }

    static ServiceProvider Services(string folder, out TimeZoneInfo zone)
    {
        var sources = string.Join(
            ",\n",
            s_sources.Select(source =>
                $$"""
                    { "name": "{{source}}", "file": "{{JsonEncodedText.Encode(Feed(folder, source))}}", "format": "ndjson", "id": ["id"],
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
        return new ServiceCollection().AddLogging().AddSyncWorker(folders, config, TimeProvider.System).BuildServiceProvider();
    }

    static string Feed(string folder, string source) => Path.Combine(folder, source + ".ndjson");

    static void Write(string folder, int rows, bool changed)
    {
        var each = rows / s_sources.Length;
        using var csv = new StreamWriter(Path.Combine(folder, "all.csv"), append: false, new UTF8Encoding(false));
        foreach (var source in s_sources)
        {
            using var feed = new StreamWriter(Feed(folder, source), append: false, new UTF8Encoding(false));
            for (var n = 0; n < each; n++)
            {
                var phone = changed && n % 100 == 7 ? "0900" : $"024{n % 9_999_999:0000000}";
                var name = $"Công ty trách nhiệm hữu hạn Hữu Nghị số {n}";
                var address = $"Số {n % 500}, đường Mẫu, phường Ví Dụ {n % 97}";
                var email = $"vp-{n}@{source}.example.org";
                feed.WriteLine(
                    $$"""{"id":"{{source[0]}}-{{n:0000000}}","number":"R-{{n:0000000}}","name":"{{name}}","country":"VN","email":"{{email}}","phone":"{{phone}}","address":"{{address}}"}"""
                );
                csv.WriteLine($"{source},{source[0]}-{n:0000000},R-{n:0000000},{name},VN,{email},{phone},\"{address}\"");
            }
        }
    }

    static (double Seconds, double Processor) Import(string folder)
    {
        var script = Path.Combine(folder, "import.sql");
        File.WriteAllText(
            script,
            $"""
            pragma journal_mode = wal;
            create table t (source text, external_id text, number text, name text, country text, email text, phone text, address text, primary key (source, external_id));
            .import --csv {Path.Combine(folder, "all.csv")} t
            """
        );

        // bash tells the processor time of a process that has ended
        var start = new ProcessStartInfo(
            "bash",
            ["-c", $"TIMEFORMAT='%R %U %S'; time sqlite3 {Path.Combine(folder, "import.db")} < {script} > /dev/null"]
        )
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var times = process
            .StandardError.ReadToEnd()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(time => double.Parse(time.Trim(), CultureInfo.InvariantCulture))
            .ToList();
        process.WaitForExit();
        return (times[0], times[1] + times[2]);
    }

    static (double Seconds, double Processor) Parse(string folder)
    {
        using var me = Process.GetCurrentProcess();
        var busy = me.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        foreach (var source in s_sources)
        {
            foreach (var line in File.ReadLines(Feed(folder, source)))
            {
                using var row = JsonDocument.Parse(line);
            }
        }

        me.Refresh();
        return (watch.Elapsed.TotalSeconds, (me.TotalProcessorTime - busy).TotalSeconds);
    }
}
