namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>How the value of a field is chosen among sources.</summary>
enum FieldOrder
{
    /// <summary>By the rank of the source, then the freshest.</summary>
    Rank,

    /// <summary>The freshest, then by rank.</summary>
    Freshest,
}

/// <summary>Who wins: ranks of sources, fields with an order of their own, what a source may not say.</summary>
sealed class MergePolicy
{
    public const int DefaultRank = 50;

    readonly Dictionary<string, SourceRule> _sources;
    readonly IReadOnlyDictionary<string, FieldRule> _fields;
    readonly GuardOptions _guard;
    readonly HashSet<string> _emptyCounts;

    public MergePolicy(ReconcileOptions options)
    {
        _sources = options.Sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
        _fields = options.Fields;
        _guard = options.Guard;
        _emptyCounts = options.Sources.SelectMany(source => source.AuthoritativeEmpty).ToHashSet(StringComparer.Ordinal);
    }

    public int Rank(string source) => _sources.GetValueOrDefault(source)?.Rank ?? DefaultRank;

    public FieldOrder Order(string field) => _fields.GetValueOrDefault(field)?.By ?? FieldOrder.Rank;

    /// <summary>Place among the sources that go before all ranks for this field; null when it is none of them.</summary>
    public int? First(string field, string source)
    {
        if (!_fields.TryGetValue(field, out var rule))
        {
            return null;
        }

        for (var i = 0; i < rule.First.Count; i++)
        {
            if (string.Equals(rule.First[i], source, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>True when the field does not simply follow the ranks.</summary>
    public bool HasOwnOrder(string field) => _fields.ContainsKey(field);

    /// <summary>True when an empty value of some source counts for this field.</summary>
    public bool SomeEmptyCounts(string field) => _emptyCounts.Contains(field);

    public bool Ignores(string source, string field) => _sources.GetValueOrDefault(source)?.Ignore.Contains(field) ?? false;

    public bool EmptyCounts(string source, string field) => _sources.GetValueOrDefault(source)?.AuthoritativeEmpty.Contains(field) ?? false;

    /// <summary>The guard of the source, else that of all.</summary>
    public GuardOptions Guard(string? source) => (source is null ? null : _sources.GetValueOrDefault(source)?.Guard) ?? _guard;

    public bool Adds(string source) => _sources.GetValueOrDefault(source)?.Unmatched == Unmatched.Add;
}
