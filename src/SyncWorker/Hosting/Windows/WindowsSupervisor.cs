using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using static SyncWorker.Hosting.Windows.ServiceNative;

namespace SyncWorker.Hosting.Windows;

/// <summary>
/// The worker as a Windows service, by the service control manager's own calls.
/// </summary>
/// <remarks>
/// 1. <see cref="Connect"/>: a thread enters the dispatcher, which calls ServiceMain; START_PENDING, with a new checkpoint every few
///    seconds, so that a long migration is not taken for a hang.
/// 2. <see cref="ReportReady"/>: RUNNING, once the schedule runs and not before.
/// 3. STOP, SHUTDOWN and PRESHUTDOWN cancel <see cref="Stop"/>; STOP_PENDING with checkpoints until the stages have ended.
/// 4. <see cref="Complete"/>, the very last thing, when every file is closed: STOPPED. An exit code other than 0 becomes the
///    service-specific exit code, which is what lets the recovery actions fire; a plain return would count as a clean stop
///    (dotnet/runtime#77381).
/// </remarks>
[SupportedOSPlatform("windows")]
sealed class WindowsSupervisor : ISupervisor, IDisposable
{
    const uint AcceptedWhileRunning = 0x1 | 0x4 | 0x8 | 0x100; // stop, shutdown, parameter change, pre-shutdown
    static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);
    static readonly TimeSpan WaitHint = TimeSpan.FromSeconds(30);
    static readonly TimeSpan DispatcherEnds = TimeSpan.FromSeconds(5);

    // The call-backs are static, and an own-process service is the only one of its process.
    static WindowsSupervisor? s_current;

    readonly Lock _gate = new();
    readonly string _name;
    readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ManualResetEventSlim _mayReturn = new(false);
    readonly CancellationTokenSource _stop = new();
    readonly Thread _dispatcher;
    readonly ITimer _pulse;
    Action? _reload;
    Action<string>? _runJob;
    nint _status;
    ServiceState _state = ServiceState.StartPending;
    uint _checkPoint;
    uint _exitCode;

    WindowsSupervisor(string name, TimeProvider clock)
    {
        _name = name;
        _dispatcher = new(Dispatch) { IsBackground = true, Name = "service control dispatcher" };
        _pulse = clock.CreateTimer(_ => Report(_state), null, Pulse, Pulse);
    }

    public CancellationToken Stop => _stop.Token;

    /// <summary>Reports to the service control manager as the service of this name.</summary>
    /// <exception cref="Win32Exception">Error 1063: the process was not started by it.</exception>
    public static async Task<WindowsSupervisor> ConnectAsync(string name, TimeProvider clock)
    {
        var service = new WindowsSupervisor(name, clock);
        s_current = service;
        service._dispatcher.Start();
        await service._connected.Task;
        return service;
    }

    public void Listen(Action reload, Action<string> runJob) => (_reload, _runJob) = (reload, runJob);

    public TimeSpan? Watchdog => null;

    public void ReportTurn()
    {
        // the service control manager knows no sign of life; heartbeat.json shows it
    }

    public void ReportReady() => Report(ServiceState.Running);

    public void ReportStopping() => Report(ServiceState.StopPending);

    /// <summary>The last thing the process does: STOPPED with its exit code.</summary>
    public void Complete(int exitCode)
    {
        _exitCode = (uint)exitCode;
        Report(ServiceState.Stopped);
        _mayReturn.Set();
        _dispatcher.Join(DispatcherEnds);
    }

    public void Dispose()
    {
        _pulse.Dispose();
        _stop.Dispose();
        _mayReturn.Dispose();
    }

    unsafe void Dispatch()
    {
        var table = stackalloc nint[4]; // one entry of name and function, one of nulls
        fixed (char* name = _name)
        {
            table[0] = (nint)name;
            table[1] = (nint)(delegate* unmanaged[Stdcall]<uint, char**, void>)&ServiceMain;
            table[2] = table[3] = 0;
            if (!StartServiceCtrlDispatcherW(table)) // returns when the service has stopped
            {
                _connected.TrySetException(new Win32Exception(Marshal.GetLastPInvokeError()));
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    static unsafe void ServiceMain(uint count, char** arguments)
    {
        var self = s_current!;
        fixed (char* name = self._name)
        {
            self._status = RegisterServiceCtrlHandlerExW(name, &OnControl, 0);
        }

        if (self._status == 0)
        {
            self._connected.TrySetException(new Win32Exception(Marshal.GetLastPInvokeError()));
            return;
        }

        self.Report(ServiceState.StartPending);
        self._connected.TrySetResult();
        self._mayReturn.Wait();
    }

    // The manager sends one control at a time and waits for the answer: work is handed to the pool. Nothing may be thrown from here.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    static uint OnControl(uint control, uint eventType, nint eventData, nint context)
    {
        if (s_current is not { } self)
        {
            return ErrorCallNotImplemented;
        }

        switch (control)
        {
            case ServiceControls.Stop or ServiceControls.Shutdown or ServiceControls.Preshutdown:
                self.Report(ServiceState.StopPending);
                ThreadPool.UnsafeQueueUserWorkItem(static service => service._stop.Cancel(), self, preferLocal: false);
                return 0;
            case ServiceControls.ParamChange:
                ThreadPool.UnsafeQueueUserWorkItem(static service => service._reload?.Invoke(), self, preferLocal: false);
                return 0;
            case ServiceControls.Interrogate:
                return 0; // answered from the last status set
            default:
                if (ServiceControls.JobOf(control) is not { } job)
                {
                    return ErrorCallNotImplemented;
                }

                ThreadPool.UnsafeQueueUserWorkItem(static asked => asked.self._runJob?.Invoke(asked.job), (self, job), preferLocal: false);
                return 0;
        }
    }

    unsafe void Report(ServiceState state)
    {
        lock (_gate)
        {
            var isPulse = state == _state;
            var goesBack =
                state < _state && state is ServiceState.StartPending // a late pulse
                || (state == ServiceState.Running && _state == ServiceState.StopPending); // a stop won the race
            if (_status == 0 || _state == ServiceState.Stopped || goesBack || (isPulse && state == ServiceState.Running))
            {
                return;
            }

            var pending = state is ServiceState.StartPending or ServiceState.StopPending;
            _checkPoint =
                !pending ? 0
                : isPulse ? _checkPoint + 1
                : 1;
            _state = state;
            var failed = state == ServiceState.Stopped && _exitCode != 0;
            var status = new ServiceStatus
            {
                Type = OwnProcess,
                State = state,
                ControlsAccepted = state == ServiceState.Running ? AcceptedWhileRunning : 0,
                Win32ExitCode = failed ? ErrorServiceSpecific : 0,
                ServiceSpecificExitCode = failed ? _exitCode : 0,
                CheckPoint = _checkPoint,
                WaitHint = pending ? (uint)WaitHint.TotalMilliseconds : 0,
            };
            SetServiceStatus(_status, &status);
        }
    }
}
