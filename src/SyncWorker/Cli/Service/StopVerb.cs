using System.CommandLine;
using System.Runtime.Versioning;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service stop</c></summary>
static class StopVerb
{
    public static Command Create() =>
        ServiceVerb.On(
            new(
                "stop",
                "Stops the service and waits until its process has ended: running stages end or hand over. Nothing to stop is no fault."
            ),
            async (name, _, stopping) => OperatingSystem.IsWindows() ? await StopAsync(name, stopping) : ExitCode.Configuration
        );

    [SupportedOSPlatform("windows")]
    static async Task<int> StopAsync(string name, CancellationToken stopping)
    {
        using var service = Scm.Open(name, toChange: true);
        if (service is null)
        {
            Console.Out.WriteLine($"There is no service {name}.");
            return ExitCode.Done;
        }

        if (await service.StopAsync(ServiceVerb.Patience, TimeProvider.System, stopping))
        {
            Console.Out.WriteLine($"{name} has stopped.");
            return ExitCode.Done;
        }

        Console.Error.WriteLine($"{name} did not stop in {ServiceVerb.Patience.TotalSeconds:0} s.");
        return ExitCode.Failed;
    }
}
