using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// Who holds a lease: machine, process id and the process's start, so that an id used again is not taken for the same worker.
/// The lease of a process of this machine that is gone is void at once; another machine's is waited out.
/// </summary>
static class LeaseOwner
{
    /// <summary>It runs, under an account we may not look at.</summary>
    const string Unknown = "?";

    // Once, so that a clock that is set does not change what this process calls itself and others.
    static readonly string s_boot = Boot();

    /// <summary>This process.</summary>
    public static string Me { get; } = Name(Environment.ProcessId, StartOf(Environment.ProcessId) ?? Unknown);

    /// <summary>True when the owner was a process of this machine that no longer runs.</summary>
    public static bool IsGone(string? owner)
    {
        if (
            owner?.Split('/') is not [var machine, var id, var start]
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        )
        {
            return true; // not written by a worker
        }

        return machine == Environment.MachineName
            && StartOf(pid) is var now
            && !(now is not null && (now == Unknown || now.Split('.')[^1] == start.Split('.')[^1]) && IsOfThisBoot(owner));
    }

    /// <summary>
    /// True when the owner ran on this machine since it was last started: what it wrote without waiting for the disk is still
    /// there. After a power cut it may not be.
    /// </summary>
    public static bool IsOfThisBoot(string? owner)
    {
        if (
            owner?.Split('/') is not [var machine, _, var start]
            || machine != Environment.MachineName
            || start.Split('.') is not [var boot, _]
        )
        {
            return false;
        }

        // Windows knows when it was started only by the wall clock, which may be set.
        return OperatingSystem.IsLinux()
            ? boot == Boot()
            : long.TryParse(boot, NumberStyles.None, CultureInfo.InvariantCulture, out var then) && Math.Abs(then - BootMinute()) <= 5;
    }

    static string Name(int pid, string start) => $"{Environment.MachineName}/{pid}/{start}";

    static string Boot() =>
        OperatingSystem.IsLinux()
            ? File.ReadAllText("/proc/sys/kernel/random/boot_id")[..8]
            : BootMinute().ToString(CultureInfo.InvariantCulture);

    static long BootMinute() => (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Environment.TickCount64) / 60_000;

    // Linux: the boot and the start tick within it (proc(5), field 22). Process.StartTime is computed from the wall clock there
    // and moves with it.
    static string? StartOf(int pid)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var stat = File.ReadAllText($"/proc/{pid}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                return fields[0] == "Z" ? null : $"{Boot()}.{fields[19]}";
            }

            using var process = Process.GetProcessById(pid);
            return $"{s_boot}.{process.StartTime.ToUniversalTime().Ticks}";
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Exception error) when (error is Win32Exception or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }
}
