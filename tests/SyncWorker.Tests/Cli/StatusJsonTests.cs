using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Cli;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

/// <summary><c>status --json</c> is what monitors are built on: it follows its written schema whatever is wrong, and changes nothing.</summary>
public sealed partial class StatusJsonTests : IDisposable
{
    static readonly string s_schema = Path.Combine(SourceTree.Config, "schema", StatusSchema.File);

    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public StatusJsonTests() =>
        RunConfig.Write(_folders.Worker.Config, """{ "poll": { "run": "every 15 minutes" }, "send": { "run": "never" } }""");

    public void Dispose() => _folders.Dispose();

    Task<ProgramResult> RunAsync(params string[] more) =>
        ProgramRun.WaitAsync(["status", "--config", _folders.Worker.Config, "--data", _folders.Worker.Data, .. more]);

    async Task<JsonElement> StatusAsync(int exitCode)
    {
        var run = await RunAsync("--json");
        Assert.True(run.ExitCode == exitCode, run.ToString());
        var status = JsonDocument.Parse(run.Output).RootElement;
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(s_schema, Stop));
        Assert.Empty(Differences(status, schema.RootElement, ""));
        Assert.Equal(exitCode, status.GetProperty("exitCode").GetInt32());
        Assert.All(Times(status), time => Assert.EndsWith("+07:00", time, StringComparison.Ordinal));
        return status;
    }

    [Fact]
    public void The_written_schema_is_that_of_the_program()
    {
        // Mend it with: dotnet run --project src/SyncWorker -- check --config config --write-schemas
        Assert.Equal(StatusSchema.Export(), File.ReadAllText(s_schema));
    }

    [Fact]
    public async Task Without_a_data_folder_it_follows_the_schema_and_makes_none()
    {
        var status = await StatusAsync(ExitCode.Done);

        Assert.Equal("neverRun", status.GetProperty("worker").GetProperty("state").GetString());
        Assert.False(Directory.Exists(_folders.Worker.Data));
    }

    [Fact]
    public async Task With_a_config_that_cannot_be_read_it_follows_the_schema_and_says_2()
    {
        await _folders.StoreAsync();
        Directory.Delete(_folders.Worker.Config, recursive: true);

        var run = await ProgramRun.WaitAsync(
            ["status", "--json", "--config", _folders.Worker.Config, "--data", _folders.Worker.Data],
            new Dictionary<string, string> { ["TZ"] = "Asia/Ho_Chi_Minh" }
        );

        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(s_schema, Stop));
        var status = JsonDocument.Parse(run.Output).RootElement;
        Assert.Empty(Differences(status, schema.RootElement, ""));
        Assert.Equal((ExitCode.Configuration, "none"), (run.ExitCode, status.GetProperty("config").GetProperty("inForce").GetString()));
        Assert.NotEmpty(status.GetProperty("config").GetProperty("faults").EnumerateArray());
    }

    [Fact]
    public async Task A_running_run_is_told_from_an_interrupted_one_and_counts_are_numbers()
    {
        var store = await FillAsync();
        var runs = new RunLedger(store, TimeProvider.System);
        await runs.BeginAsync("remind", null, new(2026, 7, 6), Stop); // by this process, which lives

        var status = await StatusAsync(ExitCode.Failed);

        var found = status.GetProperty("runs").EnumerateArray().ToDictionary(run => run.GetProperty("stage").GetString()!);
        Assert.Equal("interrupted", found["poll"].GetProperty("outcome").GetString());
        Assert.Equal("running", found["remind"].GetProperty("outcome").GetString());
        Assert.Equal(12, found["send"].GetProperty("counts").GetProperty("sent").GetInt64());
    }

    [Fact]
    public async Task A_condition_has_no_count_of_runs_and_a_job_in_trouble_has()
    {
        Directory.CreateDirectory(_folders.Worker.Data);
        TroubleFile.Write(
            _folders.Worker,
            new()
            {
                ["disk"] = new([], "The disk is short.", 0, TimeProvider.System.GetUtcNow()) { IsCondition = true },
                ["poll"] = new(["a"], "a is away", 4, TimeProvider.System.GetUtcNow()),
            }
        );

        var text = (await RunAsync()).Output;
        var troubles = (await StatusAsync(ExitCode.Partly)).GetProperty("troubles").EnumerateArray().ToList();

        Assert.Matches("Trouble of disk, since [^:]+:[^:]+: The disk is short.", text);
        Assert.Contains("Trouble of poll, 4 runs in a row, since ", text, StringComparison.Ordinal);
        Assert.False(troubles[0].TryGetProperty("runs", out _));
        Assert.Equal(4, troubles[1].GetProperty("runs").GetInt32());
    }

    [Theory]
    [InlineData("store-0.2.0.db")]
    [InlineData("store-0.3.0.db")]
    [InlineData("store-0.4.0.db")]
    public async Task It_changes_no_byte_of_a_store_also_of_an_older_version(string file)
    {
        Directory.CreateDirectory(_folders.Worker.Data);
        File.Copy(Path.Combine(SourceTree.Root, "tests", "SyncWorker.Tests", "Store", "fixtures", file), _folders.Worker.Store);
        var before = Hash();

        var run = await RunAsync("--json");

        Assert.NotEqual(ExitCode.Configuration, run.ExitCode);
        Assert.NotEmpty(JsonDocument.Parse(run.Output).RootElement.GetProperty("runs").EnumerateArray());
        Assert.Equal(before, Hash());
        Assert.False(Directory.Exists(_folders.Worker.Backups));
        Assert.Equal(
            file == "store-0.4.0.db" ? null : StatusQueries.IsOfAnotherVersion,
            JsonDocument.Parse(run.Output).RootElement.TryGetProperty("store", out var words) ? words.GetString() : null
        );
    }

    [Fact]
    public async Task It_changes_no_byte_of_a_store_that_is_in_use()
    {
        var store = await FillAsync();
        await using var open = store.Open();
        await open.Database.OpenConnectionAsync(Stop); // its journal stays
        var before = Hash();

        await StatusAsync(ExitCode.Failed);

        Assert.Equal(before, Hash());
    }

    string Hash() => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_folders.Worker.Store)));

    // One of each that the schema knows: a run of each outcome, a sick source, quarantine, mails, a hold, a job that was killed.
    async Task<SyncStore> FillAsync()
    {
        Assert.Null(LastGoodConfig.Save(_folders.Worker));
        var store = await _folders.StoreAsync();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        await using (var db = store.Open())
        {
            db.Runs.AddRange(
                new()
                {
                    Stage = "poll",
                    StartedAt = at,
                    Outcome = RunOutcome.Running,
                    AsOf = new(2026, 7, 6),
                },
                new()
                {
                    Stage = "send",
                    StartedAt = at,
                    EndedAt = at,
                    Outcome = RunOutcome.Partly,
                    AsOf = new(2026, 7, 6),
                    Counts = """{"sent":12}""",
                    Error = "one waits",
                }
            );
            db.Feeds.Add(
                new()
                {
                    Source = "a",
                    Health = FeedHealth.Unhealthy,
                    Since = at,
                    Reason = "It answers 500.",
                }
            );
            db.Quarantine.Add(
                new()
                {
                    Source = "a",
                    Position = "row 3",
                    Reasons = "no name\nno id",
                    FirstSeenAt = at,
                    Raw = "",
                }
            );
            db.Holds.Add(
                new()
                {
                    What = "send",
                    Reason = "too many",
                    Since = at,
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        new Heartbeat(1, "host", at, at, "0.3.0").Write(_folders.Worker);
        JobRecordFile.Write(
            _folders.Worker,
            new()
            {
                ["poll"] = new("every 15 minutes, Asia/Ho_Chi_Minh", at)
                {
                    LastBegin = at,
                    LastTurn = at,
                    Failures = 3,
                },
            }
        );
        return store;
    }

    static IEnumerable<string> Times(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Times(property.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Times),
            JsonValueKind.String when Instant().IsMatch(value.GetString()!) => [value.GetString()!],
            _ => [],
        };

    /// <summary>Where a value does not follow a schema; a key that the schema does not name is a difference too.</summary>
    static IEnumerable<string> Differences(JsonElement value, JsonElement schema, string path)
    {
        foreach (var rule in schema.ValueKind == JsonValueKind.Object ? schema.EnumerateObject() : default)
        {
            var found = rule.Name switch
            {
                "type" => IsOf(value, rule.Value.GetString()!) ? [] : [$"{path} is {value.ValueKind}, not {rule.Value}"],
                "enum" => rule.Value.EnumerateArray().Any(word => word.GetString() == value.GetString()) ? [] : [$"{path}: {value}"],
                "required" => rule
                    .Value.EnumerateArray()
                    .Where(key => !value.TryGetProperty(key.GetString()!, out _))
                    .Select(key => $"{path}/{key} is missing"),
                "properties" => value
                    .EnumerateObject()
                    .SelectMany(property =>
                        rule.Value.TryGetProperty(property.Name, out var part)
                            ? Differences(property.Value, part, $"{path}/{property.Name}")
                            : [$"{path}/{property.Name} is not in the schema"]
                    ),
                "items" => value.EnumerateArray().SelectMany((item, i) => Differences(item, rule.Value, $"{path}/{i}")),
                "additionalProperties" => value
                    .EnumerateObject()
                    .SelectMany(property => Differences(property.Value, rule.Value, $"{path}/{property.Name}")),
                "format" => rule.Value.GetString() is "date-time" ? (value.TryGetDateTimeOffset(out _) ? [] : [$"{path}: {value}"])
                : rule.Value.GetString() is "date" ? (DateOnly.TryParse(value.GetString(), out _) ? [] : [$"{path}: {value}"])
                : [$"the format {rule.Value}"],
                "$schema" or "title" => [],
                _ => (IEnumerable<string>)[$"the rule {rule.Name} is not known to this test"],
            };
            foreach (var difference in found)
            {
                yield return difference;
            }
        }
    }

    static bool IsOf(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => false,
        };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT")]
    private static partial Regex Instant();
}
