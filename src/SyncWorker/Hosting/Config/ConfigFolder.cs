using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Send;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.Tables;

namespace SyncWorker.Hosting.Config;

/// <summary>Reads the config folder and reports all of its faults at once.</summary>
static class ConfigFolder
{
    /// <summary>The files, a file a stage and two that several stages share.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Files = new Dictionary<string, Type>
    {
        ["poll.json"] = typeof(PollOptions),
        ["reconcile.json"] = typeof(ReconcileOptions),
        ["remind.json"] = typeof(RemindOptions),
        ["send.json"] = typeof(SendOptions),
        ["schedule.json"] = typeof(ScheduleOptions),
        ["staff.json"] = typeof(StaffOptions),
    };

    /// <summary>The config, or every reason why there is none.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="rendersTemplates">
    /// Whether a sample of each edited mail is written. The worker has a process of its own do that, for it keeps what that takes of memory.
    /// </param>
    /// <param name="opensFiles">
    /// Whether the certificates that config names must be there. Not for a config that was found good: a file that is gone since is the
    /// trouble of the runs that need it, and keeps no other from running.
    /// </param>
    public static (SyncConfig? Config, IReadOnlyList<ConfigFault> Faults) Load(
        string folder,
        bool rendersTemplates = true,
        bool opensFiles = true
    )
    {
        if (!Directory.Exists(folder))
        {
            return (
                null,
                [new(folder, 0, "", "This config folder does not exist.", "Name it with --config, or make it: see config/README.md.")]
            );
        }

        var faults = new List<ConfigFault>();
        var tables = TableFolder.Load(folder, faults);
        var parts = new ConfigParts(folder, tables, faults);
        parts.Poll = parts.Read<PollOptions>("poll.json", PollCheck.Check);
        parts.Reconcile = parts.Read<ReconcileOptions>("reconcile.json", ReconcileCheck.Check);
        parts.Staff = parts.Read<StaffOptions>("staff.json", StaffCheck.Check);
        parts.Remind = parts.Read<RemindOptions>("remind.json", (options, sink) => RemindCheck.Check(options, parts.Staff?.Options, sink));
        parts.Send = parts.Read<SendOptions>(
            "send.json",
            (options, sink) => SendCheck.Check(options, sink, parts.Poll?.Options.Sources.Select(source => source.Name).ToList())
        );
        parts.Schedule = parts.Read<ScheduleOptions>("schedule.json", ScheduleCheck.Check);
        if (opensFiles)
        {
            NamedFiles.Check(parts, folder);
        }

        parts.Complete();
        var templates = TemplateFiles.Read(folder, faults);
        TemplateCheck.Check(templates, folder, faults, rendersTemplates);
        var calendar = CalendarFolder.Read(folder, faults);
        if (faults.Count > 0 || !Zones.TryFind(parts.Schedule!.Options.Zone, out var zone))
        {
            return (null, faults);
        }

        return (
            new()
            {
                Poll = parts.Poll!.Options,
                Reconcile = parts.Reconcile!.Options,
                Tables = tables,
                Remind = parts.Remind!.Options,
                Send = parts.Send!.Options,
                Templates = templates,
                Schedule = StartConfig.IsOne(parts.Poll.Options, parts.Staff!.Options)
                    ? StartConfig.Idle(parts.Schedule.Options)
                    : parts.Schedule.Options,
                Staff = parts.Staff.Options,
                Folder = Path.GetFullPath(folder),
                Calendar = calendar,
                Zone = zone,
            },
            faults
        );
    }

    /// <summary>
    /// What `status` shows of a folder that the worker has found good: the schedule, the sources, the mail, the calendar. Rules and tables are
    /// left out and nothing is checked again, which takes most of the time; null when it must be read as a whole.
    /// </summary>
    public static SyncConfig? ReadProven(string folder)
    {
        var faults = new List<ConfigFault>();
        var parts = new ConfigParts(folder, ReferenceTables.Empty, faults);
        parts.Poll = parts.ReadProven<PollOptions>("poll.json");
        parts.Send = parts.ReadProven<SendOptions>("send.json");
        parts.Schedule = parts.ReadProven<ScheduleOptions>("schedule.json");
        parts.Staff = parts.ReadProven<StaffOptions>("staff.json");
        NamedFiles.Check(parts, folder);
        parts.AddFound();
        var calendar = CalendarFolder.Read(folder, faults);
        if (
            faults is not []
            || parts is not { Poll.Options: var poll, Send.Options: var send, Schedule.Options: var schedule, Staff.Options: var staff }
            || !Zones.TryFind(schedule.Zone, out var zone)
        )
        {
            return null;
        }

        return new()
        {
            Poll = poll,
            Reconcile = new(),
            Remind = new(),
            Send = send,
            Schedule = StartConfig.IsOne(poll, staff) ? StartConfig.Idle(schedule) : schedule,
            Staff = staff,
            Folder = Path.GetFullPath(folder),
            Calendar = calendar,
            Zone = zone,
        };
    }
}
