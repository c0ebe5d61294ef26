using System.CommandLine;
using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Union;

namespace SyncWorker.Cli.Config;

/// <summary><c>config history</c></summary>
static class HistoryVerb
{
    static readonly Argument<int?> s_number = new("N")
    {
        Description = "A number of the list: prints that change line by line.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command(
            "history",
            "Lists the configs that were in force, newest first, each with the files it changed; with a number, that change line by line. They\n"
                + "are zips in the data folder, config-history: to go back, take the files out of one. The worker keeps the newest sixty."
        )
        {
            s_number,
            CommonOptions.Json,
        };
        command.SetAction(Answer);
        return command;
    }

    static int Answer(ParseResult result)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var changes = ConfigHistory.Changes(folders);
        if (result.GetValue(s_number) is { } number)
        {
            if (number < 1 || number > changes.Count)
            {
                Console.Error.WriteLine($"There is no config {number}: the list has {changes.Count}.");
                return ExitCode.Configuration;
            }

            ConfigVerb.Print(changes[number - 1].Files ?? []);
            Console.Out.WriteLine(changes[number - 1].Files is null ? "It is the oldest that is kept." : changes[number - 1].Config.File);
            return ExitCode.Done;
        }

        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(
                changes.Select(change => new
                {
                    change.Config.At,
                    change.Config.File,
                    Files = change.Files?.Select(file => new
                    {
                        file.File,
                        file.Added,
                        file.Removed,
                    }),
                })
            );
            return ExitCode.Done;
        }

        var zone = ConfigFolder.Load(folders.Config).Config?.Zone ?? TimeZoneInfo.Local;
        for (var i = 0; i < changes.Count; i++)
        {
            var what = changes[i].Files is { } files ? string.Join(", ", files) : "the oldest that is kept";
            TerminalText.Row(string.Create(CultureInfo.InvariantCulture, $"{i + 1, 3}  {Zones.Local(changes[i].Config.At, zone)}  {what}"));
        }

        if (changes is [])
        {
            Console.Out.WriteLine("No config has been in force yet.");
        }

        return ExitCode.Done;
    }
}
