namespace SyncWorker.Hosting.Windows;

/// <summary>
/// Plans what <c>service install</c> and <c>service repair</c> do. Installing over an existing service is a repair: its account,
/// start type and failure actions were somebody's decision and are kept; that is where other installers lose the account.
/// </summary>
static class ServicePlan
{
    /// <param name="setup">What is wanted.</param>
    /// <param name="found">The service that is there, if any.</param>
    /// <param name="shipped">The program's own config files, relative to <c>config</c> in the program folder.</param>
    /// <param name="exists">Whether a file or folder is there.</param>
    public static IReadOnlyList<ServiceStep> Install(
        ServiceSetup setup,
        ServiceFound? found,
        IReadOnlyList<string> shipped,
        Func<string, bool> exists
    ) =>
        [
            .. Folders(setup, exists),
            .. Config(setup, shipped, exists),
            .. found is null ? Create(setup) : Repair(setup, found),
            new ServiceStep.SetDescription(ServiceSetup.Description),
            new ServiceStep.SetNumber(4, "failure actions also after an exit code other than 0", 1),
            new ServiceStep.SetNumber(5, "service SID type (1: in the token of any account)", 1),
            new ServiceStep.SetNumber(7, "pre-shutdown time, ms", (uint)Worker.StopTime.TotalMilliseconds + 5000),
            new ServiceStep.AddEventSource(setup.Name),
        ];

    static IEnumerable<ServiceStep> Folders(ServiceSetup setup, Func<string, bool> exists)
    {
        // Elsewhere the disk's rights are inherited, by which every user may change the program that the service runs.
        if (!IsProtected(setup.ProgramFolder))
        {
            yield return new ServiceStep.SetRights(setup.ProgramFolder, ServiceSid.FromServiceName(setup.Name), ServiceWrites: false);
        }

        // From the outside in: who owns the outer folder could rename the inner ones away.
        foreach (var (folder, writes) in new[] { (setup.Home, false), (setup.Config, false), (setup.Data, true) })
        {
            if (folder is null)
            {
                continue;
            }

            if (!exists(folder))
            {
                yield return new ServiceStep.MakeFolder(folder);
            }

            yield return new ServiceStep.SetRights(folder, ServiceSid.FromServiceName(setup.Name), writes);
        }
    }

    // Program Files and Program Files (x86), whose rights Windows sets itself.
    static bool IsProtected(string folder) =>
        folder.Length > 3 && folder[3..].StartsWith("Program Files", StringComparison.OrdinalIgnoreCase);

    // What an administrator may have edited is never overwritten; schemas and pages belong to the program's version.
    static IEnumerable<ServiceStep> Config(ServiceSetup setup, IReadOnlyList<string> shipped, Func<string, bool> exists) =>
        from file in shipped
        let target = $@"{setup.Config}\{file}"
        where !exists(target) || file.StartsWith(@"schema\", StringComparison.Ordinal) || file.EndsWith(".md", StringComparison.Ordinal)
        select new ServiceStep.CopyFile($@"{setup.ProgramFolder}\config\{file}", target);

    static IEnumerable<ServiceStep> Create(ServiceSetup setup)
    {
        var account = setup.Account ?? setup.VirtualAccount;
        if (NeedsLogonRight(account))
        {
            yield return new ServiceStep.GrantLogon(account);
        }

        yield return new ServiceStep.Create(setup, account);
        yield return new ServiceStep.SetFailureActions();
        yield return new ServiceStep.SetNumber(3, "delayed automatic start", 1);
    }

    static IEnumerable<ServiceStep> Repair(ServiceSetup setup, ServiceFound found)
    {
        if (!string.Equals(found.CommandLine, setup.CommandLine, StringComparison.OrdinalIgnoreCase))
        {
            yield return new ServiceStep.ChangeCommandLine(setup.CommandLine, found.CommandLine);
        }

        if (setup.Account is { } account && !string.Equals(account, found.Account, StringComparison.OrdinalIgnoreCase))
        {
            if (NeedsLogonRight(account))
            {
                yield return new ServiceStep.GrantLogon(account);
            }

            yield return new ServiceStep.ChangeAccount(account, setup.Password, found.Account);
        }
        else
        {
            yield return new ServiceStep.Keep($"account={found.Account}");
        }

        yield return new ServiceStep.Keep($"start={found.StartType}");
        yield return found.HasFailureActions
            ? new ServiceStep.Keep("failure actions as they were set")
            : new ServiceStep.SetFailureActions();
    }

    static bool NeedsLogonRight(string account) =>
        !account.StartsWith(@"NT SERVICE\", StringComparison.OrdinalIgnoreCase)
        && !account.StartsWith(@"NT AUTHORITY\", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(account, "LocalSystem", StringComparison.OrdinalIgnoreCase);
}
