using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Reconcile;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Issues;

/// <summary>Where something from outside comes into the chain.</summary>
enum ChainDoor
{
    /// <summary>A field of a partner's row.</summary>
    Partner,

    /// <summary>What stands in the list instead of a partner's row.</summary>
    Fragment,

    /// <summary>A field of a country's row.</summary>
    Country,

    /// <summary>A cell of the sheet of events.</summary>
    Event,

    /// <summary>A cell of the sheet of assignments.</summary>
    Assignment,

    /// <summary>A text of a position of staff.json.</summary>
    Staff,

    /// <summary>The wording of a rule.</summary>
    Rule,

    /// <summary>A mail in the folder of answers.</summary>
    Answer,

    /// <summary>The transport throws on the mail.</summary>
    Transport,
}

/// <summary>One thing that may make whatever reads it throw. It concerns Laos and the department of Asia alone.</summary>
/// <param name="Field">Which of the fields, cells or texts of the door; the rest is as it should be.</param>
/// <param name="Text">What stands there.</param>
sealed record HostileItem(ChainDoor Door, int Field, string Text);

/// <summary>What came of the chain.</summary>
/// <param name="Healthy">The mails of those whom the hostile item does not concern: to whom, subject, text.</param>
/// <param name="Results">Of each stage and day.</param>
sealed record ChainResult(IReadOnlyList<string> Healthy, IReadOnlyList<StageResult> Results)
{
    /// <summary>The hostile item went in as what it is.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Its place is named in what IT is mailed: the notes of a job that ends badly three times, or the day's line, which leads to the quarantine.</summary>
    public bool IsNamed { get; init; }

    /// <summary>How many mails the person had whom the item concerns.</summary>
    public int MailsToAsia { get; init; }
}

/// <summary>
/// A small union from its sources to its mails: three associations in Europe, one in Laos, their countries, an event, an assignment. Each
/// of two Mondays is polled, reconciled, planned and sent to a transport that collects.
/// </summary>
sealed class ChainWorld : IDisposable
{
    const string Poll = """
        { "contact": "it@example.org", "sources": [
          { "name": "register", "file": "register.json", "format": "json", "list": "data", "id": ["registerId"],
            "fields": { "registerId": "registerId", "kind": "kind", "nameVi": "nameVi", "nameEn": "nameEn", "aliases": "aliases", "country": "country | iso2",
              "founded": "founded | date iso, dd/MM/yyyy, words, instant", "termEnd": "termEnd | date iso", "email": "email | email", "address": "address | vni",
              "phone": "phone", "boardSize": "boardSize", "activeMembers": "activeMembers | number vi", "updated": "updated | time iso, dd/MM/yyyy HH:mm:ss" },
            "required": ["nameVi", "kind"] },
          { "name": "countries", "file": "countries.json", "format": "json", "id": ["iso2"],
            "fields": { "kind": "= country", "country": "iso2 | iso2", "nameVi": "name", "nationalDay": "nationalDay", "relations": "relations | date iso", "department": "department" },
            "required": ["nameVi", "country"] } ] }
        """;

    const string Reconcile = """
        { "sources": [ { "name": "register", "rank": 1, "unmatched": "add" }, { "name": "countries", "rank": 1 } ] }
        """;

    static readonly ReferenceTables s_tables = TableFolder.Load(SourceTree.Config, []);

    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-06-29T08:00");
    readonly Collecting _transport;
    readonly HostileItem? _item;

