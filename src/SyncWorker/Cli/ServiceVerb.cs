using System.CommandLine;
using System.ComponentModel;
using SyncWorker.Cli.Service;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Windows;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary><c>service</c></summary>
static class ServiceVerb
{
    /// <summary>How long a verb waits for the service to come up or to end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static readonly Option<string> Name = new("--name")
    {
        Description = "The service's name, when it is not SyncWorker.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ServiceSetup.DefaultName,
        Recursive = true,
    };

    public static readonly Option<bool> WhatIf = new("--what-if") { Description = "Print every call with its values and change nothing." };

    public static Command Create() =>
        new(
            "service",
            "Windows: installs the worker as a service and looks after it. Run it from an administrator's prompt. Under Linux use\n"
                + "systemctl; install/README.md has both."
        )
        {
            Name,
            InstallVerb.Create(),
            RepairVerb.Create(),
            UninstallVerb.Create(),
            StartVerb.Create(),
            StopVerb.Create(),
            Service.StatusVerb.Create(),
            Service.ReloadVerb.Create(),
            Service.RunVerb.Create(),
        };

    /// <summary>Gives a command its work on Windows; elsewhere it says what to use instead.</summary>
    public static Command On(Command command, Func<string, ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction(
            async (result, stopping) =>
            {
                if (!OperatingSystem.IsWindows())
                {
                    await Console.Error.WriteLineAsync(
                        "Windows services are Windows' alone. Here: systemctl start|stop|status|reload syncworker, or run by hand."
                    );
                    return ExitCode.Configuration;
                }

                try
                {
                    return await work(result.GetValue(Name)!, result, stopping);
                }
                catch (Win32Exception error)
                {
                    await Console.Error.WriteLineAsync(error.Message);
                    return ExitCode.Failed;
                }
                catch (UnauthorizedAccessException error)
                {
                    await Console.Error.WriteLineAsync($"{error.Message} Run it as an administrator.");
                    return ExitCode.Failed;
                }
            }
        );
        return command;
    }

    /// <summary>What a running service does not show: that it waits for a config, or runs on the last good one. Null when all is well.</summary>
    public static string? Hint(ParseResult result)
    {
        var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var (config, faults) = ConfigFolder.Load(folders.Config, rendersTemplates: false);
        return config is null
                ? $"The config has {Count.Describe(faults.Count, "fault")}: the last good copy is in force. See: SyncWorker check"
            : config.IsStart
                ? "It waits: the config is not filled in, so that nobody is asked and nobody is mailed. What is missing says: SyncWorker check"
            : null;
    }

    /// <summary>Says that there is no such service; 2.</summary>
    public static int Missing(string name)
    {
        Console.Error.WriteLine(
            $"There is no service {name}. Make it with: SyncWorker service install{(name == ServiceSetup.DefaultName ? "" : $" --name {name}")}"
        );
        return ExitCode.Configuration;
    }
}
