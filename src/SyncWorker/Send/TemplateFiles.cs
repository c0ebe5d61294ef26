using SyncWorker.Config;

namespace SyncWorker.Send;

/// <summary>
/// The .hbs files of config/templates as they were when the config was read, not compiled: the worker keeps them and sends nothing itself.
/// A file that is missing there is taken from the program's own folder.
/// </summary>
sealed class TemplateFiles
{
    /// <summary>The folder in the config folder.</summary>
    public const string Folder = "templates";

    public const string Ending = ".hbs";
    static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "config", Folder);

    static readonly Lazy<TemplateFiles> s_programs = new(() => Read(Path.GetDirectoryName(s_own)!, []));

    TemplateFiles(IReadOnlyDictionary<string, string> texts, IReadOnlySet<string> edited) => (Texts, Edited) = (texts, edited);

    /// <summary>The program's own alone.</summary>
    public static TemplateFiles Own => s_programs.Value;

    /// <summary>By name, such as <c>digest.vi.txt</c>, with the file's lines.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The names of those that say something else than the program's own.</summary>
    public IReadOnlySet<string> Edited { get; }

    /// <summary>Reads the files; one that cannot be read is a fault, and the program's own stands in.</summary>
    public static TemplateFiles Read(string config, List<ConfigFault> faults)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var edited = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in ((string[])[s_own, Path.Combine(config, Folder)]).Distinct().Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFiles(folder, $"*{Ending}"))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                if (ReadText(file, faults) is { } text && !(texts.TryGetValue(name, out var own) && own == text))
                {
                    texts[name] = text;
                    if (folder != s_own)
                    {
                        edited.Add(name);
                    }
                }
            }
        }

        return new(texts, edited);
    }

    static string? ReadText(string file, List<ConfigFault> faults)
    {
        var name = $"{Folder}/{Path.GetFileName(file)}";
        try
        {
            return ConfigText.Decode(name, File.ReadAllBytes(file), faults)?.ReplaceLineEndings("\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(name, 0, "", $"It could not be read: {error.Message}", "Give this account read access to it."));
            return null;
        }
    }
}
