using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Config.Tables;

/// <summary>What the lines of a table must be to each other: each fault names its line.</summary>
static class TableChecks
{
    /// <summary>The first column tells the lines apart.</summary>
    public static void Keys(IReadOnlyList<ConfigRow> rows, string column, List<ConfigFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Optional(column) is not { } key)
            {
                faults.Add(row.Fault(column, "The cell is empty.", "Fill it in, or take the line out."));
            }
            else if (!seen.Add(key))
            {
                faults.Add(row.Fault(column, $"\"{key}\" stands in the table a second time.", "Keep one of the lines."));
            }
        }
    }

    public static void Former(IReadOnlyList<ConfigRow> rows, List<ConfigFault> faults)
    {
        foreach (var row in rows)
        {
            row.Day("valid_to", faults);
            if (row["name_survives"] is not ("yes" or "no"))
            {
                faults.Add(row.Fault("name_survives", $"Found \"{row["name_survives"]}\".", "Write yes or no."));
            }
        }
    }

    /// <summary>A line names a province, and a spelling stands for one province only.</summary>
    public static void ProvinceNames(IReadOnlyList<ConfigRow> rows, IReadOnlyDictionary<string, Province> known, List<ConfigFault> faults)
    {
        var owners = known.ToDictionary(entry => entry.Key, entry => entry.Value.Name, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!known.ContainsKey(NormalizedName.ToCompact(row["name"])))
            {
                var names = known.Values.Select(province => province.Name);
                faults.Add(row.Fault("name", $"There is no province \"{row["name"]}\".", Suggestion.Sentence(row["name"], names)));
                continue;
            }

            foreach (var spelling in row.List("names"))
            {
                var folded = NormalizedName.ToCompact(spelling);
                if (
                    !owners.TryAdd(folded, row["name"])
                    && NormalizedName.ToCompact(owners[folded]) != NormalizedName.ToCompact(row["name"])
                )
                {
                    faults.Add(
                        row.Fault(
                            "names",
                            $"\"{spelling}\" already stands for {owners[folded]}.",
                            "A name may stand for one province only: take it off one of the two lines."
                        )
                    );
                }
            }
        }
    }

    /// <summary>The provinces are known, and no unit follows itself.</summary>
    public static void Successions(IReadOnlyList<ConfigRow> rows, ProvinceTable provinces, List<ConfigFault> faults)
    {
        var successors = rows.DistinctBy(row => row["id"])
            .ToDictionary(row => row["id"], row => row.Optional("successor"), StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Optional("province") is { } name && provinces.All.Count > 0 && provinces.ByName(name) is null)
            {
                var names = provinces.All.Select(province => province.Name);
                faults.Add(row.Fault("province", $"There is no province \"{name}\".", Suggestion.Sentence(name, names)));
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            var at = row["id"];
            while (seen.Add(at) && successors.GetValueOrDefault(at) is { } next)
            {
                at = next;
            }

            if (successors.GetValueOrDefault(at) is not null)
            {
                faults.Add(row.Fault("successor", $"{row["id"]} follows itself.", "Let the last successor have none."));
            }
        }
    }
}
