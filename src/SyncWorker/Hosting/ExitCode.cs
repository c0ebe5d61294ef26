using SyncWorker.Union;

namespace SyncWorker.Hosting;

/// <summary>What the program says to whoever started it. The numbers are part of the interface: see README.md.</summary>
static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The config has a fault, the command line has one, or a thing that it names is not there.</summary>
    public const int Configuration = 2;

    public const int Partly = 3;
    public const int Held = 4;

    /// <summary>A person pressed Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    public static int From(StageOutcome outcome) =>
        outcome switch
        {
            StageOutcome.Done => Done,
            StageOutcome.Partly => Partly,
            StageOutcome.Held => Held,
            _ => Failed,
        };

    /// <summary>The gravest outcome of several stages.</summary>
    public static int From(IEnumerable<StageOutcome> outcomes) => From(outcomes.DefaultIfEmpty(StageOutcome.Done).Max());
}
