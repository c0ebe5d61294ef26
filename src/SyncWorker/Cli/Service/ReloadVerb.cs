using System.CommandLine;
using System.Runtime.Versioning;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service reload</c></summary>
static class ReloadVerb
{
    public static Command Create() =>
        ServiceVerb.On(
            new("reload", "Tells the running service to read its config folder now. What it found is in its log and the event log."),
            (name, _, _) => Task.FromResult(OperatingSystem.IsWindows() ? Reload(name) : ExitCode.Configuration)
        );

    [SupportedOSPlatform("windows")]
    static int Reload(string name)
    {
        using var service = Scm.Open(name, toChange: true);
        if (service is null)
        {
            return ServiceVerb.Missing(name);
        }

        service.Control(ServiceControls.ParamChange);
        Console.Out.WriteLine($"The service {name} was asked to read its config.");
        return ExitCode.Done;
    }
}
