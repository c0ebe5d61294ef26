using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting.Schedule;

public sealed class ScheduleReconcilerTests : IAsyncLifetime
{
    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-09-01T05:00");
    ServiceProvider _services = null!;
    IScheduler _scheduler = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folders.Worker.Data);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSyncWorker(_folders.Worker, RunConfig.With("{}"), _clock)
            .AddSingleton(new CurrentConfig(RunConfig.With("{}"), _folders.Worker))
            .AddSchedule(_folders.Worker)
            .BuildServiceProvider();
        _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown();
        await _services.DisposeAsync();
        _folders.Dispose();
    }

    Task ApplyAsync(string jobs) =>
        _services.GetRequiredService<ScheduleReconciler>().ApplyAsync(RunConfig.With(jobs), TestContext.Current.CancellationToken);

    async Task<ITrigger?> TriggerAsync(string job, int n = 0) =>
        await _scheduler.GetTrigger(JobTriggers.Key(job, n), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Words_become_triggers_in_the_configured_zone()
    {
        await ApplyAsync(
            """{ "poll": { "run": "working days every 30 minutes 06:00-17:00" }, "remind": { "run": "working days at 07:00" }, "reconcile": { "run": "after poll" } }"""
        );

        Assert.Equal(new(2026, 8, 31, 23, 0, 0, TimeSpan.Zero), (await TriggerAsync("poll"))!.NextFireTimeUtc);
        Assert.Equal(new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
        Assert.Null(await TriggerAsync("reconcile"));
    }

    [Fact]
    public async Task The_last_time_of_a_window_is_one_of_its_times()
    {
        await ApplyAsync("""{ "poll": { "run": "every 30 minutes 06:00-17:00" } }""");

        var (minutes, end) = ((await TriggerAsync("poll"))!, (await TriggerAsync("poll", 1))!);
        var last = new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero); // 17:00 in Hanoi

        Assert.Equal(last, end.NextFireTimeUtc);
        Assert.Equal(new(2026, 9, 1, 23, 0, 0, TimeSpan.Zero), minutes.GetFireTimeAfter(last.AddMinutes(-30)));
        Assert.Null(await TriggerAsync("poll", 2));
    }

    [Fact]
    public async Task Two_times_are_two_triggers_and_no_third_or_fourth_time()
    {
        await ApplyAsync("""{ "remind": { "run": "every day at 07:30, 14:15" } }""");

        Assert.Equal(new(2026, 9, 1, 0, 30, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
        Assert.Equal(new(2026, 9, 1, 7, 15, 0, TimeSpan.Zero), (await TriggerAsync("remind", 1))!.NextFireTimeUtc);
        Assert.Null(await TriggerAsync("remind", 2));

        await ApplyAsync("""{ "remind": { "run": "every day at 14:15" } }""");

        Assert.Equal(new(2026, 9, 1, 7, 15, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
        Assert.Null(await TriggerAsync("remind", 1));
    }

    [Fact]
    public async Task On_Friday_afternoon_the_next_time_is_Monday_in_the_scheduler_too()
    {
        _clock.Advance(TimeSpan.FromHours(79)); // Friday 04/09/2026, noon in Hanoi

        await ApplyAsync("""{ "remind": { "run": "working days at 07:00" } }""");

        Assert.Equal(new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
    }

    [Fact]
    public async Task A_new_holiday_moves_the_next_time()
    {
        await ApplyAsync("""{ "remind": { "run": "working days at 07:00" } }""");
        var config = RunConfig.With("""{ "remind": { "run": "working days at 07:00" } }""") with
        {
            Calendar = new([new(new(2026, 9, 1), IsWorking: false), new(new(2026, 9, 2), IsWorking: false)]),
        };

        await _services.GetRequiredService<ScheduleReconciler>().ApplyAsync(config, TestContext.Current.CancellationToken);

        Assert.Equal(new(2026, 9, 3, 0, 0, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
    }

    [Fact]
    public async Task A_trigger_that_is_as_it_should_be_keeps_its_missed_runs()
    {
        await ApplyAsync("""{ "remind": { "run": "working days at 07:00" } }""");
        _clock.Advance(TimeSpan.FromDays(2));

        await ApplyAsync("""{ "remind": { "run": "working days at 07:00" } }""");

        Assert.Equal(new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
    }

    [Fact]
    public async Task A_trigger_that_an_older_version_wrote_is_replaced()
    {
        await _scheduler.ScheduleTrigger(
            TriggerBuilder
                .Create(_clock)
                .WithIdentity(JobTriggers.Key("remind", 0))
                .ForJob(JobKinds.Key("remind"))
                .StartAt(_clock.GetUtcNow())
                .UsingJobData("written", "every day at 07:00, 14:15 | once | Asia/Ho_Chi_Minh")
                .WithCronSchedule("0 0,15 7,14 * * ?", cron => cron.InTimeZone(RunConfig.With("{}").Zone))
                .Build(),
            TriggerConflict.Replace,
            TestContext.Current.CancellationToken
        );

        await ApplyAsync("""{ "remind": { "run": "every day at 07:00, 14:15" } }""");

        Assert.Equal("every day, once", (await TriggerAsync("remind"))!.CalendarName);
        Assert.Equal(new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
        Assert.Equal(new(2026, 9, 1, 7, 15, 0, TimeSpan.Zero), (await TriggerAsync("remind", 1))!.NextFireTimeUtc);
    }

    [Fact]
    public async Task A_changed_time_replaces_the_trigger()
    {
        await ApplyAsync("""{ "remind": { "run": "working days at 07:00" } }""");

        await ApplyAsync("""{ "remind": { "run": "working days at 08:15" } }""");

        Assert.Equal(new(2026, 9, 1, 1, 15, 0, TimeSpan.Zero), (await TriggerAsync("remind"))!.NextFireTimeUtc);
    }

    [Fact]
    public async Task A_job_taken_out_of_the_file_is_no_longer_scheduled()
    {
        await ApplyAsync("""{ "remind": { "run": "working days at 07:00" }, "send": { "run": "every 5 minutes" } }""");

        await ApplyAsync("""{ "send": { "run": "never" } }""");

        Assert.Null(await TriggerAsync("remind"));
        Assert.Null(await TriggerAsync("send"));
        Assert.True(await _scheduler.Exists(JobKinds.Key("remind"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_job_can_be_built()
    {
        foreach (var type in JobKinds.All.Values.Distinct())
        {
            Assert.IsAssignableFrom<IJob>(ActivatorUtilities.CreateInstance(_services, type));
        }

        foreach (var name in (string[])["poll", "reconcile", "remind", "send"])
        {
            Assert.Equal(name, _services.Stage(name).Name);
        }
    }
}
