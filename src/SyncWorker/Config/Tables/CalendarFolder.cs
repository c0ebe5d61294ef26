using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Config.Tables;

/// <summary>
/// Reads <c>config/calendars/*.csv</c>: columns <c>date</c> and <c>is_workday</c> (0 or 1), and where they are there
/// <c>name_vi</c>, <c>name_en</c>, <c>kind</c>, <c>status</c>. A day that is in two files must be the same in both.
/// </summary>
static class CalendarFolder
{
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
                faults.Add(row.Fault("date", "The line names no day.", $"Write {DayText.Examples}."));
            }

            return;
        }

        var worked = row["is_workday"];
        if (worked is not ("0" or "1"))
        {
            faults.Add(row.Fault("is_workday", $"Found \"{worked}\".", "Write 0 for a day off, 1 for a working Saturday."));
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
}
