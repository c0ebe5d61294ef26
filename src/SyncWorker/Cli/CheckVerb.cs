using System.CommandLine;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>check</c></summary>
static class CheckVerb
{
    static readonly Option<bool> s_writeSchemas = new("--write-schemas")
    {
        Description = "Write the JSON Schemas into the config folder's schema folder, so that editors complete and explain each key.",
    };

    static readonly Option<bool> s_connect = new("--connect")
    {
        Description =
            "Also try each source (share, proxy, certificate) and sign in to the mail servers as a run would; no mail is sent. Exit code 3 when one fails.",
    };

    static readonly Option<bool> s_store = new("--store")
    {
        Description =
            "Also ask the store: exact keys that rows of different names share, rules that meet nobody in the register, associations without a mailbox, countries without an officer.",
    };

    public static Command Create()
    {
        var command = new Command(
            "check",
            "Reads the whole config folder and prints every fault: file, line, key, what was found, what to write instead; and, when\n"
                + "there is none, what the next runs will be. Writes nothing to the store and sends nothing. Exit code 2 when there is a fault;\n"
                + "3 when a secret is missing or expires within 14 days."
        )
        {
            CommonOptions.Json,
            s_writeSchemas,
            s_connect,
            s_store,
        };
        command.SetAction(AnswerAsync);
        return command;
    }

    static async Task<int> AnswerAsync(ParseResult result, CancellationToken stopping)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        if (result.GetValue(s_writeSchemas))
        {
            WriteSchemas(Path.Combine(folders.Config, "schema"));
        }

        var (config, faults) = ConfigFolder.Load(folders.Config);
        var now = TimeProvider.System.GetUtcNow();
        IReadOnlyList<string> register = [];
        if (config is { } read && result.GetValue(s_store))
        {
            (config, faults, register) = await StoreCheck.CheckAsync(folders, read, TimeProvider.System, stopping);
        }

        var secrets = config is null
            ? []
            : NamedSecrets.Problems(config, new(folders, TimeProvider.System), Moment.Read(TimeProvider.System, config.Zone).Today);
        var json = result.GetValue(CommonOptions.Json);
        IReadOnlyList<ConnectionResult>? connections = null;
        if (config is not null && result.GetValue(s_connect))
        {
            await TerminalProgress.ShowAsync(
                "check",
                json,
                async progress => connections = await ConnectionCheck.ProbeAllAsync(folders, config, progress, stopping)
            );
        }

        if (json)
        {
            JsonOutput.Print(
                new
                {
                    folder = folders.Config,
                    faults,
                    toFillIn = config is null ? [] : StartConfig.ToFillIn(config),
                    secrets,
                    warnings = config is null ? register : [.. Warnings(config, folders, now), .. register],
                    zone = config?.Zone.Id,
                    nextRuns = config is null ? [] : NextRuns.All(config, now, 3),
                    connect = connections,
                }
            );
        }
        else if (config is null)
        {
            FaultList.Print(folders.Config, faults);
        }
        else
        {
            Print(folders, config, secrets, register, now);
        }

        foreach (var connection in json ? [] : connections ?? [])
        {
            Console.Out.WriteLine($"  {(connection.Works ? "ok" : "FAILS"), -6} {connection.What, -16} {connection.Words}");
        }

        return config is null ? ExitCode.Configuration
            : secrets is [] && connections?.Any(connection => !connection.Works) != true ? ExitCode.Done
            : ExitCode.Partly;
    }

    static void WriteSchemas(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, type) in ConfigFolder.Files)
        {
            File.WriteAllText(Path.Combine(folder, Path.ChangeExtension(file, ".schema.json")), ConfigSchema.Export(type));
        }

        File.WriteAllText(Path.Combine(folder, StatusSchema.File), StatusSchema.Export());
    }

    static void Print(
        WorkerFolders folders,
        SyncConfig config,
        IReadOnlyList<string> secrets,
        IReadOnlyList<string> register,
        DateTimeOffset now
    )
    {
        Console.Out.WriteLine($"No fault in {folders.Config}.");
        if (StartConfig.ToFillIn(config) is [_, ..] empty)
        {
            Console.Out.WriteLine("The worker waits: it asks nobody and mails nobody. Still to fill in:");
            foreach (var sentence in empty)
            {
                Console.Out.WriteLine($"  {sentence}");
            }
        }

        foreach (var sentence in secrets)
        {
            Console.Out.WriteLine($"  {sentence}");
        }

        foreach (var warning in Warnings(config, folders, now).Concat(register))
        {
            Console.Out.WriteLine($"Warning: {warning}");
        }

        Console.Out.WriteLine($"Next runs ({Zones.Label(config.Zone, now)})");
        foreach (var job in NextRuns.All(config, now, 3))
        {
            Console.Out.WriteLine(
                $"  {job.Job, -10} {job.Run, -45} {string.Join(", ", job.At.Select(at => Zones.Local(at, config.Zone)))}".TrimEnd()
            );
        }
    }

    static IReadOnlyList<string> Warnings(SyncConfig config, WorkerFolders folders, DateTimeOffset now) =>
        ConfigWarnings.Find(config, folders, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, config.Zone).DateTime));
}
