using System.Globalization;
using SyncWorker.Hosting.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>What the worker missed while it was off, and what becomes of it.</summary>
/// <param name="From">When it was there last.</param>
/// <param name="To">Its start.</param>
/// <param name="Missed">A sentence each for the jobs that missed runs.</param>
/// <param name="IsWorthMail">It was off for a day, or longer than a run that does not come again within the hour.</param>
sealed record TimeOff(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Missed, bool IsWorthMail)
{
    static readonly TimeSpan s_long = TimeSpan.FromDays(1);

    /// <summary>Of a job that runs this often the next run says as much as the missed one.</summary>
    static readonly TimeSpan s_often = TimeSpan.FromHours(1);

    const int CountAtMost = 1000;

    /// <summary>Null when it was off for no run of any job and for less than a day.</summary>
    public static TimeOff? Find(SyncConfig config, DateTimeOffset from, DateTimeOffset to)
    {
        var missed = new List<string>();
        var isWorthMail = to - from >= s_long;
        foreach (var (job, times) in config.Schedule.Jobs)
        {
            var triggers = new JobTriggers(times.Run, config.Zone, config.Calendar);
            var due = triggers.After(from).TakeWhile(at => at <= to).Take(CountAtMost).ToList();
            if (due is [])
            {
                continue;
            }

            var newest = triggers.Newest(from, to) is var (_, at) ? at : due[^1];
            isWorthMail |= triggers.After(newest).Select(next => next - newest).FirstOrDefault(TimeSpan.MaxValue) > s_often;
            missed.Add(Describe(job, due.Count, newest, WillCatchUp(times.Missed, newest, to, config), config.Zone));
        }

        return missed is [] && !isWorthMail ? null : new(from, to, missed, isWorthMail);
    }

    /// <summary>The report, a line each.</summary>
    public IReadOnlyList<string> Lines(TimeZoneInfo zone) =>
        [
            $"SyncWorker was off from {Zones.Local(From, zone)} to {Zones.Local(To, zone)} ({Zones.Label(zone, To)}).",
            .. Missed is [] ? (string[])["No job missed a run."] : Missed,
            "Mails that are due leave within mail hours; those that are of no use any more are named by: SyncWorker mail list --state expired",
        ];

    static bool WillCatchUp(MissedRuns policy, DateTimeOffset due, DateTimeOffset now, SyncConfig config) =>
        policy is MissedRuns.Once once && once.Covers(due, now, config.Zone, config.Calendar.IsWorking);

    static string Describe(string job, int count, DateTimeOffset newest, bool isCaughtUp, TimeZoneInfo zone)
    {
        var runs = count == CountAtMost ? $"{CountAtMost} runs or more" : Count.Describe(count, "run");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job} missed {runs}, the last at {Zones.Local(newest, zone)}: {(isCaughtUp ? "it runs once now for all of them" : "not made up for (missed in schedule.json)")}."
        );
    }
}
