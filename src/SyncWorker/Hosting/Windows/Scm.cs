using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using static SyncWorker.Hosting.Windows.ServiceNative;

namespace SyncWorker.Hosting.Windows;

/// <summary>An open service. All calls throw <see cref="Win32Exception"/> with what was tried.</summary>
[SupportedOSPlatform("windows")]
sealed class Scm : IDisposable
{
    const uint Description = 1;
    const uint Failure = 2;
    const int BufferBytes = 8192; // the documented largest configuration

    readonly nint _service;
    readonly string _name;

    Scm(nint service, string name) => (_service, _name) = (service, name);

    /// <summary>The service, or null when there is none of that name.</summary>
    public static Scm? Open(string name, bool toChange)
    {
        var manager = Manager(ScmConnect);
        var service = OpenServiceW(manager, name, toChange ? ServiceAllAccess : ServiceQuery);
        var error = Marshal.GetLastPInvokeError();
        CloseServiceHandle(manager);
        return service != 0 ? new(service, name)
            : error == ErrorServiceDoesNotExist ? null
            : throw new Win32Exception(
                error,
                $"OpenService {name}: {Marshal.GetPInvokeErrorMessage(error)} ({error}). Run it as an administrator."
            );
    }

    public static Scm Create(ServiceSetup setup, string account)
    {
        var manager = Manager(ScmConnect | ScmCreate);
        var service = CreateServiceW(
            manager,
            setup.Name,
            setup.Name,
            ServiceAllAccess,
            OwnProcess,
            AutoStart,
            ErrorNormal,
            setup.CommandLine,
            null,
            0,
            null,
            Normal(account),
            setup.Password
        );
        var error = Marshal.GetLastPInvokeError();
        CloseServiceHandle(manager);
        return service != 0 ? new(service, setup.Name) : throw Failed("CreateService", setup.Name, error);
    }

    public unsafe ServiceStatusProcess Status()
    {
        ServiceStatusProcess status;
        return QueryServiceStatusEx(_service, 0, &status, (uint)sizeof(ServiceStatusProcess), out _)
            ? status
            : throw Failed("QueryServiceStatusEx");
    }

    public unsafe (string CommandLine, string Account, uint StartType) Config()
    {
        var buffer = stackalloc byte[BufferBytes];
        if (!QueryServiceConfigW(_service, buffer, BufferBytes, out _))
        {
            throw Failed("QueryServiceConfig");
        }

        var config = (ServiceConfig*)buffer;
        return (new(config->BinaryPath), config->Account == null ? "LocalSystem" : new(config->Account), config->StartType);
    }

    /// <summary>The restart delays; empty when none are set, null when this Windows cannot say.</summary>
    public unsafe IReadOnlyList<TimeSpan>? FailureDelays()
    {
        var buffer = stackalloc byte[BufferBytes];
        if (!QueryServiceConfig2W(_service, Failure, buffer, BufferBytes, out _))
        {
            return null;
        }

        var actions = (FailureActions*)buffer;
        var delays = new TimeSpan[actions->Actions == null ? 0 : actions->Count];
        for (var i = 0; i < delays.Length; i++)
        {
            delays[i] = TimeSpan.FromMilliseconds(actions->Actions[i].Delay);
        }

        return delays;
    }

    public void SetCommandLine(string commandLine) => Change(commandLine, null, null);

    public void SetAccount(string account, string? password) => Change(null, Normal(account), password ?? "");

    public unsafe void SetDescription(string text)
    {
        fixed (char* pointer = text)
        {
            var value = (nint)pointer;
            Change2(Description, &value);
        }
    }

    public unsafe void SetFailureActions()
    {
        var actions = stackalloc FailureAction[ServiceSetup.Restarts.Count];
        for (var i = 0; i < ServiceSetup.Restarts.Count; i++)
        {
            actions[i] = new() { Type = 1, Delay = (uint)ServiceSetup.Restarts[i].TotalMilliseconds };
        }

        var value = new FailureActions
        {
            ResetPeriod = (uint)ServiceSetup.RestartsForgotten.TotalSeconds,
            Count = (uint)ServiceSetup.Restarts.Count,
            Actions = actions,
        };
        Change2(Failure, &value);
    }

    public unsafe void SetNumber(uint level, uint number) => Change2(level, &number);

    public unsafe void Start()
    {
        if (!StartServiceW(_service, 0, null))
        {
            throw Failed("StartService");
        }
    }

    public unsafe void Control(uint control)
    {
        ServiceStatus status;
        if (!ControlService(_service, control, &status))
        {
            throw Failed($"ControlService {control}");
        }
    }

    public void Delete()
    {
        if (!DeleteService(_service))
        {
            throw Failed("DeleteService");
        }
    }

    /// <summary>Waits until the service is in the state or, when it should run, has died; the last state seen.</summary>
    public async Task<ServiceState> WaitForAsync(
        ServiceState wanted,
        TimeSpan limit,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var from = clock.GetTimestamp();
        while (true)
        {
            var state = Status().Status.State;
            if (state == wanted || clock.GetElapsedTime(from) > limit || (wanted == ServiceState.Running && state == ServiceState.Stopped))
            {
                return state;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }
    }

    /// <summary>
    /// Stops it and waits until its process has gone as well: STOPPED comes tens of milliseconds before the process ends and lets
    /// go of its files, and an installer that deletes them then leaves some behind.
    /// </summary>
    /// <returns>False when it did not stop in time.</returns>
    public async Task<bool> StopAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var before = Status();
        if (before.Status.State == ServiceState.Stopped)
        {
            return true;
        }

        using var process = Find((int)before.ProcessId);
        if (before.Status.State != ServiceState.StopPending)
        {
            try
            {
                Control(ServiceControls.Stop);
            }
            catch (Win32Exception error) when (error.NativeErrorCode == ErrorServiceNotActive)
            {
                return true;
            }
        }

        var stopped = await WaitForAsync(ServiceState.Stopped, limit, clock, cancellationToken) == ServiceState.Stopped;
        if (stopped && process is not null)
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(limit, clock, cancellationToken);
        }

        return stopped;
    }

    public void Dispose() => CloseServiceHandle(_service);

    static nint Manager(uint access)
    {
        var manager = OpenSCManagerW(null, null, access);
        return manager != 0 ? manager : throw Failed("OpenSCManager", "this machine", Marshal.GetLastPInvokeError());
    }

    static Process? Find(int id)
    {
        try
        {
            return id == 0 ? null : Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null; // gone between the two calls
        }
    }

    // The manager's own word for "the machine itself".
    static string? Normal(string account) => string.Equals(account, "LocalSystem", StringComparison.OrdinalIgnoreCase) ? null : account;

    void Change(string? commandLine, string? account, string? password)
    {
        if (!ChangeServiceConfigW(_service, NoChange, NoChange, NoChange, commandLine, null, 0, null, account, password, null))
        {
            throw Failed("ChangeServiceConfig");
        }
    }

    unsafe void Change2(uint level, void* value)
    {
        if (!ChangeServiceConfig2W(_service, level, value))
        {
            throw Failed($"ChangeServiceConfig2 ({level})");
        }
    }

    Win32Exception Failed(string call) => Failed(call, _name, Marshal.GetLastPInvokeError());

    static Win32Exception Failed(string call, string on, int error) =>
        new(error, $"{call} {on}: {Marshal.GetPInvokeErrorMessage(error)} ({error}).");
}
