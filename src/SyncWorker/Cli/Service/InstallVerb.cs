using System.CommandLine;
using System.Runtime.Versioning;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Windows;

namespace SyncWorker.Cli.Service;

/// <summary><c>service install</c></summary>
static class InstallVerb
{
    static readonly Option<string?> s_account = new("--account")
    {
        Description =
            "The account it runs as: DOMAIN\\name$ (a managed account), DOMAIN\\user, .\\user or LocalSystem. Default: the virtual account NT SERVICE\\SyncWorker; an existing service keeps its own.",
        HelpName = "ACCOUNT",
    };

    public static Command Create() =>
        SetInstall(
            new(
                "install",
                "Makes the folders in %ProgramData%\\SyncWorker (config and data, closed to other accounts), copies config files that are not\n"
                    + "there yet, and makes the service: automatic delayed start, restart after 20 s, 1 min and 5 min. Over an existing service it\n"
                    + "is a repair and keeps account, start type and failure actions. Every change is printed."
            )
        );

    /// <summary>Gives a command the work of installing; repair shares it.</summary>
    public static Command SetInstall(Command command)
    {
        command.Add(s_account);
        command.Add(ServiceVerb.WhatIf);
        return ServiceVerb.On(
            command,
            (name, result, _) =>
                Task.FromResult(OperatingSystem.IsWindows() ? Install(name, result, command.Name == "repair") : ExitCode.Configuration)
        );
    }

    [SupportedOSPlatform("windows")]
    static int Install(string name, ParseResult result, bool repairOnly)
    {
        var found = ServiceInstaller.Find(name);
        if (repairOnly && found is null)
        {
            return ServiceVerb.Missing(name);
        }

        var whatIf = result.GetValue(ServiceVerb.WhatIf);
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), name);
        var account = result.GetValue(s_account);
        var (config, data) = (result.GetValue(CommonOptions.Config), result.GetValue(CommonOptions.Data));
        var setup = new ServiceSetup
        {
            Name = name,
            Program = Environment.ProcessPath!,
            Home = config is null || data is null ? home : null,
            Config = config is not null ? Path.GetFullPath(config) : Path.Combine(home, "config"),
            Data = data is not null ? Path.GetFullPath(data) : Path.Combine(home, "data"),
            Account = account,
            Password = account is not null && !whatIf && NeedsPassword(account) ? PasswordPrompt.Read($"Password of {account}: ") : null,
        };
        if (ServiceInstaller.FindPlanted(setup, found) is [_, ..] planted)
        {
            foreach (var sentence in planted)
            {
                Console.Error.WriteLine(sentence);
            }

            Console.Error.WriteLine("Nothing was changed: somebody else made what the service would trust.");
            return ExitCode.Failed;
        }

        var shipped = Path.Combine(AppContext.BaseDirectory, "config");
        var files = Directory.Exists(shipped)
            ? Directory
                .EnumerateFiles(shipped, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(shipped, file))
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        var steps = ServicePlan.Install(setup, found, files, path => File.Exists(path) || Directory.Exists(path));
        if (whatIf)
        {
            foreach (var step in steps)
            {
                Console.Out.WriteLine(step);
            }

            Console.Out.WriteLine("Nothing was changed (--what-if).");
            return ExitCode.Done;
        }

        ServiceInstaller.Apply(setup, steps, Console.Out);
        Console.Out.WriteLine(
            found is null
                ? $"The service {name} is installed. Edit {setup.Config}, then: SyncWorker check, SyncWorker service start"
                : $"The service {name} is as it should be."
        );
        return ExitCode.Done;
    }

    static bool NeedsPassword(string account) =>
        !account.EndsWith('$')
        && !account.StartsWith("NT ", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(account, "LocalSystem", StringComparison.OrdinalIgnoreCase);
}
