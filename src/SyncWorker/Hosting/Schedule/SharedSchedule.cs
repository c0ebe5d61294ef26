using System.Data.Common;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// This worker among those that share a store. It says every few seconds that it lives; a worker whose config is older than another live
/// one's starts no jobs until it has the newer one, so that an edit is never undone by who has not seen it, and never stops all: the newest
/// goes on. So it is this service that starts the scheduler and ends it, where the store is shared; before the first look at the others
/// nobody knows whose config is the newest.
/// </summary>
sealed partial class SharedSchedule(
    PostgresEngine engine,
    WorkerFolders folders,
    ISchedulerFactory schedulers,
    IHostApplicationLifetime lifetime,
    CurrentConfig config,
    TimeProvider clock,
    ILogger<SharedSchedule> logger
) : BackgroundService
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    readonly long _startedAt = clock.GetUtcNow().ToUnixTimeMilliseconds();
    bool? _isOlder; // null: not looked yet, and the scheduler has not started
    bool _isUnreachable;

    /// <summary>Machine and data folder: two workers of a machine are told apart.</summary>
    public static string NameOf(WorkerFolders folders) => $"{Environment.MachineName} {folders.Data}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken); // the triggers are in place then
        var workers = new SharedWorkers(engine);
        using var timer = new PeriodicTimer(s_every, clock);
        try
        {
            do
            {
                await TurnAsync(workers, stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            Leave(workers);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    async Task StartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }

    async Task TurnAsync(SharedWorkers workers, CancellationToken stopping)
    {
        try
        {
            var me = Me();
            var newer = workers
                .Announce(me)
                .Where(other => other.IsLive && other.Row.Config != me.Config && other.Row.ConfigAt > me.ConfigAt)
                .MaxBy(other => other.Row.ConfigAt)
                ?.Row.Name;
            _isUnreachable = false;
            if (newer is not null == _isOlder)
            {
                return;
            }

            var scheduler = await schedulers.GetScheduler(stopping);
            if (newer is not null)
            {
                await scheduler.Standby(stopping);
                LogOlder(logger, newer);
            }
            else
            {
                await scheduler.Start(stopping);
                if (_isOlder == true)
                {
                    LogCurrent(logger);
                }
            }

            _isOlder = newer is not null;
        }
        catch (Exception error) when (error is DbException or SchedulerException or IOException or UnauthorizedAccessException)
        {
            if (!_isUnreachable)
            {
                LogUnreachable(logger, StoreFault.Explain(error, folders) ?? error.Message);
            }

            _isUnreachable = true;
        }
    }

    void Leave(SharedWorkers workers)
    {
        try
        {
            workers.Leave(NameOf(folders));
        }
        catch (DbException)
        {
            // it is taken for gone a little later
        }
    }

    WorkerRow Me()
    {
        var (stamp, _) = StampOf(config.Folder);
        var (_, at) = StampOf(config.Edited); // the copy in force has the times of its copying
        return new()
        {
            Name = NameOf(folders),
            Version = Worker.Version,
            Config = stamp,
            ConfigAt = at,
            StartedAt = _startedAt,
        };
    }

    /// <summary>What a config folder holds, in short, and when it was last written by its person.</summary>
    public static (string Stamp, long At) StampOf(string folder)
    {
        var hash = new XxHash3();
        var newest = DateTime.MinValue;
        foreach (
            var file in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".json" or ".csv" or ".hbs" or ".ics")
                .Order(StringComparer.Ordinal)
        )
        {
            hash.Append(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.Append(File.ReadAllBytes(file));
            var written = File.GetLastWriteTimeUtc(file);
            newest = written > newest ? written : newest;
        }

        return (
            hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture),
            new DateTimeOffset(newest, TimeSpan.Zero).ToUnixTimeMilliseconds()
        );
    }

    [LoggerMessage(
        163,
        LogLevel.Warning,
        "The worker {Other} has a newer config: this one starts no jobs until it has it. Copy the config folder here; `config diff` shows the difference"
    )]
    static partial void LogOlder(ILogger logger, string other);

    [LoggerMessage(164, LogLevel.Information, "This worker has the newest config again and starts jobs")]
    static partial void LogCurrent(ILogger logger);

    [LoggerMessage(167, LogLevel.Error, "The shared store cannot be reached; this worker tries again every few seconds: {Reason}")]
    static partial void LogUnreachable(ILogger logger, string reason);
}
