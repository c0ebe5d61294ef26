using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Quartz;
using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>When a job runs, as the administrator wrote it: plain words, cron, or after another job.</summary>
[JsonConverter(typeof(TextJson<RunTimes>))]
[ConfigExample("working days at 07:30")]
abstract record RunTimes : IParsable<RunTimes>
{
    /// <summary>What was written, with single spaces.</summary>
    public required string Text { get; init; }

    public sealed record Never : RunTimes;

    /// <summary>As soon as the named job has ended.</summary>
    public sealed record After(string Job) : RunTimes;

    /// <summary>Quartz cron, 6 or 7 fields, in the configured zone.</summary>
    public sealed record Cron(CronExpression Expression) : RunTimes;

    /// <summary>At these times of day, ascending.</summary>
    public sealed record At(DayRule Days, IReadOnlyList<TimeOnly> Times) : RunTimes;

    /// <summary>Every so often from <paramref name="From"/> to <paramref name="To"/>, both included, counted from the former.</summary>
    public sealed record Every(DayRule Days, TimeSpan Interval, TimeOnly From, TimeOnly To) : RunTimes;

    public static RunTimes Parse(string s, IFormatProvider? provider) => RunTimesText.Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RunTimes result)
    {
        try
        {
            result = RunTimesText.Parse(s ?? "");
            return true;
        }
        catch (FormatException)
        {
            result = null;
            return false;
        }
    }

    /// <summary>The newest instant from <paramref name="from"/> to <paramref name="to"/> at which the job was to run, or null.</summary>
    public DateTimeOffset? LastDue(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, Func<DateOnly, bool> isWorkingDay) =>
        this switch
        {
            At at => NewestOf(at.Days, at.Times.Reverse, from, to, zone, isWorkingDay),
            Every every => NewestOf(every.Days, () => every.Backwards(), from, to, zone, isWorkingDay),
            Cron cron => LastOf(cron.Expression, from, to, zone),
            _ => null,
        };

    public sealed override string ToString() => Text;

    static DateTimeOffset? NewestOf(
        DayRule rule,
        Func<IEnumerable<TimeOnly>> times,
        DateTimeOffset from,
        DateTimeOffset to,
        TimeZoneInfo zone,
        Func<DateOnly, bool> isWorkingDay
    )
    {
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, zone).DateTime); day >= first; day = day.AddDays(-1))
        {
            if (!rule.Includes(day, isWorkingDay))
            {
                continue;
            }

            foreach (var time in times())
            {
                var instant = Zones.Instant(day, time, zone);
                if (instant <= to)
                {
                    return instant >= from ? instant : null;
                }
            }
        }

        return null;
    }

    // Cron looks forward only: widen the window until it holds a fire, then walk to the last one in it.
    static DateTimeOffset? LastOf(CronExpression cron, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var local = cron.WithTimeZone(zone);
        foreach (
            var window in (ReadOnlySpan<TimeSpan>)
                [TimeSpan.FromMinutes(2), TimeSpan.FromHours(2), TimeSpan.FromDays(2), TimeSpan.FromDays(40), to - from]
        )
        {
            var start = to - window < from ? from : to - window;
            DateTimeOffset? last = null;
            for (var next = local.GetNextValidTimeAfter(start.AddSeconds(-1)); next <= to; next = local.GetNextValidTimeAfter(next.Value))
            {
                last = next;
            }

            if (last is not null || start == from)
            {
                return last;
            }
        }

        return null;
    }
}

file static class EveryTimes
{
    /// <summary>The times of one day, newest first.</summary>
    public static IEnumerable<TimeOnly> Backwards(this RunTimes.Every every)
    {
        var count = (every.To - every.From).Ticks / every.Interval.Ticks;
        for (var i = count; i >= 0; i--)
        {
            yield return every.From.Add(every.Interval * i);
        }
    }
}
