using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>What the types of staff.json cannot say.</summary>
static class StaffCheck
{
    public static void Check(StaffOptions options, ConfigFaults faults)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Staff.Count; i++)
        {
            var position = options.Staff[i];
            if (!ids.Add(position.Id))
            {
                faults.Add($"staff[{i}].id", $"The id \"{position.Id}\" is used twice.", "Give each position its own.");
            }

            for (var j = 0; j < position.Roles.Count; j++)
            {
                if (!Roles.OfStaff.Contains(position.Roles[j]))
                {
                    faults.Add(
                        $"staff[{i}].roles[{j}]",
                        $"No position holds \"{Roles.Word(position.Roles[j])}\": it follows from the register.",
                        $"Allowed: {string.Join(", ", Roles.OfStaff.Select(Roles.Word))}."
                    );
                }
            }
        }

        for (var i = 0; i < options.Staff.Count; i++)
        {
            for (var j = 0; j < options.Staff[i].Leave.Count; j++)
            {
                var leave = options.Staff[i].Leave[j];
                if (leave.Deputy is { } deputy && !ids.Contains(deputy))
                {
                    faults.AddUnknown(
                        $"staff[{i}].leave[{j}].deputy",
                        $"There is no position \"{deputy}\".",
                        Suggestion.Sentence(deputy, ids)
                    );
                }

                if (leave.To < leave.From)
                {
                    faults.Add($"staff[{i}].leave[{j}].to", "The leave ends before it begins.", "Swap from and to.");
                }
                else if (leave.To > leave.From.AddYears(5))
                {
                    faults.Add($"staff[{i}].leave[{j}].to", "The leave lasts for more than five years.", "Look at its year.");
                }
            }
        }

        Clusters(options.Clusters, faults);
    }

    static void Clusters(IReadOnlyList<Cluster> clusters, ConfigFaults faults)
    {
        var names = new HashSet<(string, int)>();
        var units = new Dictionary<(string, int), string>();
        for (var i = 0; i < clusters.Count; i++)
        {
            var cluster = clusters[i];
            if (!names.Add((cluster.Name, cluster.Year)))
            {
                faults.Add(
                    $"clusters[{i}].name",
                    $"{cluster.Name} of {cluster.Year} stands there twice.",
                    "Keep one entry a cluster and year."
                );
            }

            foreach (var unit in cluster.Members.Append(cluster.Head).Distinct(StringComparer.Ordinal))
            {
                if (!units.TryAdd((unit, cluster.Year), cluster.Name))
                {
                    faults.Add(
                        $"clusters[{i}]",
                        $"{unit} is in {units[(unit, cluster.Year)]} and in {cluster.Name} in {cluster.Year}.",
                        "A unit is in one cluster a year: take it out of one of them."
                    );
                }
            }
        }
    }
}
