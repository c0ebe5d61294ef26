using SyncWorker.Hosting.Config;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>The daily line to IT: that all is well is news as well, and its absence is.</summary>
static class DailyLine
{
    /// <summary>Whether it is to be sent now.</summary>
    /// <param name="config">Names the time; without one there is none.</param>
    /// <param name="lastOn">The day of the last one.</param>
    /// <param name="at">Now.</param>
    public static bool IsDue(SyncConfig config, DateOnly? lastOn, Moment at) =>
        config.Send.Alarm?.Daily is { } time && at.Time >= time && !(lastOn >= at.Today);

    /// <summary>Its lines. What cannot be read is said instead.</summary>
    public static IReadOnlyList<string> Lines(
        SyncConfig config,
        StoreFigures store,
        IReadOnlyDictionary<string, Trouble> troubles,
        Moment at
    )
    {
        var zone = config.Zone;
        var sources = config.Poll.Sources.Select(source => source.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            Read(() =>
            {
                var waiting = store.Waiting(at.Today, at.Instant);
                return $"Mails: {store.SentSince(at.Instant.AddDays(-1))} sent in the last 24 hours, {waiting.Count} due{(waiting.Oldest is { } day ? $" (the oldest for {day:dd/MM/yyyy})" : "")}.";
            }),
            Read(() => store.Holds() is [_, ..] holds ? $"Held: {string.Join(" ", holds)} See: SyncWorker status" : "Held: nothing."),
            Read(() =>
                store.RedSources().Where(red => sources.Contains(red.Source)).ToList() is [_, ..] red
                    ? $"Sources that cannot be read: {string.Join(", ", red.Select(one => $"{one.Source} (since {Zones.Local(one.Since, zone)})"))}."
                    : "Sources that cannot be read: none."
            ),
            Read(() =>
                store.SetAside().Where(aside => sources.Contains(aside.Source)).ToList() is [_, ..] aside
                    ? $"Set aside: {string.Join(", ", aside.Select(one => $"{one.Rows} row{(one.Rows == 1 ? "" : "s")} of {one.Source}"))}. See: SyncWorker poll quarantine {(aside is [var only] ? only.Source : "SOURCE")}"
                    : "Set aside: no row."
            ),
            troubles.Count == 0
                ? "Troubles: none."
                : $"Troubles: {string.Join(" ", troubles.Select(pair => $"{pair.Key}: {pair.Value.Example}"))}",
            $"Next runs ({Zones.Label(zone, at.Instant)}): {string.Join(", ", Next(config, at.Instant))}.",
        ];
    }

    static IEnumerable<string> Next(SyncConfig config, DateTimeOffset now) =>
        from job in config.Schedule.Jobs
        let next = new JobTriggers(job.Value.Run, config.Zone, config.Calendar).After(now).Take(1).ToList()
        select next is [var at] ? $"{job.Key} {Zones.Local(at, config.Zone)}" : $"{job.Key} {job.Value.Run.Described}";

    static string Read(Func<string> line)
    {
        try
        {
            return line();
        }
        catch (System.Data.Common.DbException error)
        {
            return $"The store cannot be read: {error.Message}";
        }
    }
}
