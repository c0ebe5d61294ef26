using System.Buffers;
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
    static readonly SearchValues<char> s_asciiLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What was found by <see cref="WithoutMarks"/> of the Latin, Greek and Cyrillic letters: asking Unicode's tables each time
    /// is half the cost of reading a name.</summary>
    static readonly string?[] s_plain = new string?[0x2000];

    readonly WordGap[] _gaps;
    string? _spelling;

    NormalizedName(string[] words, string[] marked, WordGap[] gaps)
    {
        Words = words;
        Marked = marked;
        _gaps = gaps;
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

    /// <summary>What stands between the word and the next one.</summary>
    public WordGap GapAfter(int word) => _gaps[word];

    /// <summary>The words, with those that a hyphen joins as one: "In-đô-nê-xi-a".</summary>
    public List<string> JoinedWords()
    {
        var joined = new List<string>(Words.Count);
        for (var i = 0; i < Words.Count; i++)
        {
            if (i > 0 && _gaps[i - 1] == WordGap.Hyphen)
            {
                joined[^1] += Words[i];
            }
            else
            {
                joined.Add(Words[i]);
            }
        }

        return joined;
    }

    /// <summary>A word's letters with their tone at the end, so that it does not matter on which vowel the tone was put.</summary>
    public static string SpellingOf(string word)
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
        var gaps = new List<WordGap>(12);
        var plain = new StringBuilder();
        var kept = new StringBuilder();
        foreach (var rune in WritableText.Clean(text).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune))
            {
                Cut();
                if (gaps is not [])
                {
                    gaps[^1] = Wider(gaps[^1], rune);
                }

                continue;
            }

            var lower = Rune.ToLowerInvariant(rune);
            kept.Append(lower);
            Plain(lower, plain);
        }

        Cut();
        return new([.. words], [.. marked], [.. gaps]);

        void Cut()
        {
            if (plain.Length > 0)
            {
                words.Add(LookAlikeLetters.ToLatin(plain.ToString()));
                marked.Add(LookAlikeLetters.ToLatin(kept.ToString()));
                gaps.Add(WordGap.None);
            }

            plain.Clear();
            kept.Clear();
        }
    }

    static WordGap Wider(WordGap gap, Rune sign) =>
        Rune.GetUnicodeCategory(sign) switch
        {
            UnicodeCategory.DashPunctuation => gap is WordGap.None ? WordGap.Hyphen : WordGap.Dash,
            UnicodeCategory.OpenPunctuation => WordGap.Bracket,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.Control when gap is WordGap.None => WordGap.Space,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.Control when gap is WordGap.Hyphen => WordGap.Dash,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.Control => gap,
            _ => gap is WordGap.Dash or WordGap.Hyphen or WordGap.Bracket ? gap : WordGap.Sign,
        };

    /// <summary>The letters without marks and without any boundary.</summary>
    public static string ToCompact(string? text) =>
        text is not null && !text.AsSpan().ContainsAnyExcept(s_asciiLetters) ? text.ToLowerInvariant() : From(text).Compact;

    static void Plain(Rune lower, StringBuilder into)
    {
        if (lower.Value < 128)
        {
            into.Append((char)lower.Value);
            return;
        }

        into.Append(lower.Value < s_plain.Length ? s_plain[lower.Value] ??= WithoutMarks(lower) : WithoutMarks(lower));
    }

    static string WithoutMarks(Rune lower)
    {
        if (lower.Value is 'đ' or 'ð')
        {
            return "d";
        }

        var plain = new StringBuilder();
        foreach (var part in lower.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(part.Value == 'ı' ? "i" : part.ToString());
            }
        }

        return plain.ToString();
    }
}

/// <summary>What stands between two words of a name.</summary>
enum WordGap
{
    /// <summary>Nothing yet: the last word.</summary>
    None,

    /// <summary>A space.</summary>
    Space,

    /// <summary>A dash without a space: "Việt-Nam".</summary>
    Hyphen,

    /// <summary>A dash with a space before or after it: "Việt Nam - Lào".</summary>
    Dash,

    /// <summary>A bracket opens.</summary>
    Bracket,

    /// <summary>Another sign: a comma, a stroke, a full stop.</summary>
    Sign,
}
