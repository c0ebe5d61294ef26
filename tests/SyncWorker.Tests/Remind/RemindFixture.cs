using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// The stage and the desk over a real SQLite file: France and its friendship association, two rules about days and the
/// half-year report. A test adds what it needs, and goes from day to day.
/// </summary>
sealed class RemindFixture : IDisposable
{
    readonly TestFolders _folders = new();

    public SyncStore Store { get; private set; } = null!;

    /// <summary>Change it with <c>with</c> before the stage runs.</summary>
    public SyncConfig Config { get; set; } = null!;

    public string Root => _folders.Root;

    public static FakeTimeProvider Clock { get; } = FakeClock.At("2026-01-05T07:00");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RemindFixture> OpenAsync()
    {
        var office = new RemindFixture();
        office.Store = await office._folders.StoreAsync();
        office.Config = ConfigIn(office._folders.Worker.Config);
        await office.AddAsync(
            Country("FR", "Pháp", relations: "1973-04-12", nationalDay: "07-14"),
            Association("CA-FR", "Hội hữu nghị Việt Nam - Pháp", "FR")
        );
        return office;
    }

    /// <param name="folder">What its paths are beside.</param>
    public static SyncConfig ConfigIn(string folder) =>
        new()
        {
            Folder = folder,
            Poll = new(),
            Reconcile = new(),
            Send = Unread<SyncWorker.Send.SendOptions>(),
            Remind = new()
            {
                Anniversaries =
                [
                    World.Relations(),
                    new()
                    {
                        Id = "national-day",
                        Of = "nationalDay",
                        CountYears = false,
                    },
                ],
                Reports = [World.HalfYear()],
            },
            Schedule = new() { GoLive = World.Day("2026-01-01"), TrialTo = "it@example.org" },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            Zone = TimeZoneInfo.CreateCustomTimeZone("UTC+07", TimeSpan.FromHours(7), "UTC+07", "UTC+07"),
        };

    public static Country Country(string iso2, string name, string? relations = null, string? nationalDay = null) =>
        new()
        {
            Iso2 = iso2,
            NameVi = name,
            NameEn = name,
            RelationsDate = relations,
            NationalDay = nationalDay,
            Department = "Ban Châu Âu",
            Fields = "{}",
            ChangedAt = Clock.GetUtcNow(),
        };

    public static Partner Association(string register, string name, string country) =>
        new()
        {
            Kind = "central_association",
            RegisterId = register,
            NameVi = name,
            Country = country,
            Fields = $$"""{"email":"vanphong@hoi-vn-{{country.ToLowerInvariant()}}.example.org"}""",
            CreatedAt = Clock.GetUtcNow(),
            ChangedAt = Clock.GetUtcNow(),
        };

    public async Task AddAsync(params object[] rows)
    {
        await using var db = Store.Open();
        db.AddRange(rows);
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>
    /// The rules have been known since the clock's day, so that what came before a test's first run is late and not from before the start.
    /// </summary>
    public Task KnowRulesAsync(params string[] except) =>
        AddAsync([
            .. RemindOptions
                .Ids(Config.Remind)
                .Except(except)
                .Select(rule => new StoreFact { Name = RemindReader.SincePrefix + rule, Value = "2026-01-05" }),
        ]);

    public RemindStage Stage() => new(Store, new(Store, Clock), Config.RemindSettings, Clock, NullLogger<RemindStage>.Instance);

    public ReminderQueries Queries() => new(Store, Config.RemindSettings);

    public ReminderCommands Commands() => new(Store);

    public ReportCommands Reports() => new(Store, Config.RemindSettings, Clock);

    public static Moment At(string day) =>
        new(new DateTimeOffset(World.Day(day).ToDateTime(new(7, 30)), TimeSpan.FromHours(7)).ToUniversalTime(), World.Day(day), new(7, 30));

    /// <summary>Plans a day.</summary>
    public Task<StageResult> RunAsync(string day) => Stage().RunAsync(new(At(day)), Stop);

    /// <summary>Plans a day, and its mails leave.</summary>
    public async Task<StageResult> RunAndSendAsync(string day)
    {
        var result = await RunAsync(day);
        await SendAsync(day, new(OutboxState.Sent, "250 ok", null) { Outcome = AttemptOutcome.Sent });
        return result;
    }

    /// <summary>What waits is settled by the outbox's own steps, as the server's answer is given here.</summary>
    public async Task SendAsync(string day, Settlement settlement)
    {
        var at = At(day);
        await using var steps = await OutboxSteps.OpenAsync(Store, "test/1/x", 1, Stop);
        await using (var db = Store.Open())
        {
            await OutboxUpkeep.JoinAsync(db, at.Today, Stop);
        }

        while (await steps.ClaimAsync(20, at with { Time = new(15, 0) }, TimeSpan.FromMinutes(5), Stop) is { Count: > 0 } mails)
        {
            var frozen = settlement.State is OutboxState.Sent or OutboxState.Uncertain or OutboxState.Refused;
            var rows = frozen
                ? steps
                    .SettleAndFreeze([], mails.Select(mail => new ClaimedMail(mail, Some.ComposedMail(mail))), at.Instant.AddMinutes(5))
                    .Frozen.Select(claimed => claimed.Row)
                : mails;
            Assert.Empty(
                steps.Settle([
                    .. rows.Select(row => new DeliveryResult(row, settlement, at)
                    {
                        Delivery = frozen ? new Delivery.Sent(250, "ok") : null,
                        Transport = "smtp",
                    }),
                ])
            );
        }
    }

    public Task<IReadOnlyList<Explanation>> ExplainAsync(string key, string today) => Queries().ExplainAsync(key, World.Day(today), Stop);

    public async Task<LedgerEntry> ReminderAsync(string rule, string step, string recipient)
    {
        await using var db = Store.Open();
        var rows = await db
            .Ledger.Where(row => row.Rule == rule && row.Step == ReminderStep.Parse(step) && row.Recipient == recipient)
            .ToListAsync(Stop);
        return rows is [var only] ? only : rows.Single(row => row.State != LedgerState.Withdrawn);
    }

    /// <summary>All that the stage writes.</summary>
    public async Task<string> DumpAsync()
    {
        await using var db = Store.Open();
        return System.Text.Json.JsonSerializer.Serialize(
            new
            {
                occurrences = await db.Ledger.OrderBy(row => row.Id).ToListAsync(Stop),
                outbox = await db.Outbox.OrderBy(row => row.Id).ToListAsync(Stop),
                owed = await db.Obligations.OrderBy(row => row.Id).ToListAsync(Stop),
                facts = await db.Facts.OrderBy(row => row.Name).ToListAsync(Stop),
            }
        );
    }

    public void Dispose() => _folders.Dispose();

    // The other stages' config, which this one never reads.
    static T Unread<T>() => (T)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T));
}
