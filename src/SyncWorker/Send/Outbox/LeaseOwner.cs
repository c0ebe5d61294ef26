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
    /// <summary>This process.</summary>
    public static string Me { get; } = Name(Environment.ProcessId, StartOf(Environment.ProcessId) ?? "?");

    /// <summary>True when the owner was a process of this machine that no longer runs.</summary>
    public static bool IsGone(string? owner)
    {
        if (owner?.Split('/') is not [var machine, var id, var start] || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return true; // not written by a worker
        }

        return machine == Environment.MachineName && StartOf(pid) is var now && now != start;
    }

    static string Name(int pid, string start) => $"{Environment.MachineName}/{pid}/{start}";

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
                return fields[0] == "Z" ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id")[..8]}.{fields[19]}";
            }

            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Exception error) when (error is Win32Exception or UnauthorizedAccessException)
        {
            return "?"; // it runs, under an account we may not look at
        }
    }
}
