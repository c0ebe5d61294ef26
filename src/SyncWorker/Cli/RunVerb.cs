using System.CommandLine;
using System.ComponentModel;
using SyncWorker.Cli.Run;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Logging;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli;

/// <summary><c>run</c></summary>
static class RunVerb
{
    public const string Name = "run";

    static readonly Option<string?> s_service = new("--service")
    {
        Description = "Windows: run as the service of this name. Only the service control manager starts it so; see: service install.",
        HelpName = "NAME",
    };

    static readonly Option<WorldWritablePolicy> s_openRights = new("--open-rights")
    {
        Description = "When config or secrets may be changed by every account of the machine: refuse to start, or warn and go on.",
        HelpName = "refuse|warn",
    };

    public static Command Create()
    {
        var command = new Command(
            Name,
            "Runs the worker: every stage at the times of schedule.json, until Ctrl+C, a stop signal or the service manager stops it.\n"
                + "Changes in the config folder are taken over when they are whole and good. With a bad config it starts on the last good\n"
                + "copy and says so; without one it ends with 2. One worker a data folder."
        )
        {
            s_service,
            s_openRights,
            NowVerb.Create(),
        };
        command.SetAction(
            (result, _) =>
            {
                var folders = WorkerFolders.Resolve(result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
                return result.GetValue(s_service) is { } service
                    ? AsServiceAsync(service, folders)
                    : ByHandAsync(folders, result.GetValue(s_openRights));
            }
        );
        return command;
    }

    static async Task<int> ByHandAsync(WorkerFolders folders, WorldWritablePolicy openRights)
    {
        using var systemd = SystemdSupervisor.Find(TimeProvider.System);
        using var logs = new WorkerLogs(folders, toConsole: true, more: null);
        return await new Worker(folders, TimeProvider.System, logs, openRights).RunAsync(systemd);
    }

    static async Task<int> AsServiceAsync(string name, WorkerFolders folders)
    {
        if (!OperatingSystem.IsWindows())
        {
            await Console.Error.WriteLineAsync("--service is for Windows. Under systemd say only: run");
            return ExitCode.Configuration;
        }

        WindowsSupervisor service;
        try
        {
            service = await WindowsSupervisor.ConnectAsync(name, TimeProvider.System);
        }
        catch (Win32Exception error) when (error.NativeErrorCode == ServiceNative.ErrorNotStartedByScm)
        {
            await Console.Error.WriteLineAsync(
                $"The service control manager did not start this process. Say: SyncWorker service start --name {name}, or run without --service."
            );
            return ExitCode.Configuration;
        }

        using (service)
        {
            int code;
            using (var logs = new WorkerLogs(folders, toConsole: false, EventLogLines.ForSource(name)))
            {
                code = await new Worker(folders, TimeProvider.System, logs).RunAsync(service);
            }

            service.Complete(code); // every file is closed by now
            return code;
        }
    }
}
