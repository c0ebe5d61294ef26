using System.Buffers;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// What may be a slip of spelling: some letters of a word. A whole word too many or too few is another name, and so is another short
/// word or abbreviation, each letter of which is a word (SV, DN, P.), and a wrong letter in a word of few.
/// </summary>
static class SlipRule
{
    static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouy");

    /// <summary>A word this short is another word when one letter is another.</summary>
    const int Short = 2;

    /// <summary>Letters of a word from which on a wrong one among them does not make another word.</summary>
    const int Long = 5;

    /// <summary>
    /// Every association's name has it, so it is looked for harder, and "Việt Nam - Triều Tiên" is not Việt - Nam Triều Tiên.
    /// </summary>
    public static bool IsVietnam(Phrase phrase) => phrase.Means.Country == Lexicon.Vietnam && phrase.Compact == "vietnam";

    /// <summary>The most letters that may be wrong in a phrase of that length.</summary>
    public static int Most(int length) => length * 2 / 5;

    /// <summary>How many letters of a phrase may be wrong: more where another column says the same, fewer where a body is named.</summary>
    public static int Limit(Phrase phrase, bool hinted)
    {
        var length = phrase.Compact.Length;
        return hinted
                ? length switch
                {
                    <= 2 => 0,
                    3 => 1,
                    4 => 2,
                    _ => Most(length),
                }
            : IsVietnam(phrase) ? 2
            : phrase.Means.Identifies
                ? length switch
                {
                    <= 2 => 0,
                    <= 8 => 1,
                    <= 13 => 2,
                    _ => 3,
                }
            : length switch
            {
                <= 2 => 0,
                <= 13 => 1,
                _ => 2,
            };
    }

    /// <summary>
    /// "Vinh" is a city and no slip of "tỉnh", LHPN is the women's union and no slip of LHHN, "hưu trí" no slip of "hữu nghị"; and a word
    /// that says nothing must not swallow one that does.
    /// </summary>
    public static bool SwapsOnly(Phrase phrase) =>
        !phrase.Means.Identifies && (phrase.Compact.Length <= 8 || phrase.Means.Word <= WordMeaning.In);

    /// <summary>Whether what is written may be the phrase with that many edits.</summary>
    /// <param name="lexicon">A word with a meaning of its own is no slip of another.</param>
    /// <param name="written">The words as written.</param>
    /// <param name="phrase">What they are taken for.</param>
    /// <param name="edits">The distance of the two.</param>
    public static bool Allows(Lexicon lexicon, string[] written, Phrase phrase, int edits)
    {
        var letters = string.Concat(written);
        var isTypist = IsTypist(letters, phrase.Compact);
        return (isTypist || phrase.Means.Identifies)
            && KeepsWords(written, phrase.Compact, edits, word => IsFixed(word) || (written.Length > 1 && lexicon.IsKnown(word)))
            && KeepsWords(phrase.Words, letters, edits, IsFixed);

        bool IsFixed(string word) =>
            word.Length <= Short
            || (!word.AsSpan().ContainsAny(s_vowels) && (word.Length <= 3 || !phrase.Means.Identifies))
            || (!isTypist && word.Length < Long);
    }

    static bool KeepsWords(IReadOnlyList<string> words, string others, int edits, Func<string, bool> isFixed)
    {
        var letters = string.Concat(words);
        var at = 0;
        foreach (var word in words)
        {
            var before = letters.AsSpan(0, at);
            var after = letters.AsSpan(at + word.Length);
            var isLost = words.Count > 1 && EditDistance.Between(string.Concat(before, after), others, edits) <= edits - word.Length;
            if (isLost || (isFixed(word) && !IsKept(word, before, after, others, edits)))
            {
                return false;
            }

            at += word.Length;
        }

        return true;
    }

    static bool IsKept(string word, ReadOnlySpan<char> before, ReadOnlySpan<char> after, string others, int edits)
    {
        for (var i = others.IndexOf(word, StringComparison.Ordinal); i >= 0; i = others.IndexOf(word, i + 1, StringComparison.Ordinal))
        {
            var left = EditDistance.Between(before, others.AsSpan(0, i), edits);
            if (left + EditDistance.Between(after, others.AsSpan(i + word.Length), edits) <= edits)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Letters lost, doubled or swapped. A wrong letter in the words for the body makes another body: "hữu nghề", "Đội hữu nghị",
    /// "các TCPN".
    /// </summary>
    static bool IsTypist(string written, string phrase)
    {
        var (mine, known) = (EditDistance.Letters(written), EditDistance.Letters(phrase));
        var (more, less) = (false, false);
        for (var i = 0; i < mine.Length; i++)
        {
            more |= mine[i] > known[i];
            less |= mine[i] < known[i];
        }

        return !more || (!less && IsDoubled(written, mine, known));
    }

    static bool IsDoubled(string written, byte[] mine, byte[] known)
    {
        for (var i = 1; i < written.Length; i++)
        {
            if (written[i] == written[i - 1] && mine[EditDistance.Place(written[i])] > known[EditDistance.Place(written[i])])
            {
                return true;
            }
        }

        return false;
    }
}
