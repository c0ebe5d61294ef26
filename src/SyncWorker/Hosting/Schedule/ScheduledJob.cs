using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Hosting.Telemetry;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// What every job does around its work: decides whether this fire counts, runs, and starts the jobs that are configured to run "after" it.
/// </summary>
abstract partial class ScheduledJob(
    CurrentConfig config,
    IdleTrim trim,
    TroubleWatch troubles,
    JobRecords records,
    JobPauses pauses,
    JobPing pings,
    TimeProvider clock,
    ILogger logger
) : IJob
{
    /// <summary>The group of the triggers of jobs that follow another.</summary>
    const string FollowGroup = "after";

    protected TimeProvider Clock { get; } = clock;

    protected CurrentConfig Config { get; } = config;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        troubles.Started(name);
        records.Turned(name);
        if (!ShouldRun(context, name))
        {
            return;
        }

        var isIdle = false;
        if (!IsAskedFor(context) && (pauses.Find(name, Clock.GetUtcNow()) ?? IdleReason(name)) is { } reason)
        {
            isIdle = true;
            DidNotRun(logger, name, reason);
            records.Ended(name, StageOutcome.Done);
            pings.Ended(name, StageOutcome.Done);
        }
        else
        {
            records.Begun(name);
            await RunAndReportAsync(name, cancellationToken);
        }

        try
        {
            await TriggerFollowersAsync(context.Scheduler, name, isIdle, cancellationToken);
        }
        catch (SchedulerException error) when (StoreFault.Explain(error) is { } words)
        {
            NotFollowed(logger, name, words); // as a job that is missed: they follow the next run
        }
    }

    async Task RunAndReportAsync(string name, CancellationToken cancellationToken)
    {
        StageResult? result = null;
        using var span = Instruments.BeginJob(name);
        var began = Clock.GetTimestamp();
        troubles.Timer.Began(name);
        try
        {
            result = await RunAsync(name, cancellationToken);
            if (!result.IsWatched)
            {
                await troubles.EndedAsync(name, Trouble.ReasonsOf(result), result.IsTold);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Interrupted(logger, name);
            throw; // the scheduler stores it for recovery: it runs again at the next start
        }
        catch (JobMemoryException over)
        {
            TookTooMuch(logger, name, over.Megabytes);
            await troubles.EndedAsync(name, [over.Message]);
        }
        catch (StoreRefusedException refused)
        {
            StoreRefused(logger, name, refused.Message);
            await troubles.EndedAsync(name, [refused.Message]);
        }
#pragma warning disable CA1031 // Do not catch general exception types: one of the three places that catch; the schedule goes on
        catch (Exception error)
#pragma warning restore CA1031
        {
            Faulted(logger, error, name);
            await troubles.EndedAsync(name, [error.Message]);
        }
        finally
        {
            troubles.Timer.Ended(name, result);
            Instruments.EndJob(span, name, result, Clock.GetElapsedTime(began));
            if (!cancellationToken.IsCancellationRequested)
            {
                records.Ended(name, result?.Outcome);
                pings.Ended(name, result?.Outcome);
            }

            trim.AfterWork();
        }
    }

    /// <summary>The work. Expected trouble is its result, not thrown.</summary>
    protected abstract Task<StageResult> RunAsync(string name, CancellationToken stopping);

    /// <summary>Why there is no work now, so that no process need be started; null when there may be some.</summary>
    protected virtual string? IdleReason(string name) => null;

    // By hand, or interrupted by a stop: it runs whether there is work or not.
    static bool IsAskedFor(IJobExecutionContext context) =>
        context.Recovering || context.Trigger.Key.Group is not (ScheduleReconciler.Group or FollowGroup);

    bool ShouldRun(IJobExecutionContext context, string name)
    {
        var current = Config.Current;
        if (
            context.Recovering
            || !current.Schedule.Jobs.TryGetValue(name, out var job)
            || context.Trigger.Key.Group != ScheduleReconciler.Group
            || context.ScheduledFireTimeUtc is not { } scheduled
        )
        {
            return true; // asked for by hand, by the job before it, or interrupted by a stop
        }

        var triggers = new JobTriggers(job.Run, current.Zone, current.Calendar);
        var decision = FireDecision.Decide(
            triggers,
            job.Missed,
            JobTriggers.NumberOf(context.Trigger.Key, name),
            scheduled,
            Clock.GetUtcNow()
        );
        if (!decision.Runs)
        {
            if (decision.IsLate)
            {
                SkippedLate(logger, name, decision.Reason);
            }
            else
            {
                DidNotRun(logger, name, decision.Reason);
            }
        }
        else if (decision.IsLate)
        {
            CaughtUp(logger, name, Zones.Local(scheduled, current.Zone));
        }

        return decision.Runs;
    }

    async Task TriggerFollowersAsync(IScheduler scheduler, string name, bool isIdle, CancellationToken stopping)
    {
        foreach (var (follower, times) in Config.Current.Schedule.Jobs)
        {
            if (times.Run is RunTimes.After after && (after.IsAfterEach ? !isIdle && !IsAfterEach(name) : after.Job == name))
            {
                // One key a follower: a second one waiting would do nothing that the first does not.
                var trigger = TriggerBuilder
                    .Create(Clock)
                    .WithIdentity(follower, FollowGroup)
                    .ForJob(JobKinds.Key(follower))
                    .StartAt(Clock.GetUtcNow())
                    .Build();
                await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, stopping);
                troubles.Called(follower);
            }
        }
    }

    // Jobs that run after each job do not start each other.
    bool IsAfterEach(string name) => Config.Current.Schedule.Jobs.GetValueOrDefault(name)?.Run is RunTimes.After { IsAfterEach: true };

    [LoggerMessage(121, LogLevel.Error, "Job {Job} failed: a fault of the program or the machine; the schedule continues")]
    static partial void Faulted(ILogger logger, Exception error, string job);

    [LoggerMessage(137, LogLevel.Error, "Job {Job} did nothing: {Reason}")]
    static partial void StoreRefused(ILogger logger, string job, string reason);

    [LoggerMessage(160, LogLevel.Error, "What follows job {Job} could not be started, and follows its next run: {Reason}")]
    static partial void NotFollowed(ILogger logger, string job, string reason);

    [LoggerMessage(122, LogLevel.Information, "Job {Job} was interrupted because the worker stopped; it continues after the next start")]
    static partial void Interrupted(ILogger logger, string job);

    [LoggerMessage(123, LogLevel.Debug, "Job {Job} did not run: {Reason}")]
    static partial void DidNotRun(ILogger logger, string job, string reason);

    [LoggerMessage(124, LogLevel.Warning, "Job {Job} missed a run and does not catch up: {Reason}")]
    static partial void SkippedLate(ILogger logger, string job, string reason);

    [LoggerMessage(
        129,
        LogLevel.Error,
        "Job {Job} needed more than {Megabytes} MB (jobMemoryMegabytes in schedule.json) and was ended; the schedule goes on"
    )]
    static partial void TookTooMuch(ILogger logger, string job, int megabytes);

    [LoggerMessage(125, LogLevel.Information, "Job {Job} runs once to catch up on all runs missed since {Scheduled}")]
    static partial void CaughtUp(ILogger logger, string job, string scheduled);
}
