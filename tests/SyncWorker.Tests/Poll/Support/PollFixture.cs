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
        CopySampleFolder();
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
        await PreparedStore.FillAsync(fixture._folders.Worker);
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
    public Task<string> DumpAsync() => Task.FromResult(string.Join('\n', StoreDump.Read(Store, "runs", "feeds", "dirty_ranges")));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _folders.Dispose();
    }

    // The sample config has one source that is a folder beside it.
    void CopySampleFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(ConfigFolder, "van-ban")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SourceTree.Config, "van-ban")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
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
