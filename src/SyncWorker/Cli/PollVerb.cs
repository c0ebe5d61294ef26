using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>poll [SOURCE…]</c></summary>
static class PollVerb
{
    static readonly Option<bool> s_dryRun = new("--dry-run")
    {
        Description = "Download, compare and print what would change; write nothing to the store, not even the run.",
    };

    static readonly Option<bool> s_acceptFewer = new("--accept-fewer")
    {
        Description =
            "Accept a source that is empty or much smaller than before, in this run only. Check first that the rows are really gone.",
    };

    public static Command Create()
    {
        var sources = new Argument<string[]>("SOURCE")
        {
            Description = "Names of sources in poll.json; all of them when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "poll",
            "Reads each source and keeps its rows in the table snapshot. A source that is unreachable, empty or broken is\n"
                + "reported and changes nothing; the others go on. Exit code 0 all sources healthy, 3 some, 1 none."
        )
        {
            sources,
            s_dryRun,
            s_acceptFewer,
            Poll.AddVerb.Create(),
            Poll.SampleVerb.Create(),
            Poll.QuarantineVerb.Create(),
        };
        command.Add(CommonOptions.AsOf);
        command.Add(CommonOptions.Json);
        VerbContext.On(
            command,
            async (context, result, stopping) =>
            {
                var only = result.GetValue(sources) ?? [];
                if (Unknown(context, only) is { } words)
                {
                    await Console.Error.WriteLineAsync(words);
                    return ExitCode.Configuration;
                }

                var done = await StageVerb.RunAsync(
                    context,
                    command.Name,
                    only,
                    stopping,
                    request => request with { DryRun = result.GetValue(s_dryRun), AcceptFewer = result.GetValue(s_acceptFewer) }
                );
                if (context.Json)
                {
                    JsonOutput.Print(StageLine.ForPrograms(done));
                }

                return ExitCode.From(done.Outcome);
            }
        );
        return command;
    }

    /// <summary>A sentence when one of the names is no source, else null.</summary>
    public static string? Unknown(VerbContext context, IEnumerable<string> names)
    {
        var known = context.Config.Poll.Sources.Select(source => source.Name).ToList();
        return names.FirstOrDefault(name => !known.Contains(name)) is { } wrong
            ? $"There is no source \"{wrong}\" in poll.json. {Suggestion.Sentence(wrong, known)}"
            : null;
    }
}
