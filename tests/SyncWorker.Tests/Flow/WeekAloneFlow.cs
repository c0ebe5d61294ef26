using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using SyncWorker.Cli;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Status;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Flow;

/// <summary>
/// A week of the worker on a clock of its own, in steps of ten minutes, with nobody at the keyboard. In each one thing goes wrong on
/// Tuesday: when did IT hear, by which way, what did the command do that cures it, and was a mail lost or doubled.
/// </summary>
/// <remarks>
/// The jobs' own code runs, with the watch over them, the alarm, the status and the backups. The scheduler's calls and the processes of
/// jobs are stood in for, and so are remind (one mail a person and working day, planned once) and the mail servers.
/// </remarks>
[Collection("the instruments")] // its jobs count in the process
public sealed class WeekAloneFlow
{
    static readonly DateTimeOffset s_tuesday = FakeClock.At("2026-07-07 10:05").GetUtcNow();

    [Fact]
    public async Task A_worker_that_is_killed_and_not_restarted()
    {
        await using var week = await WeekAlone.BeginAsync("worker killed, not restarted");
        await week.UntilAsync(s_tuesday);
        week.Kill();
        await week.UntilAsync(s_tuesday.AddDays(1));
        await week.CureAsync("service start", week.StartAsync);

        await week.EndAsync(heardWithin: TimeSpan.FromMinutes(20), events: [153]);
    }

    [Fact]
    public async Task A_login_that_is_refused_and_cured_with_the_same_password()
    {
        await using var week = await WeekAlone.BeginAsync("login refused (535)");
        await week.UntilAsync(s_tuesday.AddHours(-3));
        week.Server = new Delivery.LoginRefused(535, "5.7.139 Authentication unsuccessful");
        await week.UntilAsync(s_tuesday.AddDays(1));
        Assert.Equal(1, week.Tries);
        week.Server = null;
        await week.CureAsync("secret set smtp (the same)", week.SetSecretAsync);

        await week.EndAsync(heardWithin: TimeSpan.FromHours(2), events: [502, 503]);
    }

    [Fact]
    public async Task A_store_that_is_lost()
    {
        await using var week = await WeekAlone.BeginAsync("store lost (deleted)");
        await week.UntilAsync(s_tuesday);
        week.DeleteStore();
        await week.UntilAsync(s_tuesday.AddDays(1));
        await week.CureAsync("restore FILE; mail release", () => week.RestoreAsync(week.NamedBackup()));

        await week.EndAsync(heardWithin: TimeSpan.FromMinutes(20), events: [154, 503]);
    }

    [Fact]
    public async Task A_store_that_is_damaged()
    {
        await using var week = await WeekAlone.BeginAsync("store damaged (every other page)");
        await week.UntilAsync(s_tuesday);
        week.DamageStore();
        await week.UntilAsync(s_tuesday.AddDays(1));
        await week.CureAsync("restore FILE; mail release", () => week.RestoreAsync(week.NamedBackup()));

        await week.EndAsync(heardWithin: TimeSpan.FromHours(1), events: [137, 150]);
    }

    [Fact]
    public async Task A_disk_that_is_full_and_freed()
    {
        LinuxMachine.NeedsRoot();
        await using var week = await WeekAlone.BeginAsync("disk full and freed", megabytes: 100);
        await week.UntilAsync(s_tuesday.AddHours(-3));
        using (week.FillDisk())
        {
            await week.UntilAsync(s_tuesday.AddDays(1));
        }

        await week.CureAsync("(freed; no command)", () => Task.CompletedTask);

        await week.EndAsync(heardWithin: TimeSpan.FromMinutes(20), events: [137]);
    }

