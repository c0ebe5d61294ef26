using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>One source row that belongs to a partner.</summary>
sealed record MergeRow
{
    public required string Source { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>How old its values are, for people: when the source says it changed, else when we saw it change.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// When the source itself says the row changed; null when it does not say. Only this compares sources: when we saw a change
    /// depends on which download ended first.
    /// </summary>
    public DateTimeOffset? Said { get; init; }

    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>It came to this partner by a merger of two partners: the partner's own rows go before it.</summary>
    public bool FromMerge { get; init; }

    /// <summary>Its source no longer has the row: its value counts only where no row that is there has one.</summary>
    public bool IsGone { get; init; }
}

/// <summary>A value that a person pinned.</summary>
sealed record Pin(string Field, string? Value, string Who, DateTimeOffset At, string? Why);

/// <summary>One source's say on one field.</summary>
/// <param name="Value">Null for an empty value that counts.</param>
sealed record FieldClaim(string Source, string ExternalId, string? Value, DateTimeOffset AsOf);

/// <summary>The value of a field, who won it and by which rule.</summary>
sealed record FieldChoice(string Field, string? Value, string Rule)
{
    /// <summary>What <see cref="Rule"/> says, without its names.</summary>
    public MergeRule By { get; init; }

    public FieldClaim? Winner { get; init; }

    public Pin? Pin { get; init; }

    /// <summary>The others, in the order they would have won; also those that say the same.</summary>
    public IReadOnlyList<FieldClaim> Others { get; init; } = [];

    /// <summary>Those among the others that say something else.</summary>
    public IEnumerable<FieldClaim> Conflicts =>
        Others.Where(claim => claim.Value is not null && !string.Equals(claim.Value, Value, StringComparison.Ordinal));
}

/// <summary>By which rule a value won.</summary>
enum MergeRule
{
    /// <summary>No source has a value.</summary>
    NoValue,

    /// <summary>A person pinned it.</summary>
    Pinned,

    /// <summary>No other row has a value.</summary>
    OnlyOne,

    /// <summary>Its source still has the row, the next one's has not.</summary>
    StillThere,

    /// <summary>Config names the source first for the field.</summary>
    GoesFirst,

    /// <summary>The sources say that it is the newest.</summary>
    Freshest,

    /// <summary>Its source has the better rank.</summary>
    Rank,

    /// <summary>The newest of sources of one rank.</summary>
    FreshestOfRank,

    /// <summary>Nothing else tells the sources apart.</summary>
    FirstByName,

    /// <summary>Two rows of one source.</summary>
    LastChanged,
}

/// <summary>
/// Works out the golden record, field by field and without memory: the same rows, pins and policy give the same record, in
/// whatever order they come.
/// 1. A pinned value wins.
/// 2. Rows that their sources have go before rows that are gone, the partner's own before those of one merged into it.
/// 3. Sources that the field names first; then rank and freshness, in the order the field asks for. Freshness is what the sources
///    say (<c>updated</c>); a row that says nothing is older than one that does.
/// 4. An empty value is skipped, unless it counts for that source and field.
/// 5. What is still equal is decided by the name of the source, then the row of the source that changed last, then the row's id.
/// </summary>
static class Merger
{
    /// <summary>Fields about the row, not about the organisation.</summary>
    static readonly HashSet<string> s_rowOnly = new(StringComparer.Ordinal)
    {
        CanonicalField.Updated,
        CanonicalField.CountryText,
        CanonicalField.Kind,
    };

    public static SortedDictionary<string, FieldChoice> Merge(IReadOnlyCollection<MergeRow> rows, IEnumerable<Pin> pins, MergePolicy policy)
    {
        var pinned = pins.GroupBy(pin => pin.Field, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MaxBy(pin => pin.At)!, StringComparer.Ordinal);
        var fields = rows.SelectMany(row => row.Fields.Keys)
            .Where(field => !s_rowOnly.Contains(field))
            .Concat(pinned.Keys)
            .ToHashSet(StringComparer.Ordinal);
        var record = new SortedDictionary<string, FieldChoice>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            record[field] = Choose(field, rows, pinned.GetValueOrDefault(field), policy);
        }

        return record;
    }

    /// <summary>The values of the golden record alone: the same as <see cref="Merge"/>, without the values of the other sources.</summary>
    public static Dictionary<string, string?> Values(IReadOnlyCollection<MergeRow> rows, IEnumerable<Pin> pins, MergePolicy policy)
    {
        var ordered = rows.Count == 1 ? rows : rows.Order(new ByPrecedence(policy)).ToList();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        HashSet<string>? settled = null;
        foreach (var row in ordered)
        {
            foreach (var (field, value) in row.Fields)
            {
                if (
                    values.ContainsKey(field)
                    || s_rowOnly.Contains(field)
                    || settled?.Contains(field) == true
                    || policy.Ignores(row.Source, field)
                )
                {
                    continue;
                }

                if (policy.HasOwnOrder(field) || policy.SomeEmptyCounts(field))
                {
                    (settled ??= new(StringComparer.Ordinal)).Add(field);
                    Set(values, field, Choose(field, rows, null, policy).Value);
                }
                else
                {
                    Set(values, field, value);
                }
            }
        }

        foreach (var pin in pins.GroupBy(pin => pin.Field, StringComparer.Ordinal).Select(group => group.MaxBy(pin => pin.At)!))
        {
            values.Remove(pin.Field);
            Set(values, pin.Field, pin.Value);
        }

        return values;
    }

