using System.ComponentModel;
using SyncWorker.Config;

namespace SyncWorker.Remind;

/// <summary>The calendars that departments subscribe to.</summary>
sealed class CalendarOptions
{
    [Description(
        "A folder on a share, relative to the data folder: the job calendars of schedule.json writes an .ics a department there. Left out: it writes none."
    )]
    public string? Folder { get; init; }

    [Description("How long before a day, which begins at midnight, or an event the reader's calendar reminds of it; left out: not at all.")]
    public Duration? Alarm { get; init; }
}
