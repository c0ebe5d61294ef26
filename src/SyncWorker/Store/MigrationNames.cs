using System.Reflection;

namespace SyncWorker.Store;

/// <summary>Which migrations the program has: written into the assembly by the build, so that a start need not load Entity Framework.</summary>
static class MigrationNames
{
    /// <param name="key">SqliteMigrations or PostgresMigrations, as SyncWorker.csproj has them.</param>
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<string> Of(string key) =>
        [
            .. typeof(MigrationNames)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(entry => entry.Key == key)
                .Value!.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal),
        ];
}