    ChainWorld(HostileItem? item)
    {
        _item = item;
        _transport = new(item?.Door is ChainDoor.Transport);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    /// <summary>The whole chain, with the item or without any.</summary>
    public static async Task<ChainResult> RunAsync(HostileItem? item)
    {
        using var world = new ChainWorld(item);
        var config = world.Config();
        world.WriteFiles();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSyncWorker(world._folders.Worker, config, world._clock)
            .BuildServiceProvider();
        await services.GetRequiredService<SyncStore>().PrepareAsync(Stop);
        var results = new List<StageResult>();
        for (var monday = 0; monday < 2; monday++)
        {
            results.AddRange(await world.RunDayAsync(services, config));
            world._clock.Advance(TimeSpan.FromDays(7));
        }

        return new([.. world._transport.Mails.Order(StringComparer.Ordinal)], results)
        {
            IsTaken = await world.IsTakenAsync(services),
            IsNamed = await world.IsNamedAsync(services, results),
            MailsToAsia = world._transport.MailsToAsia,
        };
    }

    async Task<IReadOnlyList<StageResult>> RunDayAsync(IServiceProvider services, SyncConfig config)
    {
        var results = new List<StageResult>();
        var request = new StageRequest(Moment.Read(_clock, config.Zone));
        foreach (var stage in (string[])["poll", "reconcile", "remind"])
        {
            results.Add(await services.Stage(stage).RunAsync(request, Stop));
        }

        var parts = services.GetRequiredService<SendParts>() with { OpenTransport = _ => _transport };
        results.Add(await new SendStage(parts, config.SendSettings, NullLogger<SendStage>.Instance).RunAsync(request, Stop));
        return results;
    }

    SyncConfig Config() =>
        new()
        {
            Folder = _folders.Worker.Config,
            Poll = PollFixture.Options(Poll),
            Reconcile = Matching(),
            Tables = s_tables,
            Remind = new()
            {
                Anniversaries =
                [
                    World.Founding([new(5, LeadUnit.WorkingDays)]),
                    new()
                    {
                        Id = "laos",
                        Of = "founded",
                        Lead = [new(6, LeadUnit.WorkingDays)],
                        Who = new() { Countries = ["LA"] },
                        Name = new() { Vi = Text(ChainDoor.Rule, 0, "Ngày của Lào"), En = Text(ChainDoor.Rule, 1, "Day of Laos") },
                        Action = new() { Vi = Text(ChainDoor.Rule, 2, "chúc mừng") },
                    },
                    new()
                    {
                        Id = "national-day",
                        Of = "nationalDay",
                        CountYears = false,
                    },
                ],
                Terms =
                [
                    new()
                    {
                        Id = "term-end",
                        Of = "termEnd",
                        Name = new() { Vi = "Hết nhiệm kỳ" },
                    },
                ],
                Events = new() { Sheet = "events.csv" },
                Assignments = new() { Sheet = "assignments.csv" },
                FirstDayMail = false,
            },
            Send = new()
            {
                From = new() { Address = "nhacviec@example.org" },
                AllowedDomains = ["example.org"],
                Answers = new() { To = "desk@example.org", Folder = "answers" },
            },
            Schedule = new()
            {
                GoLive = new(2026, 1, 1),
                Mode = MailMode.Live,
                TrialTo = "it@example.org",
            },
            Staff = new()
            {
                Desk = new() { Email = "desk@example.org" },
                Staff = [.. World.Staff.Where(position => position.Id != "asia-1"), Asia()],
            },
            Calendar = World.Calendar,
            Zone = Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : TimeZoneInfo.Utc,
        };

    static ReconcileOptions Matching()
    {
        var faults = new List<ConfigFault>();
        Assert.True(
            ConfigBinder.TryBind<ReconcileOptions>("reconcile.json", Reconcile, out var options, out _, faults),
            string.Join('\n', faults)
        );
        return options;
    }

    Position Asia() =>
        new()
        {
            Id = "asia-1",
            Title = Text(ChainDoor.Staff, 0, "Chuyên viên"),
            TitleEn = Text(ChainDoor.Staff, 1, "Officer"),
            Address = Text(ChainDoor.Staff, 2, "Đồng chí"),
            Department = "Ban Châu Á",
            DepartmentEn = Text(ChainDoor.Staff, 3, "Asia"),
            Roles = [Role.Officer],
            Covers = ["LA", Text(ChainDoor.Staff, 4, "LA")],
            Email = Text(ChainDoor.Staff, 5, "asia-1@example.org"),
        };

    void WriteFiles()
    {
        var partners = new List<string>
        {
            Partner("CA-1", "Hội hữu nghị Việt Nam - Pháp", "FR", "1962-07-13", "2026-07-20"),
            Partner("CA-2", "Hội hữu nghị Việt Nam - Đức", "DE", "1975-07-13", "2026-07-20"),
            Partner("CA-3", "Hội hữu nghị Việt Nam - Ý", "IT", "1973-07-13", "2027-07-20"),
            _item?.Door is ChainDoor.Fragment
                ? _item.Text
                : Partner("CA-99", "Hội hữu nghị Việt Nam - Lào", "LA", "1961-07-14", "2026-07-20", ChainDoor.Partner),
        };
        Write("register.json", $$"""{ "data": [ {{string.Join(",\n", partners)}} ] }""");
        Write(
            "countries.json",
            $"[ {Country("FR", "Pháp", "07-14", "Ban Châu Âu")}, {Country("DE", "Đức", "10-03", "Ban Châu Âu")}, {Country("IT", "Ý", "06-02", "Ban Châu Âu")}, {Country("LA", "Lào", "12-02", "Ban Châu Á", ChainDoor.Country)} ]"
        );
        Write(
            "events.csv",
            $"id,day,title,title_en,time,place,zone,officer,country,covers,cancelled\nle-phap,09/07/2026,Lễ Pháp,Day,15:00,Hà Nội,Europe/Paris,eu-1,FR,,\n{Line(ChainDoor.Event, "le-lao", "09/07/2026", "Lễ Lào", "Day", "15:00", "Hà Nội", "Asia/Ho_Chi_Minh", "asia-1", "LA", "", "")}\n"
        );
        Write(
            "assignments.csv",
            $"id,kind,task,task_en,owner,basis,due,answered,answer\n01,kết luận,Báo cáo Pháp,,eu-1,01/LHHN,13/07/2026,,\n{Line(ChainDoor.Assignment, "99", "kết luận", "Báo cáo Lào", "", "asia-1", "99/LHHN", "13/07/2026", "", "")}\n"
        );
        if (_item?.Door is ChainDoor.Answer)
        {
            Directory.CreateDirectory(Path.Combine(_folders.Worker.Data, "answers"));
            File.WriteAllText(
                Path.Combine(_folders.Worker.Data, "answers", "odd.eml"),
                $"From: asia-1@example.org\r\nSubject: {(_item.Field % 2 == 0 ? _item.Text : "x")}\r\n\r\n{_item.Text}",
                s_utf8
            );
        }
    }

    // No file holds half a surrogate pair: what a program would write instead.
    static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    void Write(string name, string text) => File.WriteAllText(Path.Combine(_folders.Worker.Config, name), text, s_utf8);

    string Partner(string id, string name, string country, string founded, string termEnd, ChainDoor? door = null)
    {
        (string Name, string Text)[] fields =
        [
            ("nameVi", name),
            ("founded", founded),
            ("termEnd", termEnd),
            ("email", $"{id.ToLowerInvariant()}@example.org"),
            ("nameEn", $"Association {id}"),
            ("aliases", ""),
            ("address", "Hà Nội"),
            ("phone", "024"),
            ("boardSize", "12"),
            ("activeMembers", "10"),
            ("updated", "2026-06-01T00:00:00Z"),
            ("kind", "central_association"),
            ("country", country),
            ("registerId", id),
        ];
        return Row(door, fields);
    }

    string Country(string iso2, string name, string nationalDay, string department, ChainDoor? door = null)
    {
        (string Name, string Text)[] fields =
        [
            ("name", name),
            ("nationalDay", nationalDay),
            ("relations", "1973-07-14"),
            ("department", department),
            ("iso2", iso2),
        ];
        return Row(door, fields);
    }

    string Row(ChainDoor? door, (string Name, string Text)[] fields) =>
        $"{{ {string.Join(", ", fields.Select((field, i) => $"\"{field.Name}\": {Json(door is { } at ? Text(at, i, field.Text) : field.Text)}"))} }}";

    string Line(ChainDoor door, params string[] cells) =>
        string.Join(',', cells.Select((cell, i) => $"\"{Text(door, i, cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    // Halves of characters and controls can be written in JSON as escapes only.
    static string Json(string text) =>
        $"\"{string.Concat(text.Select(c => c is >= ' ' and <= '~' and not ('"' or '\\') ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")))}\"";

    /// <summary>Fields of a door that can be hostile.</summary>
    public static int FieldsOf(ChainDoor door) =>
        door switch
        {
            ChainDoor.Partner => 14,
            ChainDoor.Country => 5,
            ChainDoor.Event => 11,
            ChainDoor.Assignment => 9,
            ChainDoor.Staff => 6,
            ChainDoor.Rule => 3,
            ChainDoor.Answer => 2,
            _ => 1,
        };

    string Text(ChainDoor door, int field, string plain) =>
        _item is { } item && item.Door == door && item.Field == field ? item.Text : plain;

    async Task<bool> IsTakenAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<SyncStore>().Open();
        return _item?.Door switch
        {
            ChainDoor.Partner => await db.Partners.CountAsync(Stop) == 4 && !await db.Quarantine.AnyAsync(Stop),
            ChainDoor.Country => await db.Countries.CountAsync(Stop) == 4 && !await db.Quarantine.AnyAsync(Stop),
            ChainDoor.Fragment => false,
            ChainDoor.Event => EventSheet.Read(Path.Combine(_folders.Worker.Config, "events.csv"), []).Count == 2,
            ChainDoor.Assignment => AssignmentSheet.Read(Path.Combine(_folders.Worker.Config, "assignments.csv"), []).Count == 2,
            ChainDoor.Answer => !await db.Inbox.AnyAsync(
                row => row.Outcome == InboxOutcome.SetAside || row.Outcome == InboxOutcome.Refused,
                Stop
            ),
            _ => false,
        };
    }

    // By its own name, or in quarantine, which the day's line leads to.
    async Task<bool> IsNamedAsync(IServiceProvider services, IReadOnlyList<StageResult> results)
    {
        var store = new StoreFigures(services.GetRequiredService<SyncStore>());
        var line = DailyLine.Lines(Config(), store, new Dictionary<string, Trouble>(), Moment.Read(_clock, Config().Zone));
        var notes = results.SelectMany(Trouble.ReasonsOf).Concat(line).ToList();
        await using var db = services.GetRequiredService<SyncStore>().Open();
        bool Says(string words) => notes.Exists(note => note.Contains(words, StringComparison.Ordinal));
        return _item?.Door switch
        {
            ChainDoor.Partner or ChainDoor.Fragment => await db.Quarantine.AnyAsync(row => row.Source == "register", Stop)
                && Says("poll quarantine register"),
            ChainDoor.Country => (await db.Quarantine.AnyAsync(row => row.Source == "countries", Stop) && Says("poll quarantine countries"))
                || Says("LA"),
            ChainDoor.Event => Says("events.csv, line 3"),
            ChainDoor.Assignment => Says("assignments.csv, line 3"),
            ChainDoor.Answer => Says("odd.eml"),
            ChainDoor.Transport => Says("asia"),
            ChainDoor.Staff => Says("asia-1"),
            ChainDoor.Rule => Says("laos"),
            _ => false,
        };
    }

    /// <summary>Collects the mails to Europe; throws on those to Asia where it is told to.</summary>
    sealed class Collecting(bool throwsOnAsia) : IMailTransport
    {
        public List<string> Mails { get; } = [];

        public int MailsToAsia { get; private set; }

        public string Name => "collecting";

        public bool ReplaysSafely => false;

        public int AtOnce => 1;

        public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
        {
            if (throwsOnAsia && mail.To.StartsWith("asia", StringComparison.Ordinal))
            {
                throw new NotSupportedException("a header that nobody can write");
            }

            handingOver();
            if (mail.To.StartsWith("eu-", StringComparison.Ordinal))
            {
                using var message = MimeMessage.Load(new MemoryStream(mail.Message), Stop);
                Mails.Add($"{mail.To}\n{mail.Subject}\n{message.TextBody}");
            }
            else if (mail.To.StartsWith("asia", StringComparison.Ordinal))
            {
                MailsToAsia++;
            }

            return Task.FromResult<Delivery>(new Delivery.Sent(250, "taken"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
