using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>The one line a stage run prints, its notes indented below.</summary>
static class StageLine
{
    public static void Print(StageResult result)
    {
        var counts = result.Counts.Count == 0 ? "nothing to do" : string.Join(", ", result.Counts);
        var outcome = result.Outcome == StageOutcome.Done ? "" : $" [{result.Outcome.ToString().ToLowerInvariant()}]";
        var look = result.Look is null ? "" : $"  -> {result.Look}";
        Console.Out.WriteLine($"{result.Stage, -10}{outcome} {counts}{look}");
        foreach (var note in result.Notes)
        {
            Console.Out.WriteLine($"           - {note}");
        }
    }

    public static object ForPrograms(StageResult result) =>
        new
        {
            result.Stage,
            result.Outcome,
            counts = result.Counts.ToDictionary(count => count.What, count => count.Number),
            result.Look,
            result.Notes,
        };
}
