using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Logging;

namespace SyncWorker.Cli;

/// <summary><c>run</c></summary>
static class RunVerb
{
    public const string Name = "run";

    public static Command Create()
    {
        var command = new Command(
            Name,
            "Runs the worker: every stage at the times of schedule.json, until Ctrl+C, a stop signal or the service manager stops it.\n" +
            "Changes in the config folder are taken over when they are whole and good. With a bad config it starts on the last good\n" +
            "copy and says so; without one it ends with 2. One worker a data folder.");
        command.SetAction(async (result, stopping) =>
        {
            var folders = WorkerFolders.Settle(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
            using var logs = new WorkerLogs(folders, toConsole: true, more: null);
            return await new Worker(folders, TimeProvider.System, logs).RunAsync(more: null, stopping);
        });
        return command;
    }
}
