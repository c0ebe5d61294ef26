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
sealed class Matcher(MatchLimits limits, SubjectIndex index)
{
    readonly NearbyPartners _nearby = new(index);

    public MatchResult Match(Subject row, Func<long, bool> isRefused)
    {
        if (index.ByExactKey(row.ExactKeys) is { Partner: { } exact, Key: { } key } && !isRefused(exact))
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
        List<long> all = [.. index.ByName(row).Where(id => !isRefused(id))];
        if (all is [])
        {
            return null;
        }

        var fitting = index.WithoutPredecessors(all.FindAll(id => SubjectComparison.Contradiction(row, index[id]) is null));
        var against = row.Conflict ?? Doubt(row, NameDoubts.HangsOnSigns(row.Reading.Doubt));
        if (fitting is [var only] && against is null && !row.ProvinceIsFromColumn && SubjectComparison.IsSpeltAlike(row, index[only]))
        {
            return Linked(only, 0.99, "same name");
        }

        var listed = (fitting is [] ? all : fitting).Select(id => new Candidate(id, 0.89, SubjectComparison.Difference(row, index[id])));
        return ToReview(
            listed,
            against
                ?? (
                    fitting is [var one] ? SubjectComparison.Difference(row, index[one])
                    : fitting is [] ? SubjectComparison.Difference(row, index[all[0]])
                    : "several partners have this name"
                )
        );
    }

    /// <summary>What in the reading itself leaves it open whose name it is.</summary>
    string? Doubt(Subject row, bool ofWords = true) =>
        ofWords && NameDoubts.Reason(row.Reading.Doubt) is { } reason ? reason
        : row.Reading.IsOfSmallerPlace && row.Reading.HasBody && limits.CityBodies == CityBodies.Ask
            ? "a body of a city or district: one of its own, or the province's?"
        : row.Reading is { HasBody: true, IsAmbiguous: true, Country: { } one, OtherCountry: { } other }
            ? $"the name says two countries, {one} and {other}"
        : row.Reading.HasBody && row.Reading.IsAmbiguous ? "another country or province is as near to what is written"
        : null;

    /// <summary>Whether a row that has a partner's exact key is another's by all that it says else; the others it may be then.</summary>
    List<Candidate>? KeyContradiction(Subject row, long id, Func<long, bool> isRefused)
    {
        if (index.Find(id) is not { } partner || row.Names.Any(name => partner.Names.Any(known => known.Compact == name.Compact)))
        {
            return null;
        }

        var others = SameName(row, isRefused)?.Candidates.Where(candidate => candidate.PartnerId != id).ToList() ?? [];
        return others is not [] || SubjectComparison.Contradicts(row, partner) ? others : null;
    }

    MatchResult ByKey(Subject row, Func<long, bool> isRefused, MatchResult? same)
    {
        var (candidates, formerly) = index.ByParts(row, isRefused);
        var what = NearbyPartners.Describe(row);
        var others = _nearby.Besides(row, isRefused).Where(candidate => !candidates.Contains(candidate.PartnerId)).ToList();
        if (candidates is [] && same is null && others is not [])
        {
            return ToReview(others, Doubt(row)!);
        }

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
            return Question(row) is { } question ? ToReview([new(only, Math.Min(score, 0.8), reason), .. others], question)
                : row.ProvinceIsFromColumn
                    ? ToReview(
                        [new(only, Math.Min(score, 0.8), reason), .. index.Branches(row, isRefused)],
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

    /// <summary>Why a person is asked although the reading fits one partner; null when it is linked.</summary>
    string? Question(Subject row) =>
        row.Conflict
        ?? Doubt(row)
        ?? (
            row.Reading.IsGuess ? "the country or province may be another, unknown one"
            : row.Reading.Unexplained > 0 ? NearbyPartners.NotToItsEnd(row)
            : null
        );

    MatchResult ByLikeness(Subject row, Func<long, bool> isRefused, MatchResult? same)
    {
        var found = index
            .Nearest(row)
            .Where(candidate => !isRefused(candidate.PartnerId) && SubjectComparison.Contradiction(row, index[candidate.PartnerId]) is null)
            .Take(5)
            .ToList();
        var all = Ordered(
            (same?.Candidates ?? []).Concat(_nearby.HalfRead(row, isRefused)).Concat(found).DistinctBy(candidate => candidate.PartnerId)
        );
        if (all is [] || all[0].Score < limits.Review)
        {
            return MatchResult.None(
                all is []
                    ? "no partner resembles it"
                    : string.Create(CultureInfo.InvariantCulture, $"the nearest partner scores {all[0].Score:0.00} only")
            );
        }

        // A name of our sort that could not be read to its end may hide a branch or another country: a person looks at it.
        var clear = all.Count == 1 || all[0].Score - all[1].Score >= 0.05;
        return
            row.Conflict is null && clear && !row.Reading.HasBody && same is null && SubjectComparison.IsSlip(row, index[all[0].PartnerId])
            ? Classify(all[0]) with
            {
                Candidates = all,
            }
            : ToReview(
                all.Where(candidate => candidate.Score >= limits.Review),
                row.Conflict ?? Doubt(row) ?? (clear ? all[0].Reason : "no partner stands out")
            );
    }

    MatchResult Classify(Candidate candidate) =>
        candidate.Score >= limits.Link ? Linked(candidate.PartnerId, candidate.Score, candidate.Reason)
        : candidate.Score >= limits.Review ? ToReview([candidate], candidate.Reason)
        : MatchResult.None(string.Create(CultureInfo.InvariantCulture, $"the nearest partner scores {candidate.Score:0.00} only"));

    static MatchResult Linked(long id, double score, string reason) =>
        new(MatchVerdict.Link, score, reason) { PartnerId = id, Candidates = [new(id, score, reason)] };

    MatchResult ToReview(IEnumerable<Candidate> candidates, string reason)
    {
        var list = Ordered(candidates);
        return new(MatchVerdict.Review, list[0].Score, reason) { PartnerId = list[0].PartnerId, Candidates = list };
    }

    /// <summary>The nearest first; of those as near, what still stands before its predecessor.</summary>
    List<Candidate> Ordered(IEnumerable<Candidate> candidates) =>
        [
            .. candidates
                .OrderByDescending(candidate => candidate.Score)
                .ThenBy(candidate => index[candidate.PartnerId].IsSucceeded)
                .ThenBy(candidate => candidate.PartnerId),
        ];
}
