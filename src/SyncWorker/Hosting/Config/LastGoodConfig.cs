using SyncWorker.Config;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// A copy of the last config folder that was good, in the data folder. A worker that is started beside a bad edit, at night and
/// with nobody near, runs on it and says so.
/// </summary>
static class LastGoodConfig
{
    /// <summary>Copies the folder: whole or not at all.</summary>
    /// <returns>Why there is no new copy, or null. The worker runs without one.</returns>
    public static string? Save(WorkerFolders folders)
    {
        try
        {
            Copy(folders);
            ConfigHistory.Keep(folders, Directory.GetLastWriteTimeUtc(folders.LastGoodConfig));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    static void Copy(WorkerFolders folders)
    {
        var (from, target) = (folders.Config, folders.LastGoodConfig);
        if (Path.GetFullPath(from) == target)
        {
            return;
        }

        var next = target + ".new";
        var old = target + ".old";
        Clear(next);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(next, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Clear(old);
        if (Directory.Exists(target))
        {
            Directory.Move(target, old);
        }

        Directory.Move(next, target);
        Clear(old);
    }

    /// <summary>The copy, when it exists and this version still reads it.</summary>
    public static SyncConfig? Load(WorkerFolders folders)
    {
        var old = folders.LastGoodConfig + ".old"; // killed between the two renames of Copy
        if (!Directory.Exists(folders.LastGoodConfig) && Directory.Exists(old))
        {
            Directory.Move(old, folders.LastGoodConfig);
        }

        return Read(folders)?.Config;
    }

    /// <summary>The copy as it is, for who only looks, and when it was made.</summary>
    public static (SyncConfig Config, DateTimeOffset MadeAt)? Read(WorkerFolders folders) =>
        Directory.Exists(folders.LastGoodConfig)
        && ConfigFolder.Load(folders.LastGoodConfig, rendersTemplates: false, opensFiles: false).Config is { } config
            ? (config, Directory.GetLastWriteTimeUtc(folders.LastGoodConfig))
            : null;

    /// <summary>The copy has the very files that people edit, by name, size and time.</summary>
    public static bool IsAsEdited(WorkerFolders folders)
    {
        try
        {
            return Files(folders.Config).SetEquals(Files(folders.LastGoodConfig));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static HashSet<(string, long, DateTime)> Files(string folder) =>
        [
            .. new DirectoryInfo(folder)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => (Path.GetRelativePath(folder, file.FullName), file.Length, file.LastWriteTimeUtc)),
        ];

    static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
