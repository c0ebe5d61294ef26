using System;
using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.GoldenRecord;

/// <summary>One source row that belongs to a partner.</summary>
sealed record MergeRow
{
    public required string Source { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>How fresh it is: when the source says it changed, else when we saw it change.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>It came to this partner by a merger of two partners: the partner's own rows go before it.</summary>
    public bool FromMerge { get; init; }

    /// <summary>The source has not had it for so long that its value counts only where no other source has one.</summary>
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
    public FieldClaim? Winner { get; init; }

    public Pin? Pin { get; init; }

    /// <summary>The others, in the order they would have won; also those that say the same.</summary>
    public IReadOnlyList<FieldClaim> Others { get; init; } = [];

    /// <summary>Those among the others that say something else.</summary>
    public IEnumerable<FieldClaim> Conflicts => Others.Where(claim => claim.Value is not null && !string.Equals(claim.Value, Value, StringComparison.Ordinal));
}

/// <summary>
/// Works out the golden record, field by field and without memory: the same rows, pins and policy give the same record, in
/// whatever order they come.
/// 1. A pinned value wins.
/// 2. Rows still present go before rows long gone, the partner's own before those of one merged into it.
/// 3. Sources that the field names first; then rank and freshness, in the order the field asks for.
/// 4. An empty value is skipped, unless it counts for that source and field.
/// 5. What is still equal is decided by source and row id, so that it is decided the same way every time.
/// </summary>
static class Merger
{
    /// <summary>Fields about the row, not about the organisation.</summary>
    static readonly HashSet<string> s_rowOnly = new(StringComparer.Ordinal) { CanonicalField.Updated, CanonicalField.CountryText, CanonicalField.Kind };

    public static SortedDictionary<string, FieldChoice> Merge(IReadOnlyCollection<MergeRow> rows, IEnumerable<Pin> pins, MergePolicy policy)
    {
        var pinned = pins.GroupBy(pin => pin.Field, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.MaxBy(pin => pin.At)!, StringComparer.Ordinal);
        var fields = rows.SelectMany(row => row.Fields.Keys).Where(field => !s_rowOnly.Contains(field)).Concat(pinned.Keys).ToHashSet(StringComparer.Ordinal);
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
        var ordered = rows.Count == 1 ? rows : rows.Order(new ByRank(policy)).ToList();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        HashSet<string>? settled = null;
        foreach (var row in ordered)
        {
            foreach (var (field, value) in row.Fields)
            {
                if (values.ContainsKey(field) || s_rowOnly.Contains(field) || settled?.Contains(field) == true || policy.Ignores(row.Source, field))
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

    /// <summary>The order of sources for a field without an order of its own.</summary>
    sealed class ByRank(MergePolicy policy) : IComparer<MergeRow>
    {
        public int Compare(MergeRow? x, MergeRow? y)
        {
            var order = x!.IsGone.CompareTo(y!.IsGone);
            order = order != 0 ? order : x.FromMerge.CompareTo(y.FromMerge);
            order = order != 0 ? order : policy.Rank(x.Source).CompareTo(policy.Rank(y.Source));
            order = order != 0 ? order : y.AsOf.CompareTo(x.AsOf);
            order = order != 0 ? order : string.CompareOrdinal(x.Source, y.Source);
            return order != 0 ? order : string.CompareOrdinal(x.ExternalId, y.ExternalId);
        }
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
        var claims = rows
            .Where(row => !policy.Ignores(row.Source, field))
            .Select(row => (Row: row, Value: row.Fields.GetValueOrDefault(field)))
            .Where(claim => !string.IsNullOrEmpty(claim.Value) || policy.EmptyCounts(claim.Row.Source, field))
            .OrderBy(claim => claim.Row.IsGone)
            .ThenBy(claim => claim.Row.FromMerge)
            .ThenBy(claim => policy.First(field, claim.Row.Source) ?? int.MaxValue)
            .ThenBy(claim => policy.Order(field) == FieldOrder.Freshest ? -claim.Row.AsOf.UtcTicks : 0)
            .ThenBy(claim => policy.Rank(claim.Row.Source))
            .ThenByDescending(claim => claim.Row.AsOf)
            .ThenBy(claim => claim.Row.Source, StringComparer.Ordinal)
            .ThenBy(claim => claim.Row.ExternalId, StringComparer.Ordinal)
            .Select(claim => new FieldClaim(claim.Row.Source, claim.Row.ExternalId, string.IsNullOrEmpty(claim.Value) ? null : claim.Value, claim.Row.AsOf))
            .ToList();
        if (pin is not null)
        {
            return new(field, string.IsNullOrEmpty(pin.Value) ? null : pin.Value, $"pinned by {pin.Who}") { Pin = pin, Others = claims };
        }

        return claims is []
            ? new(field, null, "no source has a value")
            : new(field, claims[0].Value, Rule(field, claims, policy)) { Winner = claims[0], Others = claims[1..] };
    }

    static string Rule(string field, List<FieldClaim> claims, MergePolicy policy)
    {
        var winner = claims[0];
        var empty = winner.Value is null ? "its empty value counts, " : "";
        if (policy.First(field, winner.Source) is not null)
        {
            return $"{empty}{winner.Source} goes first for {field}";
        }

        if (claims.Count == 1)
        {
            return $"{empty}only {winner.Source} has a value";
        }

        if (policy.Order(field) == FieldOrder.Freshest)
        {
            return $"{empty}the freshest";
        }

        var rank = policy.Rank(winner.Source);
        return policy.Rank(claims[1].Source) != rank
            ? string.Create(CultureInfo.InvariantCulture, $"{empty}{winner.Source} has rank {rank}")
            : string.Create(CultureInfo.InvariantCulture, $"{empty}the freshest of rank {rank}");
    }
}
