using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SyncWorker.Config;

namespace SyncWorker.Store;

/// <summary>
/// Says what keeps the store or the data folder from being used, and what to do: the cause is the machine's, not this program's.
/// </summary>
static partial class StoreFault
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

    public const string NoSpace =
        "The disk is full. Nothing that was written before is lost. Free space on the disk of the data folder and run it again.";

    public const string ReadOnlyDisk =
        "The data folder cannot be written: its disk is mounted read-only. Look in the system's log for why (a disk with errors is), and mount it for writing again.";

    const string NotWritable =
        "The data folder cannot be written: the disk is read-only, or this account may not write there. Give it the rights (service repair on Windows; chown on Linux) and run it again.";

    /// <summary>Says of a file or folder that this account may not use it.</summary>
    public static string Denied(string path) =>
        $"Access to {path} is denied to this account ({Environment.UserName}). Run it as the account of the service (on Linux: sudo syncworker), give this account the rights (service repair on Windows; chown on Linux), or name a folder where it may write.";

    /// <summary>The cause and the remedy in words; null for an error that is neither the store's nor the disk's.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="folders">Of the data folder, which is looked at where SQLite's own words leave the cause open.</param>
    public static string? Explain(Exception error, WorkerFolders folders) =>
        IsVague(error) && FolderTrouble.Find(folders) is { } trouble ? trouble : Explain(error);

    /// <summary>The same of the error alone.</summary>
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
            UnauthorizedAccessException => Denied(
                Quoted().Match(error.Message) is { Success: true } path ? path.Groups[1].Value : error.Message
            ),
            IOException { HResult: LinuxNoSpace or LinuxQuota } when !OperatingSystem.IsWindows() => NoSpace,
            IOException { HResult: LinuxReadOnly } when !OperatingSystem.IsWindows() => ReadOnlyDisk,
            IOException when OperatingSystem.IsWindows() && (error.HResult & 0xFFFF) is WindowsDiskFull or WindowsHandleDiskFull => NoSpace,
            IOException when OperatingSystem.IsWindows() && (error.HResult & 0xFFFF) is WindowsWriteProtected => ReadOnlyDisk,
            _ => null,
        };

    static string? Describe(SqliteException error) =>
        PrimaryCode(error) switch
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

    // BackupDatabase gives the extended code, whose low byte is the primary one.
    static int PrimaryCode(SqliteException error) => error.SqliteErrorCode & 0xFF;

    static bool IsVague(Exception? error) =>
        error is SqliteException sqlite && PrimaryCode(sqlite) is ReadOnly or InputOutput or CannotOpen
        || error?.InnerException is { } inner && IsVague(inner);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
