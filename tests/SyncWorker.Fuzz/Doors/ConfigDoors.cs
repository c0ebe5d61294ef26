using SyncWorker.Config;
using SyncWorker.Config.Tables;
using SyncWorker.Hosting;
using SyncWorker.Poll;
using SyncWorker.Reconcile;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Send;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.Tables;

namespace SyncWorker.Fuzz.Doors;

/// <summary>The files of the config folder, a door each, with the checks of each file; what the checks let pass must also plan.</summary>
static class ConfigDoors
{
    static readonly string[] s_words =
    [
        "\"$schema\"",
        "// comment\n",
        "/* */",
        "\"id\"",
        "\"of\"",
        "\"lead\"",
        "\"name\"",
        "\"vi\"",
        "\"from\"",
        "\"to\"",
        "\"run\"",
        "\"url\"",
        "\"fields\"",
        "\"email\"",
        "\"roles\"",
        "\"officer\"",
        "\"department.head\"",
        "\"leave\"",
        "\"who\"",
        "\"due\"",
        "\"working-days\"",
        "\"14 days\"",
        "\"6 months\"",
        "\"999999 working days\"",
        "\"07:30\"",
        "\"2026-07-06\"",
        "\"9999-12-31\"",
        "\"0001-01-01\"",
        "\"02-29\"",
        "\"every Monday\"",
        "\"a | date dd/MM/yyyy\"",
        "{ \"a\": 1 }",
        "1e9",
        "-1",
        "\"lunar\"",
    ];

    public static IReadOnlyList<Door> List { get; } =
    [
        new("config-poll", bytes => Bind<PollOptions>("poll.json", bytes, PollCheck.Check, UsePoll)) { Words = s_words, Longest = 4096 },
        new("config-reconcile", bytes => Bind<ReconcileOptions>("reconcile.json", bytes, ReconcileCheck.Check))
        {
            Words = s_words,
            Longest = 4096,
        },
        new(
            "config-remind",
            bytes => Bind<RemindOptions>("remind.json", bytes, (options, faults) => RemindCheck.Check(options, s_staff, faults), Plan)
        )
        {
            Words = s_words,
            Longest = 4096,
        },
        new("config-send", bytes => Bind<SendOptions>("send.json", bytes, (options, faults) => SendCheck.Check(options, faults)))
        {
            Words = s_words,
            Longest = 4096,
        },
        new("config-schedule", bytes => Bind<ScheduleOptions>("schedule.json", bytes, ScheduleCheck.Check))
        {
            Words = s_words,
            Longest = 4096,
        },
        new("staff", bytes => Bind<StaffOptions>("staff.json", bytes, CheckStaff, UseStaff)) { Words = s_words, Longest = 4096 },
        new("tables", Tables)
        {
            Words = ["date,is_workday,name_vi,kind\n", "2027-05-08", "swap_work", "statutory", "Sat", "\"", ";"],
            Longest = 2048,
        },
    ];

    // The program's own: no folder has others.
    static readonly Lazy<ReferenceTables> s_tables = new(() => TableFolder.Load("", []));

    static readonly StaffOptions s_staff = new()
    {
        Staff = [Position("eu-1", "officer"), Position("eu-head", "department.head"), Position("chief", "office.chief")],
    };

    static Position Position(string id, string role) =>
        new()
        {
            Id = id,
            Title = role,
            Department = "Ban Châu Âu",
            Roles = Roles.Find(role) is { } known ? [known] : [],
            Covers = ["*"],
            Email = $"{id}@example.org",
        };

    static int Bind<T>(string file, byte[] bytes, Action<T, ConfigFaults> check, Action<T>? use = null)
        where T : class
    {
        var faults = new List<ConfigFault>();
        if (ConfigText.Decode(file, bytes, faults) is not { } text)
        {
            Promise.Keep(faults.Count == 1, "a file that is no text has no fault");
            return -1;
        }

        var bound = ConfigBinder.Bind<T>(file, text, faults);
        Promise.Keep(
            bound.IsWhole ? faults.Count == 0 || bound.Options is not null : faults.Count > 0,
            "a file that cannot be bound has no fault"
        );
        if (bound.Options is { } options)
        {
            var sink = new ConfigFaults(file, bound.Root, bound.IsWhole);
            check(options, sink);
            faults.AddRange(sink.All);
            if (bound.IsWhole && faults.Count == 0)
            {
                use?.Invoke(options);
            }
        }

        Promise.Keep(faults.TrueForAll(fault => fault.Line >= 0 && fault.ToString().Length > 0), "a fault without words");
        return HashCode.Combine(
            bound.IsWhole,
            Math.Min(faults.Count, 6),
            faults is [var first, ..] ? first.Message.Split('"')[0] : "",
            faults is [.., var last] ? last.Path.Split('[')[0] : ""
        );
    }

    static void UsePoll(PollOptions options)
    {
        foreach (var source in options.Sources)
        {
            _ = new Poll.Mapping.SourceMapping(source);
        }
    }

    static void CheckStaff(StaffOptions options, ConfigFaults faults)
    {
        StaffCheck.Check(options, faults);
        StaffWords.Check(options, s_tables.Value, faults);
    }

    static void UseStaff(StaffOptions options)
    {
        foreach (var day in (DateOnly[])[new(2026, 8, 12), DateOnly.MinValue.AddDays(40), DateOnly.MaxValue.AddDays(-40)])
        {
            foreach (var position in options.Staff)
            {
                _ = StandIns.LeaveOn(position, day);
                _ = StandIns.Head(options, position, day, _ => true);
            }
        }
    }

    // Rules that were found good plan any day of a year for partners with every field.
    static void Plan(RemindOptions options)
    {
        var facts = new RemindFacts([Partner(1, "1973-09-12"), Partner(2, "1990"), Partner(3, "2000-02-29")], [], [])
        {
            Options = options,
            Staff = s_staff,
            Calendar = WorkCalendar.Weekends,
            GoLive = new(2020, 1, 1),
        };
        foreach (var day in (DateOnly[])[new(2026, 1, 5), new(2026, 7, 6), new(2028, 2, 29)])
        {
            _ = Planner.Decide(DueItemIndex.Build(facts, day, day), facts, new([]), day);
        }

        Promise.Keep(
            !facts.SetAside.Named.Any(named => named.Contains("Exception", StringComparison.Ordinal)),
            $"a rule that was found good throws: {string.Join("; ", facts.SetAside.Named)}"
        );
    }

    static PartnerFacts Partner(long id, string date) =>
        new()
        {
            Id = id,
            Kind = "central_association",
            RegisterId = $"CA-{id}",
            NameVi = $"Hội {id}",
            Country = "FR",
            Fields = CanonicalField.Dates.ToDictionary(field => field, _ => date),
            KnownOn = new(2020, 1, 1),
        };

    static int Tables(byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"fuzz-{Environment.ProcessId}", "config"));
        File.WriteAllBytes(Path.Combine(folder.CreateSubdirectory("calendars").FullName, "2027.csv"), bytes);
        var faults = new List<ConfigFault>();
        var calendar = CalendarFolder.Read(folder.FullName, faults);
        _ = (calendar.IsWorking(new(2027, 5, 8)), calendar.AddWorking(new(2027, 4, 1), 30));
        Promise.Keep(faults.TrueForAll(fault => fault.ToString().Length > 0), "a fault without words");
        return HashCode.Combine(
            Math.Min(calendar.Days.Count(), 5),
            Math.Min(faults.Count, 4),
            faults is [var first, ..] ? first.Message.Split('"')[0].Split('0')[0] : ""
        );
    }
}
