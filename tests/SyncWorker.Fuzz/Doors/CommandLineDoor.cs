using System.CommandLine;
using SyncWorker.Cli;

namespace SyncWorker.Fuzz.Doors;

/// <summary>The command line: it is read, and what is wrong with it is said; nothing is carried out.</summary>
static class CommandLineDoor
{
    static readonly RootCommand s_root = CommandLine.Root();

    public static Door Door { get; } =
        new("command-line", Enter)
        {
            Words = [.. Words(s_root).Distinct(), "--", "\n", "\n--", "2026-07-06", "--help", "[suggest:3]", "@file", "-x", "--=", "/?"],
            Longest = 1024,
        };

    static IEnumerable<string> Words(Command command) =>
        command
            .Subcommands.SelectMany(verb => Words(verb).Prepend(verb.Name + "\n"))
            .Concat(command.Options.Select(option => option.Name + "\n"));

    // A line an argument.
    static int Enter(byte[] bytes)
    {
        var args = OddText.Lines(bytes).Where(line => !line.StartsWith('@')).ToArray(); // "@file" reads arguments from a file
        var parsed = s_root.Parse(args);
        var faults = UsageFaults.Of(parsed);
        Promise.Keep(parsed.Errors.Count == 0 || faults.Count > 0, "a command line is wrong and no fault says why");
        Promise.Keep(faults.All(fault => fault.Length > 0), "a fault without words");
        return HashCode.Combine(
            parsed.CommandResult.Command.Name,
            Math.Min(faults.Count, 3),
            faults is [var first, ..] ? first.Split('"')[^1] : ""
        );
    }
}
