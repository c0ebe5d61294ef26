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
    public static (SyncConfig? Config, IReadOnlyList<ConfigFault> Faults) Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return (null, [new(folder, 0, "", "This config folder does not exist.", "Name it with --config, or make it: see config/README.md.")]);
        }

        var faults = new List<ConfigFault>();
        var poll = Read<PollOptions>(folder, "poll.json", faults, PollCheck.Check);
        var reconcile = Read<ReconcileOptions>(folder, "reconcile.json", faults, ReconcileCheck.Check);
        var tables = TableFolder.Load(folder, faults);
        var staff = Read<StaffOptions>(folder, "staff.json", faults, StaffCheck.Check);
        var remind = Read<RemindOptions>(folder, "remind.json", faults, (options, sink) => RemindCheck.Check(options, staff, sink));
        var send = Read<SendOptions>(folder, "send.json", faults, (options, sink) => SendCheck.Check(options, sink, poll?.Sources.Select(source => source.Name).ToList()));
        var schedule = Read<ScheduleOptions>(folder, "schedule.json", faults, ScheduleCheck.Check);
        var calendar = CalendarFolder.Read(folder, faults);
        if (faults.Count > 0 || !Zones.TryFind(schedule!.Zone, out var zone))
        {
            return (null, faults);
        }

        return (new()
        {
            Poll = poll!,
            Reconcile = reconcile!,
            Tables = tables,
            Remind = remind!,
            Send = send!,
            Schedule = schedule,
            Staff = staff!,
            Folder = Path.GetFullPath(folder),
            Calendar = calendar,
            Zone = zone,
        }, faults);
    }

    static T? Read<T>(string folder, string file, List<ConfigFault> faults, Action<T, ConfigFaults> check)
        where T : class
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (IOException error)
        {
            faults.Add(new(file, 0, "", $"It could not be read: {error.Message}", "Put the file there, or copy it from the program's own config folder."));
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            faults.Add(new(file, 0, "", "This account may not read it.", "Give the account read access to the config folder."));
            return null;
        }

        if (ConfigText.Decode(file, bytes, faults) is not { } text)
        {
            return null;
        }

        var bound = ConfigBinder.Bind<T>(file, text, faults);
        if (bound.Options is not { } options)
        {
            return null;
        }

        var sink = new ConfigFaults(file, bound.Root, bound.IsWhole);
        try
        {
            check(options, sink);
        }
        catch (Exception error)
        {
            // A value that a check does not expect must not end the worker: the config is refused, and the one in force stays.
            sink.Add("", $"It could not be checked: {error.GetType().Name}, {error.Message}", "That is a fault of this program; undo the last edit of the file meanwhile.");
        }

        faults.AddRange(sink.All);
        return bound.IsWhole ? options : null;
    }
}
