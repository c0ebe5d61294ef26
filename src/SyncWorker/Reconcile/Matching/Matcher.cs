using System;
using System.Globalization;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// Finds the partner a row belongs to:
/// 1. an exact key that config names (register id, tax number);
/// 2. a name read completely: the partner of the same kind, country and province. Mirror organisations, Áo and Úc, the centre and
///    its branch in a city have different keys and so never meet. A former province leads to the one it went into;
/// 3. the same name letter by letter, for names that are not of this sort;
/// 4. the likeliest by words and letters, never against a country, province, side or kind that is known to differ.
/// Only candidates that share a key, a name or a rare word are compared.
/// </summary>
sealed class Matcher
{
    readonly MatchLimits _limits;
    readonly ProvinceTable _provinces;
    readonly Dictionary<long, Subject> _partners = [];
    /// <summary>A key that several partners have matches none of them.</summary>
    const long Several = -1;

    readonly Dictionary<string, long> _exact = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> _keys = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> _names = new(StringComparer.Ordinal);
    readonly SimilarityIndex _likeness;

    public Matcher(MatchLimits limits, ProvinceTable provinces)
    {
        _limits = limits;
        _provinces = provinces;
        _likeness = new(limits);
    }

    public int Count => _partners.Count;

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
        return _exact.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var known, out var id) && id != Several ? (id, known) : (null, null);
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

    public MatchResult Match(Subject row, Func<long, bool> isRefused)
    {
        if (ByExactKey(row.ExactKeys) is { Partner: { } exact, Key: { } key } && !isRefused(exact))
        {
            return Linked(exact, 1, $"same {key.Replace("=", " ", StringComparison.Ordinal)}");
        }

        if (row.Names.Count == 0)
        {
            return MatchResult.None("it has no name");
        }

        var same = SameName(row, isRefused);
        if (same is { Verdict: MatchVerdict.Link })
        {
            return same;
        }

        return row.Reading.IsComplete || (row.Reading is { HasBody: true, Unexplained: <= 1 } && row.Kind is not null)
            ? ByKey(row, isRefused, same)
            : ByLikeness(row, isRefused, same);
    }

    MatchResult? SameName(Subject row, Func<long, bool> isRefused)
    {
        var candidates = row.Names
            .SelectMany(name => _names.GetValueOrDefault(name.Compact) ?? [])
            .Distinct()
            .Where(id => !isRefused(id) && Contradiction(row, _partners[id]) is null)
            .ToList();
        candidates = WithoutPredecessors(candidates);
        if (candidates is [var only] && row.Conflict is null && !row.ProvinceIsFromColumn)
        {
            return Linked(only, 0.99, "same name");
        }

        return candidates is [] ? null : ToReview(candidates.Select(id => new Candidate(id, 0.89, "same name")), row.Conflict ?? "several partners have this name");
    }

    MatchResult ByKey(Subject row, Func<long, bool> isRefused, MatchResult? same)
    {
        var (candidates, formerly) = Candidates(row, isRefused);
        var what = DescribeKey(row);
        if (candidates is [])
        {
            return same ?? (row.ProvinceIsFromColumn || row.Conflict is not null || row.Reading.IsAmbiguous ? ByLikeness(row, isRefused, null) : MatchResult.None($"no partner is {what}"));
        }

        var score = Math.Round(0.97 - (0.01 * row.Reading.Repairs) - (0.4 * row.Reading.Repaired) - (formerly is null ? 0 : 0.01) - (0.08 * row.Reading.Unexplained), 4);
        var reason = formerly ?? what;
        reason = row.Reading.Repairs switch
        {
            0 => reason,
            1 => $"{reason}, a slip of spelling",
            var slips => string.Create(CultureInfo.InvariantCulture, $"{reason}, {slips} slips of spelling"),
        };
        if (candidates is [var only])
        {
            return (row.Conflict ?? (row.Reading.IsAmbiguous ? "another country or province is as near to what is written" : null)) is { } conflict
                ? ToReview([new(only, Math.Min(score, 0.8), reason)], conflict)
                : row.ProvinceIsFromColumn
                    ? ToReview([new(only, Math.Min(score, 0.8), reason), .. Branches(row, isRefused)], "the province stands in a column only: the centre's association or the province's?")
                    : Classify(new(only, score, reason));
        }

        return same ?? ToReview(candidates.Select(id => new Candidate(id, Math.Min(score, 0.85), reason)), $"{candidates.Count} partners are {what}");
    }

    (List<long> Ids, string? Formerly) Candidates(Subject row, Func<long, bool> isRefused)
    {
        var ids = PartnersWith(Key(row.Kind, row.Country, row.Province?.Name));
        if (ids is not [] || row.Province is not { IsFormer: true } former || _provinces.Today(former.Code) is not { } today)
        {
            return (ids, null);
        }

        return (PartnersWith(Key(row.Kind, row.Country, today.Name)), $"{former.Name} has been part of {today.Name} since {ProvinceTable.Renumbered:dd/MM/yyyy}");

        List<long> PartnersWith(string? key) => key is null ? [] : WithoutPredecessors([.. (_keys.GetValueOrDefault(key) ?? []).Where(id => !isRefused(id))]);
    }

    /// <summary>Of a predecessor and the successor of the same name, the successor.</summary>
    List<long> WithoutPredecessors(List<long> ids) =>
        ids.Count > 1 && ids.FindAll(id => !_partners[id].IsSucceeded) is { Count: > 0 } standing ? standing : ids;

    IEnumerable<Candidate> Branches(Subject row, Func<long, bool> isRefused) =>
        _partners.Values
            .Where(partner => partner.Kind == PartnerKind.ProvincialAssociation && partner.Country == row.Country && !isRefused(partner.Id))
            .OrderBy(partner => partner.Id)
            .Select(partner => new Candidate(partner.Id, 0.75, "the association of a province"));

    MatchResult ByLikeness(Subject row, Func<long, bool> isRefused, MatchResult? same)
    {
        var found = _likeness.Nearest(row)
            .Where(candidate => !isRefused(candidate.PartnerId) && Contradiction(row, _partners[candidate.PartnerId]) is null)
            .Take(5)
            .ToList();
        var all = (same?.Candidates ?? []).Concat(HalfRead(row, isRefused)).Concat(found).DistinctBy(candidate => candidate.PartnerId).OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.PartnerId).ToList();
        if (all is [] || all[0].Score < _limits.Review)
        {
            return MatchResult.None(all is [] ? "no partner resembles it" : string.Create(CultureInfo.InvariantCulture, $"the nearest partner scores {all[0].Score:0.00} only"));
        }

        // A name of our sort that could not be read to its end may hide a branch or another country: a person looks at it.
        var clear = all.Count == 1 || all[0].Score - all[1].Score >= 0.05;
        return row.Conflict is null && clear && !row.Reading.HasBody
            ? Classify(all[0]) with { Candidates = all }
            : ToReview(all.Where(candidate => candidate.Score >= _limits.Review), row.Conflict ?? (clear ? all[0].Reason : "no partner stands out"));
    }

    /// <summary>Partners that the readable part of a name points to: a person tells whether the rest of it matters.</summary>
    IEnumerable<Candidate> HalfRead(Subject row, Func<long, bool> isRefused)
    {
        if (!row.Reading.HasBody || row.Reading.Unexplained == 0)
        {
            return [];
        }

        var share = (double)row.Reading.Unexplained / row.Reading.Text.Compact.Length;
        return Candidates(row, isRefused).Ids.Select(id => new Candidate(id, 0.89 - (0.4 * (share + row.Reading.Repaired)), $"reads like {DescribeKey(row)}, but not to its end"));
    }

    /// <summary>Why the two cannot be one organisation; null when nothing speaks against it.</summary>
    static string? Contradiction(Subject row, Subject partner)
    {
        if (row.Kind is not null && partner.Kind is not null && row.Kind != partner.Kind)
        {
            return "another kind";
        }

        if (row.Country is not null && partner.Country is not null && row.Country != partner.Country)
        {
            return "another country";
        }

        if (row.Province is { } mine && partner.Province is { } theirs && mine.Name != theirs.Name && !(mine.IsFormer && mine.Code == theirs.Code))
        {
            return "another province";
        }

        return row.Reading.Side != Side.Unknown && partner.Reading.Side != Side.Unknown && row.Reading.Side != partner.Reading.Side
            ? "the mirror organisation"
            : null;
    }

    MatchResult Classify(Candidate candidate) =>
        candidate.Score >= _limits.Link ? Linked(candidate.PartnerId, candidate.Score, candidate.Reason)
        : candidate.Score >= _limits.Review ? ToReview([candidate], candidate.Reason)
        : MatchResult.None(string.Create(CultureInfo.InvariantCulture, $"the nearest partner scores {candidate.Score:0.00} only"));

    static MatchResult Linked(long id, double score, string reason) =>
        new(MatchVerdict.Link, score, reason) { PartnerId = id, Candidates = [new(id, score, reason)] };

    static MatchResult ToReview(IEnumerable<Candidate> candidates, string reason)
    {
        var list = candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.PartnerId).ToList();
        return new(MatchVerdict.Review, list[0].Score, reason) { PartnerId = list[0].PartnerId, Candidates = list };
    }

    static string? Key(string? kind, string? country, string? province) => kind switch
    {
        PartnerKind.LocalUnion when province is not null => $"{kind}||{province}",
        PartnerKind.ProvincialAssociation when province is not null && country is not null => $"{kind}|{country}|{province}",
        PartnerKind.CentralAssociation or PartnerKind.ForeignPartner when country is not null => $"{kind}|{country}|",
        _ => null,
    };

    static string DescribeKey(Subject row) =>
        string.Join(' ', new[] { "the same", row.Kind?.Replace('_', ' '), row.Country, row.Province?.Name }.Where(part => part is not null));

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
