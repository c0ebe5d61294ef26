using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service uninstall</c></summary>
static class UninstallVerb
{
    static readonly Option<bool> s_deleteData = new("--delete-data")
    {
        Description = "Delete %ProgramData%\\SyncWorker as well: config, store, backups, secrets, logs. Nothing brings them back.",
    };

    public static Command Create() =>
        ServiceVerb.On(
            new(
                "uninstall",
                "Stops the service and removes it and its event source. Config and data stay unless told. Nothing to remove is no fault."
            )
            {
                s_deleteData,
                ServiceVerb.WhatIf,
            },
            async (name, result, stopping) =>
            {
                if (!OperatingSystem.IsWindows())
                {
                    return ExitCode.Configuration;
                }

                var whatIf = result.GetValue(ServiceVerb.WhatIf);
                await UninstallAsync(name, whatIf, stopping);
                return Data(name, result.GetValue(s_deleteData), whatIf);
            }
        );

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    static async Task UninstallAsync(string name, bool whatIf, CancellationToken stopping)
    {
        using var service = Scm.Open(name, toChange: !whatIf);
        if (service is null)
        {
            Console.Out.WriteLine($"There is no service {name}.");
        }
        else
        {
            Console.Out.WriteLine($"ControlService             {name}: stop, and wait for its process to end");
            Console.Out.WriteLine($"DeleteService              {name}");
            if (!whatIf)
            {
                var stopped = await service.StopAsync(ServiceVerb.Patience, TimeProvider.System, stopping);
                service.Delete();
                if (!stopped)
                {
                    Console.Error.WriteLine(
                        $"It did not stop in {ServiceVerb.Patience.TotalSeconds:0} s; Windows removes it when its process has ended."
                    );
                }
            }
        }

        Console.Out.WriteLine($"DeleteEventSource          source={name}");
        if (!whatIf)
        {
            ServiceInstaller.RemoveEventSource(name);
        }
    }

    // What install made, and no folder of the administrator's own choice.
    static int Data(string name, bool delete, bool whatIf)
    {
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), name);
        if (delete && Directory.Exists(home))
        {
            Console.Out.WriteLine($"DeleteFolder               {home}, with config, store, backups, secrets and logs");
            if (!whatIf)
            {
                try
                {
                    Directory.Delete(home, recursive: true);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    Console.Error.WriteLine($"Not all of it could be deleted: {error.Message} Close what has it open, then delete {home}.");
                    return ExitCode.Failed;
                }
            }
        }

        Console.Out.WriteLine(
            whatIf ? "Nothing was changed (--what-if)."
            : delete ? "Config and data are gone."
            : $"Config and data stay in {home}."
        );
        return ExitCode.Done;
    }
}
