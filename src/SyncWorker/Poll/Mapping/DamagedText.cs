using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// Finds text that was broken on its way: once a letter has become <c>?</c> it cannot be recovered, so such a row waits in
/// quarantine and never goes over a good name.
/// </summary>
static class DamagedText
{
    /// <summary>Why the text is broken, or null.</summary>
    public static Sentence? Reason(string text, bool isName)
    {
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return RowReasons.LettersLost;
        }

        if (!isName)
        {
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '?' && ((i > 0 && char.IsLetter(text[i - 1])) || (i + 1 < text.Length && char.IsLetter(text[i + 1]))))
            {
                return RowReasons.QuestionMarks;
            }

            // "á»" and "áº" are what UTF-8's ự, ộ, ạ … look like when they were read as windows-1252.
            if (text[i] == 'á' && i + 1 < text.Length && text[i + 1] is '»' or 'º')
            {
                return RowReasons.DecodedTwice;
            }
        }

        return null;
    }
}
