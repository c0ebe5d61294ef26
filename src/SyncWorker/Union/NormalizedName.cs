using System.Globalization;
using System.Net;
using System.Text;

namespace SyncWorker.Union;

/// <summary>
/// A name as it is compared: entities decoded, zero-width characters gone, marks taken off (đ is d), lower case, everything that
/// is neither letter nor digit a boundary between words. The words with their marks are kept beside it, because "Ý" is Italy
/// and "y" is medicine.
/// </summary>
sealed class NormalizedName
{
    readonly bool[] _dashAfter;
    string? _spelling;

    NormalizedName(string[] words, string[] marked, bool[] dashAfter)
    {
        Words = words;
        Marked = marked;
        _dashAfter = dashAfter;
        Compact = string.Concat(words);
        HasMarks = !words.AsSpan().SequenceEqual(marked);
    }

    /// <summary>The words without marks.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The same words with their marks.</summary>
    public IReadOnlyList<string> Marked { get; }

    /// <summary>All letters in a row: a space that slipped into a word does not matter here.</summary>
    public string Compact { get; }

    /// <summary>True when the writer used diacritics at all: then a word without them is meant so.</summary>
    public bool HasMarks { get; }

    /// <summary>Where the writer put the tone does not matter ("hòa", "hoà"), which tone and which letter does ("Ân", "An").</summary>
    public string Spelling => _spelling ??= string.Concat(Marked.Select(SpellingOf));

    /// <summary>A dash stands between the word and the next one.</summary>
    public bool HasDashAfter(int word) => _dashAfter[word];

    static string SpellingOf(string word)
    {
        var letters = new StringBuilder(word.Length + 2);
        var tones = "";
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            _ = letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323'
                ? (tones += letter).Length
                : letters.Append(letter).Length;
        }

        return letters.Append(tones).ToString();
    }

    public static NormalizedName From(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new([], [], []);
        }

        if (text.Contains('&', StringComparison.Ordinal))
        {
            text = WebUtility.HtmlDecode(text);
        }

        var words = new List<string>(12);
        var marked = new List<string>(12);
        var dashAfter = new List<bool>(12);
        var plain = new StringBuilder();
        var kept = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune))
            {
                Cut();
                if (dashAfter is not [] && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation)
                {
                    dashAfter[^1] = true;
                }

                continue;
            }

            var lower = Rune.ToLowerInvariant(rune);
            kept.Append(lower);
            Plain(lower, plain);
        }

        Cut();
        return new([.. words], [.. marked], [.. dashAfter]);

        void Cut()
        {
            if (plain.Length > 0)
            {
                words.Add(plain.ToString());
                marked.Add(kept.ToString());
                dashAfter.Add(false);
            }

            plain.Clear();
            kept.Clear();
        }
    }

    /// <summary>The letters without marks and without any boundary.</summary>
    public static string ToCompact(string? text) => From(text).Compact;

    static void Plain(Rune lower, StringBuilder into)
    {
        if (lower.Value < 128)
        {
            into.Append((char)lower.Value);
            return;
        }

        if (lower.Value is 'đ' or 'ð')
        {
            into.Append('d');
            return;
        }

        foreach (var part in lower.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                into.Append(part.Value == 'ı' ? "i" : part.ToString());
            }
        }
    }
}
