using System.Runtime.InteropServices;

namespace SyncWorker.Hosting;

/// <summary>What this program makes (store, mails, backups, exports) is its account's alone, however it was started: umask 077.</summary>
static partial class NewFileRights
{
    const uint NobodyElse = 0x3F; // octal 077

    /// <summary>On Windows the folder's own rights are inherited: service install sets them.</summary>
    public static void Restrict()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(NobodyElse);
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
