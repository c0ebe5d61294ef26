using System.Text;

namespace SyncWorker.Union;

/// <summary>
/// Text that every writer can hold. XML, mail headers and Unicode's own normal forms refuse noncharacters (U+FFFE, U+FFFF, U+FDD0 to
/// U+FDEF, the last two of each plane), half surrogate pairs and most control characters; what comes from outside may hold them.
/// </summary>
static class WritableText
{
    // Neither controls nor halves nor what Unicode refuses: nearly every text has nothing else.
    static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange(' ', '\uD7FF') && !text.ContainsAnyInRange('\u007F', '\u009F');

    /// <summary>Whether all of it can be written everywhere.</summary>
    public static bool IsWritable(ReadOnlySpan<char> text)
    {
        if (IsPlain(text))
        {
            return true;
        }

        while (text.Length > 0)
        {
            if (!IsWritableAt(text, out var length))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <summary>
    /// The text without what cannot be written; nothing stands in its place, but a space for a break of line or page that XML does not know.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsWritable(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0; )
        {
            var isWritable = IsWritableAt(rest, out var length);
            clean.Append(
                isWritable ? rest[..length]
                : rest[0] is '\v' or '\f' ? " "
                : []
            );
            rest = rest[length..];
        }

        return clean.ToString();
    }

    /// <summary>The first characters of a text that is longer, without half of a surrogate pair at the end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many.</param>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    static bool IsWritableAt(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        if (!char.IsSurrogate(text[0]))
        {
            return text[0] is not (>= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE')
                && (!char.IsControl(text[0]) || text[0] is '\t' or '\n' or '\r' or '\u0085');
        }

        if (text.Length < 2 || !char.IsSurrogatePair(text[0], text[1]))
        {
            return false;
        }

        length = 2;
        return (char.ConvertToUtf32(text[0], text[1]) & 0xFFFE) != 0xFFFE;
    }
}
