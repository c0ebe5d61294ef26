using System.Globalization;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// Finds partners whose names look alike without comparing all with all: only those that share one of the row's rarest words are
/// scored, by the weight of the shared words (rare words weigh more: inverse document frequency) and by the letters in a row.
/// </summary>
sealed class SimilarityIndex(MatchLimits limits)
{
    /// <summary>A word that more partners than this have in common tells nothing and would cost the square.</summary>
    const int Common = 400;

    readonly Dictionary<string, List<(long Partner, NormalizedName Name)>> _words = new(StringComparer.Ordinal);

    public void Add(Subject partner)
    {
        foreach (var name in partner.Names)
        {
            foreach (var word in name.Words.Distinct())
            {
                if (!_words.TryGetValue(word, out var all))
                {
                    _words[word] = all = [];
                }

                if (all.Count <= Common)
                {
                    all.Add((partner.Id, name));
                }
            }
        }
    }

    /// <summary>Likeliest first.</summary>
    public IEnumerable<Candidate> Nearest(Subject row)
    {
        var best = new Dictionary<long, double>();
        foreach (var name in row.Names)
        {
            var rare = name
                .Words.Distinct()
                .Where(word => word.Length > 1 && _words.TryGetValue(word, out var all) && all.Count <= Common)
                .OrderBy(word => _words[word].Count)
                .ThenBy(word => word, StringComparer.Ordinal)
                .Take(4);
            foreach (var (partner, other) in rare.SelectMany(word => _words[word]).Distinct())
            {
                var score = Score(name, other);
                best[partner] = Math.Max(score, best.GetValueOrDefault(partner));
            }
        }

        return best.OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Select(pair => new Candidate(
                pair.Key,
                pair.Value,
                string.Create(CultureInfo.InvariantCulture, $"names alike by words and letters, {pair.Value:0.00}")
            ));
    }

    double Score(NormalizedName a, NormalizedName b)
    {
        var longer = Math.Max(a.Compact.Length, b.Compact.Length);
        var limit = longer / 2;
        var letters = 1 - ((double)EditDistance.Between(a.Compact, b.Compact, limit) / longer);
        var shared = a.Words.Intersect(b.Words).Sum(Weight);
        var all = a.Words.Union(b.Words).Sum(Weight);
        var words = all > 0 ? shared / all : 0;
        return ((limits.WordWeight * words) + (limits.LetterWeight * letters)) / (limits.WordWeight + limits.LetterWeight);
    }

    double Weight(string word) => 1 / Math.Log2(2 + (_words.TryGetValue(word, out var all) ? all.Count : 0));
}
