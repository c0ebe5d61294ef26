using Quartz;

namespace SyncWorker.Hosting.Schedule;

/// <summary>The scheduler's own turn, run by the scheduler as any job is.</summary>
sealed class HeartbeatJob(HeartbeatTurn turn) : IJob
{
    public static readonly JobKey Key = new("heartbeat", "syncworker");

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        turn.Made();
        return ValueTask.CompletedTask;
    }
}
