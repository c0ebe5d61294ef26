using System.Globalization;
using System.Text;

namespace SyncWorker.Config;

/// <summary>
/// Texts that cannot be what an admin means: empty ones, and those with characters that nobody sees. A line break would write a
/// header of its own, a zero-width space makes two ids that look alike.
/// </summary>
static class InvisibleText
{
    /// <summary>A regular expression that every good text matches, for the schema; <see cref="Fault"/> decides.</summary>
    public const string Pattern = @"^(?!\s+$)[^\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF\uFFFD]+$";

    /// <summary>
    /// What is wrong, as the end of a sentence; null for a good text. A tab is good where it is all there is: a delimiter.
    /// </summary>
    public static string? Fault(string text)
    {
        if (text == "\t")
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return "is empty";
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                || rune == Rune.ReplacementChar
                || (rune.Value & 0xFFFE) == 0xFFFE
            )
            {
                return $"holds a character that cannot be seen (U+{rune.Value:X4})";
            }
        }

        return null;
    }
}
