using SyncWorker.Hosting.Config;

namespace SyncWorker.Hosting.Schedule;

/// <param name="Job">Its name.</param>
/// <param name="Run">When it runs, as schedule.json says it.</param>
/// <param name="At">Its next starts in the configured zone, earliest first; none for a job that follows another.</param>
sealed record NextRuns(string Job, string Run, IReadOnlyList<DateTimeOffset> At)
{
    /// <summary>Of one job.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="run">When it runs.</param>
    /// <param name="config">Zone and calendar: holidays and working Saturdays count.</param>
    /// <param name="after">The starts after this instant.</param>
    /// <param name="most">How many.</param>
    public static NextRuns Of(string job, RunTimes run, SyncConfig config, DateTimeOffset after, int most) =>
        new(
            job,
            run.Described,
            [
                .. new JobTriggers(run, config.Zone, config.Calendar)
                    .After(after)
                    .Take(most)
                    .Select(at => TimeZoneInfo.ConvertTime(at, config.Zone)),
            ]
        );

    /// <summary>Of each job of schedule.json.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<NextRuns> All(SyncConfig config, DateTimeOffset after, int most) =>
        [.. config.Schedule.Jobs.Select(job => Of(job.Key, job.Value.Run, config, after, most))];
}