    [Fact]
    public async Task A_backup_that_is_damaged()
    {
        await using var week = await WeekAlone.BeginAsync("newest backup damaged");
        await week.UntilAsync(s_tuesday);
        var good = BackupFile.NewestGood(week.Folders)!.Path;
        await week.UntilAsync(s_tuesday.AddHours(6));
        week.DamageNewestBackup();
        await week.UntilAsync(s_tuesday.AddHours(30));
        await week.CureAsync("restore FILE; mail release", () => week.RestoreAsync(good));

        await week.EndAsync(heardWithin: TimeSpan.FromHours(25), events: [150]);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_for_two_days()
    {
        await using var week = await WeekAlone.BeginAsync("mail server away 48 h");
        await week.UntilAsync(s_tuesday.AddHours(-3));
        week.Server = new Delivery.NoServer(null, "Connection refused");
        await week.UntilAsync(s_tuesday.AddHours(45));
        week.Server = null;
        await week.CureAsync("(back; no command)", () => Task.CompletedTask);

        await week.EndAsync(heardWithin: TimeSpan.FromHours(4), events: [150]);
    }

    [Fact]
    public async Task A_certificate_of_the_mail_server_that_has_expired()
    {
        await using var week = await WeekAlone.BeginAsync("certificate expired");
        await week.UntilAsync(s_tuesday.AddHours(-3));
        week.Server = new Delivery.NoServer(null, "The certificate of mail.example.org has expired (valid until 2026-07-07).");
        await week.UntilAsync(s_tuesday.AddDays(1));
        week.Server = null;
        await week.CureAsync("(renewed there; no command)", () => Task.CompletedTask);

        await week.EndAsync(heardWithin: TimeSpan.FromHours(4), events: [150]);
    }
}

/// <summary>One worker, its mail servers and the one who monitors it, for a week.</summary>
sealed partial class WeekAlone : IAsyncDisposable
{
    const int Persons = 20;
    const int MostMails = 4; // of a day with the trouble: the cause, the jobs that it stops, that it lasts
    static readonly DateOnly s_monday = new(2026, 7, 6);
    const string Secret = "smtp";
    static readonly TimeSpan s_step = TimeSpan.FromMinutes(10);

    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-07-06 06:00");
    readonly EventRecorder _events;
    readonly List<(DateTimeOffset At, string Subject)> _alarms = [];
    readonly List<(DateTimeOffset At, int Code)> _status = [];
    readonly List<string> _arrived = [];
    readonly string _name;
    IDisposable? _disk;
    SyncConfig _config = null!;
    SyncStore _store = null!;
    RunLock? _lock;
    TroubleWatch? _watch;
    TestJob? _job;
    DateTimeOffset _trouble;
    string _cure = "";
    DateTimeOffset _lastStep;

    WeekAlone(string name)
    {
        _name = name;
        _events = new(_clock);
    }

    public WorkerFolders Folders => _folders.Worker;

    /// <summary>What the mail server answers to every mail; null when it takes them.</summary>
    public Delivery? Server { get; set; }

    /// <summary>How often a mail was tried since the server answers so.</summary>
    public int Tries { get; private set; }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<WeekAlone> BeginAsync(string name, int? megabytes = null)
    {
        var week = new WeekAlone(name);
        Directory.CreateDirectory(week.Folders.Data);
        week._disk = megabytes is { } size ? LinuxMachine.SmallDisk(week.Folders.Data, size) : null;
        week.WriteConfig();
        week._store = new SyncStore(week.Folders, week._clock);
        week.Secrets.Set(Secret, "một mật khẩu", null);
        await week._store.PrepareAsync(Stop);
        week._lastStep = week._clock.GetUtcNow();
        await week.StartAsync();
        return week;
    }

    SecretStore Secrets => new(Folders, _clock);

    void WriteConfig()
    {
        RunConfig.Write(
            Folders.Config,
            """{ "remind": { "run": "working days at 07:00" }, "send": { "run": "every 10 minutes" }, "backup": { "run": "working days at 12:20" } }"""
        );
        File.WriteAllText(
            Path.Combine(Folders.Config, "poll.json"),
            """{ "sources": [ { "name": "a", "url": "https://a.example.org/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" } } ] }"""
        );
        File.WriteAllText(
            Path.Combine(Folders.Config, "send.json"),
            $$"""
            { "transport": "smtp", "from": { "address": "nhacviec@example.org" }, "allowedDomains": ["example.org"],
              "smtp": { "host": "mail.example.org", "port": 587, "security": "start-tls", "user": "nhacviec", "secret": "{{Secret}}" },
              "alarm": { "to": "it@example.org" } }
            """
        );
        var schedule = Path.Combine(Folders.Config, "schedule.json");
        File.WriteAllText(schedule, File.ReadAllText(schedule).Replace("\"trial\"", "\"live\"", StringComparison.Ordinal));
        var (config, faults) = ConfigFolder.Load(Folders.Config);
        Assert.True(config is not null, string.Join('\n', faults));
        _config = config;
    }

