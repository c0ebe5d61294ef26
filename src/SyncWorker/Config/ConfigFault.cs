using System.Globalization;
using System.Text;
using System.Text.Json;
using SyncWorker.Union;

namespace SyncWorker.Config;

/// <summary>One thing that is wrong in one file of the config folder.</summary>
/// <param name="File">The file's name, such as poll.json.</param>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Path">Such as <c>sources[0].paging.by</c>; empty for the whole file.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to write instead.</param>
sealed record ConfigFault(string File, int Line, string Path, string Message, string Fix)
{
    public override string ToString()
    {
        var where = Line > 0 ? $"{File}:{Line}" : File;
        var what = Path.Length > 0 ? $" {Path}:" : "";
        return $"{where}:{what} {Message} {Fix}".TrimEnd();
    }
}

/// <summary>Collects the faults of one file; finds the line of what a check names by its path.</summary>
/// <param name="file">The file's name.</param>
/// <param name="root">What could be bound of it.</param>
/// <param name="isWhole">Whether all of it could be bound; else what a check misses may only not have been bound.</param>
sealed class ConfigFaults(string file, ConfigNode? root, bool isWhole = true)
{
    public List<ConfigFault> All { get; } = [];

    /// <param name="path">Such as <c>sources[0].paging.by</c>; the nearest part that exists gives the line.</param>
    /// <param name="message">What was found, as a sentence.</param>
    /// <param name="fix">What to write instead, as a sentence.</param>
    public void Add(string path, string message, string fix)
    {
        var (line, inFile) = Find(path);
        All.Add(new(file, line, inFile, message, fix));
    }

    /// <summary>
    /// A fault of a word that names nothing in this file; none while parts of the file are faulty, for they may be what it names.
    /// </summary>
    public void AddUnknown(string path, string message, string fix)
    {
        if (isWhole)
        {
            Add(path, message, fix);
        }
    }

    // The line, and the path as the file has it.
    (int Line, string Path) Find(string path)
    {
        var node = root;
        var line = root?.Line ?? 0;
        var inFile = new StringBuilder();
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part;
            if (part is ['[', .. var index, ']'])
            {
                node =
                    node is { Kind: JsonValueKind.Array }
                    && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                    && i < node.Items.Count
                        ? node.Items[i]
                        : null;
                name = node?.Index is { } place ? string.Create(CultureInfo.InvariantCulture, $"[{place}]") : part;
            }
            else
            {
                var property = node?.Properties.Find(p => string.Equals(p.Name, part, StringComparison.Ordinal));
                line = property?.Line ?? line;
                node = property?.Value;
                inFile.Append(inFile.Length > 0 ? "." : "");
            }

            inFile.Append(name);
            line = node?.Line ?? line;
        }

        return (line, inFile.ToString());
    }
}
