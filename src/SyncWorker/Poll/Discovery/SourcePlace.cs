using SyncWorker.Files;

namespace SyncWorker.Poll.Discovery;

/// <summary>Where a source is, as a person names it: an address, a file or a folder.</summary>
static class SourcePlace
{
    /// <summary>The longest name of a source.</summary>
    const int Longest = 40;

    static readonly string[] s_said = ["www", "api", "data", "app", "com", "org", "net", "gov", "edu", "vn"];

    public static bool IsAddress(string place) =>
        place.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A short name for it, of the letters that a source's name may have.</summary>
    public static string Name(string place)
    {
        var words =
            IsAddress(place) && Uri.TryCreate(place, UriKind.Absolute, out var address)
                ? address.HostNameType == UriHostNameType.Dns && !address.IsLoopback
                    ? address.Host.Split('.').Where(part => !s_said.Contains(part)).DefaultIfEmpty(address.Host).First()
                    : address.AbsolutePath.Split('/').LastOrDefault(part => part.Length > 0) ?? "source"
                : Path.GetFileNameWithoutExtension(place.TrimEnd('/', '\\'));
        var name = FileNames.Plain(Path.GetFileNameWithoutExtension(words));
        name = name.Length > Longest ? name[..Longest].Trim('-') : name;
        return name.Length == 0 ? "source" : name;
    }

    /// <summary>The source with its place.</summary>
    /// <param name="source">The rest of it.</param>
    /// <param name="place">As it was typed.</param>
    /// <param name="current">The folder that a relative path starts from.</param>
    /// <param name="config">The config folder: a path in it is written relative to it, so that the folder can be moved.</param>
    public static SourceOptions Put(SourceOptions source, string place, string current, string config)
    {
        if (IsAddress(place))
        {
            return source with { Url = place };
        }

        var path = Path.GetFullPath(place, current);
        var relative = Path.GetRelativePath(config, path);
        var written =
            relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative.Replace('\\', '/');
        return Directory.Exists(path)
            ? source with
            {
                Folder = new() { Path = written, Files = Pattern(path) },
            }
            : source with
            {
                File = written,
            };
    }

    // The newest file tells of which kind the others are.
    static string Pattern(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc) is { Extension.Length: > 1 } newest
                ? $"*{newest.Extension.ToLowerInvariant()}"
                : "*";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "*";
        }
    }
}