    /// <summary>The worker starts, as by `service start`: its store is looked at, what was missed is made up for.</summary>
    public async Task StartAsync()
    {
        _lock = RunLock.TryTake(Folders, out var heldBy);
        Assert.True(_lock is not null, heldBy);
        var current = new CurrentConfig(_config, Folders);
        var mail = new TroubleMail(Folders, Secrets, current, _clock) { Open = _ => new Server2(this) };
        var parts = new TroubleParts(Folders, current, Secrets, mail, _clock)
        {
            FreeSpace = folder => new DriveInfo(folder).AvailableFreeSpace * (_disk is null ? 1 : 8), // its disk is a small one
        };
        var timer = new RunTimer(parts.File, _clock);
        _watch = new(parts, timer, new(parts, timer, _events.For<ConditionWatch>()), _events.For<TroubleWatch>());
        var records = new JobRecords(Folders, _clock);
        records.Know(_config);
        _job = new(
            this,
            current,
            new(_clock),
            _watch,
            records,
            new(new(new SyncStore(Folders, _clock)), current),
            new(current, Secrets, _clock, _events.For<JobPing>()),
            _clock,
            _events.For<TestJob>()
        );
        Beat();
        await _watch.ReportTimeOffAsync();
        foreach (var job in _config.Schedule.Jobs.Where(job => job.Value.Run is not RunTimes.Never).Select(job => job.Key))
        {
            await RunAsync(job);
        }
    }

    void Beat() =>
        _ = Try(() => new Heartbeat(Environment.ProcessId, Environment.MachineName, _lastStep, _clock.GetUtcNow(), "0").Write(Folders));

    static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (IOException)
        {
            return false; // the disk is full
        }
    }

    /// <summary>kill -9, and nothing starts it again.</summary>
    public void Kill()
    {
        _trouble = _clock.GetUtcNow();
        _lock!.Dispose();
        (_lock, _watch, _job) = (null, null, null);
    }

    public async Task UntilAsync(DateTimeOffset instant)
    {
        while (_clock.GetUtcNow() < instant)
        {
            _clock.Advance(s_step);
            if (_job is not null)
            {
                Beat();
                foreach (var (job, times) in _config.Schedule.Jobs)
                {
                    var next = new JobTriggers(times.Run, _config.Zone, _config.Calendar).After(_lastStep);
                    if (next.Take(1).Any(at => at <= _clock.GetUtcNow()))
                    {
                        await RunAsync(job);
                    }
                }

                await _watch!.LookAsync();
            }

            _lastStep = _clock.GetUtcNow();
            SqliteConnection.ClearAllPools();
            var (report, _) = await StatusReader.ReadAsync(Folders, 0, _clock, Stop);
            _status.Add((_lastStep, report.ExitCode));
        }

        _trouble = _trouble == default ? _clock.GetUtcNow() : _trouble;
    }

    ValueTask RunAsync(string job) => _job!.Execute(JobContext.Of(job), Stop);

    public async Task CureAsync(string command, Func<Task> cure)
    {
        _cure = command;
        await cure();
    }

    public Task SetSecretAsync()
    {
        Secrets.Set(Secret, "một mật khẩu", null);
        return Task.CompletedTask;
    }

    public void DeleteStore()
    {
        SqliteConnection.ClearAllPools();
        foreach (var side in (string[])["", "-wal", "-shm"])
        {
            File.Delete(Folders.Store + side);
        }
    }

    public void DamageStore()
    {
        using (var db = SqliteFile.Open(Folders.Store, SqliteOpenMode.ReadWrite))
        {
            SqliteFile.Run(db, "pragma wal_checkpoint(truncate)");
        }

        SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(Folders.Store);
        for (var page = 5; page < bytes.Length / 4096; page += 2)
        {
            Array.Fill(bytes, (byte)0xAA, page * 4096, 4096);
        }

        File.WriteAllBytes(Folders.Store, bytes);
    }

    public void DamageNewestBackup()
    {
        using var file = File.OpenWrite(BackupFile.NewestMade(Folders)!);
        file.SetLength(file.Length / 2);
        _trouble = _clock.GetUtcNow();
    }

    public IDisposable FillDisk() => LinuxMachine.FullDisk(Folders.Data);

    /// <summary>The backup that IT was told to put back.</summary>
    public string NamedBackup()
    {
        var told = _events.Lines.Last(line => line.Text.Contains("SyncWorker restore ", StringComparison.Ordinal)).Text;
        return told.Split("SyncWorker restore ")[1].Split(' ')[0];
    }

    /// <summary>As the runbook says: stop, restore, start, release.</summary>
    public async Task RestoreAsync(string file)
    {
        _lock!.Dispose();
        _lock = null;
        await new StoreBackup(Folders, _store, _clock).RestoreAsync(file, Stop);
        await StartAsync();
        new StoreBackup(Folders, _store, _clock).MarkSent(); // mail release marks before it lists
        var parts = Parts();
        var identity = await StoreIdentity.ReadAsync(_store, parts.Home, Stop);
        await new SendGate(parts, _config.SendSettings).ReleaseAsync(identity, Moment.Read(_clock, _config.Zone), Stop);
    }

