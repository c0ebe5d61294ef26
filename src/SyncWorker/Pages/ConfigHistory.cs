using System.Text.Json;
using SyncWorker.Config;

namespace SyncWorker.Pages;

/// <summary>
/// Which files of the config folder changed and when, as the runs of the pages saw it: a small file in the data folder. It holds no text
/// of them.
/// </summary>
sealed class ConfigHistory(WorkerFolders folders)
{
    const string Name = "config-history.json";

    /// <summary>So many changes are kept, the newest.</summary>
    const int Most = 200;

    static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    string History => Path.Combine(folders.Data, Name);

    /// <summary>The files as they are, and all changes, newest first; notes what changed since the last look.</summary>
    public (IReadOnlyList<ConfigFileLine> Files, IReadOnlyList<ConfigChange> Changes) Update(DateTimeOffset now)
    {
        var files = Files();
        var known = Read();
        var changes = Compare(files, known, now).Concat(known).Take(Most).ToList();
        if (changes.Count != known.Count || changes.FirstOrDefault() != known.FirstOrDefault())
        {
            WholeFile.Write(History, JsonSerializer.Serialize(changes, s_json));
        }

        return (files, changes);
    }

    /// <summary>What is other than the newest change of each file says.</summary>
    public static IEnumerable<ConfigChange> Compare(
        IReadOnlyList<ConfigFileLine> files,
        IReadOnlyList<ConfigChange> known,
        DateTimeOffset now
    )
    {
        var last = known.DistinctBy(change => change.File).ToDictionary(change => change.File, StringComparer.Ordinal);
        return files
            .Where(file => last.GetValueOrDefault(file.File)?.Hash != file.Hash)
            .Select(file => new ConfigChange(now, file.File, file.Hash, file.Lines))
            .Concat(
                last.Values.Where(change => change.Hash is not null && files.All(file => file.File != change.File))
                    .Select(change => new ConfigChange(now, change.File, null, 0))
            );
    }

    List<ConfigFileLine> Files() =>
        [
            .. Directory
                .EnumerateFiles(folders.Config, "*", SearchOption.AllDirectories)
                .Select(path => (Path: path, Name: Path.GetRelativePath(folders.Config, path).Replace('\\', '/')))
                .Where(file =>
                    Path.GetExtension(file.Name) is ".json" or ".csv" or ".hbs"
                    && !file.Name.StartsWith("schema/", StringComparison.Ordinal)
                )
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => Line(file.Path, file.Name)),
        ];

    static ConfigFileLine Line(string path, string name)
    {
        var bytes = File.ReadAllBytes(path);
        return new(name, File.GetLastWriteTimeUtc(path), bytes.Count(letter => letter == '\n'), PageFolder.Hash(bytes)[..8]);
    }

    List<ConfigChange> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<List<ConfigChange>>(File.ReadAllText(History)) ?? [];
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException)
        {
            return [];
        }
    }
}
