using System.Text;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;

namespace SyncWorker.Tests.Support;

/// <summary>The sample config with one file edited, as an admin would.</summary>
static class EditedConfig
{
    public static IReadOnlyList<ConfigFault> Load(TestFolders folders, string file, byte[] content)
    {
        foreach (var path in Directory.GetFiles(SourceTree.Config, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folders.Worker.Config, Path.GetRelativePath(SourceTree.Config, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }

        File.WriteAllBytes(Path.Combine(folders.Worker.Config, file), content);
        return ConfigFolder.Load(folders.Worker.Config).Faults;
    }

    /// <summary>The faults after the first <paramref name="before"/> of the file was replaced.</summary>
    public static IReadOnlyList<ConfigFault> Replace(string file, string before, string after)
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, file));
        Assert.Contains(before, text, StringComparison.Ordinal);
        return Load(folders, file, Encoding.UTF8.GetBytes(ReplaceFirst(text, before, after)));
    }

    /// <summary>What <c>check</c> warns of on a day after the first <paramref name="before"/> of the file was replaced.</summary>
    public static IReadOnlyList<string> Warnings(string file, string before, string after, DateOnly today)
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, file));
        Assert.Contains(before, text, StringComparison.Ordinal);
        Assert.Empty(Load(folders, file, Encoding.UTF8.GetBytes(ReplaceFirst(text, before, after))));
        return ConfigWarnings.Find(ConfigFolder.Load(folders.Worker.Config).Config!, folders.Worker, today);
    }

    public static string ReplaceFirst(string text, string before, string after)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        return text[..at] + after + text[(at + before.Length)..];
    }
}
