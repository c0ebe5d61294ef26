using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using SyncWorker.Files;

namespace SyncWorker.Config;

/// <summary>How one file differs.</summary>
/// <param name="File">Below the config folder.</param>
/// <param name="Lines">The changed lines with two lines around each, as diff prints them.</param>
sealed record FileDifference(string File, int Added, int Removed, IReadOnlyList<string> Lines)
{
    public override string ToString() => $"{File} +{Added} -{Removed}";
}

/// <summary>How two states of the config folder differ, file by file, line by line.</summary>
static class ConfigDifference
{
    const int Around = 2;

    static readonly string[] s_kinds = [".json", ".csv", ".hbs"];

    /// <summary>What people edit of a folder, by its path below it: config, tables, calendars, templates.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => s_kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => (File: file, Name: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(at => !at.Name.StartsWith("schema/", StringComparison.Ordinal))
            .ToDictionary(at => at.Name, at => File.ReadAllBytes(at.File), StringComparer.Ordinal);

    public static IReadOnlyList<FileDifference> Find(
        IReadOnlyDictionary<string, byte[]> before,
        IReadOnlyDictionary<string, byte[]> after
    ) =>
        [
            .. before
                .Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Where(file => !before.GetValueOrDefault(file, []).AsSpan().SequenceEqual(after.GetValueOrDefault(file, [])))
                .Select(file => Compare(file, Text(before, file), Text(after, file))),
        ];

    static string Text(IReadOnlyDictionary<string, byte[]> files, string file) =>
        files.TryGetValue(file, out var bytes)
            ? StrictText.TryDecode(bytes, out var text, out var line)
                ? text
                : $"(not UTF-8 from line {line} on)"
            : "";

    static FileDifference Compare(string file, string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(before, after).Lines;
        var changed = Enumerable.Range(0, lines.Count).Where(i => lines[i].Type != ChangeType.Unchanged).ToList();
        var shown = changed
            .SelectMany(i => Enumerable.Range(i - Around, (2 * Around) + 1))
            .Distinct()
            .Where(i => i >= 0 && i < lines.Count)
            .Order();
        List<string> printed = [];
        var last = -1;
        foreach (var i in shown)
        {
            if (last >= 0 && i > last + 1)
            {
                printed.Add("  …");
            }

            printed.Add($"{Mark(lines[i].Type)} {lines[i].Text}");
            last = i;
        }

        return new(
            file,
            lines.Count(line => line.Type == ChangeType.Inserted),
            lines.Count(line => line.Type == ChangeType.Deleted),
            printed
        );
    }

    static char Mark(ChangeType type) =>
        type switch
        {
            ChangeType.Inserted => '+',
            ChangeType.Deleted => '-',
            _ => ' ',
        };
}
