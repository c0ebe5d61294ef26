using System.Text;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using SyncWorker.Send.Templates;

namespace SyncWorker.Pages;

/// <summary>
/// Writes every value that a page shows: as one line, escaped, and for staff without any mailbox, wherever in a text it stands. A value
/// cannot reach a page by another way.
/// </summary>
sealed partial class PageEncoder(Audience audience) : ITextEncoder
{
    /// <summary>What stands for a mailbox that is not shown.</summary>
    public const string Hidden = "(…@…)";

    readonly OneLineEncoder _line = new(isHtml: true);

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target) => _line.Encode(Shown(text ?? ""), target);

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

    /// <summary>The text as this audience may see it, not escaped.</summary>
    public string Shown(string text) =>
        audience == Audience.It || !text.Contains('@', StringComparison.Ordinal) ? text : Mailbox().Replace(text, Hidden);

    [GeneratedRegex(@"[^\s@<>()\[\]"",;:']+@[^\s@<>()\[\]"",;:']+")]
    private static partial Regex Mailbox();
}
