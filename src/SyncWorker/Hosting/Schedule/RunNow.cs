using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

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
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            if (await scheduler.Exists(JobKinds.Key(job), stoppingToken))
            {
                await scheduler.TriggerJob(JobKinds.Key(job), null, stoppingToken);
                Asked(logger, job);
            }
        }
    }

    [LoggerMessage(132, LogLevel.Information, "Job {Job} was started by request, outside its schedule")]
    static partial void Asked(ILogger logger, string job);
}
