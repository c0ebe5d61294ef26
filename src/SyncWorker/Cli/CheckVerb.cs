using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Secrets;

namespace SyncWorker.Cli;

/// <summary><c>check</c></summary>
static class CheckVerb
{
    static readonly Option<bool> s_writeSchemas = new("--write-schemas")
    {
        Description = "Write the JSON Schemas into the config folder's schema folder, so that editors complete and explain each key.",
    };

    public static Command Create()
    {
        var command = new Command(
            "check",
            "Reads the whole config folder and prints every fault at once: file, line, key, what was found, what to write instead.\n" +
            "Writes nothing to the store and sends nothing. Exit code 2 when there is a fault; 3 when a secret is missing\n" +
            "or expires within 14 days.")
        {
            CommonOptions.Json,
            s_writeSchemas,
        };
        command.SetAction((result, _) => Task.FromResult(Answer(result)));
        return command;
    }

    static int Answer(ParseResult result)
    {
        var folders = WorkerFolders.Settle(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        if (result.GetValue(s_writeSchemas))
        {
            var schemas = Path.Combine(folders.Config, "schema");
            Directory.CreateDirectory(schemas);
            foreach (var (file, type) in ConfigFolder.Files)
            {
                File.WriteAllText(Path.Combine(schemas, Path.ChangeExtension(file, ".schema.json")), ConfigSchema.Export(type));
            }
        }

        var (config, faults) = ConfigFolder.Load(folders.Config);
        var secrets = config is null ? [] : Secrets(folders, config);
        if (result.GetValue(CommonOptions.Json))
        {
            JsonOutput.Print(new { folder = folders.Config, faults, secrets });
        }
        else if (config is null)
        {
            FaultList.Print(folders.Config, faults);
        }
        else
        {
            Console.Out.WriteLine($"No fault in {folders.Config}.");
            foreach (var sentence in secrets)
            {
                Console.Out.WriteLine($"  {sentence}");
            }
        }

        return config is null ? ExitCode.Configuration : secrets is [] ? ExitCode.Done : ExitCode.Partly;
    }

    // Missing, unreadable here, or about to expire.
    static IReadOnlyList<string> Secrets(WorkerFolders folders, SyncConfig config)
    {
        var store = new SecretStore(folders, TimeProvider.System);
        return
        [
            .. NamedSecrets.Of(config).Select(store.WhyNot).OfType<string>(),
            .. store.Expiring(Moment.Read(TimeProvider.System, config.Zone).Today),
        ];
    }
}
