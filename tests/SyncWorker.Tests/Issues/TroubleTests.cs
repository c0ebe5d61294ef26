using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Hosting.Status;
using SyncWorker.Send.Transports;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>IT hears once of a job with the same trouble three runs in a row, and once when it is over.</summary>
public sealed class TroubleTests : IDisposable
{
    const string Never = """{ "poll": { "run": "never" } }""";

    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-07-06 08:00");
    readonly RecordingTransport _mail = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TroubleTests() => Directory.CreateDirectory(_folders.Worker.Data);

    public void Dispose() => _folders.Dispose();

    [Theory]
    [InlineData("poll")]
    [InlineData("reconcile")]
    [InlineData("remind")]
    [InlineData("send")]
    [InlineData("backup")]
    [InlineData("calendars")]
    public async Task The_third_run_of_the_same_trouble_is_told_once_and_its_end_once(string job)
    {
        using var watch = Watch(Never);
        for (var run = 1; run <= 6; run++)
        {
            await watch.EndedAsync(job, [$"The source source-a cannot be read: 50{run}.", $"something else, run {new string('x', run)}"]);
            Assert.Equal(run < 3 ? 0 : 1, _mail.Subjects.Count);
        }

        await watch.EndedAsync(job, []);
        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromMinutes(10));
        await watch.EndedAsync(job, []);
        await watch.LookAsync();
        Assert.Single(_mail.Subjects);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await watch.LookAsync();

