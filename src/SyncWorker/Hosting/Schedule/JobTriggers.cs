using System.Globalization;
using Quartz;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// The Quartz triggers of a job. The scheduler fires them, and whoever asks for times, past or to come, asks them as well: the preview of
/// `check`, the log, the watch over jobs that do not start, and the decision about missed runs.
/// </summary>
/// <remarks>
/// Quartz's rule for daylight saving holds for all: a time that the change leaves out is run at the first moment after it, a fixed time
/// that comes twice the first time only, and an interval goes on through both.
/// </remarks>
sealed class JobTriggers
{
    static readonly TimeSpan[] s_windows =
    [
        TimeSpan.FromMinutes(2),
        TimeSpan.FromHours(2),
        TimeSpan.FromDays(2),
        TimeSpan.FromDays(40),
        TimeSpan.MaxValue,
    ];

    readonly RunTimes _times;
    readonly IReadOnlyList<ITrigger> _triggers;

    public JobTriggers(RunTimes times, TimeZoneInfo zone, WorkCalendar calendar)
    {
        (_times, Zone, Calendar) = (times, zone, calendar);
        Days = times switch
        {
            RunTimes.At at => new(at.Rule, zone, calendar) { IsOnce = true },
            RunTimes.Every { Rule: not DayRule.EveryDay } every => new(every.Rule, zone, calendar),
            _ => null,
        };
        _triggers = Build("preview", isSkipping: true, DateTimeOffset.UnixEpoch, TimeProvider.System);
    }

    public TimeZoneInfo Zone { get; }

    public WorkCalendar Calendar { get; }

    /// <summary>The days that limit the triggers; null for every day, and where cron says it all.</summary>
    public RunDays? Days { get; }

    /// <summary>The key of the job's n-th trigger, from 0 on.</summary>
    public static TriggerKey Key(string job, int n) => new(n == 0 ? job : $"{job} {n + 1}", ScheduleReconciler.Group);

    /// <summary>Which of the job's triggers has this key.</summary>
    public static int NumberOf(TriggerKey key, string job) =>
        key.Name == job ? 0 : int.Parse(key.Name.AsSpan(job.Length + 1), CultureInfo.InvariantCulture) - 1;

    /// <summary>The triggers for the scheduler; none for a job that follows another or never runs.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="isSkipping">Runs that were missed are not made up for.</param>
    /// <param name="from">The first instant at which they may fire.</param>
    /// <param name="clock">The scheduler's clock.</param>
    public IReadOnlyList<ITrigger> Build(string job, bool isSkipping, DateTimeOffset from, TimeProvider clock)
    {
        if (_times is RunTimes.Every { Crons: [] } every)
        {
            return
            [
                New(0)
                    .WithDailyTimeIntervalSchedule(x =>
                        x.WithInterval((int)every.Interval.TotalSeconds, IntervalUnit.Second)
                            .OnEveryDay()
                            .StartingDailyAt(every.From)
                            .EndingDailyAt(every.To)
                            .InTimeZone(Zone)
                            .WithMisfireInstruction(
                                isSkipping
                                    ? DailyTimeIntervalTriggerMisfireInstruction.DoNothing
                                    : DailyTimeIntervalTriggerMisfireInstruction.FireAndProceed
                            )
                    )
                    .Build(),
            ];
        }

        var missed = isSkipping ? CronTriggerMisfireInstruction.DoNothing : CronTriggerMisfireInstruction.FireAndProceed;
        return
        [
            .. _times.Crons.Select(
                (cron, n) => New(n).WithCronSchedule(cron, x => x.InTimeZone(Zone).WithMisfireInstruction(missed)).Build()
            ),
        ];

        TriggerBuilder<IJob> New(int n)
        {
            var builder = TriggerBuilder.Create(clock).WithIdentity(Key(job, n)).ForJob(JobKinds.Key(job)).StartAt(from);
            return Days is null ? builder : builder.WithCalendarName(Days.Name);
        }
    }

    /// <summary>The instants after this one at which the job is to run, earliest first.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset instant)
    {
        var next = _triggers.Select(trigger => Next(trigger, instant)).ToArray();
        while (next.Min() is { } first)
        {
            yield return first;
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = next[i] == first ? Next(_triggers[i], first) : next[i];
            }
        }
    }

    /// <summary>
    /// The newest instant from <paramref name="from"/> to <paramref name="to"/> at which the job was to run and the trigger it belongs to (the
    /// first one when several meet); null when there is none.
    /// </summary>
    public (int Trigger, DateTimeOffset At)? Newest(DateTimeOffset from, DateTimeOffset to)
    {
        // Triggers look forward only: widen the window until it holds a time, then walk to the last one in it.
        foreach (var window in s_windows)
        {
            var start = window > to - from ? from : to - window;
            (int Trigger, DateTimeOffset At)? newest = null;
            for (var i = 0; i < _triggers.Count; i++)
            {
                for (var at = Next(_triggers[i], start.AddTicks(-1)); at <= to; at = Next(_triggers[i], at.Value))
                {
                    newest = at > (newest?.At ?? start.AddTicks(-1)) ? (i, at.Value) : newest;
                }
            }

            if (newest is not null || start == from)
            {
                return newest;
            }
        }

        return null;
    }

    DateTimeOffset? Next(ITrigger trigger, DateTimeOffset after)
    {
        var at = trigger.GetFireTimeAfter(after);
        while (at is { } time && Days?.IsTimeIncluded(time) == false)
        {
            at = trigger.GetFireTimeAfter(Days.GetNextIncludedTimeUtc(time).AddTicks(-1));
        }

        return at;
    }
}
