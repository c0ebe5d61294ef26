using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Config;

/// <summary>What staff.json says that the tables can settle, and who stands in for whom.</summary>
static class StaffWords
{
    const string ProvincePrefix = "VN-";

    public static void Check(StaffOptions options, ReferenceTables tables, ConfigFaults faults)
    {
        for (var i = 0; i < options.Staff.Count; i++)
        {
            for (var j = 0; j < options.Staff[i].Covers.Count; j++)
            {
                Covers(options.Staff[i].Covers[j], $"staff[{i}].covers[{j}]", tables, faults);
            }

            Department(options, i, faults);
            Leave(options, i, faults);
        }
    }

    static void Covers(string code, string path, ReferenceTables tables, ConfigFaults faults)
    {
        if (code is "*" or ProvincePrefix + "*")
        {
            return;
        }

        var isProvince = code.StartsWith(ProvincePrefix, StringComparison.Ordinal);
        if ((isProvince ? CodeFaults.Province(code[ProvincePrefix.Length..], tables) : CodeFaults.Country(code, tables)) is { } message)
        {
            faults.Add(
                path,
                message,
                isProvince
                    ? "Write VN- and the two digits of a province of today; tables/provinces.csv lists them."
                    : CodeFaults.CountryExamples
            );
        }
    }

    // Two departments that differ by tone marks or case are one that is mistyped.
    static void Department(StaffOptions options, int index, ConfigFaults faults)
    {
        var name = options.Staff[index].Department;
        var other = options
            .Staff.Select(position => position.Department)
            .Where(department => NormalizedName.ToCompact(department) == NormalizedName.ToCompact(name))
            .GroupBy(department => department, StringComparer.Ordinal)
            .MaxBy(group => group.Count())!
            .Key;
        if (other != name)
        {
            faults.Add($"staff[{index}].department", $"\"{name}\" is written \"{other}\" elsewhere.", $"Did you mean \"{other}\"?");
        }
    }

    static void Leave(StaffOptions options, int index, ConfigFaults faults)
    {
        var position = options.Staff[index];
        for (var j = 0; j < position.Leave.Count; j++)
        {
            var leave = position.Leave[j];
            if (leave.Deputy == position.Id)
            {
                faults.Add($"staff[{index}].leave[{j}].deputy", "The deputy is the position itself.", "Name another position.");
            }
            else if (
                position.Mail.Contains(MailKind.Daily)
                && options.Staff.Any(other => other.Id == leave.Deputy && !other.Mail.Contains(MailKind.Daily))
            )
            {
                faults.Add(
                    $"staff[{index}].leave[{j}].deputy",
                    $"{leave.Deputy} has no daily mail.",
                    "Name a position that reads the daily mail, or add \"daily\" to its mail."
                );
            }
            else if (leave.From <= leave.To && CircleOn(options, position, leave) is { } day)
            {
                faults.Add(
                    $"staff[{index}].leave[{j}].deputy",
                    $"On {DayText.Iso(day)} the deputies stand in for each other in a circle, so that nobody is there.",
                    "Name a position that is there on that day."
                );
            }

            if (position.Leave.Take(j).Any(earlier => earlier.From <= leave.To && leave.From <= earlier.To))
            {
                faults.Add(
                    $"staff[{index}].leave[{j}].from",
                    "It overlaps another leave of the position.",
                    "Let one end before the other begins."
                );
            }
        }
    }

    // The chain of deputies changes only where a leave begins.
    static DateOnly? CircleOn(StaffOptions options, Position position, LeavePeriod leave)
    {
        foreach (
            var day in options
                .Staff.SelectMany(other => other.Leave)
                .Select(other => other.From)
                .Where(from => from > leave.From && from <= leave.To)
                .Prepend(leave.From)
        )
        {
            var seen = new HashSet<string>(StringComparer.Ordinal) { position.Id };
            var at = leave.Deputy;
            while (
                at is not null
                && options
                    .Staff.FirstOrDefault(other => other.Id == at)
                    ?.Leave.FirstOrDefault(other => other.From <= day && day <= other.To)
                    is { } next
            )
            {
                if (!seen.Add(at))
                {
                    return day;
                }

                at = next.Deputy;
            }
        }

        return null;
    }
}
