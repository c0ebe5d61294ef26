using System.Buffers;

namespace SyncWorker.Union;

/// <summary>
/// "Nаm" with a Cyrillic "а" looks like "Nam", and its writer did not see the difference either: a word in two alphabets is meant in ours.
/// </summary>
static class LookAlikeLetters
{
    const string Cyrillic = "авеікмнорстухѕј";
    const string Latin = "abeikmhopctyxsj";

    static readonly SearchValues<char> s_cyrillic = SearchValues.Create(Cyrillic);

    /// <summary>The word with its Cyrillic letters as the Latin ones that look alike; a word all in Cyrillic stays.</summary>
    public static string ToLatin(string lower) =>
        lower.AsSpan().ContainsAny(s_cyrillic) && lower.Any(IsLatin) ? string.Concat(lower.Select(ToLatin)) : lower;

    static char ToLatin(char letter) => Cyrillic.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Latin[at] : letter;

    static bool IsLatin(char letter) => letter is (>= 'a' and <= 'z') or (>= 'à' and <= 'ɏ') or (>= 'ḁ' and <= 'ỿ');
}
