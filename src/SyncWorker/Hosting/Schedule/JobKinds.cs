using Quartz;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Pages;
using SyncWorker.Remind;

namespace SyncWorker.Hosting.Schedule;

/// <summary>The jobs that schedule.json may name, and the class that runs each. A job's key is its name.</summary>
/// <remarks>Quartz stores the class name: renaming a class here orphans the stored job until the next start stores it again.</remarks>
static class JobKinds
{
    public static readonly IReadOnlyDictionary<string, Type> All = new SortedDictionary<string, Type>(StringComparer.Ordinal)
    {
        [JobWork.Backup] = typeof(BackupJob),
        [CalendarFiles.Job] = typeof(StageJob),
        ["inbox"] = typeof(StageJob),
        [PageSite.Job] = typeof(StageJob),
        ["poll"] = typeof(StageJob),
        ["reconcile"] = typeof(StageJob),
        ["remind"] = typeof(StageJob),
        ["send"] = typeof(StageJob),
    };

    public static JobKey Key(string name) => new(name, "syncworker");
}
