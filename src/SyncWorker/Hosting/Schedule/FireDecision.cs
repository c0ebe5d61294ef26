namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Whether a trigger that has fired makes its job run: triggers know times of day, not working days nor how late is too late.
/// </summary>
/// <param name="Runs">Whether the job runs.</param>
/// <param name="IsLate">The fire makes up for runs that were missed.</param>
/// <param name="Reason">Why it does not run, for the log.</param>
readonly record struct FireDecision(bool Runs, bool IsLate, string Reason)
{
    /// <summary>A fire within this time is on time: the threads may have been busy.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMinutes(1);

    /// <param name="times">The job's times.</param>
    /// <param name="missed">Its policy for missed runs.</param>
    /// <param name="scheduled">The oldest scheduled time that this fire covers.</param>
    /// <param name="now">The instant of the fire.</param>
    /// <param name="zone">The configured zone.</param>
    /// <param name="isWorkingDay">The calendar.</param>
    public static FireDecision Decide(
        RunTimes times,
        MissedRuns missed,
        DateTimeOffset scheduled,
        DateTimeOffset now,
        TimeZoneInfo zone,
        Func<DateOnly, bool> isWorkingDay
    )
    {
        if (times.LastDue(scheduled, now, zone, isWorkingDay) is not { } due)
        {
            return new(false, false, "not a day for it");
        }

        if (now - due <= OnTime)
        {
            return new(true, false, "");
        }

        return missed switch
        {
            MissedRuns.Once once when !once.Covers(due, now, zone, isWorkingDay) => new(false, true, $"missed by more than {once.Limit}"),
            MissedRuns.Once => new(true, true, ""),
            _ => new(false, true, "missed runs are skipped"),
        };
    }
}
