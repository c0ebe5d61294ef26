namespace SyncWorker.Hosting.Schedule;

/// <summary>On which days a job runs. Working days follow the folder calendars. As text it is the words of schedule.json.</summary>
abstract record DayRule
{
    /// <param name="day">The union's day.</param>
    /// <param name="isWorkingDay">The calendar: weekends, public holidays, swapped days.</param>
    public abstract bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay);

    public sealed record EveryDay : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay) => true;

        public override string ToString() => "every day";
    }

    public sealed record WorkingDays : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay) => isWorkingDay(day);

        public override string ToString() => "working days";
    }

    public sealed record Weekdays(IReadOnlyList<DayOfWeek> Days) : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay) => Days.Contains(day.DayOfWeek);

        public override string ToString() => string.Join(", ", Days.Select(day => day.ToString().ToLowerInvariant()));
    }

    /// <summary>The first or last working day of its week (Monday to Sunday) or month. A week without any has none.</summary>
    public sealed record WorkingDayOf(bool Last, bool OfMonth) : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay)
        {
            if (!isWorkingDay(day))
            {
                return false;
            }

            var step = Last ? 1 : -1;
            for (var other = day.AddDays(step); InSamePeriod(day, other); other = other.AddDays(step))
            {
                if (isWorkingDay(other))
                {
                    return false;
                }
            }

            return true;
        }

        public override string ToString() => $"{(Last ? "last" : "first")} working day of the {(OfMonth ? "month" : "week")}";

        bool InSamePeriod(DateOnly day, DateOnly other) =>
            OfMonth ? day.Year == other.Year && day.Month == other.Month : Monday(day) == Monday(other);

        static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
