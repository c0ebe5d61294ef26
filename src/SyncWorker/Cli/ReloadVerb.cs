using System.CommandLine;
using SyncWorker.Cli.Run;
using SyncWorker.Config;
using SyncWorker.Hosting;

namespace SyncWorker.Cli;

/// <summary><c>reload</c></summary>
static class ReloadVerb
{
    public static Command Create()
    {
        var command = new Command(
            "reload",
            "Asks the running worker to read its config folder now; it does so by itself when a file changes. What it found is in its log and in\n"
                + "status. It must be said by the worker's account or with sudo. Exit code 1 when no worker runs on the data folder."
        );
        command.SetAction(
            (result, stopping) =>
                NowVerb.AskAsync(
                    WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data)),
                    WorkerRequests.Reload,
                    stopping
                )
        );
        return command;
    }
}
