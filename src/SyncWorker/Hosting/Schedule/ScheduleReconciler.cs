using System;
using Microsoft.Extensions.Logging;
using Quartz;
using SyncWorker.Hosting.Config;

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

    public async Task ApplyAsync(SyncConfig config, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var kept = new HashSet<TriggerKey>();
        foreach (var (name, job) in config.Schedule.Jobs)
        {
            if (Build(name, job, config.Zone) is not { } trigger)
            {
                continue;
            }

            kept.Add(trigger.Key);
            var old = await scheduler.GetTrigger(trigger.Key, cancellationToken);
            if (old is null || old.JobDataMap.GetString(Written) != trigger.JobDataMap.GetString(Written))
            {
                await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken);
                Scheduled(logger, name, job.Run.Text, trigger.NextFireTimeUtc);
            }
        }

        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(Group), cancellationToken))
        {
            if (!kept.Contains(key))
            {
                await scheduler.UnscheduleJob(key, cancellationToken);
                Unscheduled(logger, key.Name);
            }
        }
    }

    ITrigger? Build(string name, JobTimes job, TimeZoneInfo zone)
    {
        var skip = job.Missed is MissedRuns.Skip;
        var trigger = TriggerBuilder
            .Create(clock)
            .WithIdentity(name, Group)
            .ForJob(JobKinds.Key(name))
            .StartAt(clock.GetUtcNow())
            .UsingJobData(Written, $"{job.Run.Text} | {(skip ? "skip" : "once")} | {zone.Id}");
        return job.Run switch
        {
            RunTimes.Cron cron => Cron(cron.Expression.CronExpressionString),
            RunTimes.At at => Cron(CronOf(at)),
            RunTimes.Every every => trigger
                .WithDailyTimeIntervalSchedule(x =>
                    x.WithInterval((int)every.Interval.TotalSeconds, IntervalUnit.Second)
                        .OnEveryDay()
                        .StartingDailyAt(every.From)
                        .EndingDailyAt(every.To)
                        .InTimeZone(zone)
                        .WithMisfireInstruction(
                            skip
                                ? DailyTimeIntervalTriggerMisfireInstruction.DoNothing
                                : DailyTimeIntervalTriggerMisfireInstruction.FireAndProceed
                        )
                )
                .Build(),
            _ => null,
        };

        ITrigger Cron(string expression) =>
            trigger
                .WithCronSchedule(
                    expression,
                    x =>
                        x.InTimeZone(zone)
                            .WithMisfireInstruction(
                                skip ? CronTriggerMisfireInstruction.DoNothing : CronTriggerMisfireInstruction.FireAndProceed
                            )
                )
                .Build();
    }

    // Cron knows the minutes and the hours apart, so for 07:30 and 14:00 it fires at 07:00 and 14:30 as well: FireDecision drops these.
    static string CronOf(RunTimes.At at) =>
        $"0 {string.Join(',', at.Times.Select(time => time.Minute).Distinct())} {string.Join(',', at.Times.Select(time => time.Hour).Distinct())} * * ?";

    [LoggerMessage(130, LogLevel.Information, "Job {Job} runs {Times}; the next time is {Next:u}")]
    static partial void Scheduled(ILogger logger, string job, string times, DateTimeOffset? next);

    [LoggerMessage(131, LogLevel.Information, "Job {Job} is no longer scheduled")]
    static partial void Unscheduled(ILogger logger, string job);
}
