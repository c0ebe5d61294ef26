using Microsoft.Extensions.Hosting;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Puts the triggers in place before the scheduler starts, so that the first fire follows today's schedule.json.</summary>
sealed class ScheduleStart(ScheduleReconciler reconciler, CurrentConfig config) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => reconciler.ApplyAsync(config.Current, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
