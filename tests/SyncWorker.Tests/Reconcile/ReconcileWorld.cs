using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Store;
using SyncWorker.Store.Bulk;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

/// <summary>A real store with snapshot rows as Poll leaves them, and the real stage over it.</summary>
sealed class ReconcileWorld : IDisposable
{
    static readonly Lazy<SyncWorker.Union.Tables.ReferenceTables> s_tables = new(Samples.Tables);

    readonly TestFolders _folders = new();

    ReconcileWorld(FakeTimeProvider clock, SyncStore? store = null)
    {
        Clock = clock;
        Store = store ?? new(_folders.Worker, clock);
        Ledger = new(Store, clock);
    }

    public FakeTimeProvider Clock { get; }

    public SyncStore Store { get; }

    public RunLedger Ledger { get; }

    BulkPath Bulk => new(Store);

    public WorkerFolders Folders => _folders.Worker;

    public ReconcileOptions Options { get; set; } = Shipped();

    public SyncWorker.Remind.RemindOptions Remind { get; set; } = new();

    public SyncConfig Config =>
        new()
        {
            Poll = new() { Sources = [] },
            Reconcile = Options,
            Tables = s_tables.Value,
            Remind = Remind,
            Send = new()
            {
                From = new() { Address = "nhacviec@example.org" },
                AllowedDomains = [],
            },
            Schedule = new() { GoLive = default },
            Staff = new() { Staff = [] },
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"),
        };

    public Moment Now => Moment.Read(Clock, Config.Zone);

    public static async Task<ReconcileWorld> NewAsync(string at = "2026-07-06T08:00:00")
    {
        var world = new ReconcileWorld(FakeClock.At(at));
        await PreparedStore.FillAsync(world._folders.Worker);
        await world.Store.PrepareAsync(TestContext.Current.CancellationToken);
        return world;
    }

    /// <summary>A world over a store that was really polled.</summary>
    public static ReconcileWorld Over(SyncStore store) => new(FakeClock.At("2026-11-23T09:00:00"), store);

    /// <summary>A world with the register, the countries and the five messy sources in its snapshot.</summary>
    public static async Task<ReconcileWorld> OfSamplesAsync()
    {
        var world = await NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(Samples.Countries());
        await world.PutAsync(Samples.Messy());
        return world;
    }

    public static ReconcileOptions Shipped()
    {
        var faults = new List<ConfigFault>();
        Assert.True(
            ConfigBinder.TryBind<ReconcileOptions>(
                "reconcile.json",
                File.ReadAllText(Path.Combine(SourceTree.Config, "reconcile.json")),
                out var options,
                out _,
                faults
            ),
            string.Join('\n', faults)
        );
        return options;
    }

    /// <summary>The shipped options, but for one field one source goes before all others.</summary>
    public static ReconcileOptions First(string field, string source)
    {
        var shipped = Shipped();
        return new()
        {
            Sources = shipped.Sources,
            ExactKeys = shipped.ExactKeys,
            Matching = shipped.Matching,
            Guard = shipped.Guard,
            LifeCycle = shipped.LifeCycle,
            Fields = new Dictionary<string, FieldRule> { [field] = new() { First = [source] } },
        };
    }

