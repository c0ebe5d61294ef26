using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Cli.Config;

/// <summary><c>config diff</c></summary>
static class DiffVerb
{
    public static Command Create()
    {
        var command = new Command(
            "diff",
            "Shows how the config folder differs from the config in force, line by line: edits that the worker has not taken over, because they\n"
                + "have faults or no worker runs. Lines with + are in the folder, lines with - in force. Exit code 0 also when they differ."
        )
        {
            CommonOptions.Json,
        };
        command.SetAction(Answer);
        return command;
    }

    static int Answer(ParseResult result)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        if (!Directory.Exists(folders.Config) || !Directory.Exists(folders.LastGoodConfig))
        {
            Console.Error.WriteLine(
                Directory.Exists(folders.Config)
                    ? $"No config is in force on {folders.Data}: no worker has run there yet."
                    : $"There is no folder {folders.Config}."
            );
            return ExitCode.Configuration;
        }

        var files = ConfigDifference.Find(ConfigDifference.Read(folders.LastGoodConfig), ConfigDifference.Read(folders.Config));
        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(files);
            return ExitCode.Done;
        }

        ConfigVerb.Print(files);
        Console.Out.WriteLine(Ending(files, folders));
        return ExitCode.Done;
    }

    static string Ending(IReadOnlyList<FileDifference> files, WorkerFolders folders) =>
        files is [] ? "The config in force is the one in the folder."
        : ConfigFolder.Load(folders.Config).Faults.Count is > 0 and var faults
            ? $"Not in force: {SyncWorker.Union.Count.Describe(faults, "fault")}. See: SyncWorker check"
        : RunLock.HeldBy(folders) is null ? "Not in force yet: no worker runs. It is taken over at the next start."
        : "Not in force yet: the worker takes it over within a minute, or at once with: SyncWorker reload";
}
