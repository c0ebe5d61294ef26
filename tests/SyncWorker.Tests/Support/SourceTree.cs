namespace SyncWorker.Tests.Support;

/// <summary>The repository's files, for tests that read the source.</summary>
static class SourceTree
{
    public static string Root { get; } = Find();

    public static string Program => Path.Combine(Root, "src", "SyncWorker");

    /// <summary>A whole config folder with sources and staff, the sample of most tests: what the demo works with.</summary>
    public static string Config { get; } = Path.Combine(AppContext.BaseDirectory, "sample-config");

    /// <summary>The config folder that is shipped: a start that people fill in.</summary>
    public static string Start => Path.Combine(Root, "config");

    /// <summary>Our own C# files of the program, generated ones left out.</summary>
    public static IEnumerable<string> Files(params string[] folders) =>
        (folders is [] ? [""] : folders)
            .Select(folder => Path.Combine(Program, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file =>
                !Relative(file).StartsWith("obj/", StringComparison.Ordinal)
                && !Relative(file).StartsWith("bin/", StringComparison.Ordinal)
                && !Relative(file).Contains("/Migrations/", StringComparison.Ordinal)
            );

    /// <summary>The path below src/SyncWorker, with forward slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Program, file).Replace('\\', '/');

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SyncWorker.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
