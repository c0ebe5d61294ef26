using System.Buffers;
using System.Text;
using HandlebarsDotNet;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Writes what a template shows as one line: names come from sources, and a line break, a control character or a mark that turns
/// the direction of writing in one must not change the rest of the mail. In HTML it is escaped as well; letters of any language
/// stay as they are, for the mail is UTF-8.
/// </summary>
sealed class OneLineEncoder(bool isHtml) : ITextEncoder
{
    static readonly SearchValues<char> s_escaped = SearchValues.Create("&<>\"'");

    static readonly SearchValues<char> s_unclean = SearchValues.Create([
        .. Enumerable
            .Range(0, char.MaxValue + 1)
            .Select(i => (char)i)
            .Where(c => IsDirection(c) || char.IsControl(c) || c is '\u2028' or '\u2029'),
    ]);

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        var line = Clean(text ?? "");
        target.Write(isHtml ? Escape(line) : line);
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var all = new StringBuilder();
        while (text is not null && text.MoveNext())
        {
            all.Append(text.Current);
        }

        Encode(all, target);
    }

    /// <summary>A name or a subject as one line, for a header.</summary>
    public static string Line(string text) => Clean(text).Trim();

    // Joiners within words stay. Hardly a text has anything to clean, and a site of 10,000 partners writes a million of them.
    static string Clean(string text) =>
        text.AsSpan().ContainsAny(s_unclean)
            ? string.Concat(
                text.Replace("\r\n", " ", StringComparison.Ordinal)
                    .Where(c => !IsDirection(c))
                    .Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)
            )
            : text;

    static string Escape(string text) =>
        text.AsSpan().ContainsAny(s_escaped)
            ? text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal)
                .Replace("\"", "&quot;", StringComparison.Ordinal)
                .Replace("'", "&#39;", StringComparison.Ordinal)
            : text;

    // Unicode TR9: marks, embeddings, overrides and isolates.
    static bool IsDirection(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
