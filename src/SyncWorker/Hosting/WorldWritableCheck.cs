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
            .. Directory.Exists(folders.Config)
                ? Directory.EnumerateFileSystemEntries(folders.Config, "*", SearchOption.AllDirectories)
                : [],
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

    /// <summary>
    /// Files of the data folder that any account of the machine could read: names, addresses and mails of people. One sentence with
    /// the command that closes them, or null.
    /// </summary>
    public static string? FindReadable(WorkerFolders folders)
    {
        if (
            OperatingSystem.IsWindows()
            || !Directory.Exists(folders.Data)
            || !File.GetUnixFileMode(folders.Data).HasFlag(UnixFileMode.OtherExecute)
        )
        {
            return null;
        }

        var open = Directory
            .EnumerateFiles(
                folders.Data,
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    IgnoreInaccessible = true,
                    AttributesToSkip = FileAttributes.ReparsePoint,
                }
            )
            .FirstOrDefault(file =>
                Path.GetExtension(file) is ".db" or ".eml" or ".html" or ".txt" or ".json"
                && !OperatingSystem.IsWindows()
                && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead)
            );
        return open is null
            ? null
            : $"Every account of this machine may read {open}, and perhaps more of what is in {folders.Data}. Close it with: chmod -R o= {folders.Data}";
    }

    static bool IsOpen(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherWrite);
}
