using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Store;

namespace SyncWorker.Cli;

/// <summary><c>restore FILE</c></summary>
static class RestoreVerb
{
    static readonly Argument<string> s_file = new("FILE") { Description = "A file that backup has written." };

    static readonly Option<bool> s_verify = new("--verify")
    {
        Description = "Only check the file: whole, of this version or an older one, and what it holds. Nothing is changed.",
    };

    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Puts a backup in the place of the store. The worker must be stopped; the store that was there is kept in the data folder's\n"
                + "backups. Sending is then on hold until a person releases it, because the backup does not know which mails left after it."
        )
        {
            s_file,
            s_verify,
        };
        command.SetAction((result, stopping) => RestoreAsync(result, stopping));
        return command;
    }

    static async Task<int> RestoreAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var backup = new StoreBackup(folders, new SyncStore(folders, TimeProvider.System), TimeProvider.System);
        var file = Path.GetFullPath(result.GetValue(s_file)!);
        var (fault, holds) = await backup.VerifyAsync(file, stopping);
        if (fault is not null)
        {
            await Console.Error.WriteLineAsync($"{fault} Nothing was changed.");
            return ExitCode.Failed;
        }

        Console.Out.WriteLine($"{file} is whole: {string.Join(", ", holds)}.");
        if (result.GetValue(s_verify))
        {
            return ExitCode.Done;
        }

        using var alone = RunLock.TryTake(folders, out var heldBy);
        if (alone is null)
        {
            await Console.Error.WriteLineAsync($"{heldBy} Nothing was changed.");
            return ExitCode.Failed;
        }

        var kept = await backup.RestoreAsync(file, stopping);
        Deed.Log(folders, $"restore {Path.GetFileName(file)}", "restored, sending is on hold");
        Console.Out.WriteLine(kept is null ? $"Restored to {folders.Store}." : $"Restored to {folders.Store}; what was there is {kept}.");
        Console.Out.WriteLine(
            "Sending is on hold. See what would leave: SyncWorker mail release --what-if. Let it go: SyncWorker mail release"
        );
        return ExitCode.Done;
    }
}