        Assert.StartsWith($"[SyncWorker] {job}: lỗi lặp lại", _mail.Subjects[0], StringComparison.Ordinal);
        Assert.StartsWith($"[SyncWorker] {job}: đã hoạt động lại", _mail.Subjects[1], StringComparison.Ordinal);
        Assert.Contains("works again since 06/07/2026 08:00", _mail.Texts[1], StringComparison.Ordinal);
        Assert.Equal(2, _mail.Subjects.Count);
        Assert.Empty(TroubleFile.Read(_folders.Worker));
    }

    [Fact]
    public async Task A_trouble_that_comes_and_goes_is_told_once_and_its_end_once()
    {
        using var watch = Watch(Never);
        for (var hour = 0; hour < 12; hour++)
        {
            for (var run = 0; run < 3; run++)
            {
                await watch.EndedAsync("poll", ["a is away"]);
            }

            await watch.LookAsync();
            _clock.Advance(TimeSpan.FromMinutes(30));
            await watch.EndedAsync("poll", []);
            await watch.LookAsync();
            _clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Single(_mail.Subjects);
        _clock.Advance(TimeSpan.FromHours(2));
        await watch.LookAsync();
        await watch.LookAsync();

        Assert.Equal(2, _mail.Subjects.Count);
        Assert.StartsWith("[SyncWorker] poll: đã hoạt động lại", _mail.Subjects[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_well_again_is_no_trouble_of_status()
    {
        using var watch = Watch(Never);
        for (var run = 0; run < 3; run++)
        {
            await watch.EndedAsync("poll", ["a is away"]);
        }

        Assert.Equal(["poll"], await TroublesAsync());
        await watch.EndedAsync("poll", []);

        Assert.Empty(await TroublesAsync());
    }

    [Fact]
    public async Task Troubles_that_change_from_run_to_run_are_not_told()
    {
        using var watch = Watch();
        foreach (var reason in (string[])["a is away", "b is away", "a is away", "b is away"])
        {
            await watch.EndedAsync("poll", [reason]);
        }

        Assert.Empty(_mail.Subjects);
        Assert.Equal(1, TroubleFile.Read(_folders.Worker)["poll"].Runs);
    }

    [Fact]
    public async Task A_trouble_is_counted_on_by_the_next_worker()
    {
        for (var run = 1; run <= 3; run++)
        {
            using var watch = Watch();
            await watch.EndedAsync("poll", ["a is away"]);
        }

        Assert.Single(_mail.Subjects);
    }

    [Fact]
    public async Task A_mail_that_fails_is_tried_again_after_hours()
    {
        _mail.Answer = new Delivery.NoServer(null, "away");
        using var watch = Watch();
        for (var run = 1; run <= 5; run++)
        {
            await watch.EndedAsync("poll", ["a is away"]);
        }

        Assert.Single(_mail.Subjects);
        _mail.Answer = new Delivery.Sent(250, "taken");
        _clock.Advance(TimeSpan.FromHours(4));
        await watch.EndedAsync("poll", ["a is away"]);
        await watch.EndedAsync("poll", ["a is away"]);
        Assert.Equal(2, _mail.Subjects.Count);
    }

    [Fact]
    public async Task What_a_stage_has_told_itself_is_not_told_twice()
    {
        using var watch = Watch(Never);
        for (var run = 1; run <= 5; run++)
        {
            await watch.EndedAsync("send", ["The mail server refused the login."], isTold: true);
        }

        Assert.Empty(_mail.Subjects);
        await watch.EndedAsync("send", []);
        _clock.Advance(TimeSpan.FromHours(2));
        await watch.LookAsync();
        Assert.Single(_mail.Subjects);
    }

    [Fact]
    public async Task A_job_that_does_not_start_at_its_last_three_times_is_told()
    {
        using var watch = Watch();
        _clock.Advance(TimeSpan.FromMinutes(20));
        await watch.LookAsync();
        await watch.LookAsync();
        Assert.Empty(_mail.Subjects);

        _clock.Advance(TimeSpan.FromMinutes(20));
        watch.Started("remind");
        await watch.LookAsync();
        await watch.LookAsync();

        Assert.StartsWith("[SyncWorker] send: lỗi lặp lại", Assert.Single(_mail.Subjects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_with_two_times_a_day_is_told_two_hours_after_the_first_it_did_not_start_at()
    {
        using var watch = Watch("""{ "remind": { "run": "working days at 07:30, 14:15" } }""");
        _clock.Advance(TimeSpan.FromHours(8)); // Monday 14:15 has passed
        await watch.LookAsync();
        await watch.LookAsync();
        Assert.Empty(_mail.Subjects);

        _clock.Advance(TimeSpan.FromMinutes(20));
        await watch.LookAsync();
        await watch.LookAsync();

        Assert.StartsWith("[SyncWorker] remind: lỗi lặp lại", Assert.Single(_mail.Subjects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_skips_missed_runs_is_told_after_three_of_them()
    {
        using var watch = Watch("""{ "remind": { "run": "working days at 07:30, 14:15", "missed": "skip" } }""");
        _clock.Advance(TimeSpan.FromHours(24)); // Monday 14:15 and Tuesday 07:30 have passed
        await watch.LookAsync();
        await watch.LookAsync();
        Assert.Empty(_mail.Subjects);

        _clock.Advance(TimeSpan.FromHours(7)); // and Tuesday 14:15
        await watch.LookAsync();
        await watch.LookAsync();

        Assert.StartsWith("[SyncWorker] remind: lỗi lặp lại", Assert.Single(_mail.Subjects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trouble_that_lasts_is_told_once_a_day()
    {
        using var watch = Watch("""{ "poll": { "run": "every 5 minutes" } }""");
        for (var hour = 0; hour < 60; hour++)
        {
            watch.Started("poll");
            await watch.EndedAsync("poll", ["a is away"]);
            await watch.LookAsync();
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.StartsWith("[SyncWorker] poll: lỗi lặp lại", _mail.Subjects[0], StringComparison.Ordinal);
        Assert.Equal(3, _mail.Subjects.Count);
        Assert.All(_mail.Subjects[1..], subject => Assert.StartsWith("[SyncWorker] vẫn còn lỗi", subject, StringComparison.Ordinal));
        Assert.Contains("a is away", _mail.Texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_does_not_start_after_the_one_it_follows_is_told()
    {
        using var watch = Watch();
        watch.Called("poll");
        watch.Called("poll");
        _clock.Advance(TimeSpan.FromMinutes(5));
        watch.Started("poll");
        for (var run = 1; run <= 3; run++)
        {
            watch.Called("poll");
        }

        _clock.Advance(TimeSpan.FromMinutes(16));
        watch.Started("send");
        watch.Started("remind");
        await watch.LookAsync();
        Assert.Empty(_mail.Subjects);
        await watch.LookAsync();

        Assert.StartsWith("[SyncWorker] poll: lỗi lặp lại", Assert.Single(_mail.Subjects), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_notes_is_the_same_trouble_as_the_next_one_without()
    {
        var failed = Trouble.ReasonsOf(new("poll", StageOutcome.Failed, []));

        Assert.Equal(2, Trouble.After(Trouble.After(null, failed, 1, default), failed, 1, default).Runs);
        Assert.Empty(Trouble.ReasonsOf(new("poll", StageOutcome.Done, []) { Notes = ["a note"] }));
    }

    async Task<IEnumerable<string>> TroublesAsync() =>
        (await StatusReader.ReadAsync(_folders.Worker, 5, _clock, Stop)).Report.Troubles.Select(trouble => trouble.Job);

    TroubleWatch Watch(
        string jobs =
            """{ "send": { "run": "every 5 minutes" }, "remind": { "run": "every 5 minutes" }, "poll": { "run": "after send" } }"""
    )
    {
        var config = RunConfig.With(jobs);
        config = config with
        {
            Send = new()
            {
                From = config.Send.From,
                AllowedDomains = ["example.org"],
                Alarm = new() { To = "it@elsewhere.test" },
            },
        };
        return WatchOf(_folders.Worker, config, _clock, _mail, conditions: []);
    }

    /// <summary>A watch whose mails go to this transport.</summary>
    internal static TroubleWatch WatchOf(
        WorkerFolders folders,
        SyncConfig config,
        TimeProvider clock,
        IMailTransport mail,
        IReadOnlyList<TroubleCondition>? conditions = null,
        long free = long.MaxValue
    )
    {
        var current = new CurrentConfig(config, folders);
        var secrets = new SecretStore(folders, clock);
        var parts = new TroubleParts(folders, current, secrets, new(folders, secrets, current, clock) { Open = _ => mail }, clock)
        {
            FreeSpace = _ => free,
        };
        var timer = new RunTimer(parts.File, clock);
        var watch = new ConditionWatch(parts, timer, NullLogger<ConditionWatch>.Instance)
        {
            Conditions = conditions ?? TroubleConditions.All,
        };
        return new(parts, timer, watch, NullLogger<TroubleWatch>.Instance);
    }

    internal sealed class RecordingTransport : IMailTransport
    {
        public List<string> Subjects { get; } = [];

        public List<string> Texts { get; } = [];

        public Delivery Answer { get; set; } = new Delivery.Sent(250, "taken");

        public string Name => "recording";

        public bool ReplaysSafely => false;

        public int AtOnce => 1;

        public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
        {
            Subjects.Add(mail.Subject);
            Texts.Add(MimeMail.Read(mail.Message).PlainText);
            return Task.FromResult(Answer);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
