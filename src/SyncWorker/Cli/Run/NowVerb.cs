using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;

namespace SyncWorker.Cli.Run;

/// <summary><c>run now JOB</c></summary>
static class NowVerb
{
    static readonly Argument<string> s_job = new("JOB") { Description = "A job of schedule.json, such as poll or send." };

    public static Command Create()
    {
        var command = new Command(
            "now",
            "Asks the running worker to run a job now, out of its turn, paused or not. It must be said by the worker's account or with sudo.\n"
                + "Exit code 1 when no worker runs on the data folder, 2 when it has no such job."
        )
        {
            s_job,
        };
        command.SetAction(
            (result, stopping) =>
                AskAsync(
                    WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data)),
                    WorkerRequests.Run + result.GetValue(s_job),
                    stopping
                )
        );
        return command;
    }

    /// <summary>Asks, and prints the answer.</summary>
    public static async Task<int> AskAsync(WorkerFolders folders, string request, CancellationToken stopping)
    {
        var (answer, words) = await WorkerRequests.AskAsync(folders, request, stopping);
        if (answer != RequestAnswer.Taken)
        {
            await Console.Error.WriteLineAsync(words);
            return answer == RequestAnswer.Refused ? ExitCode.Configuration : ExitCode.Failed;
        }

        Deed.Log(folders, request, "the worker was asked");
        Console.Out.WriteLine(words);
        return ExitCode.Done;
    }
}
