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

    async Task<ITrigger?> TriggerAsync(string job) =>
        await _scheduler.GetTrigger(new TriggerKey(job, ScheduleReconciler.Group), TestContext.Current.CancellationToken);

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

        var trigger = (await TriggerAsync("poll"))!;
        var last = new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero); // 17:00 in Hanoi

        Assert.Equal(last, trigger.GetFireTimeAfter(last.AddMinutes(-30)));
        Assert.Equal(new(2026, 9, 1, 23, 0, 0, TimeSpan.Zero), trigger.GetFireTimeAfter(last));
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
