using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Runs a job out of its turn when the supervisor asks for it.</summary>
sealed partial class RunNow(ISchedulerFactory schedulers, ILogger<RunNow> logger) : BackgroundService
{
    readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

    /// <summary>Returns at once; the job runs when a thread is free and it is not running already.</summary>
    public void Request(string job) => _asked.Writer.TryWrite(job);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var scheduler = await schedulers.GetScheduler(stoppingToken);
                if (await scheduler.Exists(JobKinds.Key(job), stoppingToken))
                {
                    await scheduler.TriggerJob(JobKinds.Key(job), null, stoppingToken);
                    Asked(logger, job);
                }
            }
            catch (SchedulerException error)
            {
                if (!stoppingToken.IsCancellationRequested)
                {
                    NotAsked(logger, StoreFault.Explain(error) is null ? error : null, job, StoreFault.Explain(error) ?? error.Message);
                }
            }
        }
    }

    [LoggerMessage(168, LogLevel.Error, "Job {Job} was asked for outside its schedule and could not be begun; ask again: {Reason}")]
    static partial void NotAsked(ILogger logger, Exception? error, string job, string reason);

    [LoggerMessage(132, LogLevel.Information, "Job {Job} was started by request, outside its schedule")]
    static partial void Asked(ILogger logger, string job);
}
