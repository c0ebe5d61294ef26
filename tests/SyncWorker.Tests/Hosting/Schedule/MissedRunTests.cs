using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting.Schedule;

/// <summary>The office PC was off: what the scheduler's own file remembers over a restart.</summary>
public sealed class MissedRunTests : IDisposable
{
    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-09-07T06:00"); // a Monday

    public void Dispose() => _folders.Dispose();

    [Theory]
    [InlineData("once, within 5 working days", 2, 1)]
    [InlineData("once, within 1 working day", 2, 1)] // Wednesday's own run was missed by three hours only
    [InlineData("once, within 2 hours", 2, 0)]
    [InlineData("skip", 2, 0)]
    public async Task Runs_missed_while_it_was_off_are_made_up_for_once_or_not(string missed, int daysOff, int runs)
    {
        var jobs = $$"""{ "remind": { "run": "working days at 07:00", "missed": "{{missed}}" } }""";
        await RunAsync(jobs, expectFire: false);
        _clock.Advance(TimeSpan.FromDays(daysOff) + TimeSpan.FromHours(4)); // Wednesday 10:00

        await RunAsync(jobs, expectFire: missed != "skip");

        await using var db = (await _folders.StoreAsync()).Open();
        Assert.Equal(runs, await db.Runs.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_run_makes_up_for_both_times_of_a_job()
    {
        const string jobs = """{ "remind": { "run": "working days at 07:00, 09:15" } }""";
        await RunAsync(jobs, expectFire: false);
        _clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromHours(4)); // Wednesday 10:00

        await RunAsync(jobs, expectFire: true, fires: 2);

        await using var db = (await _folders.StoreAsync()).Open();
        Assert.Equal(1, await db.Runs.CountAsync(TestContext.Current.CancellationToken));
    }

    async Task RunAsync(string jobs, bool expectFire, int fires = 1)
    {
        await _folders.StoreAsync();
        RunConfig.Write(_folders.Worker.Config, jobs);
        using var inForce = new CurrentConfig(RunConfig.With(jobs), _folders.Worker);
        Assert.Null(await inForce.SaveAsync(TestContext.Current.CancellationToken));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(_folders.Worker)
            .AddSingleton(inForce)
            .AddSchedule(_folders.Worker)
            .BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var heard = new Heard(fires);
        scheduler.ListenerManager.AddJobListener(heard);
        await services.GetRequiredService<ScheduleReconciler>().ApplyAsync(RunConfig.With(jobs), TestContext.Current.CancellationToken);
        await scheduler.Start(TestContext.Current.CancellationToken);
        if (expectFire)
        {
            await heard.Executed.WaitAsync(TimeSpan.FromSeconds(180), TestContext.Current.CancellationToken);
        }

        await scheduler.Shutdown(waitForJobsToComplete: true, TestContext.Current.CancellationToken);
    }

    sealed class Heard(int fires) : IJobListener
    {
        int _left = fires;

        readonly TaskCompletionSource _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Executed => _executed.Task;

        public string Name => "test";

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

        public ValueTask JobWasExecuted(
            IJobExecutionContext context,
            JobExecutionException? jobException,
            CancellationToken cancellationToken = default
        )
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _executed.TrySetResult();
            }

            return default;
        }
    }
}
