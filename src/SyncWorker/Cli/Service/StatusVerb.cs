using System.CommandLine;
using System.Runtime.Versioning;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service status</c></summary>
static class StatusVerb
{
    public static Command Create() =>
        ServiceVerb.On(
            new(
                "status",
                "Shows the service as Windows sees it: state, process, account, start type, command line, last exit codes. Exit code 3 when it does not run."
            )
            {
                CommonOptions.Json,
            },
            (name, result, _) =>
                Task.FromResult(
                    OperatingSystem.IsWindows()
                        ? Show(name, ServiceVerb.Hint(result), result.GetValue(CommonOptions.Json))
                        : ExitCode.Configuration
                )
        );

    [SupportedOSPlatform("windows")]
    static int Show(string name, string? hint, bool json)
    {
        using var service = Scm.Open(name, toChange: false);
        if (service is null)
        {
            return ServiceVerb.Missing(name);
        }

        var status = service.Status();
        var (commandLine, account, startType) = service.Config();
        var start = startType switch
        {
            2 => "automatic",
            3 => "by hand",
            4 => "disabled",
            _ => $"{startType}",
        };
        if (json)
        {
            JsonOutput.Print(
                new
                {
                    name,
                    state = status.Status.State,
                    pid = status.ProcessId,
                    account,
                    start,
                    commandLine,
                    win32ExitCode = status.Status.Win32ExitCode,
                    exitCode = status.Status.ServiceSpecificExitCode,
                    hint,
                    restartsAfterSeconds = service.FailureDelays()?.Select(delay => delay.TotalSeconds),
                }
            );
        }
        else
        {
            Console.Out.WriteLine(
                $"{name}: {status.Status.State}, process {status.ProcessId}, exit codes {status.Status.Win32ExitCode} and {status.Status.ServiceSpecificExitCode}"
            );
            Console.Out.WriteLine($"  account  {account}");
            Console.Out.WriteLine($"  start    {start}");
            Console.Out.WriteLine($"  path     {commandLine}");
            if (hint is not null)
            {
                Console.Out.WriteLine($"  config   {hint}");
            }
        }

        return status.Status.State == ServiceState.Running ? ExitCode.Done : ExitCode.Partly;
    }
}
