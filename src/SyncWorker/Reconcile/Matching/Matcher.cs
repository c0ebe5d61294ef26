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

    public MatchResult Match(Subject row, Func<long, bool> isRefused)
    {
        if (ByExactKey(row.ExactKeys) is { Partner: { } exact, Key: { } key } && !isRefused(exact))
        {
            var sameKey = $"same {key.Replace("=", " ", StringComparison.Ordinal)}";
            return KeyContradiction(row, exact, isRefused) is { } others
                ? ToReview([new(exact, 0.8, sameKey), .. others], $"{sameKey}, but everything else is another's")
                : Linked(exact, 1, sameKey);
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

    /// <summary>
    /// A name that is letter by letter a partner's: linked when it is one partner's only, spelt alike, and nothing speaks against it;
    /// else always a question, never silent.
    /// </summary>
    MatchResult? SameName(Subject row, Func<long, bool> isRefused)
    {
        List<long> all =
        [
            .. row.Names.SelectMany(name => _names.GetValueOrDefault(name.Compact) ?? []).Distinct().Where(id => !isRefused(id)),
        ];
        if (all is [])
        {
            return null;
        }

        var fitting = WithoutPredecessors(all.FindAll(id => Contradiction(row, _partners[id]) is null));
        var against = row.Conflict ?? Doubt(row);
        if (fitting is [var only] && against is null && !row.ProvinceIsFromColumn && IsSpeltAlike(row, _partners[only]))
        {
            return Linked(only, 0.99, "same name");
        }

        var listed = (fitting is [] ? all : fitting).Select(id => new Candidate(id, 0.89, Difference(row, _partners[id])));
        return ToReview(
            listed,
            against
                ?? (
                    fitting is [var one] ? Difference(row, _partners[one])
                    : fitting is [] ? Difference(row, _partners[all[0]])
                    : "several partners have this name"
                )
        );
    }

    static string Difference(Subject row, Subject partner) =>
        Contradiction(row, partner) is { } against ? $"same name, but {against}"
        : IsSpeltAlike(row, partner) ? "same name"
        : "same letters, but other marks";

    /// <summary>"Nguyễn Văn Ân" is not Nguyễn Văn An; but "NGUYEN VAN AN" may be, because its writer used no marks.</summary>
    static bool IsSpeltAlike(Subject row, Subject partner)
    {
        List<(NormalizedName, NormalizedName)> pairs =
        [
            .. from mine in row.Names
            from theirs in partner.Names
            where mine.Compact == theirs.Compact && mine.HasMarks && theirs.HasMarks
            select (mine, theirs),
        ];
        return pairs is [] || pairs.Exists(pair => pair.Item1.Spelling == pair.Item2.Spelling);
    }

    /// <summary>What in the reading itself leaves it open whose name it is.</summary>
    string? Doubt(Subject row) =>
        row.Reading.IsOfSmallerPlace && row.Reading.HasBody && _limits.CityBodies == CityBodies.Ask
            ? "a body of a city or district: one of its own, or the province's?"
        : row.Reading.HasBody && row.Reading.IsAmbiguous ? "another country or province is as near to what is written"
        : null;

    /// <summary>Whether a row that has a partner's exact key is another's by all that it says else; the others it may be then.</summary>
    List<Candidate>? KeyContradiction(Subject row, long id, Func<long, bool> isRefused)
    {
        if (!_partners.TryGetValue(id, out var partner) || row.Names.Any(name => partner.Names.Any(known => known.Compact == name.Compact)))
        {
            return null;
        }

        var others = SameName(row, isRefused)?.Candidates.Where(candidate => candidate.PartnerId != id).ToList() ?? [];
        return others is not [] || Contradicts(row, partner) ? others : null;
    }

    /// <summary>The key apart: neither the names nor the kind, country, province and side fit.</summary>
    public static bool Contradicts(Subject row, Subject partner) =>
        row.Names.Count > 0
        && !row.Names.Any(name => partner.Names.Any(known => known.Compact == name.Compact))
        && (Contradiction(row, partner) is not null || AreUnlike(row, partner));

    // Names in two languages share nothing and may be one organisation's: only two Vietnamese names are held against each other.
    static bool AreUnlike(Subject row, Subject partner) =>
        row.Names.Any(name => name.HasMarks)
        && partner.Names.Any(name => name.HasMarks)
        && row.Names.All(name =>
            partner.Names.All(known => EditDistance.Between(name.Compact, known.Compact, name.Compact.Length / 2) > name.Compact.Length / 2)
        );

    MatchResult ByKey(Subject row, Func<long, bool> isRefused, MatchResult? same)
    {
        var (candidates, formerly) = Candidates(row, isRefused);
        var what = DescribeKey(row);
        if (candidates is [])
        {
            return same
                ?? (
                    row.ProvinceIsFromColumn || row.Conflict is not null || !row.Reading.IsSure
                        ? ByLikeness(row, isRefused, null)
                        : MatchResult.None($"no partner is {what}")
                );
        }

        var score = Math.Round(
            0.97
                - (0.01 * row.Reading.Repairs)
                - (0.4 * row.Reading.Repaired)
                - (formerly is null ? 0 : 0.01)
                - (0.08 * row.Reading.Unexplained),
            4
        );
        var reason = formerly ?? what;
        reason = row.Reading.Repairs switch
        {
            0 => reason,
            1 => $"{reason}, a slip of spelling",
            var slips => string.Create(CultureInfo.InvariantCulture, $"{reason}, {slips} slips of spelling"),
        };
        if (candidates is [var only])
        {
            return (row.Conflict ?? Doubt(row) ?? (row.Reading.IsGuess ? "the country or province may be another, unknown one" : null))
                    is { } conflict
                    ? ToReview([new(only, Math.Min(score, 0.8), reason)], conflict)
                : row.ProvinceIsFromColumn
                    ? ToReview(
                        [new(only, Math.Min(score, 0.8), reason), .. Branches(row, isRefused)],
                        "the province stands in a column only: the centre's association or the province's?"
                    )
                : Classify(new(only, score, reason));
        }

        return same
            ?? ToReview(
                candidates.Select(id => new Candidate(id, Math.Min(score, 0.85), reason)),
                $"{candidates.Count} partners are {what}"
            );
    }

    (List<long> Ids, string? Formerly) Candidates(Subject row, Func<long, bool> isRefused)
    {
        var ids = PartnersWith(Key(row.Kind, row.Country, row.Province?.Name));
        if (ids is not [] || row.Province is not { IsFormer: true } former || _provinces.Today(former.Code) is not { } today)
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
    List<long> WithoutPredecessors(List<long> ids) =>
        ids.Count > 1 && ids.FindAll(id => !_partners[id].IsSucceeded) is { Count: > 0 } standing ? standing : ids;

    IEnumerable<Candidate> Branches(Subject row, Func<long, bool> isRefused) =>
        _partners
            .Values.Where(partner =>
                partner.Kind == PartnerKind.ProvincialAssociation && partner.Country == row.Country && !isRefused(partner.Id)
            )
            .OrderBy(partner => partner.Id)
            .Select(partner => new Candidate(partner.Id, 0.75, "the association of a province"));

    MatchResult ByLikeness(Subject row, Func<long, bool> isRefused, MatchResult? same)
    {
        var found = _likeness
            .Nearest(row)
            .Where(candidate => !isRefused(candidate.PartnerId) && Contradiction(row, _partners[candidate.PartnerId]) is null)
            .Take(5)
            .ToList();
        var all = (same?.Candidates ?? [])
            .Concat(HalfRead(row, isRefused))
            .Concat(found)
            .DistinctBy(candidate => candidate.PartnerId)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.PartnerId)
            .ToList();
        if (all is [] || all[0].Score < _limits.Review)
        {
            return MatchResult.None(
                all is []
                    ? "no partner resembles it"
                    : string.Create(CultureInfo.InvariantCulture, $"the nearest partner scores {all[0].Score:0.00} only")
            );
        }

        // A name of our sort that could not be read to its end may hide a branch or another country: a person looks at it.
        var clear = all.Count == 1 || all[0].Score - all[1].Score >= 0.05;
        return row.Conflict is null && clear && !row.Reading.HasBody && same is null && IsSlip(row, _partners[all[0].PartnerId])
            ? Classify(all[0]) with
            {
                Candidates = all,
            }
            : ToReview(
                all.Where(candidate => candidate.Score >= _limits.Review),
                row.Conflict ?? (clear ? all[0].Reason : "no partner stands out")
            );
    }

    /// <summary>
    /// One word of five letters or more is written with two neighbours swapped, or, where country or province and the kind agree, with one
    /// letter wrong. A word more or less, another order or shorter words make another name.
    /// </summary>
    static bool IsSlip(Subject row, Subject partner)
    {
        var agrees =
            row.Kind is not null
            && row.Kind == partner.Kind
            && (
                (row.Country is not null && row.Country == partner.Country)
                || (row.Province is not null && row.Province.Name == partner.Province?.Name)
            );
        return row.Names.Any(mine =>
            partner.Names.Any(theirs =>
                mine.Words.Count == theirs.Words.Count
                && Enumerable.Range(0, mine.Words.Count).Where(i => mine.Words[i] != theirs.Words[i]).Take(2).ToList() is [var at]
                && Math.Min(mine.Words[at].Length, theirs.Words[at].Length) >= 5
                && EditDistance.Between(mine.Words[at], theirs.Words[at], 1) == 1
                && !mine.Words[at].AsSpan().ContainsAnyInRange('0', '9')
                && (agrees || EditDistance.AtLeast(EditDistance.Letters(mine.Words[at]), EditDistance.Letters(theirs.Words[at])) == 0)
            )
        );
    }

    /// <summary>Partners that the readable part of a name points to: a person tells whether the rest of it matters.</summary>
    IEnumerable<Candidate> HalfRead(Subject row, Func<long, bool> isRefused)
    {
        if (!row.Reading.HasBody || (row.Reading.Unexplained == 0 && row.Kind is not null))
        {
            return [];
        }

        var share = (double)row.Reading.Unexplained / row.Reading.Text.Compact.Length;
        IEnumerable<Subject> readings =
            row.Kind is not null ? [row]
            : row.Province is not null ? [row with { Kind = PartnerKind.ProvincialAssociation }, row with { Kind = PartnerKind.LocalUnion }]
            : [row with { Kind = PartnerKind.CentralAssociation }, row with { Kind = PartnerKind.ForeignPartner }];
        return readings
            .SelectMany(reading => Candidates(reading, isRefused).Ids)
            .Select(id => new Candidate(
                id,
                0.89 - (0.4 * (share + row.Reading.Repaired)),
                $"reads like {DescribeKey(row)}, but not to its end"
            ));
    }

    /// <summary>Why the two cannot be one organisation; null when nothing speaks against it.</summary>
    static string? Contradiction(Subject row, Subject partner)
    {
        if (
            row.Kind is not null
            && partner.Kind is not null
            && row.Kind != partner.Kind
            && (row.Reading.IsSure || row.Kind != row.Reading.Kind)
        )
        {
            return "another kind";
        }

        var country = row.Reading.IsSure ? row.Country : row.ColumnCountry;
        if (country is not null && partner.Country is not null && country != partner.Country)
        {
            return "another country";
        }

        if (
            row.Province is { } mine
            && partner.Province is { } theirs
            && mine.Name != theirs.Name
            && !(mine.IsFormer && mine.Code == theirs.Code)
            && (row.Reading.IsSure || row.Reading.Province is null)
        )
        {
            return "another province";
        }

        return
            row.Reading.Side != Side.Unknown
            && partner.Reading.Side != Side.Unknown
            && row.Reading.Side != partner.Reading.Side
            && row.Reading.IsSure
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

    static string? Key(string? kind, string? country, string? province) =>
        kind switch
        {
            PartnerKind.LocalUnion when province is not null => $"{kind}||{province}",
            PartnerKind.ProvincialAssociation when province is not null && country is not null => $"{kind}|{country}|{province}",
            PartnerKind.CentralAssociation or PartnerKind.ForeignPartner when country is not null => $"{kind}|{country}|",
            _ => null,
        };

    static string DescribeKey(Subject row) =>
        string.Join(
            ' ',
            new[] { "the same", row.Kind?.Replace('_', ' '), row.Country, row.Province?.Name }.Where(part => part is not null)
        );

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
