using System.Globalization;
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
sealed class ConfigFaults(string file, ConfigNode? root)
{
    public List<ConfigFault> All { get; } = [];

    /// <param name="path">Such as <c>sources[0].paging.by</c>; the nearest part that exists gives the line.</param>
    /// <param name="message">What was found, as a sentence.</param>
    /// <param name="fix">What to write instead, as a sentence.</param>
    public void Add(string path, string message, string fix) => All.Add(new(file, LineOf(path), path, message, fix));

    /// <summary>A fault when the text is not one bare address.</summary>
    public void AddMailbox(string path, string text)
    {
        if (EmailAddress.Fault(text) is { } fault)
        {
            Add(path, $"\"{text}\" is not a mailbox: {fault}.", "Write one address such as nhacviec@example.org.");
        }
    }

    int LineOf(string path)
    {
        var node = root;
        var line = root?.Line ?? 0;
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node is { Kind: JsonValueKind.Array } && part is ['[', .. var index, ']'])
            {
                node = int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < node.Items.Count ? node.Items[i] : null;
            }
            else
            {
                var property = node?.Properties.Find(p => string.Equals(p.Name, part, StringComparison.Ordinal));
                line = property?.Line ?? line;
                node = property?.Value;
            }

            if (node is null)
            {
                return line;
            }

            line = node.Line;
        }

        return line;
    }
}
