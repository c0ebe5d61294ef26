namespace SyncWorker.Tests.Remind.Judge;

/// <summary>A run of days off that is a long one, and the days round it that the policy names (People, Rhythm).</summary>
/// <param name="Notice">So many working days before: one mail for the break and the days after it.</param>
/// <param name="Back">The first working day after it.</param>
/// <param name="CoverUntil">The last working day that the notice speaks of.</param>
/// <param name="ChaseFrom">The first day on which anybody is chased again.</param>
sealed record LongBreak(DateOnly First, DateOnly Last, DateOnly Notice, DateOnly Back, DateOnly CoverUntil, DateOnly ChaseFrom)
{
    public bool Has(DateOnly day) => First <= day && day <= Last;

    /// <summary>Days in the break or shortly after it.</summary>
    public bool Covers(DateOnly day) => First <= day && day <= CoverUntil;
}

/// <summary>The long breaks of the years round a scene, found with a finger on the wall calendar.</summary>
sealed class Breaks
{
    const int NoticeBefore = 3;
    const int Cover = 5;
    const int QuietDaysBack = 2;

    readonly List<LongBreak> _all = [];

    public Breaks(WallCalendar wall, Scene scene)
    {
        var day = scene.From.AddYears(-1);
        while (day < scene.To.AddYears(2))
        {
            var first = day;
            while (!wall.IsWorked(day))
            {
                day = day.AddDays(1);
            }

            if (day.DayNumber - first.DayNumber >= scene.LongBreakFromDays)
            {
                _all.Add(
                    new(
                        first,
                        day.AddDays(-1),
                        wall.WorkingDaysBefore(first, NoticeBefore),
                        day,
                        wall.WorkingDaysAfter(day.AddDays(-1), Cover),
                        wall.WorkingDaysAfter(day.AddDays(-1), QuietDaysBack + 1)
                    )
                );
            }

            day = day.AddDays(1);
        }
    }

    public IReadOnlyList<LongBreak> All => _all;

    /// <summary>The break that swallows the day.</summary>
    public LongBreak? Swallowing(DateOnly day) => _all.FirstOrDefault(b => b.Has(day));

    public IEnumerable<LongBreak> Covering(DateOnly day) => _all.Where(b => b.Covers(day));

    /// <summary>The day, or the first on which people are chased again when it falls into a break or its first days back.</summary>
    public DateOnly ChaseOn(DateOnly day) => _all.FirstOrDefault(b => b.First <= day && day < b.ChaseFrom)?.ChaseFrom ?? day;
}
