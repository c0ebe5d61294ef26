using System.CommandLine;

namespace SyncWorker.Cli;

/// <summary><c>poll [SOURCE…]</c></summary>
static class PollVerb
{
    public static Command Create()
    {
        var sources = new Argument<string[]>("SOURCE")
        {
            Description = "Names of sources in poll.json; all of them when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "poll",
            "Asks each source what it has and keeps the answer in the table snapshot. A source that is unreachable, empty or broken is\n" +
            "named and changes nothing; the others go on (exit code 3).")
        {
            sources,
        };
        return StageVerb.Of(command, result => result.GetValue(sources) ?? []);
    }
}
