using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Activities;

/// <summary>A unit of the register, as activities need it.</summary>
readonly record struct RegisterUnit(long Id, string Kind, string NameVi, string? Province);

/// <summary>
/// Finds the unit that a name in a list of activities means: the centre by the names of config, a partner by the matcher; a name that only a
/// person could match stays a name of its own.
/// </summary>
sealed class UnitFinder(
    IEnumerable<string> centre,
    IReadOnlyDictionary<long, RegisterUnit> register,
    Func<string, MatchResult> match,
    Func<long, long> survivor
)
{
    readonly HashSet<string> _centre = [.. centre.Select(NormalizedName.ToCompact)];
    readonly Dictionary<string, Unit> _found = new(StringComparer.Ordinal);

    /// <summary>Names that are no unit of the register, with what is known of them.</summary>
    public SortedDictionary<string, string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>The units of a list such as "Hội hữu nghị Việt Nam - Cuba; Liên hiệp tỉnh Nghệ An".</summary>
    public IEnumerable<Unit> Each(string? names) =>
        (names ?? "").Split([';', '\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Find);

    /// <summary>The unit of one name.</summary>
    public Unit Find(string name)
    {
        if (!_found.TryGetValue(name, out var unit))
        {
            _found[name] = unit = Look(name);
        }

        return unit;
    }

    Unit Look(string name)
    {
        var compact = NormalizedName.ToCompact(name);
        if (_centre.Contains(compact))
        {
            return new(Unit.CentreKey, name, UnitLevel.Centre);
        }

        var result = match(name);
        if (result is { Verdict: MatchVerdict.Link, PartnerId: { } partner } && register.TryGetValue(survivor(partner), out var known))
        {
            return new($"partner:{known.Id}", known.NameVi, LevelOf(known.Kind), known.Province) { Partner = known.Id };
        }

        Unknown[name] = result.Reason;
        return new($"name:{compact}", name, UnitLevel.Other);
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
