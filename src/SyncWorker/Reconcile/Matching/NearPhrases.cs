using System.Numerics;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// Which phrases may nearly stand in some letters, by a lower bound of the distance. It is asked of every piece of every name that is
/// repaired, and answers for thousands of phrases: they lie by length, and their letters and limits in arrays of their own.
/// </summary>
sealed class NearPhrases
{
    /// <summary>By length, those of one length in the order of the lexicon.</summary>
    readonly Phrase[] _phrases;

    /// <summary>The place in the lexicon of each of <see cref="_phrases"/>.</summary>
    readonly int[] _places;
    readonly uint[] _alphabets;
    readonly int[] _limits;

    /// <summary>Where the phrases of each length begin.</summary>
    readonly int[] _starts;
    readonly int _widest;
    readonly ILookup<string?, int> _ofCountry;
    readonly ILookup<string?, int> _ofProvince;

    public NearPhrases(Phrase[] phrases)
    {
        _places = [.. Enumerable.Range(0, phrases.Length).OrderBy(place => phrases[place].Compact.Length)];
        _phrases = Array.ConvertAll(_places, place => phrases[place]);
        _alphabets = Array.ConvertAll(_phrases, phrase => phrase.Alphabet);
        _limits = Array.ConvertAll(_phrases, phrase => SlipRule.Limit(phrase, hinted: false));
        _widest = _limits.DefaultIfEmpty().Max();
        var longest = _phrases is [] ? 0 : _phrases[^1].Compact.Length;
        _starts = [.. Enumerable.Range(0, longest + 2).Select(length => _phrases.Count(phrase => phrase.Compact.Length < length))];
        var all = Enumerable.Range(0, _phrases.Length).ToList();
        _ofCountry = all.ToLookup(at => _phrases[at].Means.Country, StringComparer.Ordinal);
        _ofProvince = all.ToLookup(at => _phrases[at].Means.Province?.Name, StringComparer.Ordinal);
    }

    /// <param name="alphabet">Of the letters (<see cref="EditDistance.Alphabet"/>).</param>
    /// <param name="length">Of the letters.</param>
    /// <param name="hint">Phrases that it says may be further away.</param>
    /// <returns>In the order of the lexicon, so that the first of equals is always the same.</returns>
    public IEnumerable<Phrase> Candidates(uint alphabet, int length, ReadingHint hint)
    {
        List<int>? found = null;
        var end = StartOf(length + _widest + 1);
        for (var at = StartOf(length - _widest); at < end; at++)
        {
            if (IsNear(at, alphabet, length, _limits[at]))
            {
                (found ??= []).Add(at);
            }
        }

        if (hint.Country is not null)
        {
            AddSaid(_ofCountry[hint.Country], alphabet, length, ref found);
        }

        foreach (var province in hint.Provinces)
        {
            AddSaid(_ofProvince[province.Name], alphabet, length, ref found);
        }

        return found is null ? [] : found.Distinct().OrderBy(at => _places[at]).Select(at => _phrases[at]);
    }

    void AddSaid(IEnumerable<int> said, uint alphabet, int length, ref List<int>? found)
    {
        foreach (var at in said)
        {
            if (IsNear(at, alphabet, length, SlipRule.Limit(_phrases[at], hinted: true)))
            {
                (found ??= []).Add(at);
            }
        }
    }

    int StartOf(int length) => _starts[Math.Clamp(length, 0, _starts.Length - 1)];

    bool IsNear(int at, uint alphabet, int length, int limit) =>
        BitOperations.PopCount(alphabet & ~_alphabets[at]) <= limit
        && BitOperations.PopCount(_alphabets[at] & ~alphabet) <= limit
        && Math.Abs(_phrases[at].Compact.Length - length) <= limit;
}
