using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Tests.Issues;

/// <summary>What the worker watches beside the runs of its jobs: told once, then daily, then that it is over.</summary>
public sealed class ConditionTests : IAsyncLifetime
{
    readonly TroubleTests.RecordingTransport _mail = new();
    SendFixture _fixture = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    FakeTimeProvider Clock => _fixture.Clock;

    public async ValueTask InitializeAsync()
    {
        _fixture = await SendFixture.OpenAsync();
        Use(daily: null);
    }

    public ValueTask DisposeAsync()
    {
        _fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_two_looks_find_is_told_once_then_daily_and_when_it_is_over()
    {
        var found = new List<(string, string)> { ("a", "a is out."), ("b", "b is out.") };
        using var watch = Watch([new("thing", "at once", _ => found)]);

        await LookAsync(watch);
        Assert.Empty(_mail.Subjects);
        for (var look = 0; look < 150; look++)
        {
            await LookAsync(watch);
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Collection(
            _mail.Subjects,
            first => Assert.StartsWith("[SyncWorker] cần xem - needs a look", first, StringComparison.Ordinal),
            second => Assert.StartsWith("[SyncWorker] vẫn còn lỗi - still", second, StringComparison.Ordinal)
        );
        Assert.All(_mail.Texts, text => Assert.Contains("a is out.", text, StringComparison.Ordinal));
        Assert.All(_mail.Texts, text => Assert.Contains("b is out.", text, StringComparison.Ordinal));
        Assert.Equal(["thing:a", "thing:b"], TroubleFile.Read(_fixture.Folders).Keys);

        found.RemoveAt(0);
        await LookAsync(watch);
        await LookAsync(watch);

        Assert.StartsWith("[SyncWorker] đã hết lỗi - recovered", Assert.Single(_mail.Subjects[2..]), StringComparison.Ordinal);
        Assert.Equal(["thing:b"], TroubleFile.Read(_fixture.Folders).Keys);
    }

    [Fact]
    public async Task A_condition_that_throws_hides_no_other_and_ends_no_trouble()
    {
        var isBroken = false;
        var found = new List<(string, string)> { ("", "out.") };
        using var watch = Watch([
            new("broken", "at once", _ => isBroken ? throw new InvalidOperationException("a fault") : [("", "it was out.")]),
            new("other", "at once", _ => found),
        ]);
        await LookAsync(watch);
        await LookAsync(watch);
        isBroken = true;
        found.Clear();

        await LookAsync(watch);

        Assert.Contains("out.", _mail.Texts[1], StringComparison.Ordinal);
        Assert.StartsWith("[SyncWorker] đã hết lỗi", _mail.Subjects[1], StringComparison.Ordinal);
        Assert.Equal(["broken"], TroubleFile.Read(_fixture.Folders).Keys);
    }

    [Fact]
    public async Task A_mail_that_fails_is_tried_again_after_hours_and_a_trouble_is_not_told_anew_by_the_next_worker()
    {
        _mail.Answer = new Delivery.NoServer(null, "away");
        for (var worker = 0; worker < 3; worker++)
        {
            using var watch = Watch([new("thing", "at once", _ => [("", "out.")])]);
            await LookAsync(watch);
            await LookAsync(watch);
        }

        Assert.Single(_mail.Subjects);
        _mail.Answer = new Delivery.Sent(250, "taken");
        Clock.Advance(TimeSpan.FromHours(4));
        using var last = Watch([new("thing", "at once", _ => [("", "out.")])]);
        await LookAsync(last);
        await LookAsync(last);

        Assert.Equal(2, _mail.Subjects.Count);
    }

    [Fact]
    public async Task A_mail_server_away_for_two_hours_of_mail_time_is_told_once_and_when_it_is_back()
    {
        await using var sink = new SmtpSink();
        UseServer(LoopbackPort.Next());
        Clock.SetUtcNow(Local.At("2026-07-06 15:30"));
        await _fixture.QueueAsync();
        using var watch = Watch();
        var told = new List<string>();
        for (var at = 0; at < 24 * 6; at++)
        {
            // As the schedule does: each 10 minutes, most of which find no mail whose next try is due
            var result = await _fixture.SendAsync();
            if (!result.IsWatched)
            {
                await watch.EndedAsync("send", Trouble.ReasonsOf(result), result.IsTold);
            }

            await LookAsync(watch);
            if (_mail.Subjects.Count > told.Count)
            {
                told.Add($"{Zones.Local(Clock.GetUtcNow(), _fixture.Config.Zone)}");
            }

            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(["Tue 07/07/2026 08:10"], told); // Monday's 90 minutes, 30 of Tuesday, and a second look
        Assert.Contains("has not been reached since Mon 06/07/2026 15:30", _mail.Texts[0], StringComparison.Ordinal);
        Assert.Contains("1 mail waits", _mail.Texts[0], StringComparison.Ordinal);

        UseServer(sink.Port);
        Clock.SetUtcNow(Local.At("2026-07-08 08:00"));
        await _fixture.SendAsync();
        await LookAsync(watch);

        Assert.Single(sink.Mails);
        Assert.StartsWith("[SyncWorker] đã hết lỗi", _mail.Subjects[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source", 23, false)]
    [InlineData("source", 24, true)]
    public async Task A_source_is_told_after_a_day(string key, int hours, bool isTold)
    {
        await AddAsync(
            new Feed
            {
                Source = "register",
                Health = FeedHealth.Unhealthy,
                Reason = "It answers 500.",
                Since = Clock.GetUtcNow().AddHours(-hours),
            }
        );

        Assert.Equal(isTold ? [$"{key}:register"] : [], Found("source", "slow").Keys);
    }

    [Fact]
    public async Task Mail_that_waits_is_told_when_nothing_has_left_for_two_working_days()
    {
        await _fixture.QueueAsync();
        Clock.SetUtcNow(Local.At("2026-07-07 17:00"));
        Assert.Empty(Found("outbox"));

        Clock.SetUtcNow(Local.At("2026-07-08 08:00"));
        Assert.Contains("1 mail waits, the oldest for 06/07/2026", Found("outbox")["outbox"], StringComparison.Ordinal);

        await _fixture.QueueAsync("staff:2", with: mail => (mail.State, mail.SentAt) = (OutboxState.Sent, Clock.GetUtcNow()));
        Assert.Empty(Found("outbox"));
    }

    [Fact]
    public async Task A_full_mailbox_is_told_until_a_later_mail_is_taken()
    {
        var mail = await _fixture.QueueAsync("staff:bca-01");
        var other = await _fixture.QueueAsync("staff:bca-01", with: row => row.Day = row.Day.AddDays(1));
        await AddAsync(Tried(mail, AttemptOutcome.Temporary, 452, "4.2.2 mailbox full"));
        Assert.Equal(["mailbox:staff:bca-01"], Found("mailbox").Keys);

        await AddAsync(Tried(other, AttemptOutcome.Sent, 250, "2.0.0 taken"));
        Assert.Empty(Found("mailbox"));
    }

    [Theory]
    [InlineData(511, true)]
    [InlineData(513, false)]
    public void Little_disk_is_told(long megabytes, bool isTold) =>
        Assert.Equal(isTold ? ["disk"] : [], Found("disk", free: megabytes * 1024 * 1024).Keys);

    [Theory]
    [InlineData("2026-08-04", true)]
    [InlineData("2026-08-06", false)]
    public async Task A_certificate_about_to_end_is_told_with_its_day(string ends, bool isTold)
    {
        await using var db = _fixture.Store.Open();
        await StoreFacts.WriteAsync(db, CertificateAge.Fact, CertificateAge.ToText(Local.At(ends + " 08:00")));
        UseServer(25);

        var found = Found("certificate");

        Assert.Equal(isTold, found.Count == 1);
        Assert.All(found.Values, sentence => Assert.Contains($"ends on {ends}", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void An_authority_about_to_end_is_told()
    {
        using var authority = new TestAuthority();
        Directory.CreateDirectory(_fixture.Folders.Config);
        File.WriteAllText(Path.Combine(_fixture.Folders.Config, "union.pem"), authority.Pem);
        UseServer(25, "union.pem");
        Assert.Empty(Found("certificate-file"));

        Clock.SetUtcNow(Local.At("2049-12-15 08:00"));
        Assert.Equal(["certificate-file:union.pem"], Found("certificate-file").Keys);
    }

    [Fact]
    public void A_secret_about_to_expire_is_told_also_one_of_the_alarm()
    {
        UseServer(25, secret: "smtp");
        Assert.Equal(["secret:smtp"], Found("secret").Keys);

        new SecretStore(_fixture.Folders, Clock).Set("smtp", "x", new(2026, 7, 30));
        Assert.Empty(Found("secret"));
        Clock.SetUtcNow(Local.At("2026-07-20 08:00"));
        Assert.Contains("2026-07-30", Found("secret")["secret:smtp"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-30 23:59", new string[0])]
    [InlineData("2026-12-01 00:00", new[] { "holidays:2027" })]
    [InlineData("2027-01-02 08:00", new[] { "holidays:2027" })]
    public void Holidays_that_are_missing_are_told_from_december_on(string now, string[] keys)
    {
        Clock.SetUtcNow(Local.At(now));

        Assert.Equal(keys, Found("holidays").Keys);
    }

    [Fact]
    public void A_run_of_five_times_its_usual_length_is_told_also_while_it_runs()
    {
        using var watch = Watch();
        for (var run = 0; run < 6; run++)
        {
            Run(watch, "poll", TimeSpan.FromMinutes(2));
            Run(watch, "reconcile", TimeSpan.FromSeconds(1));
        }

        Run(watch, "reconcile", TimeSpan.FromSeconds(5));
        Assert.Empty(FoundBy(watch));
        watch.Timer.Began("poll");
        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains("has run for 10 minutes; its last runs took 2 minutes", FoundBy(watch)["slow:poll"], StringComparison.Ordinal);
        watch.Timer.Ended("poll", new("poll", StageOutcome.Done, []));
        Assert.Contains("The last run of poll took 10 minutes", FoundBy(watch)["slow:poll"], StringComparison.Ordinal);
        Run(watch, "poll", TimeSpan.FromMinutes(2));
        Assert.Empty(FoundBy(watch));

        Dictionary<string, string> FoundBy(TroubleWatch by) => Found("slow", running: by.Timer.Running());
    }

    [Fact]
    public void A_day_with_many_mails_is_no_slow_run_of_send()
    {
        using var watch = Watch();
        for (var run = 0; run < 6; run++)
        {
            Run(watch, "send", TimeSpan.FromSeconds(2), 1);
        }

        Run(watch, "send", TimeSpan.FromMinutes(10), 300);
        Assert.Empty(Found("slow"));
        Run(watch, "send", TimeSpan.FromMinutes(10), 3);
        Assert.Equal(["slow:send"], Found("slow").Keys);
    }

    [Fact]
    public void No_run_under_the_floor_and_no_job_of_few_runs_is_too_long() =>
        Prop.ForAll(
                Gen.Choose(1, 3000).Select(seconds => (double)seconds).NonEmptyListOf().ToArbitrary(),
                list =>
                {
                    var seconds = list.ToList();
                    RunLengths? lengths = null;
                    foreach (var second in seconds)
                    {
                        lengths = RunLengths.After(lengths, TimeSpan.FromSeconds(second), 1);
                    }

                    return lengths!.UsualOfTooLong() is null
                        || (seconds.Count > 5 && seconds[^1] >= 300 && seconds.SkipLast(1).TakeLast(20).Min() * 5 <= seconds[^1]);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_clock_that_shows_a_time_before_the_last_run_is_told()
    {
        using var watch = Watch([.. TroubleConditions.All.Where(condition => condition.Key == "clock")]);
        await LookAsync(watch);
        await LookAsync(watch);
        Assert.Empty(_mail.Texts);

        var ended = Clock.GetUtcNow().AddHours(2);
        await AddAsync(
            new Run
            {
                Stage = "poll",
                StartedAt = ended,
                EndedAt = ended,
                Outcome = RunOutcome.Done,
            }
        );
        await LookAsync(watch);
        await LookAsync(watch);

        Assert.Contains("which is before the last run", Assert.Single(_mail.Texts), StringComparison.Ordinal);
        Assert.Contains("SyncWorker mail release", _mail.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_condition_stands_in_the_page_for_administrators_with_its_threshold()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "install", "README.md"));

        Assert.All(
            TroubleConditions.All,
            condition =>
                Assert.Contains(
                    page.Split('\n'),
                    line =>
                        line.Contains($"`{condition.Key}`", StringComparison.Ordinal)
                        && line.Contains(condition.Threshold, StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task The_daily_line_says_once_a_day_that_all_is_well_or_not()
    {
        Use(new TimeOnly(7, 30));
        await _fixture.QueueAsync();
        Clock.SetUtcNow(Local.At("2026-07-07 07:20"));
        using var watch = Watch([]);
        await LookAsync(watch);
        Assert.Empty(_mail.Subjects);

        for (var look = 0; look < 24 * 6; look++)
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            await LookAsync(watch);
        }

        Assert.Equal(1, _mail.Subjects.Count(subject => subject.Contains("the day's line", StringComparison.Ordinal)));
        Assert.Contains("0 sent in the last 24 hours, 1 due (the oldest for 06/07/2026).", _mail.Texts[0], StringComparison.Ordinal);
        Assert.Contains("Held: nothing.", _mail.Texts[0], StringComparison.Ordinal);
        Assert.Contains("Sources that cannot be read: none.", _mail.Texts[0], StringComparison.Ordinal);
        Assert.Contains("Set aside: no row.", _mail.Texts[0], StringComparison.Ordinal);
        Assert.Contains("remind Wed 08/07/2026 07:00", _mail.Texts[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-06 08:05", 0, null)] // a restart, and a run that comes again in minutes
    [InlineData("2026-07-06 12:00", 0, null)] // runs that come again soon
    [InlineData("2026-07-07 09:00", 1, "remind missed 1 run, the last at Tue 07/07/2026 07:00: it runs once now for all of them.")]
    [InlineData("2026-07-16 09:00", 1, "remind missed 8 runs, the last at Thu 16/07/2026 07:00: it runs once now for all of them.")]
    [InlineData("2026-07-07 09:00", 1, "backup missed 1 run, the last at Mon 06/07/2026 21:00: not made up for (missed in schedule.json).")]
    public async Task A_start_says_what_was_missed_and_what_is_made_up_for(string back, int mails, string? line)
    {
        using (var watch = Watch([]))
        {
            await watch.ReportTimeOffAsync();
            await LookAsync(watch);
        }

        Clock.SetUtcNow(Local.At(back));
        using var next = Watch([]);
        await next.ReportTimeOffAsync();

        Assert.Equal(mails, _mail.Subjects.Count);
        if (line is not null)
        {
            Assert.Contains("SyncWorker was off from Mon 06/07/2026 08:00 to", _mail.Texts[0], StringComparison.Ordinal);
            Assert.Contains(line, _mail.Texts[0], StringComparison.Ordinal);
        }
    }

    TroubleWatch Watch(IReadOnlyList<TroubleCondition>? conditions = null) =>
        TroubleTests.WatchOf(_fixture.Folders, _fixture.Config, Clock, _mail, conditions);

    // The scheduler calls the jobs.
    async Task LookAsync(TroubleWatch watch)
    {
        foreach (var job in _fixture.Config.Schedule.Jobs.Keys)
        {
            watch.Started(job);
        }

        await watch.LookAsync();
    }

    void Run(TroubleWatch watch, string job, TimeSpan took, int mails = 0)
    {
        watch.Timer.Began(job);
        Clock.Advance(took);
        watch.Timer.Ended(job, new(job, StageOutcome.Done, [new("sent", mails)]));
    }

    // What the named conditions find now.
    Dictionary<string, string> Found(
        string key,
        string? also = null,
        long free = long.MaxValue,
        IReadOnlyDictionary<string, TimeSpan>? running = null
    )
    {
        var facts = new TroubleFacts(
            _fixture.Folders,
            _fixture.Config,
            new SecretStore(_fixture.Folders, Clock),
            Clock.GetUtcNow(),
            new(_fixture.Store)
        )
        {
            FreeSpace = _ => free,
            Lengths = new WatchFile(_fixture.Folders).Read().Lengths,
            Running = running ?? new Dictionary<string, TimeSpan>(),
        };
        return TroubleConditions
            .All.Where(condition => condition.Key == key || condition.Key == also)
            .SelectMany(condition => condition.Find(facts).Select(found => (condition.Key, found.Thing, found.Sentence)))
            .ToDictionary(found => found.Thing.Length == 0 ? found.Key : $"{found.Key}:{found.Thing}", found => found.Sentence);
    }

    static Attempt Tried(OutboxMail mail, AttemptOutcome outcome, int code, string text) =>
        new()
        {
            OutboxId = mail.Id,
            At = Local.At("2026-07-06 08:00"),
            Transport = "smtp",
            Outcome = outcome,
            ReplyCode = code,
            ReplyText = text,
        };

    async Task AddAsync(object row)
    {
        await using var db = _fixture.Store.Open();
        db.Add(row);
        await db.SaveChangesAsync(Stop);
    }

    void Use(TimeOnly? daily) =>
        Use(
            new SendOptions()
            {
                From = _fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Alarm = new() { To = "it@elsewhere.test", Daily = daily },
            }
        );

    void UseServer(int port, string? trust = null, string? secret = null) =>
        Use(
            new SendOptions()
            {
                From = _fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Security = MailSecurity.None,
                    TrustFile = trust,
                    User = secret is null ? null : "nhacviec",
                    Secret = secret,
                },
                Alarm = new() { To = "it@elsewhere.test" },
            }
        );

    void Use(SendOptions send) =>
        _fixture.Config = _fixture.Config with
        {
            Send = send,
            Calendar = new([new(new(2026, 1, 1), IsWorking: false)]),
            Poll = new()
            {
                Sources =
                [
                    new()
                    {
                        Name = "register",
                        Format = default,
                        Fields = new Dictionary<string, SyncWorker.Poll.Mapping.FieldMapping>(),
                    },
                ],
            },
            Schedule = System.Text.Json.JsonSerializer.Deserialize<SyncWorker.Hosting.ScheduleOptions>(
                """
                {
                  "goLive": "2026-01-01", "mode": "live",
                  "jobs": {
                    "poll": { "run": "working days every 30 minutes 06:00-17:00" },
                    "remind": { "run": "working days at 07:00" },
                    "send": { "run": "working days every 5 minutes 07:30-17:00" },
                    "backup": { "run": "every day at 21:00", "missed": "skip" }
                  }
                }
                """,
                SyncWorker.Config.ConfigBinder.Json
            )!,
        };
}
