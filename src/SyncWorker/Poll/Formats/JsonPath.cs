using System.Globalization;

namespace SyncWorker.Poll.Formats;

/// <summary>One part of a path: a name, or an element of a list.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Index">From 0; -1 when it names no place. A number alone may be either, a name or a place.</param>
/// <param name="Key">The element's own name whose value tells it, or null.</param>
/// <param name="Value">That value.</param>
sealed record JsonPart(string Text, int Index, string? Key, string Value)
{
    /// <summary>Each element of a list: <c>[]</c>.</summary>
    public bool IsEvery => Text == "[]";
}

/// <summary>
/// Paths into JSON as config writes them: <c>contact.email</c>, <c>mails[0].address</c> or <c>mails.0.address</c>,
/// <c>mails[kind=office].address</c>, <c>mails[].address</c> for that of each.
/// </summary>
static class JsonPath
{
    public static IReadOnlyList<JsonPart> Parts(string path)
    {
        var parts = new List<JsonPart>();
        for (var at = 0; at < path.Length; )
        {
            var end = path[at] == '[' ? path.IndexOf(']', at) + 1 : path.IndexOfAny(['.', '['], at);
            end = end < 0 || (end == 0 && path[at] == '[') ? path.Length : end;
            if (end > at)
            {
                parts.Add(Part(path[at..end]));
            }

            at = end < path.Length && path[end] == '.' ? end + 1 : Math.Max(end, at + 1);
        }

        return parts;
    }

    static JsonPart Part(string text)
    {
        var within = text is ['[', .. var element, ']'] ? element : text;
        var equals = text.StartsWith('[') ? within.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals > 0
            ? new(text, -1, within[..equals].Trim(), within[(equals + 1)..].Trim())
            : new(text, int.TryParse(within, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1, null, "");
    }
}
