namespace SyncWorker.Fuzz;

/// <summary>The inputs that are kept: those that all others are made of, and those that once were findings.</summary>
static class Corpus
{
    static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <summary>The inputs of a door, by the names of their files.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(Door door) =>
        Path.Combine(Folder, door.Name) is var folder && Directory.Exists(folder) ? In(folder) : [];

    /// <summary>The inputs in a folder, by the names of their files.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> In(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))),
        ];
}