    static void Set(Dictionary<string, string?> values, string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            values[field] = value;
        }
    }

    /// <summary>Who goes first: for one field, or for all fields without an order of their own.</summary>
    sealed class ByPrecedence(MergePolicy policy, string? field = null) : IComparer<MergeRow>
    {
        public int Compare(MergeRow? x, MergeRow? y)
        {
            var order = x!.IsGone.CompareTo(y!.IsGone);
            order = order != 0 ? order : x.FromMerge.CompareTo(y.FromMerge);
            order = order != 0 || field is null ? order : Place(x).CompareTo(Place(y));
            order = order != 0 || field is null || policy.Order(field) != FieldOrder.Freshest ? order : Fresher(x, y);
            order = order != 0 ? order : policy.Rank(x.Source).CompareTo(policy.Rank(y.Source));
            order = order != 0 ? order : Fresher(x, y);
            order = order != 0 ? order : string.CompareOrdinal(x.Source, y.Source);
            order = order != 0 ? order : y.AsOf.CompareTo(x.AsOf); // within one source no download races another
            return order != 0 ? order : string.CompareOrdinal(x.ExternalId, y.ExternalId);
        }

        int Place(MergeRow row) => policy.First(field!, row.Source) ?? int.MaxValue;

        static int Fresher(MergeRow x, MergeRow y) => Nullable.Compare(y.Said, x.Said);
    }

    /// <summary>The kind of the partner: the first source that knows one.</summary>
    public static string? Kind(IReadOnlyCollection<MergeRow> rows, MergePolicy policy)
    {
        string? only = null;
        foreach (var row in rows)
        {
            var kind = row.Fields.GetValueOrDefault(CanonicalField.Kind);
            if (kind is not null && only is not null && kind != only)
            {
                return Choose(CanonicalField.Kind, rows, null, policy).Value;
            }

            only ??= kind;
        }

        return only;
    }

    public static FieldChoice Choose(string field, IReadOnlyCollection<MergeRow> rows, Pin? pin, MergePolicy policy)
    {
        var ordered = rows.Where(row => !policy.Ignores(row.Source, field))
            .Where(row => !string.IsNullOrEmpty(row.Fields.GetValueOrDefault(field)) || policy.EmptyCounts(row.Source, field))
            .Order(new ByPrecedence(policy, field))
            .ToList();
        var claims = ordered.ConvertAll(row => new FieldClaim(row.Source, row.ExternalId, Value(row, field), row.AsOf));
        if (pin is not null)
        {
            return new(field, string.IsNullOrEmpty(pin.Value) ? null : pin.Value, $"pinned by {pin.Who}")
            {
                By = MergeRule.Pinned,
                Pin = pin,
                Others = claims,
            };
        }

        if (claims is [])
        {
            return new(field, null, "no source has a value");
        }

        var (by, rule) = Rule(field, ordered, policy);
        var empty = claims[0].Value is null ? "its empty value counts, " : "";
        return new(field, claims[0].Value, empty + rule)
        {
            By = by,
            Winner = claims[0],
            Others = claims[1..],
        };
    }

    static string? Value(MergeRow row, string field) => row.Fields.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;

    /// <summary>By which rule the first row won, and the same in words.</summary>
    static (MergeRule By, string Words) Rule(string field, List<MergeRow> ordered, MergePolicy policy)
    {
        var winner = ordered[0];
        if (ordered.Count == 1)
        {
            return (MergeRule.OnlyOne, $"only {winner.Source} has a value");
        }

        var next = ordered[1];
        if (next.IsGone && !winner.IsGone)
        {
            return (MergeRule.StillThere, $"{winner.Source} still has its row");
        }

        if (policy.First(field, winner.Source) is not null)
        {
            return (MergeRule.GoesFirst, $"{winner.Source} goes first for {field}");
        }

        if (policy.Order(field) == FieldOrder.Freshest && winner.Said != next.Said)
        {
            return (MergeRule.Freshest, "the freshest");
        }

        var rank = policy.Rank(winner.Source).ToString(CultureInfo.InvariantCulture);
        return (policy.Rank(next.Source) != policy.Rank(winner.Source), winner.Said != next.Said, winner.Source != next.Source) switch
        {
            (true, _, _) => (MergeRule.Rank, $"{winner.Source} has rank {rank}"),
            (_, true, _) => (MergeRule.FreshestOfRank, $"the freshest of rank {rank}"),
            (_, _, true) => (MergeRule.FirstByName, $"the first by name of rank {rank}"),
            _ => (MergeRule.LastChanged, $"the last changed row of {winner.Source}"),
        };
    }
}
