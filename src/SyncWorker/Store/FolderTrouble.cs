using System.Runtime.InteropServices;
using SyncWorker.Config;

namespace SyncWorker.Store;

/// <summary>
/// What keeps this account from using the data folder, found without writing to it: a full disk, a read-only one, missing rights. SQLite
/// says of all three only that it could not open or read a file.
/// </summary>
static partial class FolderTrouble
{
    /// <summary>Less than one page of the store, its journal and its index of the journal need.</summary>
    const long NoRoom = 64 * 1024;

    // <fcntl.h>, <unistd.h> and <errno.h> of Linux.
    const int CurrentFolder = -100,
        ByEffectiveAccount = 0x200,
        ToRead = 4,
        ToWrite = 2,
        ReadOnlyDisk = 30;

    /// <summary>The cause and the remedy in words; null when nothing is known to be wrong, or there is no data folder yet.</summary>
    public static string? Find(WorkerFolders folders)
    {
        if (!Directory.Exists(folders.Data))
        {
            return null;
        }

        try
        {
            using var look = Directory.EnumerateFileSystemEntries(folders.Data).GetEnumerator();
            look.MoveNext();
        }
        catch (UnauthorizedAccessException)
        {
            return StoreFault.Denied(folders.Data);
        }

        return (OperatingSystem.IsLinux() ? FindOnLinux(folders) : null) ?? (IsFull(folders.Data) ? StoreFault.NoSpace : null);
    }

    static string? FindOnLinux(WorkerFolders folders)
    {
        var files = ((string[])["", "-wal", "-shm"]).Select(side => folders.Store + side).Where(File.Exists);
        foreach (var path in files.Prepend(folders.Data))
        {
            if (Access(CurrentFolder, path, ToRead | ToWrite, ByEffectiveAccount) != 0)
            {
                return Marshal.GetLastPInvokeError() == ReadOnlyDisk ? StoreFault.ReadOnlyDisk : StoreFault.Denied(path);
            }
        }

        return null;
    }

    static bool IsFull(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < NoRoom;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "faccessat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(int folder, string path, int mode, int flags);
}
