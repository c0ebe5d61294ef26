using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace SyncWorker.Hosting.Windows;

/// <summary>Makes the changes of a <see cref="ServicePlan"/>, printing each.</summary>
[SupportedOSPlatform("windows")]
static class ServiceInstaller
{
    /// <summary>The service of this name as it is, or null.</summary>
    public static ServiceFound? Find(string name)
    {
        using var service = Scm.Open(name, toChange: false);
        if (service is null)
        {
            return null;
        }

        var (commandLine, account, startType) = service.Config();
        return new(commandLine, account, startType, service.FailureDelays() is { Count: > 0 });
    }

    /// <summary>Carries the steps out in order. A setting that this Windows does not know is a warning, anything else ends it.</summary>
    /// <exception cref="Win32Exception">A call failed; the steps before it are done, and install may be run again.</exception>
    public static void Apply(ServiceSetup setup, IReadOnlyList<ServiceStep> steps, TextWriter output)
    {
        var service = Scm.Open(setup.Name, toChange: true);
        try
        {
            foreach (var step in steps)
            {
                output.WriteLine(step);
                try
                {
                    Apply(step, ref service);
                }
                catch (Win32Exception error) when (step is not ServiceStep.Create && IsMinor(step, error))
                {
                    output.WriteLine($"    warning: {error.Message} Not set; the service works without it.");
                }
            }
        }
        finally
        {
            service?.Dispose();
        }
    }

    // 124: an older Windows, or Wine, does not know the level. A right that only the domain may give is given by hand.
    static bool IsMinor(ServiceStep step, Win32Exception error) =>
        error.NativeErrorCode == ServiceNative.ErrorInvalidLevel
        || step is ServiceStep.SetDescription or ServiceStep.SetNumber or ServiceStep.SetFailureActions or ServiceStep.GrantLogon;

    static void Apply(ServiceStep step, ref Scm? service)
    {
        switch (step)
        {
            case ServiceStep.MakeFolder folder:
                Directory.CreateDirectory(folder.Path);
                break;
            case ServiceStep.CopyFile file:
                Directory.CreateDirectory(Path.GetDirectoryName(file.To)!);
                File.Copy(file.From, file.To, overwrite: true);
                break;
            case ServiceStep.SetRights rights:
                SetRights(rights);
                break;
            case ServiceStep.Create create:
                service = Scm.Create(create.Setup, create.Account);
                break;
            case ServiceStep.ChangeCommandLine change:
                Opened(service).SetCommandLine(change.CommandLine);
                break;
            case ServiceStep.ChangeAccount change:
                Opened(service).SetAccount(change.Account, change.Password);
                break;
            case ServiceStep.GrantLogon grant:
                LogonRight.Grant(grant.Account);
                break;
            case ServiceStep.SetDescription description:
                Opened(service).SetDescription(description.Text);
                break;
            case ServiceStep.SetFailureActions:
                Opened(service).SetFailureActions();
                break;
            case ServiceStep.SetNumber number:
                Opened(service).SetNumber(number.Level, number.Value);
                break;
            case ServiceStep.AddEventSource source:
                AddEventSource(source.Source);
                break;
            case ServiceStep.Keep:
                break;
            default:
                throw new UnreachableException();
        }
    }

    public static bool RemoveEventSource(string source)
    {
        if (!EventLog.SourceExists(source))
        {
            return false;
        }

        EventLog.DeleteEventSource(source);
        return true;
    }

    static void AddEventSource(string source)
    {
        if (!EventLog.SourceExists(source))
        {
            EventLog.CreateEventSource(source, "Application");
        }
    }

    static void SetRights(ServiceStep.SetRights rights)
    {
        var security = new DirectorySecurity();
        security.SetOwner(new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null));
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        Allow(new(WellKnownSidType.LocalSystemSid, null), FileSystemRights.FullControl);
        Allow(new(WellKnownSidType.BuiltinAdministratorsSid, null), FileSystemRights.FullControl);
        Allow(new(rights.ServiceSid), rights.ServiceWrites ? FileSystemRights.Modify : FileSystemRights.ReadAndExecute);
        new DirectoryInfo(rights.Path).SetAccessControl(security);

        void Allow(SecurityIdentifier who, FileSystemRights what) =>
            security.AddAccessRule(
                new(
                    who,
                    what,
                    InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
                    PropagationFlags.None,
                    AccessControlType.Allow
                )
            );
    }

    /// <inheritdoc cref="PlantedFolder.Refusals"/>
    public static IReadOnlyList<string> FindPlanted(ServiceSetup setup, ServiceFound? found)
    {
        var folders = new[] { setup.Home, setup.Config, setup.Data }
            .OfType<string>()
            .Where(Directory.Exists)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var below = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = 0,
            IgnoreInaccessible = false,
        };
        using var me = WindowsIdentity.GetCurrent();
        List<string> trusted = [ServiceSid.FromServiceName(setup.Name), .. me.User is { } user ? [user.Value] : (string[])[]];
        if (found is not null && SidOf(found.Account) is { } account)
        {
            trusted.Add(account);
        }

        // A link is not gone into: what it leads to is not asked for.
        return PlantedFolder.Refusals(
            folders
                .SelectMany(folder => IsLink(folder) ? [folder] : Directory.EnumerateFileSystemEntries(folder, "*", below).Prepend(folder))
                .Distinct(StringComparer.OrdinalIgnoreCase),
            IsLink,
            OwnerOf,
            trusted
        );
    }

    static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);

    static string? OwnerOf(string path) =>
        (
            Directory.Exists(path)
                ? (FileSystemSecurity)new DirectoryInfo(path).GetAccessControl(AccessControlSections.Owner)
                : new FileInfo(path).GetAccessControl(AccessControlSections.Owner)
        )
            .GetOwner(typeof(SecurityIdentifier))
            ?.Value;

    static string? SidOf(string account)
    {
        try
        {
            return new NTAccount(account).Translate(typeof(SecurityIdentifier)).Value;
        }
        catch (IdentityNotMappedException)
        {
            return null;
        }
    }

    static Scm Opened([NotNull] Scm? service) =>
        service ?? throw new InvalidOperationException("a plan changes a service before it makes it");
}
