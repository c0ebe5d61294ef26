using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Config.Tables;

/// <summary>
/// Reads <c>config/calendars/*.csv</c>: columns <c>date</c> and <c>is_workday</c> (0 or 1), and where they are there
/// <c>name_vi</c>, <c>name_en</c>, <c>kind</c>, <c>status</c>. A day that is in two files must be the same in both.
/// </summary>
static class CalendarFolder
{
    static readonly Dictionary<string, bool> s_worked = new()
    {
        ["statutory"] = false,
        ["compensatory"] = false,
        ["swap_off"] = false,
        ["swap_work"] = true,
    };

    public static WorkCalendar Read(string config, List<ConfigFault> faults)
    {
        var folder = Path.Combine(config, "calendars");
        if (!Directory.Exists(folder))
        {
            return WorkCalendar.Weekends;
        }

        var days = new Dictionary<DateOnly, CalendarDay>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            foreach (var row in ConfigTable.Read(path, $"calendars/{Path.GetFileName(path)}", ["date", "is_workday"], faults).Rows)
            {
                Add(row, days, faults);
            }
        }

        return new(days.Values);
    }

    static void Add(ConfigRow row, Dictionary<DateOnly, CalendarDay> days, List<ConfigFault> faults)
    {
        if (row.Day("date", faults) is not { } day)
        {
            if (row.Optional("date") is null)
            {
                faults.Add(row.Fault("date", "The line names no day.", $"Write such as {DayText.Examples}."));
            }

            return;
        }

        var worked = row["is_workday"];
        if (worked is not ("0" or "1"))
        {
            faults.Add(row.Fault("is_workday", $"Found \"{worked}\".", "Write 0 for a day off, 1 for a working Saturday."));
            return;
        }

        if (Contradiction(row, day, worked == "1") is { } contradiction)
        {
            faults.Add(contradiction);
            return;
        }

        if (days.TryGetValue(day, out var known) && known.IsWorking != (worked == "1"))
        {
            faults.Add(
                row.Fault(
                    "date",
                    $"{day:yyyy-MM-dd} is a working day in one line and a day off in another.",
                    "Keep the line that is right."
                )
            );
            return;
        }

        days[day] = new(day, worked == "1")
        {
            NameVi = row["name_vi"],
            NameEn = row["name_en"],
            Kind = row["kind"],
            Status = row["status"],
        };
    }

    // What a line says of itself beside the two columns that count: the day of the week in English, and the kind.
    static ConfigFault? Contradiction(ConfigRow row, DateOnly day, bool isWorked)
    {
        if (
            row.Optional("weekday") is { Length: >= 3 } word
            && Enum.GetValues<DayOfWeek>().Any(other => other.ToString().StartsWith(word[..3], StringComparison.OrdinalIgnoreCase))
            && !day.DayOfWeek.ToString().StartsWith(word[..3], StringComparison.OrdinalIgnoreCase)
        )
        {
            return row.Fault(
                "date",
                $"{day:yyyy-MM-dd} is a {day.DayOfWeek}, and the line says {word}.",
                "Put right the one that is wrong."
            );
        }

        return row.Optional("kind") is { } kind && s_worked.TryGetValue(kind, out var isOfKind) && isOfKind != isWorked
            ? row.Fault(
                "is_workday",
                $"A day of the kind {kind} is a {(isOfKind ? "working day" : "day off")}.",
                "Put right the one that is wrong."
            )
            : null;
    }
}
