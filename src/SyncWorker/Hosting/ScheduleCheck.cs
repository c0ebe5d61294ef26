using SyncWorker.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Net;
using SyncWorker.Union;

namespace SyncWorker.Hosting;

/// <summary>What the types of schedule.json cannot say.</summary>
static class ScheduleCheck
{
    public static void Check(ScheduleOptions options, ConfigFaults faults)
    {
        if (!Zones.TryFind(options.Zone, out _))
        {
            faults.Add("zone", $"There is no time zone \"{options.Zone}\".", "Write an IANA name such as Asia/Ho_Chi_Minh.");
        }

        if (options.MailHours.From >= options.MailHours.To)
        {
            faults.Add("mailHours", "The hours end before they begin.", "Write from before to, such as 07:30 and 17:00.");
        }

        if (options.Telemetry is { Endpoint: var endpoint } && !NetworkOptions.IsConfidential(endpoint))
        {
            faults.Add(
                "telemetry.endpoint",
                "What is measured, and a secret, would cross the network unencrypted.",
                "Write an https address; http is for a collector on this machine."
            );
        }

        foreach (var (name, job) in options.Jobs)
        {
            Check(name, job, options, faults);
        }
    }

    static void Check(string name, JobTimes job, ScheduleOptions options, ConfigFaults faults)
    {
        if (!JobKinds.All.ContainsKey(name))
        {
            faults.Add($"jobs.{name}", $"There is no job \"{name}\".", Suggestion.Sentence(name, JobKinds.All.Keys));
        }

        switch (job.Run)
        {
            case RunTimes.Cron cron when cron.Expression.GetNextValidTimeAfter(Epoch(options.GoLive)) is null:
                faults.Add(
                    $"jobs.{name}.run",
                    $"\"{job.Run}\" never fires.",
                    cron.Text.Split(' ') is [.., var year] && int.TryParse(year, out _) && cron.Text.Split(' ').Length == 7
                        ? $"It names the year {year}; leave the last field out."
                        : "Look at its day and month; 31 February does not come."
                );
                break;
            case RunTimes.After { IsAfterEach: false } after
                when options.Jobs.TryGetValue(after.Job, out var before) && before.Run is RunTimes.After { IsAfterEach: true }:
                faults.Add(
                    $"jobs.{name}.run",
                    $"It runs after \"{after.Job}\", which runs after each job: they would start each other for ever.",
                    "Give one of them a time of its own."
                );
                break;
            case RunTimes.After { IsAfterEach: false } after when !options.Jobs.ContainsKey(after.Job):
                faults.AddUnknown(
                    $"jobs.{name}.run",
                    $"It runs after \"{after.Job}\", which is not among the jobs.",
                    Suggestion.Sentence(after.Job, options.Jobs.Keys)
                );
                break;
            case RunTimes.After when IsCircle(name, options):
                faults.Add($"jobs.{name}.run", "The jobs wait for each other in a circle.", "Give one of them a time of its own.");
                break;
            default:
                break;
        }
    }

    static bool IsCircle(string name, ScheduleOptions options)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = name; options.Jobs.TryGetValue(at, out var job) && job.Run is RunTimes.After after; at = after.Job)
        {
            if (!seen.Add(at))
            {
                return true;
            }
        }

        return false;
    }

    static DateTimeOffset Epoch(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
