using System.Text;
using SyncWorker.Files;

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

        text = WritableText.Clean(text);
        if (!text.IsNormalized(NormalizationForm.FormC))
        {
            text = text.Normalize(NormalizationForm.FormC);
        }

        var clean = new StringBuilder(text.Length);
        var space = false;
        foreach (var character in text)
        {
            if (IsInvisible(character))
            {
                continue;
            }

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
    static bool IsSettled(char character) =>
        character is (>= ' ' and <= '~') or (>= '\u00C0' and <= '\u02AF') or (>= '\u1EA0' and <= '\u1EF9');

    static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var character in text)
        {
            if (!IsSettled(character) || (character == ' ' && before == ' '))
            {
                return false;
            }

            before = character;
        }

        return before != ' ' || text.Length == 0;
    }
}
