using System.CommandLine;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service uninstall</c></summary>
static class UninstallVerb
{
    public static Command Create() =>
        ServiceVerb.On(
            new("uninstall", "Stops the service and removes it and its event source. Config and data stay. Nothing to remove is no fault.")
            {
                ServiceVerb.WhatIf,
            },
            async (name, result, stopping) =>
                OperatingSystem.IsWindows()
                    ? await UninstallAsync(name, result.GetValue(ServiceVerb.WhatIf), stopping)
                    : ExitCode.Configuration
        );

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    static async Task<int> UninstallAsync(string name, bool whatIf, CancellationToken stopping)
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

        Console.Out.WriteLine(whatIf ? "Nothing was changed (--what-if)." : "Config and data stay where they are.");
        return ExitCode.Done;
    }
}
