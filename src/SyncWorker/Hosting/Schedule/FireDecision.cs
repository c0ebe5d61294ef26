namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Whether a trigger that has fired makes its job run: triggers do not know how late is too late, nor that another one of the job makes up
/// for the same missed runs.
/// </summary>
/// <param name="Runs">Whether the job runs.</param>
/// <param name="IsLate">The fire makes up for runs that were missed.</param>
/// <param name="Reason">Why it does not run, for the log.</param>
readonly record struct FireDecision(bool Runs, bool IsLate, string Reason)
{
    /// <summary>A fire within this time is on time: the threads may have been busy.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMinutes(1);

    /// <param name="triggers">The job's triggers.</param>
    /// <param name="missed">Its policy for missed runs.</param>
    /// <param name="fired">Which of the triggers has fired.</param>
    /// <param name="scheduled">The oldest scheduled time that this fire covers.</param>
    /// <param name="now">The instant of the fire.</param>
    public static FireDecision Decide(JobTriggers triggers, MissedRuns missed, int fired, DateTimeOffset scheduled, DateTimeOffset now)
    {
        if (triggers.Newest(scheduled, now) is not var (trigger, due))
        {
            return new(false, false, "not a day for it");
        }

        if (trigger != fired)
        {
            return new(false, false, "a later time of the job covers it");
        }

        if (now - due <= OnTime)
        {
            return new(true, false, "");
        }

        return missed switch
        {
            MissedRuns.Once once when !once.Covers(due, now, triggers.Zone, triggers.Calendar.IsWorking) => new(
                false,
                true,
                $"missed by more than {once.Limit}"
            ),
            MissedRuns.Once => new(true, true, ""),
            _ => new(false, true, "missed runs are skipped"),
        };
    }
}
