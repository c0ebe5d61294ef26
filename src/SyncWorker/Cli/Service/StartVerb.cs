using System.CommandLine;
using System.Runtime.Versioning;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service start</c></summary>
static class StartVerb
{
    public static Command Create() =>
        ServiceVerb.On(
            new(
                "start",
                "Starts the service and waits until the schedule runs. When it dies, its exit code and where to look are printed (exit code 1)."
            ),
            async (name, result, stopping) =>
                OperatingSystem.IsWindows() ? await StartAsync(name, result, stopping) : ExitCode.Configuration
        );

    [SupportedOSPlatform("windows")]
    static async Task<int> StartAsync(string name, ParseResult result, CancellationToken stopping)
    {
        using var service = Scm.Open(name, toChange: true);
        if (service is null)
        {
            return ServiceVerb.Missing(name);
        }

        if (service.Status().Status.State is ServiceState.Stopped)
        {
            service.Start();
        }

        var state = await service.WaitForAsync(ServiceState.Running, ServiceVerb.Patience, TimeProvider.System, stopping);
        if (state == ServiceState.Running)
        {
            Console.Out.WriteLine($"{name} runs.");
            if (ServiceVerb.Hint(result) is { } hint)
            {
                Console.Out.WriteLine(hint);
            }

            return ExitCode.Done;
        }

        var status = service.Status().Status;
        Console.Error.WriteLine(
            state == ServiceState.Stopped
                ? $"{name} died while it started: Windows error {status.Win32ExitCode}, exit code {status.ServiceSpecificExitCode}{Meaning(status.ServiceSpecificExitCode)}. See the event log (source {name}) and the data folder's logs."
                : $"{name} is still {state} after {ServiceVerb.Patience.TotalSeconds:0} s. Ask again with: SyncWorker service status"
        );
        return ExitCode.Failed;
    }

    static string Meaning(uint code) =>
        code switch
        {
            ExitCode.Configuration => " (the config has faults; run: SyncWorker check)",
            ExitCode.Failed => " (the log says why)",
            _ => "",
        };
}
