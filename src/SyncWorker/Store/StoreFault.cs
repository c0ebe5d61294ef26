using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
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
        IsCorruption(error) ? DamagedStore.Describe(folders, "pages are damaged", "What was not finished was not written.")
        : IsVague(error) && FolderTrouble.Find(folders) is { } trouble ? trouble
        : Explain(error);

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
            StoreRefusedException refused => refused.Message,
            SqliteException sqlite when SqliteCorruption.IsCorruption(sqlite) =>
                "The store is damaged. Put the newest good backup back with: SyncWorker restore FILE (see SyncWorker restore --help).",
            SqliteException sqlite => Describe(sqlite),
            PostgresException server => Describe(server),
            NpgsqlException { InnerException: SocketException or TimeoutException or IOException }
            or NpgsqlException { IsTransient: true } =>
                "The server of the store cannot be reached (store.postgres in schedule.json): look whether it runs, at its name and port, and at the network between. Nothing that was written before is lost.",
            NpgsqlException { InnerException: AuthenticationException tls } =>
                $"The certificate of the store's server is not trusted ({tls.Message}). Name the authority's file in store.postgres.authority of schedule.json.",
            // Npgsql gives it no code of its own.
            NpgsqlException { InnerException: null } plain
                when plain.Message.StartsWith("SSL connection requested", StringComparison.Ordinal) =>
                "The server of the store offers no TLS, and it is not on this machine: a password is not sent in clear. Turn it on there (ssl = on in postgresql.conf, with a certificate for its name).",
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

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    static string? Describe(PostgresException error) =>
        error.SqlState switch
        {
            "28P01" or "28000" =>
                "The server of the store refuses the user or the password. Set it again with: SyncWorker secret set store (or the name that store.postgres.secret has).",
            "3D000" =>
                "The server of the store has no such database (store.postgres.database in schedule.json). Make it there: createdb syncworker",
            "42501" =>
                "The user may not do this in the database of the store. Make it the owner of the schema, or let it create one: grant create on database syncworker to syncworker",
            "53100" =>
                "The disk of the store's server is full. Nothing that was written before is lost. Free space there and run it again.",
            "53300" => "The server of the store takes no more connections (max_connections). Run it again, or raise the limit there.",
            "57P01" or "25P03" =>
                "The server of the store ended the connection: it is stopping, or this worker did not answer for some seconds and another worker took over its work. Nothing that was written before is lost; it is run again.",
            "57P02" or "57P03" or "08006" or "08003" =>
                "The server of the store is stopping or starting. Nothing that was written before is lost; run it again when it is up.",
            "25006" =>
                "The server of the store is a copy that cannot be written. Name the first server in store.postgres of schedule.json.",
            "XX001" or "XX002" =>
                "The server of the store says that its pages are damaged. Stop the workers, have the server put right, and put the newest good backup back with: SyncWorker restore FILE",
            _ => null,
        };

    // BackupDatabase gives the extended code, whose low byte is the primary one.
    static int PrimaryCode(SqliteException error) => error.SqliteErrorCode & 0xFF;

    static bool IsCorruption(Exception? error) =>
        error is SqliteException sqlite && SqliteCorruption.IsCorruption(sqlite)
        || error?.InnerException is { } inner && IsCorruption(inner);

    static bool IsVague(Exception? error) =>
        error is SqliteException sqlite && PrimaryCode(sqlite) is ReadOnly or InputOutput or CannotOpen
        || error?.InnerException is { } inner && IsVague(inner);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
