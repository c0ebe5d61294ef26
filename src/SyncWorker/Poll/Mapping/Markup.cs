using System.Net;

namespace SyncWorker.Poll.Mapping;

/// <summary>Takes HTML's escapes out of a text. Tags that appear then are no text of ours: a name is never markup.</summary>
static class Markup
{
    public static FieldResult Decode(string text)
    {
        var plain = CleanText.Clean(WebUtility.HtmlDecode(text));
        return plain.Length == 0 ? FieldResult.Empty : FieldResult.FromValue(plain);
    }

    /// <summary>Whether a text holds what a browser would take for a tag.</summary>
    public static bool IsIn(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        return open >= 0 && open + 1 < text.Length && (char.IsAsciiLetter(text[open + 1]) || text[open + 1] is '/' or '!' or '?');
    }
}
