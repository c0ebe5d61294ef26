using System;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Matching;

/// <summary>
/// What may be a slip of spelling: some letters of a word. A whole word too many or too few is another name, and so is another short
/// word or abbreviation, each letter of which is a word (SV, DN, P.), and a wrong letter in a word of few.
/// </summary>
static class SlipRule
{
    /// <summary>A word this short is another word when one letter is another.</summary>
    const int Short = 2;

    /// <summary>Letters of a word from which on a wrong one among them does not make another word.</summary>
    const int Long = 5;

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
            || (!word.AsSpan().ContainsAny("aeiouy") && (word.Length <= 3 || !phrase.Means.Identifies))
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
