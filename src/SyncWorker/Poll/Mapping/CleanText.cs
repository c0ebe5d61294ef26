using System.Buffers;
using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// What is done to every text, always: NFC, all kinds of white space and line breaks to single spaces, nothing at the ends,
/// invisible characters and those that no text may hold (see <see cref="WritableText"/>) gone.
/// </summary>
static class CleanText
{
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        // First what stands between a letter and its mark, then both together.
        text = WritableText.Clean(text);
        text = text.Any(IsInvisible) ? string.Concat(text.Where(character => !IsInvisible(character))) : text;
        if (!text.IsNormalized(NormalizationForm.FormC))
        {
            text = text.Normalize(NormalizationForm.FormC);
        }

        var clean = new StringBuilder(text.Length);
        var space = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                space = clean.Length > 0;
                continue;
            }

            if (space)
            {
                clean.Append(' ');
                space = false;
            }

            clean.Append(character);
        }

        return clean.ToString();
    }

    // Zero-width space, joiners, word joiner, byte-order mark, soft hyphen.
    static bool IsInvisible(char character) => character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD';

    // Printable ASCII and the letters of Vietnamese and its neighbours: in NFC by themselves, whatever their neighbours.
    static readonly SearchValues<char> s_settled = SearchValues.Create(
        string.Concat(Letters(' ', '~'), Letters('\u00C0', '\u02AF'), Letters('\u1EA0', '\u1EF9'))
    );

    static string Letters(char first, char last) => new([.. Enumerable.Range(first, last - first + 1).Select(code => (char)code)]);

    static bool IsClean(ReadOnlySpan<char> text) =>
        text is not ([' ', ..] or [.., ' ']) && !text.ContainsAnyExcept(s_settled) && !text.Contains("  ", StringComparison.Ordinal);
}
