using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>The partners by all that a row can find them by: exact keys, kind with country and province, names, words.</summary>
sealed class SubjectIndex(MatchLimits limits, ProvinceTable provinces)
{
    /// <summary>A key that several partners have matches none of them.</summary>
    const long Several = -1;

    readonly Dictionary<long, Subject> _partners = [];
    readonly Dictionary<string, long> _exact = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> _keys = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> _names = new(StringComparer.Ordinal);
    readonly SimilarityIndex _likeness = new(limits);

    public int Count => _partners.Count;

    public Subject this[long partner] => _partners[partner];

    public Subject? Find(long partner) => _partners.GetValueOrDefault(partner);

    /// <summary>Makes a partner findable.</summary>
    public void Add(Subject partner)
    {
        _partners[partner.Id] = partner;
        AddKeys(partner.Id, partner.ExactKeys);

        if (Key(partner.Kind, partner.Country, partner.Province?.Name) is { } whole)
        {
            Index(_keys, whole, partner.Id);
        }

        foreach (var name in partner.Names)
        {
            Index(_names, name.Compact, partner.Id);
        }

        _likeness.Add(partner);
    }

    /// <summary>Makes it findable by its exact keys alone: enough where no name has to be compared.</summary>
    public void AddKeys(long id, IEnumerable<string> exactKeys)
    {
        foreach (var key in exactKeys)
        {
            if (!_exact.TryAdd(key, id) && _exact[key] != id)
            {
                _exact[key] = Several;
            }
        }
    }

    /// <summary>The partner with this value of an exact key, when there is exactly one.</summary>
    public (long? Partner, string? Key) ByExactKey(string field, string value)
    {
        var length = field.Length + 1 + value.Length;
        Span<char> key = length <= 256 ? stackalloc char[length] : new char[length];
        key = key[..SubjectReader.ExactKey(field, value, key)];
        return _exact.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var known, out var id) && id != Several
            ? (id, known)
            : (null, null);
    }

    /// <summary>The partner with one of these keys, when there is exactly one.</summary>
    public (long? Partner, string? Key) ByExactKey(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (_exact.TryGetValue(key, out var id) && id != Several)
            {
                return (id, key);
            }
        }

        return (null, null);
    }

    /// <summary>Partners with one of the row's names, letter by letter.</summary>
    public IEnumerable<long> ByName(Subject row) => row.Names.SelectMany(name => _names.GetValueOrDefault(name.Compact) ?? []).Distinct();

    /// <summary>Partners whose names resemble the row's, likeliest first.</summary>
    public IEnumerable<Candidate> Nearest(Subject row) => _likeness.Nearest(row);

    /// <summary>The partners of the same kind, country and province; where the province is a former one, those of the one it went into.</summary>
    public (List<long> Ids, string? Formerly) ByParts(Subject row, Func<long, bool> isRefused)
    {
        var ids = PartnersWith(Key(row.Kind, row.Country, row.Province?.Name));
        if (ids is not [] || row.Province is not { IsFormer: true } former || provinces.Today(former.Code) is not { } today)
        {
            return (ids, null);
        }

        return (
            PartnersWith(Key(row.Kind, row.Country, today.Name)),
            $"{former.Name} has been part of {today.Name} since {ProvinceTable.Renumbered:dd/MM/yyyy}"
        );

        List<long> PartnersWith(string? key) =>
            key is null ? [] : WithoutPredecessors([.. (_keys.GetValueOrDefault(key) ?? []).Where(id => !isRefused(id))]);
    }

    /// <summary>Of a predecessor and the successor of the same name, the successor.</summary>
    public List<long> WithoutPredecessors(List<long> ids) =>
        ids.Count > 1 && ids.FindAll(id => !_partners[id].IsSucceeded) is { Count: > 0 } standing ? standing : ids;

    /// <summary>The associations of provinces for the row's country.</summary>
    public IEnumerable<Candidate> Branches(Subject row, Func<long, bool> isRefused) =>
        _partners
            .Values.Where(partner =>
                partner.Kind == PartnerKind.ProvincialAssociation && partner.Country == row.Country && !isRefused(partner.Id)
            )
            .OrderBy(partner => partner.Id)
            .Select(partner => new Candidate(partner.Id, 0.75, "the association of a province"));

    static string? Key(string? kind, string? country, string? province) =>
        kind switch
        {
            PartnerKind.LocalUnion when province is not null => $"{kind}||{province}",
            PartnerKind.ProvincialAssociation when province is not null && country is not null => $"{kind}|{country}|{province}",
            PartnerKind.CentralAssociation or PartnerKind.ForeignPartner when country is not null => $"{kind}|{country}|",
            _ => null,
        };

    static void Index(Dictionary<string, List<long>> index, string key, long id)
    {
        if (!index.TryGetValue(key, out var ids))
        {
            index[key] = ids = [];
        }

        if (!ids.Contains(id))
        {
            ids.Add(id);
        }
    }
}
