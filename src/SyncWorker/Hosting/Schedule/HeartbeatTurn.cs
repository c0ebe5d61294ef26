using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Asks the scheduler each minute for a turn of <see cref="HeartbeatJob"/>. The turn writes heartbeat.json and feeds whoever watches the
/// worker: a scheduler that is stuck, or whose file cannot be used, makes none.
/// </summary>
/// <remarks>Asked for one by one, for "now": a trigger of its own would wait for an hour that a clock put back has taken away.</remarks>
sealed partial class HeartbeatTurn(
    WorkerFolders folders,
    ISchedulerFactory schedulers,
    CurrentConfig config,
    JobRecords records,
    ClockCheck clockCheck,
    TimeProvider clock,
    ILogger<HeartbeatTurn> logger
) : BackgroundService
{
    readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    bool _isUnwritten;
    bool _isUnasked;

    /// <summary>Who is told of each turn.</summary>
    public ISupervisor? Supervisor { get; set; }

    /// <summary>The worker is up: its heartbeat begins.</summary>
    public void Begin()
    {
        clockCheck.NoteBoot();
        records.Know(config.Current);
        Write(stoppedAt: null);
    }

    /// <summary>The scheduler has made a turn.</summary>
    public void Made()
    {
        Begin();
        Supervisor?.ReportTurn();
    }

    /// <summary>The worker was told to stop, and does.</summary>
    public void End() => Write(clock.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = Supervisor?.Watchdog is { } limit && limit / 3 < Heartbeat.Every ? limit / 3 : Heartbeat.Every;
        using var timer = new PeriodicTimer(every, clock);
        do
        {
            await AskAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task AskAsync(CancellationToken stopping)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(stopping);
            if (folders.Postgres is not null)
            {
                // Any worker of the cluster would make the turn, so that it would prove nothing of this one.
                Made();
                return;
            }

            var trigger = TriggerBuilder
                .Create(clock)
                .WithIdentity("turn", "heartbeat")
                .ForJob(HeartbeatJob.Key)
                .StartAt(clock.GetUtcNow());
            await scheduler.ScheduleTrigger(trigger.Build(), TriggerConflict.Replace, stopping);
            _isUnasked = false;
        }
        catch (SchedulerException error)
        {
            if (!_isUnasked && !stopping.IsCancellationRequested)
            {
                Unasked(logger, StoreFault.Explain(error) is null ? error : null, StoreFault.Explain(error) ?? error.Message);
            }

            _isUnasked = true;
        }
    }

    // The disk may be what is wrong: said once, and the schedule goes on.
    void Write(DateTimeOffset? stoppedAt)
    {
        try
        {
            new Heartbeat(Environment.ProcessId, Environment.MachineName, _startedAt, clock.GetUtcNow(), Worker.Version)
            {
                StoppedAt = stoppedAt,
            }.Write(folders);
            _isUnwritten = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_isUnwritten)
            {
                Unwritten(logger, error.Message);
            }

            _isUnwritten = true;
        }
    }

    [LoggerMessage(155, LogLevel.Error, "The heartbeat could not be written: {Reason}")]
    static partial void Unwritten(ILogger logger, string reason);

    [LoggerMessage(156, LogLevel.Error, "The scheduler could not be asked for a turn; it is asked again each minute: {Reason}")]
    static partial void Unasked(ILogger logger, Exception? error, string reason);
}
