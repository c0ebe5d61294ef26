using SyncWorker.Config;
using SyncWorker.Union;

namespace SyncWorker.Reconcile;

/// <summary>What the types of reconcile.json cannot say.</summary>
static class ReconcileCheck
{
    public static void Check(ReconcileOptions options, ConfigFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Sources.Count; i++)
        {
            if (!names.Add(options.Sources[i].Name))
            {
                faults.Add(
                    $"sources[{i}].name",
                    $"The source \"{options.Sources[i].Name}\" stands here a second time.",
                    "Keep one of them."
                );
            }
        }

        foreach (var field in options.OwnFields.Keys.Where(CanonicalField.IsKnown))
        {
            faults.Add(
                $"ownFields.{field}",
                $"The program knows the field \"{field}\" already.",
                "Choose another name, or map that field."
            );
        }

        foreach (var (field, rule) in options.Fields)
        {
            for (var i = 0; i < rule.First.Count; i++)
            {
                if (!names.Contains(rule.First[i]))
                {
                    faults.AddUnknown(
                        $"fields.{field}.first[{i}]",
                        $"There is no source \"{rule.First[i]}\" in sources.",
                        Suggestion.Sentence(rule.First[i], names)
                    );
                }
            }
        }

        for (var i = 0; i < (options.Export?.Files.Count ?? 0); i++)
        {
            if (!Export.RegisterFile.Endings.Contains(options.Export!.Files[i]))
            {
                faults.Add(
                    $"export.files[{i}]",
                    $"\"{options.Export.Files[i]}\" is no kind of file.",
                    $"Allowed: {string.Join(", ", Export.RegisterFile.Endings)}."
                );
            }
        }

        if (options.Matching.ReviewFrom > options.Matching.LinkFrom)
        {
            faults.Add(
                "matching.reviewFrom",
                $"Review begins at {options.Matching.ReviewFrom}, above linkFrom.",
                "Write a smaller number than linkFrom."
            );
        }

        if (options.Matching.WordWeight + options.Matching.LetterWeight <= 0)
        {
            faults.Add("matching.wordWeight", "Both weights are 0.", "Give at least one of them a weight.");
        }
    }
}
