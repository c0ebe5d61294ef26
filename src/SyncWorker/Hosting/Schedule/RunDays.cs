using Quartz;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Hosting.Schedule;

/// <summary>The days of a job as Quartz knows them: a trigger never fires on a day that its calendar leaves out.</summary>
sealed class RunDays(DayRule rule, TimeZoneInfo zone, WorkCalendar calendar) : ICalendar, IEquatable<RunDays>
{
    /// <summary>What triggers name it by; jobs with the same rule share it.</summary>
    public string Name => IsOnce ? $"{rule}, once" : rule.ToString();

    public DayRule Rule => rule;

    public TimeZoneInfo Zone => zone;

    /// <summary>The dated days of the folder calendars, as far as they differ from the week.</summary>
    public IEnumerable<CalendarDay> Dated => calendar.Days.Where(day => day.IsWorking != WorkCalendar.Weekends.IsWorking(day.Date));

    /// <summary>
    /// The second of two hours that daylight saving repeats is left out: a trigger that is made or made up for in it would run a fixed time
    /// again.
    /// </summary>
    public bool IsOnce { get; init; }

    public string? Description { get; set; }

    /// <summary>None: a job's days are one rule.</summary>
    public ICalendar? CalendarBase { get; set; }

    public bool IsTimeIncluded(DateTimeOffset timeUtc) => rule.Includes(DayOf(timeUtc), calendar.IsWorking) && !IsRepeated(timeUtc);

    public DateTimeOffset GetNextIncludedTimeUtc(DateTimeOffset timeUtc)
    {
        while (IsRepeated(timeUtc))
        {
            timeUtc = timeUtc.AddMinutes(1);
        }

        var day = DayOf(timeUtc);
        if (rule.Includes(day, calendar.IsWorking))
        {
            return timeUtc;
        }

        while (!rule.Includes(day, calendar.IsWorking))
        {
            day = day.AddDays(1);
        }

        return Zones.Instant(day, TimeOnly.MinValue, zone);
    }

    public ICalendar Clone() => new RunDays(rule, zone, calendar) { IsOnce = IsOnce, Description = Description };

    public bool Equals(RunDays? other) =>
        other is not null && Name == other.Name && zone.Id == other.Zone.Id && Dated.Select(Fact).SequenceEqual(other.Dated.Select(Fact));

    public override bool Equals(object? obj) => Equals(obj as RunDays);

    public override int GetHashCode() => HashCode.Combine(Name, zone.Id);

    DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    bool IsRepeated(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return IsOnce && zone.IsAmbiguousTime(local.DateTime) && local.Offset != zone.GetAmbiguousTimeOffsets(local.DateTime).Max();
    }

    static (DateOnly, bool) Fact(CalendarDay day) => (day.Date, day.IsWorking);
}
