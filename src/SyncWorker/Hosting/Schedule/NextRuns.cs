using SyncWorker.Hosting.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Says when each job will run next, so that an admin sees what an edit means before it happens.</summary>
static class NextRuns
{
    static readonly TimeSpan s_reach = TimeSpan.FromDays(400);

    /// <summary>
    /// The next instants from <paramref name="now"/> on, earliest first; none for a job that follows another or never runs.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> Compute(RunTimes times, DateTimeOffset now, int count, SyncConfig config) =>
        [.. All(times, now, config).Where(at => at > now).Take(count)];

    static IEnumerable<DateTimeOffset> All(RunTimes times, DateTimeOffset now, SyncConfig config)
    {
        switch (times)
        {
            case RunTimes.At at:
                return Days(at.Days, now, config).SelectMany(day => at.Times.Select(time => Zones.Instant(day, time, config.Zone)));
            case RunTimes.Every every:
                return Days(every.Days, now, config).SelectMany(day => Within(every).Select(time => Zones.Instant(day, time, config.Zone)));
            case RunTimes.Cron cron:
                return Cron(cron, now, config);
            default:
                return [];
        }
    }

    static IEnumerable<DateOnly> Days(DayRule rule, DateTimeOffset now, SyncConfig config)
    {
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, config.Zone).DateTime);
        return Enumerable
            .Range(0, (int)s_reach.TotalDays)
            .Select(first.AddDays)
            .Where(day => rule.Includes(day, config.Calendar.IsWorking));
    }

    static IEnumerable<TimeOnly> Within(RunTimes.Every every)
    {
        var count = (every.To - every.From).Ticks / every.Interval.Ticks;
        for (var i = 0; i <= count; i++)
        {
            yield return every.From.Add(every.Interval * i);
        }
    }

    static IEnumerable<DateTimeOffset> Cron(RunTimes.Cron cron, DateTimeOffset now, SyncConfig config)
    {
        var local = cron.Expression.WithTimeZone(config.Zone);
        for (var next = local.GetNextValidTimeAfter(now); next is not null; next = local.GetNextValidTimeAfter(next.Value))
        {
            yield return next.Value;
        }
    }
}
