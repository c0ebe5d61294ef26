using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Activities;

/// <summary>A unit of the register, as activities need it.</summary>
readonly record struct RegisterUnit(long Id, string Kind, string NameVi, string? Province);

/// <summary>
/// Finds the unit that a name in a list of activities means: the centre by the names of config, a partner by the matcher; a name that only a
/// person could match stays a name of its own. Before a merger of provinces each of their units was one of its own, though one partner has
/// taken over from all of them.
/// </summary>
sealed class UnitFinder(
    IReadOnlyList<string> centre,
    IReadOnlyDictionary<long, RegisterUnit> register,
    Func<string, (MatchResult Result, string? Province)> match,
    IEnumerable<Succession> successions
)
{
    readonly Dictionary<string, DateOnly> _mergedAfter = successions
        .Where(succession => succession is { Province: not null, ValidTo: not null })
        .GroupBy(succession => succession.Province!, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Max(succession => succession.ValidTo!.Value), StringComparer.Ordinal);

    readonly HashSet<string> _centre = [.. centre.Select(NormalizedName.ToCompact)];
    readonly string _centreName = centre is [var first, ..] ? first : "";
    readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);

    /// <summary>Names that are no unit of the register, with what is known of them.</summary>
    public SortedDictionary<string, string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>The units of a list such as "Hội hữu nghị Việt Nam - Cuba; Liên hiệp tỉnh Nghệ An", as they were on the day.</summary>
    public IEnumerable<Unit> Each(string? names, DateOnly day) =>
        (names ?? "")
            .Split([';', '\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Find(name, day));

    /// <summary>The unit of one name, as it was on the day.</summary>
    public Unit Find(string name, DateOnly day)
    {
        if (!_found.TryGetValue(name, out var found))
        {
            _found[name] = found = Look(name);
        }

        return
            found.Unit.Partner is not null
            && found.Province is { } province
            && _mergedAfter.TryGetValue(province, out var last)
            && day <= last
            ? found.Unit with
            {
                Key = $"{found.Unit.Key}{Unit.Before}{province}",
                Name = name,
            }
            : found.Unit;
    }

    readonly record struct Found(Unit Unit, string? Province);

    Found Look(string name)
    {
        var compact = NormalizedName.ToCompact(name);
        if (_centre.Contains(compact))
        {
            return new(new(Unit.CentreKey, _centreName, UnitLevel.Centre), null);
        }

        var (result, province) = match(name);
        if (result is { Verdict: MatchVerdict.Link, PartnerId: { } partner } && register.TryGetValue(partner, out var known))
        {
            return new(new($"partner:{known.Id}", known.NameVi, LevelOf(known.Kind), known.Province) { Partner = known.Id }, province);
        }

        Unknown[name] = result.Reason;
        return new(new($"name:{compact}", name, UnitLevel.Other), null);
    }

    static UnitLevel LevelOf(string kind) =>
        kind switch
        {
            PartnerKind.CentralAssociation => UnitLevel.CentralAssociation,
            PartnerKind.LocalUnion => UnitLevel.LocalUnion,
            PartnerKind.ProvincialAssociation => UnitLevel.ProvincialAssociation,
            _ => UnitLevel.Other,
        };
}