    /// <summary>What a good poll of these rows leaves: new ones, changed ones, back again.</summary>
    public async Task PutAsync(params IEnumerable<SampleRow> rows)
    {
        await using var db = Store.Open();
        var now = Clock.GetUtcNow();
        var touched = new List<SnapshotRow>();
        var known = await db
            .Snapshot.AsTracking()
            .ToDictionaryAsync(row => (row.Source, row.ExternalId), TestContext.Current.CancellationToken);
        foreach (var row in rows)
        {
            var fields = FieldsJson.Write(row.Fields.Select(field => KeyValuePair.Create(field.Key, (string?)field.Value)));
            var hash = Hash(row.Kind + fields);
            if (known.TryGetValue((row.Source, row.ExternalId), out var old))
            {
                touched.Add(old);
                (old.MissingSince, old.MissingRuns) = (null, 0);
                if (old.Hash != hash)
                {
                    (old.Hash, old.Fields, old.Kind, old.ChangedAt) = (hash, fields, row.Kind, now);
                }

                continue;
            }

            SnapshotRow fresh = new()
            {
                Source = row.Source,
                ExternalId = row.ExternalId,
                Kind = row.Kind,
                Hash = hash,
                Fields = fields,
                Position = row.Position,
                ChangedAt = now,
            };
            db.Snapshot.Add(fresh);
            touched.Add(fresh);
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await TouchAsync(db, touched);
    }

    static async Task TouchAsync(SyncDb db, IEnumerable<SnapshotRow> rows)
    {
        var already = await db.DirtyRanges.Select(touched => touched.First).ToListAsync(TestContext.Current.CancellationToken);
        db.DirtyRanges.AddRange(
            rows.Select(row => row.Id).Distinct().Except(already).Select(id => new DirtyRange { First = id, Last = id })
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What a good poll without these rows leaves.</summary>
    public async Task LoseAsync(string source, Func<string, bool> which)
    {
        await using var db = Store.Open();
        var touched = new List<SnapshotRow>();
        foreach (
            var row in await db.Snapshot.AsTracking().Where(row => row.Source == source).ToListAsync(TestContext.Current.CancellationToken)
        )
        {
            if (which(row.ExternalId))
            {
                row.MissingSince ??= Clock.GetUtcNow();
                row.MissingRuns++;
                touched.Add(row);
            }
        }

        await TouchAsync(db, touched);

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public Task<StageResult> RunAsync(Moment? at = null) => Stage().RunAsync(new(at ?? Now), TestContext.Current.CancellationToken);

    ReconcileStage Stage() => new(Bulk, Store, Ledger, Config.ReconcileSettings, _folders.Worker, NullLogger<ReconcileStage>.Instance);

    public Task<StageResult> ApproveAsync(string hash) => Stage().ApproveAsync(hash, "it", new(Now), TestContext.Current.CancellationToken);

    public Task<ReconcilePlan> PlanAsync() =>
        new PlanQueries(Bulk, Config.ReconcileSettings).ShowAsync(Now, TestContext.Current.CancellationToken);

    public PartnerQueries Partners => new(Bulk, Store, Config.ReconcileSettings);

    public UnknownCodeQueries Codes => new(Bulk, Config.ReconcileSettings);

    public QuestionQueries Ask => new(Store, Config.ReconcileSettings);

    public PartnerCommands Decide => new(Store, Config.ReconcileSettings, Clock);

    public ReviewQueries Reviews => new(Bulk, Config.ReconcileSettings);

    public ReviewCommands Review => new(Reviews, Store, Clock);

    public ActivityQueries Activities => new(Bulk, Config.ReconcileSettings);

    public ActivityCommands DecideActivity => new(Activities, Store, Clock);

    public FiguresQueries Figures => new(Activities, Store, Config.ReconcileSettings);

    public FrozenFiguresCommands Frozen => new(Figures, Store);

    public FiguresOverviewQueries FiguresOverview => new(Activities, Figures, Frozen);

    public DocumentQueries Documents => new(Bulk, Config.ReconcileSettings);

    public async Task<List<Partner>> PartnersAsync()
    {
        await using var db = Store.Open();
        return await db.Partners.OrderBy(partner => partner.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Partner> PartnerAsync(string registerId)
    {
        await using var db = Store.Open();
        return await db.Partners.SingleAsync(partner => partner.RegisterId == registerId, TestContext.Current.CancellationToken);
    }

    public async Task<List<LinkedLine>> RowsAsync()
    {
        await using var db = Store.Open();
        var links = await db.Links.ToDictionaryAsync(link => link.Id, TestContext.Current.CancellationToken);
        var rows = await db
            .Snapshot.OrderBy(row => row.Source)
            .ThenBy(row => row.ExternalId)
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. rows.Select(row => new LinkedLine(row, links.GetValueOrDefault(row.Id)))];
    }

    public async Task<List<Change>> ChangesAsync()
    {
        await using var db = Store.Open();
        return await db.Changes.OrderBy(change => change.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Everything the store holds but the runs, as text.</summary>
    public async Task<string> ContentsAsync()
    {
        await using var db = Store.Open();
        var token = TestContext.Current.CancellationToken;
        return JsonSerializer.Serialize(
            new
            {
                snapshot = await db.Snapshot.OrderBy(row => row.Id).ToListAsync(token),
                links = await db.Links.OrderBy(row => row.Id).ToListAsync(token),
                partners = await db.Partners.OrderBy(row => row.Id).ToListAsync(token),
                countries = await db.Countries.OrderBy(row => row.Iso2).ToListAsync(token),
                changes = await db.Changes.OrderBy(row => row.Id).ToListAsync(token),
                plans = await db.Plans.OrderBy(row => row.Id).ToListAsync(token),
                facts = await db.Facts.OrderBy(row => row.Name).ToListAsync(token),
            }
        );
    }

    public void Dispose() => _folders.Dispose();

    static long Hash(string text)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return (long)hash;
    }
}

/// <summary>A row of the snapshot and whose it is.</summary>
sealed record LinkedLine(SnapshotRow Row, Link? Link)
{
    public long Id => Row.Id;

    public string Source => Row.Source;

    public string ExternalId => Row.ExternalId;

    public long? PartnerId => Link?.PartnerId;
}
