using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Makes the scheduler's triggers what schedule.json says. A trigger that is as it should be is not touched: replacing it would
/// forget the runs that were missed while the worker was off.
/// </summary>
sealed partial class ScheduleReconciler(ISchedulerFactory schedulers, TimeProvider clock, ILogger<ScheduleReconciler> logger)
{
    /// <summary>The group of the triggers that config owns.</summary>
    public const string Group = "schedule";

    const string Written = "written";

    string? _namedZone;

    public async Task ApplyAsync(SyncConfig config, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var now = clock.GetUtcNow();
        var kept = new HashSet<TriggerKey>();
        var changedDays = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, job) in config.Schedule.Jobs)
        {
            var triggers = new JobTriggers(job.Run, config.Zone, config.Calendar);
            if (triggers.Days is { } days && await ReplaceAsync(scheduler, days, cancellationToken))
            {
                changedDays.Add(days.Name);
            }

            var wanted = Build(name, job, triggers);
            kept.UnionWith(wanted.Select(trigger => trigger.Key));
            if (!await ReplaceAsync(scheduler, wanted, cancellationToken) && !changedDays.Contains(triggers.Days?.Name ?? ""))
            {
                continue;
            }

            if (_namedZone != config.Zone.Id)
            {
                _namedZone = config.Zone.Id;
                InZone(logger, Zones.Label(config.Zone, now));
            }

            var next = triggers.After(now).Take(1).Select(at => Zones.Local(at, config.Zone)).FirstOrDefault("never");
            Scheduled(logger, name, job.Run.Described, next);
        }

        await RemoveAsync(scheduler, kept, config, cancellationToken);
    }

    // Only what differs: with its days a trigger's next time is computed anew.
    static async Task<bool> ReplaceAsync(IScheduler scheduler, RunDays days, CancellationToken cancellationToken)
    {
        if (days.Equals(await StoredAsync(scheduler, days.Name, cancellationToken)))
        {
            return false;
        }

        await scheduler.AddCalendar(days.Name, days, AddCalendarOptions.ReplacingAndUpdatingTriggers, cancellationToken);
        return true;
    }

    // Days that cannot be read, because another version of the program wrote them, are written anew.
    static async Task<ICalendar?> StoredAsync(IScheduler scheduler, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await scheduler.Exists(name, cancellationToken) ? await scheduler.GetCalendar(name, cancellationToken) : null;
        }
        catch (SchedulerException)
        {
            return null;
        }
    }

    IReadOnlyList<ITrigger> Build(string name, JobTimes job, JobTriggers triggers)
    {
        var isSkipping = job.Missed is MissedRuns.Skip;
        var built = triggers.Build(name, isSkipping, clock.GetUtcNow(), clock);
        var written = $"{job.Run.Text} | {(isSkipping ? "skip" : "once")} | {triggers.Zone.Id} | {built.Count}";
        return [.. built.Select(trigger => trigger.GetTriggerBuilder().UsingJobData(Written, written).Build())];
    }

    static async Task<bool> ReplaceAsync(IScheduler scheduler, IReadOnlyList<ITrigger> wanted, CancellationToken cancellationToken)
    {
        var isChanged = false;
        foreach (var trigger in wanted)
        {
            var old = await scheduler.GetTrigger(trigger.Key, cancellationToken);
            if (old is null || old.JobDataMap.GetString(Written) != trigger.JobDataMap.GetString(Written))
            {
                await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken);
                isChanged = true;
            }
        }

        return isChanged;
    }

    async Task RemoveAsync(IScheduler scheduler, HashSet<TriggerKey> kept, SyncConfig config, CancellationToken cancellationToken)
    {
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(Group), cancellationToken))
        {
            if (kept.Contains(key))
            {
                continue;
            }

            await scheduler.UnscheduleJob(key, cancellationToken);
            if (config.Schedule.Jobs.TryGetValue(key.Name, out var job) && job.Run is RunTimes.After)
            {
                Follows(logger, key.Name, job.Run.Text);
            }
            else if (JobKinds.All.ContainsKey(key.Name))
            {
                Unscheduled(logger, key.Name);
            }
        }
    }

    [LoggerMessage(130, LogLevel.Information, "Job {Job} runs {Times}; the next time is {Next}")]
    static partial void Scheduled(ILogger logger, string job, string times, string next);

    [LoggerMessage(131, LogLevel.Information, "Job {Job} is no longer scheduled")]
    static partial void Unscheduled(ILogger logger, string job);

    [LoggerMessage(138, LogLevel.Information, "The times of jobs are those of {Zone}")]
    static partial void InZone(ILogger logger, string zone);

    [LoggerMessage(139, LogLevel.Information, "Job {Job} has no times of its own any more: it runs {Times}")]
    static partial void Follows(ILogger logger, string job, string times);
}
