using SyncWorker.Config;

namespace SyncWorker.Hosting;

/// <summary>
/// Finds config and secrets that any account of the machine could change: whoever can write poll.json or send.json decides where
/// the union's data goes. Windows is set right by <c>service install</c> and <c>service repair</c>; here Unix modes are read.
/// </summary>
static class WorldWritableCheck
{
    /// <summary>One sentence a file or folder, with the command that closes it.</summary>
    public static IReadOnlyList<string> Find(WorkerFolders folders)
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        string[] looked =
        [
            folders.Config,
            .. Directory.Exists(folders.Config) ? Directory.EnumerateFileSystemEntries(folders.Config, "*", SearchOption.AllDirectories) : [],
            folders.Data,
            folders.Secrets,
            folders.Store,
        ];
        return
        [
            .. from path in looked
               where (File.Exists(path) || Directory.Exists(path)) && File.ResolveLinkTarget(path, returnFinalTarget: false) is null
               where IsOpen(path)
               select $"{path} may be changed by every account of this machine. Close it with: chmod o-w {path}",
        ];
    }

    static bool IsOpen(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherWrite);
}
