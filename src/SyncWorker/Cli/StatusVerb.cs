using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting.Status;

namespace SyncWorker.Cli;

/// <summary><c>status</c></summary>
static class StatusVerb
{
    static readonly Option<int> s_rows = new("--rows")
    {
        Description = "How many rows of the quarantine to list.",
        DefaultValueFactory = _ => 50,
    };

    static readonly Option<bool> s_metrics = new("--metrics")
    {
        Description = "Print it in the text format of Prometheus, for a textfile collector.",
    };

    public static Command Create()
    {
        var command = new Command(
            "status",
            "Shows whether the worker runs, its jobs (last success, next run, overdue), trial or live, how the last runs went, the health of\n"
                + "each source, quarantine, outbox and what is held; a config that has faults, secrets that are missing or expire soon.\n"
                + "Changes nothing. Exit code 1 when the worker was not told to stop and is gone, or a job is overdue or breaks each time;\n"
                + "2 when the config cannot be read; 4 when something is held or a mailbox waits for a person; 3 when a part is sick."
        )
        {
            CommonOptions.Json,
            s_rows,
            s_metrics,
        };
        command.SetAction(AnswerAsync);
        return command;
    }

    // Of all verbs this one must answer when the config is bad: the worker then runs on the copy that it keeps.
    static async Task<int> AnswerAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var (status, zone) = await StatusReader.ReadAsync(folders, result.GetValue(s_rows), TimeProvider.System, stopping);
        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(status, zone);
        }
        else if (result.GetValue(s_metrics))
        {
            Console.Out.Write(StatusMetrics.Format(status));
        }
        else
        {
            StatusText.Print(status, zone);
        }

        return status.ExitCode;
    }
}
