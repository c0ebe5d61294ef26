using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SyncWorker.Hosting;

/// <summary>
/// systemd's notify protocol (sd_notify(3)): READY, STOPPING, a longer start-up and stop time while they last, and, with each turn
/// of the scheduler, the watchdog's sign of life. Signals stop (TERM) and reload (HUP), so it never asks for anything through here.
/// </summary>
sealed class SystemdSupervisor : ISupervisor, IDisposable
{
    static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Extension = TimeSpan.FromSeconds(30);

    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    readonly UnixDomainSocketEndPoint _systemd;
    readonly ITimer _pulse;
    volatile bool _isReady;
    volatile bool _isStopping;
    volatile string? _untold; // sent again with the next pulse

    SystemdSupervisor(string address, TimeSpan? watchdog, TimeProvider clock)
    {
        // A leading @ is the abstract name space, written as a zero byte.
        _systemd = new(address[0] == '@' ? '\0' + address[1..] : address);
        Watchdog = watchdog;
        _pulse = clock.CreateTimer(_ => OnPulse(), null, Pulse, Pulse);
    }

    public TimeSpan? Watchdog { get; }

    public CancellationToken Stop => CancellationToken.None;

    /// <summary>The supervisor when systemd started the process with Type=notify, else null.</summary>
    public static SystemdSupervisor? Find(TimeProvider clock)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } address)
        {
            return null;
        }

        var watchdog = long.TryParse(
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var microseconds
        )
            ? TimeSpan.FromMicroseconds(microseconds)
            : (TimeSpan?)null;
        return new(address, watchdog, clock);
    }

    public void Listen(Action reload, Action<string> runJob)
    {
        // signals do it
    }

    // Not by a timer: that would prove the process, which lives on when its scheduler is stuck.
    public void ReportTurn()
    {
        if (Watchdog is not null)
        {
            Notify("WATCHDOG=1");
        }
    }

    public void ReportReady()
    {
        _isReady = true;
        _untold = "READY=1\nSTATUS=the schedule runs";
        TellState();
    }

    public void ReportStopping()
    {
        _isStopping = true;
        _untold = "STOPPING=1\nSTATUS=waiting for running stages";
        TellState();
    }

    public void Dispose()
    {
        _pulse.Dispose();
        _socket.Dispose();
    }

    void OnPulse()
    {
        TellState();
        if (!_isReady || _isStopping)
        {
            Notify($"EXTEND_TIMEOUT_USEC={(long)Extension.TotalMicroseconds}");
            ReportTurn(); // there is no schedule yet, or no more
        }
    }

    void TellState()
    {
        if (_untold is { } state && Notify(state))
        {
            Interlocked.CompareExchange(ref _untold, null, state);
        }
    }

    // Never waits: systemd's queue may be full while it restarts, and the worker's work, above all its end, does not depend on it.
    bool Notify(string message)
    {
        try
        {
            return _socket.SendTo(Encoding.UTF8.GetBytes(message), _systemd) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true; // a pulse while the process ends
        }
    }
}
