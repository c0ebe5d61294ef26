using Microsoft.Data.Sqlite;

namespace SyncWorker.Store;

/// <summary>
/// Says what keeps the store or the data folder from being used, and what to do: the cause is the machine's, not this program's.
/// </summary>
static class StoreFault
{
    // https://www.sqlite.org/rescode.html
    const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Full = 13,
        CannotOpen = 14;

    // errno(3) on Linux; the low half of an HRESULT on Windows.
    const int LinuxNoSpace = 28,
        LinuxReadOnly = 30,
        LinuxQuota = 122,
        WindowsDiskFull = 0x70,
        WindowsHandleDiskFull = 0x27,
        WindowsWriteProtected = 0x13;

    const string NoSpace =
        "The disk is full. Nothing that was written before is lost. Free space on the disk of the data folder and run it again.";

    const string NotWritable =
        "The data folder cannot be written: the disk is read-only, or this account may not write there. Give it the rights (service repair on Windows; chown on Linux) and run it again.";

    /// <summary>The cause and the remedy in words; null for an error that is neither the store's nor the disk's.</summary>
    public static string? Explain(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (Describe(inner) is { } words)
            {
                return words;
            }
        }

        return null;
    }

    static string? Describe(Exception error) =>
        error switch
        {
            SqliteException sqlite when SqliteCorruption.IsCorruption(sqlite) =>
                "The store is damaged. Put the newest good backup back with: SyncWorker restore FILE (see SyncWorker restore --help).",
            SqliteException sqlite => Describe(sqlite),
            UnauthorizedAccessException =>
                $"{error.Message.TrimEnd('.')}. Give this account the rights (service repair on Windows; chown on Linux), or name a folder where it may write.",
            IOException { HResult: LinuxNoSpace or LinuxQuota } when !OperatingSystem.IsWindows() => NoSpace,
            IOException { HResult: LinuxReadOnly } when !OperatingSystem.IsWindows() => NotWritable,
            IOException when OperatingSystem.IsWindows() && (error.HResult & 0xFFFF) is WindowsDiskFull or WindowsHandleDiskFull => NoSpace,
            IOException when OperatingSystem.IsWindows() && (error.HResult & 0xFFFF) is WindowsWriteProtected => NotWritable,
            _ => null,
        };

    static string? Describe(SqliteException error) =>
        error.SqliteErrorCode switch
        {
            Full => NoSpace,
            Busy or Locked =>
                "The store is held by another program: another run, a backup program, an antivirus, or a viewer of databases. Wait for it or close it, and run it again.",
            ReadOnly => NotWritable,
            CannotOpen =>
                "The store cannot be opened: the data folder is not there, or this account may not read it. Give it the rights and run it again.",
            InputOutput =>
                "The disk cannot be read or written. Look at the disk and at the system's log; when it is well: SyncWorker restore --help.",
            _ => null,
        };
}
