namespace SyncWorker.Hosting.Schedule;

/// <summary>On which days a job runs. Working days follow the calendar, so they are decided on the day and not by the trigger.</summary>
abstract record DayRule
{
    /// <param name="day">The union's day.</param>
    /// <param name="isWorkingDay">The calendar: weekends, public holidays, swapped days.</param>
    public abstract bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay);

    public sealed record EveryDay : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay) => true;
    }

    public sealed record WorkingDays : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay) => isWorkingDay(day);
    }

    public sealed record Weekdays(IReadOnlyList<DayOfWeek> Days) : DayRule
    {
        public override bool Includes(DateOnly day, Func<DateOnly, bool> isWorkingDay) => Days.Contains(day.DayOfWeek);
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

        bool InSamePeriod(DateOnly day, DateOnly other) =>
            OfMonth ? day.Year == other.Year && day.Month == other.Month : Monday(day) == Monday(other);

        static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
