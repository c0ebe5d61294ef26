using SyncWorker.Config;

namespace SyncWorker.Pages;

/// <summary>The files of the config folder as the pages list them, and when the config in force changed.</summary>
static class ConfigFiles
{
    public static IReadOnlyList<ConfigFileLine> Read(WorkerFolders folders) =>
        [
            .. ConfigDifference
                .Read(folders.Config)
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => new ConfigFileLine(
                    file.Key,
                    File.GetLastWriteTimeUtc(Path.Combine(folders.Config, file.Key)),
                    file.Value.Count(letter => letter == '\n'),
                    PageFolder.Hash(file.Value)[..8]
                )),
        ];

    /// <summary>File by file, newest first.</summary>
    public static IReadOnlyList<ConfigChange> Changes(WorkerFolders folders) =>
        [
            .. ConfigHistory
                .Changes(folders)
                .SelectMany(change =>
                    (change.Files ?? []).Select(file => new ConfigChange(change.Config.At, file.File, file.Added, file.Removed))
                ),
        ];
}
