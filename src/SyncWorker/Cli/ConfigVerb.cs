using System.CommandLine;
using SyncWorker.Cli.Config;
using SyncWorker.Config;

namespace SyncWorker.Cli;

/// <summary><c>config …</c></summary>
static class ConfigVerb
{
    public static Command Create() =>
        new("config", "The config folder: begins one, shows what differs from the config in force, and what was changed when.")
        {
            InitVerb.Create(),
            DiffVerb.Create(),
            HistoryVerb.Create(),
        };

    /// <summary>Prints what differs, file by file.</summary>
    public static void Print(IReadOnlyList<FileDifference> files)
    {
        foreach (var file in files)
        {
            Console.Out.WriteLine(file.ToString());
            foreach (var line in file.Lines)
            {
                TerminalText.Row($"  {line}");
            }
        }
    }
}
