using System.Globalization;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Calendars;

namespace SyncWorker.Remind;

/// <summary>
/// Reads <c>config/calendars/*.csv</c>: columns <c>date</c> (yyyy-MM-dd or dd/MM/yyyy) and <c>is_workday</c> (0 or 1), and where
/// they are there <c>name_vi</c>, <c>name_en</c>, <c>kind</c>, <c>status</c>. A day that stands in two files must say the same in both.
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
            ReadFile(ConfigText.Decode(File.ReadAllBytes(path)), $"calendars/{Path.GetFileName(path)}", days, faults);
        }

        return new(days.Values);
    }

    static void ReadFile(string text, string name, Dictionary<DateOnly, CalendarDay> days, List<ConfigFault> faults)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var columns = Fields(lines[0]);
        if (!columns.Contains("date") || !columns.Contains("is_workday"))
        {
            faults.Add(new(name, 1, "", "The first line does not name the columns date and is_workday.", "Copy the first line of another calendar file."));
            return;
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                ReadLine(columns, Fields(lines[i]), new(name, i + 1, "", "", ""), days, faults);
            }
        }
    }

    static void ReadLine(List<string> columns, List<string> fields, ConfigFault at, Dictionary<DateOnly, CalendarDay> days, List<ConfigFault> faults)
    {
        string Field(string name) => columns.IndexOf(name) is var i && i >= 0 && i < fields.Count ? fields[i] : "";

        if (!DateOnly.TryParseExact(Field("date"), ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            faults.Add(at with { Path = "date", Message = $"\"{Field("date")}\" is not a day.", Fix = "Write it like 2027-02-06 or 06/02/2027." });
            return;
        }

        var worked = Field("is_workday");
        if (worked is not ("0" or "1"))
        {
            faults.Add(at with { Path = "is_workday", Message = $"Found \"{worked}\".", Fix = "Write 0 for a day off, 1 for a working Saturday." });
            return;
        }

        if (days.TryGetValue(day, out var known) && known.IsWorking != (worked == "1"))
        {
            faults.Add(at with { Path = "date", Message = $"{day:yyyy-MM-dd} is a working day in one line and a day off in another.", Fix = "Keep the line that is right." });
            return;
        }

        days[day] = new(day, worked == "1") { NameVi = Field("name_vi"), NameEn = Field("name_en"), Kind = Field("kind"), Status = Field("status") };
    }

    /// <summary>The fields of one line; a field in quotes may hold commas and doubled quotes (RFC 4180), but no line break.</summary>
    static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when quoted && i + 1 < line.Length && line[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    fields.Add(field.ToString().Trim());
                    field.Clear();
                    break;
                default:
                    field.Append(line[i]);
                    break;
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
