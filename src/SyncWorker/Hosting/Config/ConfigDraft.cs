using SyncWorker.Config;
using SyncWorker.Files;

namespace SyncWorker.Hosting.Config;

/// <summary>
/// Changed files of the config folder, checked as a whole folder before they are written: a copy of it, with the changes, beside the
/// system's temporary files.
/// </summary>
sealed class ConfigDraft(string folder)
{
    readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    readonly Dictionary<string, byte[]> _before = new(StringComparer.Ordinal);

    /// <summary>The files that change.</summary>
    public IReadOnlyCollection<string> Files => _texts.Keys;

    /// <summary>A file of the folder to change; null when it is not there or cannot be read.</summary>
    public ConfigEdit? Edit(string file)
    {
        if (!File.Exists(Path.Combine(folder, file)))
        {
            return null;
        }

        _before[file] = File.ReadAllBytes(Path.Combine(folder, file));
        return StrictText.TryDecode(_before[file], out var text, out _) ? new(text) : null;
    }

    /// <summary>Takes the changed text; without a change there is nothing to take.</summary>
    public void Take(string file, ConfigEdit? edit)
    {
        if (edit is { IsChanged: true })
        {
            _texts[file] = edit.ToString();
        }
    }

    /// <summary>The config as it will be, or what would be wrong in it.</summary>
    public (SyncConfig? Config, IReadOnlyList<ConfigFault> Faults) Load()
    {
        var copy = Directory.CreateTempSubdirectory("syncworker-config-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            foreach (var (file, text) in _texts)
            {
                File.WriteAllText(Path.Combine(copy, file), text);
            }

            var (config, faults) = ConfigFolder.Load(copy, rendersTemplates: false, opensFiles: false);
            return (config is null ? null : config with { Folder = Path.GetFullPath(folder) }, faults);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>The changed text of a file; null where it does not change.</summary>
    public string? Text(string file) => _texts.GetValueOrDefault(file);

    /// <summary>Puts the files in the place of those that are there.</summary>
    /// <exception cref="IOException">One of them cannot be written, or somebody else changed it meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public void Write()
    {
        foreach (var (file, before) in _before.Where(file => _texts.ContainsKey(file.Key)))
        {
            if (!File.ReadAllBytes(Path.Combine(folder, file)).AsSpan().SequenceEqual(before))
            {
                throw new IOException($"{file} was changed by somebody else meanwhile; nothing was written. Run the command again.");
            }
        }

        foreach (var (file, text) in _texts)
        {
            ConfigFileWriter.Write(Path.Combine(folder, file), text);
        }
    }
}
