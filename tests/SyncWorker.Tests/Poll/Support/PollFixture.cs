using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll.Support;

/// <summary>A store, a config and the stage as the program composes it: only the clock is ours.</summary>
sealed class PollFixture : IAsyncDisposable
{
    readonly List<ServiceProvider> _processes = [];
    readonly TestFolders _folders;

    PollFixture(TestFolders folders, string pollJson, TimeProvider clock)
    {
        _folders = folders;
        Clock = clock;
        Use(pollJson);
        Store = Services.GetRequiredService<SyncStore>();
    }

    public TimeProvider Clock { get; }

    /// <summary>What was logged.</summary>
    public LogLines Logged { get; } = new();

    public SyncStore Store { get; }

    public IServiceProvider Services => _processes[^1];

    public string Root => _folders.Root;

    public string ConfigFolder => _folders.Worker.Config;

    public string DataFolder => _folders.Worker.Data;

    public static async Task<PollFixture> OpenAsync(string pollJson, TimeProvider? clock = null)
    {
        var fixture = new PollFixture(
            new(),
            pollJson,
            clock ?? new HastyClock(DateTimeOffset.Parse("2026-11-23T01:00:00Z", CultureInfo.InvariantCulture))
        );
        await fixture.Store.PrepareAsync(TestContext.Current.CancellationToken);
        return fixture;
    }

    /// <summary>Puts another poll.json in force: the next poll is another process, composed anew.</summary>
    /// <param name="pollJson">The file's content.</param>
    /// <param name="reconcile">What else of the config Poll reads: the fields of the union's own.</param>
    public void Use(string pollJson, SyncWorker.Reconcile.ReconcileOptions? reconcile = null) =>
        _processes.Add(
            new ServiceCollection()
                .AddLogging(logging => logging.AddProvider(Logged))
                .AddSyncWorker(_folders.Worker, Config(pollJson) with { Reconcile = reconcile ?? new() }, Clock)
                .BuildServiceProvider()
        );

    public async Task<StageResult> PollAsync(params string[] only) =>
        await Services.GetRequiredService<PollStage>().RunAsync(Request(only), TestContext.Current.CancellationToken);

    public async Task<StageResult> PollAsync(StageRequest request) =>
        await Services.GetRequiredService<PollStage>().RunAsync(request, TestContext.Current.CancellationToken);

    public StageRequest Request(params string[] only) => new(Moment.Read(Clock, Zone)) { Only = only };

    public async Task<List<SnapshotRow>> SnapshotAsync(string? source = null)
    {
        await using var db = Store.Open();
        return await db
            .Snapshot.Where(row => source == null || row.Source == source)
            .OrderBy(row => row.ExternalId)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<QuarantineRow>> QuarantineAsync(string? source = null)
    {
        await using var db = Store.Open();
        return await db
            .Quarantine.Where(row => source == null || row.Source == source)
            .OrderBy(row => row.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Feed> FeedAsync(string source)
    {
        await using var db = Store.Open();
        return await db.Feeds.SingleAsync(feed => feed.Source == source, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything in the store but <c>runs</c> and <c>feeds</c>, as text: two equal dumps mean that nothing was written.</summary>
    public async Task<string> DumpAsync()
    {
        await using var db = Store.Open();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var text = new System.Text.StringBuilder();
        foreach (var table in new[] { "snapshot", "fingerprints", "quarantine" })
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: three names above
            command.CommandText = $"select * from {table} order by 1";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                text.AppendLine(string.Join('|', values));
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _folders.Dispose();
    }

    static TimeZoneInfo Zone => Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A poll.json as the program reads it.</summary>
    public static PollOptions Options(string pollJson)
    {
        var faults = new List<ConfigFault>();
        Assert.True(
            ConfigBinder.TryBind<PollOptions>("poll.json", pollJson, out var options, out var root, faults),
            string.Join('\n', faults)
        );
        var sink = new ConfigFaults("poll.json", root);
        PollCheck.Check(options, sink);
        Assert.Empty(sink.All);
        return options;
    }

    static SyncConfig Config(string pollJson) =>
        new()
        {
            Poll = Options(pollJson),
            Reconcile = new(),
            Remind = new(),
            Send = new()
            {
                From = new() { Address = "nhacviec@example.org" },
                AllowedDomains = [],
            },
            Schedule = new() { GoLive = default },
            Staff = new() { Staff = [] },
            Zone = Zone,
        };
}
