using SyncWorker.Hosting.Config;

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

        if (options.Mode == MailMode.Trial && options.TrialTo is null)
        {
            faults.Add("mode", "The mode is trial, but trialTo names no mailbox.", "Add \"trialTo\": \"it@example.org\" with your own mailbox.");
        }

        if (options.MailHours.From >= options.MailHours.To)
        {
            faults.Add("mailHours", "The hours end before they begin.", "Write from before to, such as 07:30 and 17:00.");
        }
    }
}
