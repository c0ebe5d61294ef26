using SyncWorker.Union;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>What is left of a partner after its term: its names and numbers, so that it is still found and never made twice.</summary>
static class Purge
{
    static readonly string[] s_kept =
    [
        CanonicalField.NameVi,
        CanonicalField.NameEn,
        CanonicalField.Aliases,
        CanonicalField.Country,
        CanonicalField.Province,
    ];

    public static Dictionary<string, string?> Reduce(Dictionary<string, string?> values, IReadOnlyList<string> exactKeys) =>
        values
            .Where(field => s_kept.Contains(field.Key) || exactKeys.Contains(field.Key))
            .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
}