    SendParts Parts() =>
        new(
            _store,
            new(_store, _clock),
            new(Folders, Secrets, _clock),
            Secrets,
            Folders,
            MailTemplates.Open(TemplateFiles.Read(Folders.Config, [])),
            _clock,
            _events.For<DeliveryLoop>()
        )
        {
            OpenTransport = by => by.Transport == TransportKind.Smtp ? new Server1(this) : new Server2(this),
        };

    async Task<StageResult> WorkAsync(string job)
    {
        try
        {
            if (!_store.IsCurrent())
            {
                await _store.PrepareAsync(Stop);
                if (_store.Lost is { } lost)
                {
                    Worker.LogLost(_events.For<Worker>(), lost);
                }
            }

            switch (job)
            {
                case "backup":
                    new StoreBackup(Folders, _store, _clock).MakeOwn(StoreBackup.Daily);
                    return new(job, StageOutcome.Done, []);
                case "remind":
                    return await PlanAsync();
                default:
                    return await new SendStage(Parts(), _config.SendSettings, _events.For<SendStage>()).RunAsync(
                        new(Moment.Read(_clock, _config.Zone)),
                        Stop
                    );
            }
        }
        catch (Exception error) when (StoreFault.Explain(error, Folders) is { } words)
        {
            throw new StoreRefusedException(words); // as the process of a job tells it
        }
    }

    async Task<StageResult> PlanAsync()
    {
        var today = Moment.Read(_clock, _config.Zone).Today;
        if (!_config.Calendar.IsWorking(today))
        {
            return new("remind", StageOutcome.Done, []);
        }

        await using var db = _store.Open();
        for (var person = 0; person < Persons; person++)
        {
            await PlanAsync(db, person, today);
        }

        return new("remind", StageOutcome.Done, []);
    }

    // What a day before could not plan is made up for, as remind does it.
    async Task PlanAsync(SyncDb db, int person, DateOnly today)
    {
        var recipient = string.Create(CultureInfo.InvariantCulture, $"staff:p{person}");
        var planned = await db.Ledger.Where(entry => entry.Recipient == recipient).Select(entry => entry.SendOn).ToListAsync(Stop);
        var missing = Enumerable
            .Range(0, (today.DayNumber - s_monday.DayNumber) + 1)
            .Select(s_monday.AddDays)
            .Where(day => _config.Calendar.IsWorking(day) && !planned.Contains(day))
            .ToList();
        if (missing is [])
        {
            return;
        }

        var mail = new OutboxMail
        {
            Recipient = recipient,
            Address = $"p{person}@example.org",
            Day = today,
            Kind = "digest",
            Salutation = "Đồng chí",
            Language = MailLanguage.Vi,
            State = OutboxState.Queued,
            CreatedAt = _clock.GetUtcNow(),
        };
        db.Outbox.Add(mail);
        await db.SaveChangesAsync(Stop);
        db.Ledger.AddRange(missing.Select(day => Entry(mail, day)));
        await db.SaveChangesAsync(Stop);
    }

    static LedgerEntry Entry(OutboxMail mail, DateOnly day) =>
        new()
        {
            Rule = "relations",
            Subject = $"country:{day:yyyyMMdd}",
            Period = "2026",
            Step = ReminderStep.Before("5 working days"),
            Recipient = mail.Recipient,
            Day = day.AddDays(7),
            SendOn = day,
            State = LedgerState.Due,
            Reason = "test",
            Facts = (SendFixture.Armenia with { SubjectVi = $"Nước {day:yyyyMMdd}" }).ToJson(),
            OutboxId = mail.Id,
        };

