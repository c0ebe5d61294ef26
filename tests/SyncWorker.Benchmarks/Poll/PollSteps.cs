using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Benchmarks.Measures;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Benchmarks.Poll;

/// <summary>One step in a process of its own.</summary>
static class PollSteps
{
    public static async Task<int> RunAsync(string step, string folder, string url)
    {
        if (step == PollBenchmark.Parse)
        {
            Parse(Path.Combine(folder, PollBenchmark.Small));
            await Measured.StepAsync(step, () => Task.FromResult(Parse(Path.Combine(folder, PollBenchmark.Whole))));
            return 0;
        }

        // A small feed first, twice, does not count: the program is shipped compiled, this one is not
        var small = Path.Combine(folder, "small");
        for (var i = 0; i < 2; i++)
        {
            await PollAsync(small, new Uri(new Uri(url), PollBenchmark.Small).AbsoluteUri);
        }

        await Measured.StepAsync(step, () => PollAsync(folder, url));
        SqliteConnection.ClearAllPools();
        Directory.Delete(small, recursive: true);
        return 0;
    }

    // What the promise compares with: every line deserialized by System.Text.Json into an object of the mapped columns.
    static string Parse(string file)
    {
        var rows = 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new byte[1 << 18];
        int kept = 0,
            read;
        while ((read = stream.Read(buffer.AsSpan(kept))) > 0)
        {
            var window = buffer.AsSpan(0, kept + read);
            var used = 0;
            while (window[used..].IndexOf((byte)'\n') is >= 0 and var length)
            {
                rows += JsonSerializer.Deserialize(window.Slice(used, length), ParsedContext.Default.ParsedRow)!.Id is null ? 0 : 1;
                used += length + 1;
            }

            window[used..].CopyTo(buffer);
            kept = window.Length - used;
        }

        return $"{rows} rows parsed";
    }

    static async Task<string> PollAsync(string folder, string url)
    {
        var folders = new WorkerFolders(Path.Combine(folder, "config"), Path.Combine(folder, "data"));
        var poll = JsonSerializer.Deserialize<PollOptions>(
            $$"""
            { "contact": "it@example.org", "codes": { "states": { "1": "active", "0": "inactive" } }, "sources": [ { "name": "big", "url": "{{url}}", "format": "ndjson", "id": ["id"],
              "fields": { "nameVi": "name", "country": "country | iso2", "province": "province | digits 2", "founded": "founded | date dd/MM/yyyy, yyyy",
                          "email": "email | email", "status": "status | code states", "updated": "updated | time iso" }, "required": ["nameVi"], "ignore": ["address", "notes"] } ] }
            """,
            ConfigBinder.Json
        )!;
        Zones.TryFind("Asia/Ho_Chi_Minh", out var zone);
        var config = new SyncConfig
        {
            Poll = poll,
            Reconcile = new(),
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
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSyncWorker(folders, config, TimeProvider.System)
            .BuildServiceProvider();
        await services.GetRequiredService<SyncStore>().PrepareAsync(CancellationToken.None);
        var before = Written(folders.Store);
        var result = await services
            .GetRequiredService<PollStage>()
            .RunAsync(new(Moment.Read(TimeProvider.System, zone)), CancellationToken.None);
        if (result.Outcome != StageOutcome.Done)
        {
            throw new InvalidOperationException(string.Join('\n', result.Notes));
        }

        return $"{string.Join(", ", result.Counts.Where(count => count.Number > 0))}; {Written(folders.Store) - before} rows new in the tables of rows";
    }

    static long Written(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "select (select count(*) from snapshot) + (select count(*) from fingerprints) + (select count(*) from quarantine)";
        return (long)command.ExecuteScalar()!;
    }
}

sealed class ParsedRow
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Country { get; set; }

    public string? Province { get; set; }

    public string? Founded { get; set; }

    public string? Email { get; set; }

    public string? Status { get; set; }

    public string? Updated { get; set; }
}

[System.Text.Json.Serialization.JsonSourceGenerationOptions(
    PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase
)]
[System.Text.Json.Serialization.JsonSerializable(typeof(ParsedRow))]
sealed partial class ParsedContext : System.Text.Json.Serialization.JsonSerializerContext;
