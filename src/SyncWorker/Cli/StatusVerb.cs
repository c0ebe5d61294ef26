using System.CommandLine;
using System.Globalization;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>status</c></summary>
static class StatusVerb
{
    static readonly Option<int> s_rows = new("--rows")
    {
        Description = "How many rows of the quarantine to list.",
        DefaultValueFactory = _ => 50,
    };

    public static Command Create()
    {
        var command = new Command(
            "status",
            "Shows how the last runs went, the health of each source, the rows in quarantine with every reason, what waits in the outbox\n"
                + "and what is held; at the top, a config that has faults and what is in force instead, and secrets that are missing or expire soon.\n"
                + "Writes nothing. Exit code 3 when a source is unhealthy, a run failed, the config has faults or a secret needs a hand, 4 when something is held or a mailbox waits for a person."
        )
        {
            CommonOptions.Json,
            s_rows,
        };
        command.SetAction(AnswerAsync);
        return command;
    }

    // Of all verbs this one must answer when the config is bad: the worker then runs on the copy that it keeps.
    static async Task<int> AnswerAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var (config, faults) = ConfigFolder.Load(folders.Config);
        var lastGood = config is null ? LastGoodConfig.Read(folders) : null;
        if ((config ?? lastGood?.Config) is not { } inForce)
        {
            FaultList.Print(folders.Config, faults);
            return ExitCode.Configuration;
        }

        var state = new ConfigState(folders.Config, faults, lastGood?.MadeAt);
        return await VerbContext.WorkAsync(
            folders,
            inForce,
            result,
            (context, _, _) => AnswerAsync(context, state, result.GetValue(s_rows), stopping),
            stopping
        );
    }

    static async Task<int> AnswerAsync(VerbContext context, ConfigState config, int rows, CancellationToken stopping)
    {
        var status = await StatusReport.ReadAsync(context, config, rows, stopping);
        if (context.Json)
        {
            JsonOutput.Print(status);
        }
        else
        {
            Print(status, context.Config.Zone);
        }

        return status.ExitCode;
    }

    static void Print(StatusReport status, TimeZoneInfo zone)
    {
        string Local(DateTimeOffset? at) =>
            at is { } instant
                ? TimeZoneInfo.ConvertTime(instant, zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)
                : "never";

        if (status.Config is { LastGoodAt: { } madeAt } config)
        {
            Console.Out.WriteLine(
                $"Config: {(config.Faults.Count == 1 ? "1 fault" : $"{config.Faults.Count} faults")} in {config.Folder}; the last good copy, of {Local(madeAt)}, is in force until it is mended"
            );
            foreach (var fault in config.Faults)
            {
                Console.Out.WriteLine($"  {fault}");
            }
        }

        foreach (var sentence in status.Disk is { } disk ? status.Secrets.Prepend(disk) : status.Secrets)
        {
            Console.Out.WriteLine(sentence);
        }

        Console.Out.WriteLine(status.Runs is [] ? "No run yet." : "Last runs");
        foreach (var run in status.Runs)
        {
            Console.Out.WriteLine(
                $"  {Local(run.StartedAt)}  {run.Stage, -10} {run.Subject, -12} {(run.Outcome == RunOutcome.Running ? "interrupted or still running" : EnumWord.Kebab(run.Outcome))}{(run.Error is null ? "" : $": {run.Error}")}"
            );
        }

        foreach (var trouble in status.Troubles)
        {
            Console.Out.WriteLine(
                $"Trouble of {trouble.Job}, {Count.Describe(trouble.Runs, "run")} in a row since {Local(trouble.Since)}{(trouble.IsTold ? ", IT was told" : "")}: {trouble.Reason}"
            );
        }

        Console.Out.WriteLine(status.Sources is [] ? "No source has been polled yet." : "Sources");
        foreach (var source in status.Sources)
        {
            Console.Out.WriteLine(
                $"  {source.Source, -14} {EnumWord.Kebab(source.Health), -10} {source.Rows, 7} rows, last good {Local(source.LastGoodAt)}{(source.Reason is null ? "" : $"; since {Local(source.Since)}: {source.Reason}")}"
            );
        }

        if (status.QuarantineTotal > 0)
        {
            Console.Out.WriteLine(
                $"Quarantine: {Count.Describe(status.QuarantineTotal, "row")} that could not be read{(status.Quarantine.Count < status.QuarantineTotal ? $", the first {status.Quarantine.Count}" : "")}"
            );
            foreach (var row in status.Quarantine)
            {
                Console.Out.WriteLine($"  {row.Source}  {row.Position.ReplaceLineEndings(" and ")}");
                foreach (var reason in row.Reasons)
                {
                    Console.Out.WriteLine($"    {reason}");
                }
            }
        }

        Console.Out.WriteLine(
            status.Outbox.Count == 0
                ? "Outbox: empty"
                : $"Outbox: {string.Join(", ", status.Outbox.Select(group => $"{group.Value} {group.Key}"))}"
        );
        if (status.MailboxesWaiting > 0)
        {
            Console.Out.WriteLine(
                $"Mailboxes outside the union's domains that wait for a person: {status.MailboxesWaiting}. See: SyncWorker mail recipients list"
            );
        }

        foreach (var hold in status.Holds)
        {
            Console.Out.WriteLine($"Held since {Local(hold.Since)}: {hold.What}: {hold.Reason}");
        }
    }
}
