using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32;

namespace SyncWorker.Store;

/// <summary>How long the machine has been up, sleep included, and which of its boots this is: what no change of its clock moves.</summary>
/// <param name="Boot">The same until the machine is started again.</param>
/// <param name="Up">Since then.</param>
sealed record MachineUptime(string Boot, TimeSpan Up)
{
    const string BootIdKey = @"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters";

    // Where the system does not name its boots: two starts of this program are never compared then.
    static readonly string s_process = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Null where the system does not say, and for a clock that is not the machine's.</summary>
    public static MachineUptime? Read(TimeProvider clock)
    {
        if (clock != TimeProvider.System)
        {
            return null;
        }

        // GetTickCount64 counts sleep; of Linux's clocks only that of /proc/uptime does (CLOCK_BOOTTIME), and .NET reads another one.
        return OperatingSystem.IsWindows()
            ? new(
                Registry.GetValue(BootIdKey, "BootId", null) is int boot ? boot.ToString(CultureInfo.InvariantCulture) : s_process,
                TimeSpan.FromMilliseconds(Environment.TickCount64)
            )
            : ReadLinux();
    }

    static MachineUptime? ReadLinux()
    {
        try
        {
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            var seconds = File.ReadAllText("/proc/uptime").Split(' ')[0];
            return new(boot, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