    /// <summary>Goes on to the end of the week and holds it against what was promised.</summary>
    public async Task EndAsync(TimeSpan heardWithin, int[] events)
    {
        var cured = _clock.GetUtcNow();
        await UntilAsync(FakeClock.At("2026-07-11 06:00").GetUtcNow());
        var doubled = _arrived.Count - _arrived.Distinct(StringComparer.Ordinal).Count();
        var lost = (5 * Persons) - _arrived.Distinct(StringComparer.Ordinal).Count();
        var told = _events.Lines.Where(line => line.At >= _trouble && line.At <= cured).Select(line => line.Id).Distinct().ToList();
        var mails = _alarms.Count(alarm => alarm.At >= _trouble && alarm.At <= cured);
        var mail = _alarms.Find(alarm => alarm.At >= _trouble && alarm.At <= cured);
        var status = _status.Find(look => look.At > _trouble && look.Code != ExitCode.Done);
        var end = _status[^1].Code;
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ROW | {_name} | {At(_trouble)} | status {status.Code} {After(status.At)} | events {string.Join(", ", told)} first {After(_events.Lines.Where(line => line.At >= _trouble).Select(line => line.At).FirstOrDefault())} | mail {(mail.Subject is null ? "none" : $"{After(mail.At)} \"{mail.Subject}\" ({mails} until the cure)")} | {_cure} at {At(cured)} | lost {lost}, doubled {doubled} | status at the end {end}"
            )
        );
        foreach (var alarm in _alarms)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"  {At(alarm.At)} {alarm.Subject}");
        }

        Assert.Equal((0, 0), (lost, doubled));
        Assert.True(mails <= MostMails, $"{mails} mails to IT");
        Assert.Empty(events.Except(_events.Lines.Where(line => line.At >= _trouble).Select(line => line.Id)));
        Assert.True(status.Code != ExitCode.Done && status.At - _trouble <= heardWithin, $"status: {At(status.At)}");
        Assert.Equal(ExitCode.Done, end);
    }

    string At(DateTimeOffset instant) =>
        instant == default ? "never" : TimeZoneInfo.ConvertTime(instant, _config.Zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture);

    string After(DateTimeOffset instant) =>
        instant == default ? "never" : string.Create(CultureInfo.InvariantCulture, $"+{(instant - _trouble).TotalMinutes:0} min");

    public ValueTask DisposeAsync()
    {
        _lock?.Dispose();
        SqliteConnection.ClearAllPools();
        _disk?.Dispose();
        _folders.Dispose();
        return ValueTask.CompletedTask;
    }

    // Which day's reminder a mail brings: what waited is sent in one mail with what is new.
    [GeneratedRegex(@"Nước \d{8}")]
    private static partial Regex Marker();

    sealed class TestJob(
        WeekAlone week,
        CurrentConfig config,
        IdleTrim trim,
        TroubleWatch troubles,
        JobRecords records,
        JobPauses pauses,
        JobPing ping,
        TimeProvider clock,
        ILogger logger
    ) : ScheduledJob(config, trim, troubles, records, pauses, ping, clock, logger)
    {
        protected override Task<StageResult> RunAsync(string name, CancellationToken stopping) => week.WorkAsync(name);
    }

    /// <summary>The union's mail server.</summary>
    sealed class Server1(WeekAlone week) : IMailTransport
    {
        public string Name => "smtp";

        public bool ReplaysSafely => false;

        public int AtOnce => 1;

        public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
        {
            if (week.Server is { } answer)
            {
                week.Tries++;
                return Task.FromResult(answer);
            }

            handingOver();
            var text = MimeMail.Read(mail.Message).PlainText;
            week._arrived.AddRange(Marker().Matches(text).Select(marker => marker.Value).Distinct().Select(day => $"{mail.To} {day}"));
            return Task.FromResult<Delivery>(new Delivery.Sent(250, "taken"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>The second way, to IT.</summary>
    sealed class Server2(WeekAlone week) : IMailTransport
    {
        public string Name => "pickup";

        public bool ReplaysSafely => true;

        public int AtOnce => 1;

        public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
        {
            week._alarms.Add((week._clock.GetUtcNow(), mail.Subject));
            return Task.FromResult<Delivery>(new Delivery.Sent(250, "taken"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>What the event log would be given: warnings and worse, with when.</summary>
sealed class EventRecorder(TimeProvider clock)
{
    public List<(DateTimeOffset At, int Id, string Text)> Lines { get; } = [];

    public ILogger<T> For<T>() => new Log<T>(this, clock);

    sealed class Log<T>(EventRecorder owner, TimeProvider clock) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                owner.Lines.Add((clock.GetUtcNow(), eventId.Id, formatter(state, exception)));
            }
        }
    }
}

/// <summary>What Quartz hands a job that it calls, as far as ours look at it.</summary>
#pragma warning disable CA1852 // Seal internal types: DispatchProxy makes a subtype while the test runs
class JobContext : DispatchProxy
#pragma warning restore CA1852
{
    string _job = "";

    public static IJobExecutionContext Of(string job)
    {
        var context = Create<IJobExecutionContext, JobContext>();
        ((JobContext)(object)context)._job = job;
        return context;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name switch
        {
            "get_Recovering" => true,
            "get_JobDetail" => JobBuilder.Create<HeartbeatJob>().WithIdentity(JobKinds.Key(_job)).Build(),
            _ => null,
        };
}
