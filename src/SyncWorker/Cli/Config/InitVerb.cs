using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Config;

/// <summary><c>config init</c></summary>
static class InitVerb
{
    public static Command Create()
    {
        var command = new Command(
            "init",
            "Begins a config folder (--config DIR): writes the shipped files with their comments, schemas, calendars and tables into a folder\n"
                + "that is empty or not there yet. Then fill in staff.json, poll.json and send.json; `check` says what is missing."
        );
        command.SetAction(Answer);
        return command;
    }

    static int Answer(ParseResult result)
    {
        var target = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data)).Config;
        var shipped = Path.Combine(AppContext.BaseDirectory, "config");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            Console.Error.WriteLine($"{target} is not empty: nothing was written. Name another folder with --config.");
            return ExitCode.Configuration;
        }

        try
        {
            foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, Path.GetRelativePath(shipped, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{target} cannot be written: {error.Message}");
            return ExitCode.Failed;
        }

        Console.Out.WriteLine($"{target} is begun. Fill in staff.json, poll.json, send.json; then: SyncWorker check --config \"{target}\"");
        return ExitCode.Done;
    }
}
