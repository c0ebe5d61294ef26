using System.CommandLine;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>How verbs take a period of figures.</summary>
static class PeriodArgument
{
    const string Description = "2026, 2026-H1, 2026-Q3 or 2026-07.";

    public static Argument<string> Create() => new("PERIOD") { Description = Description };

    public static Option<string[]> Compare() =>
        new("--compare")
        {
            Description = "Other periods beside it, such as 2025-H1; several are allowed.",
            HelpName = "PERIOD",
            AllowMultipleArgumentsPerToken = true,
        };

    /// <summary>The periods by their words; null, and a sentence is printed, when one is none.</summary>
    public static IReadOnlyList<FigurePeriod>? Read(params IEnumerable<string?> words)
    {
        var periods = new List<FigurePeriod>();
        foreach (var word in words)
        {
            if (FigurePeriod.Find(word) is not { } period)
            {
                Console.Error.WriteLine($"\"{word}\" is no period. Write {FigurePeriod.Examples}.");
                return null;
            }

            periods.Add(period);
        }

        return periods;
    }
}
