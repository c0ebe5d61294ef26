using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Store;

namespace SyncWorker.Cli;

/// <summary><c>backup FILE</c></summary>
static class BackupVerb
{
    static readonly Argument<string> s_file = new("FILE") { Description = "Where to write it; a file of that name is replaced." };

    public static Command Create()
    {
        var command = new Command(
            "backup",
            "Writes a copy of the store to a file while the worker goes on: one consistent moment, one file. Keep the config folder and\n"
                + "a recovery export of the secrets (secret export) beside it."
        )
        {
            s_file,
            CommonOptions.Json,
        };
        command.SetAction((result, _) => Task.FromResult(Make(result)));
        return command;
    }

    static int Make(ParseResult result)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        if (!StoreEngine.Of(folders).Exists())
        {
            var trouble = FolderTrouble.Find(folders);
            Console.Error.WriteLine(
                trouble ?? $"There is no store {folders.Store}. Name its folder with --data, or the config folder with --config."
            );
            return trouble is null ? ExitCode.Configuration : ExitCode.Failed;
        }

        var file = Path.GetFullPath(result.GetValue(s_file)!);
        new StoreBackup(folders, new SyncStore(folders, TimeProvider.System), TimeProvider.System).Make(file);
        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(new { file, bytes = new FileInfo(file).Length });
            return ExitCode.Done;
        }

        Console.Out.WriteLine($"{file}: {new FileInfo(file).Length / 1024} KB. Check it with: SyncWorker restore --verify {file}");
        return ExitCode.Done;
    }
}
