using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Inbox;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Support;

/// <summary>A store, a config and a clock for one test of Send, and the stage over them.</summary>
sealed class SendFixture : IDisposable
{
    readonly TestFolders _folders = new();

    SendFixture(FakeTimeProvider clock) => Clock = clock;

    /// <summary>Monday.</summary>
    public static DateOnly Today { get; } = new(2026, 7, 6);

    public FakeTimeProvider Clock { get; }

    public SyncStore Store { get; private set; } = null!;

    public WorkerFolders Folders => _folders.Worker;

    /// <summary>Change it with <c>with</c> before the stage runs.</summary>
    public SyncConfig Config { get; set; } = null!;

    /// <summary>Takes the place of the transport that config names.</summary>
    public IMailTransport? Transport { get; set; }

    public static async Task<SendFixture> OpenAsync(MailMode mode = MailMode.Live)
    {
        var fixture = new SendFixture(FakeClock.At("2026-07-06 08:00"));
        fixture.Store = await fixture._folders.StoreAsync();
        Zones.TryFind("Asia/Ho_Chi_Minh", out var zone);
        fixture.Config = new()
        {
            Poll = new(),
            Reconcile = new(),
            Remind = new(),
            Send = new()
            {
                From = new() { Address = "nhacviec@example.org" },
                AllowedDomains = ["example.org"],
            },
            Schedule = new()
            {
                GoLive = new(2026, 1, 1),
                Mode = mode,
                TrialTo = "it@example.org",
            },
            Staff = new()
            {
                Desk = new() { NameVi = "Bộ phận nhắc việc, Văn phòng Liên hiệp", Email = "desk@example.org" },
                Staff = [],
            },
            Zone = zone,
        };
        return fixture;
    }

