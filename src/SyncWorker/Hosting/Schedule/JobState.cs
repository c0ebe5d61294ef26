using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>A job of the schedule as it stands now: its record against its times.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Times">As schedule.json says.</param>
/// <param name="Record">How its runs went; null when the schedule has not come to know it.</param>
/// <param name="NextRun">Null for a job that follows another or never runs.</param>
/// <param name="OverdueSince">The first time at which it was to begin and did not; null when it is not overdue.</param>
/// <param name="IsRunning">A run goes on now.</param>
sealed record JobState(string Job, string Times, JobRecord? Record, DateTimeOffset? NextRun, DateTimeOffset? OverdueSince, bool IsRunning)
{
    /// <summary>A job that has not begun so long after its time is overdue.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>It fails or breaks off each time.</summary>
    public bool BreaksEachTime => Record is { Failures: >= Trouble.TellAfter } or { Failures: > 0, LastSuccess: null };

    /// <summary>The last run has no end, and nothing runs any more that could write it.</summary>
    public bool IsInterrupted => !IsRunning && HasNoEnd(Record);

    /// <summary>All jobs of the config.</summary>
    /// <param name="config">In force.</param>
    /// <param name="records">Of the jobs, by name.</param>
    /// <param name="worker">Whether it runs.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<JobState> All(
        SyncConfig config,
        IReadOnlyDictionary<string, JobRecord> records,
        WorkerState worker,
        DateTimeOffset now
    ) => [.. config.Schedule.Jobs.Select(job => Of(job.Key, job.Value, (config, records, worker, now)))];

    static JobState Of(
        string job,
        JobTimes times,
        (SyncConfig Config, IReadOnlyDictionary<string, JobRecord> Records, WorkerState Worker, DateTimeOffset Now) at
    )
    {
        var record = at.Records.GetValueOrDefault(job);
        var triggers = new JobTriggers(times.Run, at.Config.Zone, at.Config.Calendar);
        var isAlive = at.Worker.Is is WorkerIs.Running or WorkerIs.Stuck;
        var isRunning = isAlive && HasNoEnd(record) && record!.LastBegin >= at.Worker.Last!.StartedAt;
        var next = times.Run is RunTimes.After or RunTimes.Never
            ? null
            : triggers.After(at.Now).Take(1).Cast<DateTimeOffset?>().FirstOrDefault();
        DateTimeOffset? overdue = null;
        if (record is not null && !isRunning)
        {
            var from = Latest(record.Since, record.LastTurn);
            // What was missed while it was off is left out on purpose.
            from = isAlive && times.Missed is MissedRuns.Skip ? Latest(from, at.Worker.Last!.StartedAt) : from;
            var due = times.Run switch
            {
                RunTimes.After after => at.Records.GetValueOrDefault(after.Job)?.LastEnd is { } ended && ended > from ? ended : null,
                RunTimes.Never => null,
                _ => triggers.After(from).Take(1).Cast<DateTimeOffset?>().FirstOrDefault(),
            };
            overdue = due + Grace < at.Now ? due : null;
        }

        return new(job, times.Run.Text, record, next, overdue, isRunning);
    }

    static bool HasNoEnd(JobRecord? record) => record is { LastBegin: { } begun } && !(record.LastEnd >= begun);

    static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