    /// <summary>Sends by SMTP to the sink.</summary>
    public void UseSmtp(int port, string? user = null, string? secret = null, MailSecurity security = MailSecurity.None) =>
        Config = Config with
        {
            Send = new()
            {
                From = Config.Send.From,
                AllowedDomains = Config.Send.AllowedDomains,
                Transport = TransportKind.Smtp,
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Security = security,
                    User = user,
                    Secret = secret,
                    Timeout = new(30, TimeUnit.Seconds),
                },
            },
        };

    /// <summary>Where this worker sends from; another than the store's is a copy.</summary>
    public string? Home { get; set; }

    /// <summary>How long the machine has been up; null for not known.</summary>
    public MachineUptime? Uptime { get; set; }

    /// <summary>The hardware that this worker sends from; the test machine's own unless it is set.</summary>
    public MachineMarks? Machine { get; set; }

    /// <summary>As <c>check --connect</c> notes that answers can be read.</summary>
    public bool IsAnswersSeen { get; set; } = true;

    public SendStage Stage() => new(Parts(), Config.SendSettings, NullLogger<SendStage>.Instance);

    /// <summary>The folder of answers as the job inbox reads it.</summary>
    public AnswerFolder Answers() => new(Store, Config.AnswersSettings, Messages());

    /// <summary>What handles each message that came in.</summary>
    public MessageHandler Messages(FindFollowers? followers = null)
    {
        IsTrial isTrial = cancellationToken => StoreIdentity.IsTrialAsync(Store, Config.Schedule.Mode, cancellationToken);
        return new(
            Store,
            new(
                new(Folders, Clock),
                Config.AnswersSettings,
                Composition.AnswersOf(new(Store)),
                new(Composition.RowAnswersOf(new(Config.RemindSettings, Clock))),
                isTrial,
                Clock
            ),
            new(Config.AnswersSettings, isTrial, Clock),
            new(Config.AnswersSettings, followers ?? ((_, _, _) => Task.FromResult<IReadOnlyList<string>>([])), Clock),
            Clock
        );
    }

    public SendParts Parts()
    {
        if (IsAnswersSeen && Config.Send.Answers is { } answers)
        {
            AnswersCheck.Write(Folders, answers);
        }

        var secrets = new SecretStore(Folders, Clock);
        var parts = new SendParts(
            Store,
            new(Store, Clock),
            new(Folders, secrets, Clock),
            secrets,
            Folders,
            MailTemplates.Open(TemplateFiles.Read(Folders.Config, [])),
            Clock,
            NullLogger<DeliveryLoop>.Instance
        )
        {
            ClockCheck = new(Folders, Clock) { Uptime = () => Uptime },
        };
        if (Transport is { } transport)
        {
            parts = parts with { OpenTransport = _ => transport };
        }

        parts = Machine is null ? parts : parts with { Machine = Machine };
        return Home is null ? parts : parts with { Home = Home };
    }

    public Moment Now => Moment.Read(Clock, Config.Zone);

    /// <summary>As with <c>--as-of</c>.</summary>
    public Task<StageResult> SendAsync(DateOnly asOf) => Stage().RunAsync(new(Now.AsOf(asOf)), TestContext.Current.CancellationToken);

    public Task<StageResult> SendAsync() => Stage().RunAsync(new(Now), TestContext.Current.CancellationToken);

    /// <summary>What `mail release` does.</summary>
    public async Task<IReadOnlyList<string>> ReleaseAsync()
    {
        var parts = Parts();
        var identity = await StoreIdentity.ReadAsync(Store, parts.Home, TestContext.Current.CancellationToken);
        return await new SendGate(parts, Config.SendSettings).ReleaseAsync(identity, Now, TestContext.Current.CancellationToken);
    }

    /// <summary>Puts a mail with one reminder into the outbox.</summary>
    public async Task<OutboxMail> QueueAsync(
        string recipient = "staff:bca-01",
        string address = "bca01@example.org",
        Action<OutboxMail>? with = null,
        params ReminderContent[] facts
    )
    {
        var mail = new OutboxMail
        {
            Recipient = recipient,
            Address = address,
            Day = Today,
            Kind = "digest",
            Salutation = "Đồng chí Chuyên viên Ban Châu Âu",
            Language = MailLanguage.Vi,
            State = OutboxState.Queued,
            CreatedAt = Clock.GetUtcNow(),
        };
        with?.Invoke(mail);
        await using var db = Store.Open();
        db.Outbox.Add(mail);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var n = 0;
        foreach (var occurrence in facts is [] ? [Armenia] : facts)
        {
            db.Ledger.Add(
                new()
                {
                    Rule = "relations",
                    Subject = $"country:{mail.Id}-{n++}",
                    Period = "2026",
                    Step = ReminderStep.Before("5 working days"),
                    Recipient = recipient,
                    Day = new(2026, 7, 14),
                    SendOn = Today,
                    State = LedgerState.Due,
                    Reason = "test",
                    Facts = occurrence.ToJson(),
                    OutboxId = mail.Id,
                }
            );
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return mail;
    }

    /// <summary>Puts one more reminder into a mail.</summary>
    public async Task RemindAsync(OutboxMail mail, string subject, Action<LedgerEntry>? with = null)
    {
        var row = new LedgerEntry
        {
            Rule = "relations",
            Subject = subject,
            Period = "2026",
            Step = ReminderStep.Before("5 working days"),
            Recipient = mail.Recipient,
            Day = new(2026, 7, 14),
            SendOn = Today,
            State = LedgerState.Due,
            Reason = "test",
            Facts = Armenia.ToJson(),
            OutboxId = mail.Id,
        };
        with?.Invoke(row);
        await using var db = Store.Open();
        db.Ledger.Add(row);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The reminders of a mail, by their subjects.</summary>
    public async Task<Dictionary<string, LedgerEntry>> RemindersAsync(long mail)
    {
        await using var db = Store.Open();
        return await db
            .Ledger.Where(row => row.OutboxId == mail)
            .ToDictionaryAsync(row => row.Subject, StringComparer.Ordinal, TestContext.Current.CancellationToken);
    }

    /// <summary>As when reminders joined another mail.</summary>
    public async Task MoveRemindersAsync(OutboxMail from, OutboxMail to)
    {
        await using var db = Store.Open();
        await db
            .Ledger.Where(row => row.OutboxId == from.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OutboxId, to.Id), TestContext.Current.CancellationToken);
    }

    /// <summary>Changes a mail behind the program's back.</summary>
    public async Task ChangeAsync(long id, Action<OutboxMail> with)
    {
        await using var db = Store.Open();
        with(await db.Outbox.AsTracking().SingleAsync(mail => mail.Id == id, TestContext.Current.CancellationToken));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static ReminderContent Armenia { get; } =
        new()
        {
            Kind = ReminderKind.Relations,
            SubjectVi = "Armenia",
            SubjectEn = "Armenia",
            Origin = PartialDate.OfDay(new(1992, 7, 14)),
            Years = 34,
            WhyVi = "được phân công theo dõi địa bàn Châu Âu",
            WhyEn = "you follow Europe",
        };

    /// <summary>Puts many mails with one reminder each into the outbox at once.</summary>
    public async Task QueueManyAsync(int mails, string prefix = "staff")
    {
        await using var db = Store.Open();
        for (var i = 0; i < mails; i++)
        {
            db.Outbox.Add(
                new()
                {
                    Recipient = $"{prefix}:{i}",
                    Address = "bca01@example.org",
                    Day = Today,
                    Kind = "digest",
                    Salutation = "Đồng chí",
                    Language = MailLanguage.Vi,
                    CreatedAt = Clock.GetUtcNow(),
                }
            );
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var facts = Armenia.ToJson();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger (Rule, Subject, Period, Step, Recipient, Day, SendOn, State, Reason, Facts, OutboxId, CreatedRun, ChangedRun)
            select 'relations', 'country:AM', '2026', '0', Recipient, '2026-07-14', '2026-07-06', 'Due', 'test', {facts}, Id, 0, 0 from outbox
            """,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>What the preview foresaw for a day; null for nothing.</summary>
    public async Task ForeseeAsync(DateOnly day, int? mails, DateOnly on)
    {
        await using var db = Store.Open();
        await MailForecast.WriteAsync(
            db,
            mails is { } count ? new Dictionary<DateOnly, int> { [day] = count } : new Dictionary<DateOnly, int>(),
            on,
            TestContext.Current.CancellationToken
        );
    }

    public async Task<OutboxMail> MailAsync(long id)
    {
        await using var db = Store.Open();
        return await db.Outbox.SingleAsync(mail => mail.Id == id, TestContext.Current.CancellationToken);
    }

    public async Task<List<OutboxMail>> MailsAsync()
    {
        await using var db = Store.Open();
        return await db.Outbox.OrderBy(mail => mail.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>How many mails have not come to an end.</summary>
    public async Task<int> WaitingAsync()
    {
        await using var db = Store.Open();
        return await db.Outbox.CountAsync(
            mail => mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt,
            TestContext.Current.CancellationToken
        );
    }

    public async Task<List<Attempt>> AttemptsAsync()
    {
        await using var db = Store.Open();
        return await db.Attempts.OrderBy(attempt => attempt.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public IReadOnlyList<string> PickedUp() =>
        Directory.Exists(Folders.Pickup) ? [.. Directory.GetFiles(Folders.Pickup, "*.eml").Order(StringComparer.Ordinal)] : [];

    public void Dispose() => _folders.Dispose();
}
