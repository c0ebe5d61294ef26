using System.Text.RegularExpressions;

namespace SyncWorker.Send.Templates;

/// <summary>One {{…}} of a template, or the text between two.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Sign">What it is.</param>
/// <param name="Text">Without braces and sign.</param>
sealed partial record TemplateTag(int Line, TagSign Sign, string Text)
{
    static readonly string[] s_else = ["else", "^"];

    /// <summary>The words, strings and brackets of it.</summary>
    public IReadOnlyList<string> Words { get; } =
        Sign is TagSign.Text or TagSign.Comment ? [] : [.. Word().Matches(Text).Select(match => match.Value)];

    /// <summary>A template as its tags, in the order in which they stand there.</summary>
    public static IEnumerable<TemplateTag> Split(string template)
    {
        var at = 0;
        var line = 1;
        while (at < template.Length)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            var text = template[at..(open < 0 ? template.Length : open)];
            if (text.Length > 0)
            {
                yield return new(line, TagSign.Text, text);
            }

            if (open < 0)
            {
                yield break;
            }

            line += Lines(text);
            var (end, tag) = Read(template, open, line);
            yield return tag;
            line += Lines(template[open..end]);
            at = end;
        }
    }

    static (int End, TemplateTag Tag) Read(string template, int open, int line)
    {
        var start = template[open..];
        var (skip, close) =
            start.StartsWith("{{!--", StringComparison.Ordinal) ? (5, "--}}")
            : start.StartsWith("{{~!--", StringComparison.Ordinal) ? (6, "--}}")
            : start.StartsWith("{{{", StringComparison.Ordinal) ? (3, "}}}")
            : (2, "}}");
        var isComment = start[skip - 1] == '-' || start.StartsWith("{{!", StringComparison.Ordinal);
        var end = start.IndexOf(close, skip, StringComparison.Ordinal);
        var next = start.IndexOf("{{", skip, StringComparison.Ordinal);
        if (end < 0 || (!isComment && next >= 0 && next < end))
        {
            return (open + (next < 0 ? start.Length : next), new(line, TagSign.Unclosed, start.Split('\n')[0].Trim()));
        }

        var inside = start[skip..end].Trim().Trim('~').Trim();
        return (
            open + end + close.Length,
            isComment ? new(line, TagSign.Comment, inside)
            : inside is ['#', .. var block] ? new(line, TagSign.Open, block.TrimStart())
            : inside is ['/', .. var closed] ? new(line, TagSign.Close, closed.Trim())
            : inside is ['>', .. var partial] ? new(line, TagSign.Partial, partial.TrimStart())
            : s_else.Contains(inside) ? new(line, TagSign.Else, "")
            : inside is ['^', .. var inverse] ? new(line, TagSign.Open, inverse.TrimStart())
            : inside.StartsWith("else ", StringComparison.Ordinal) ? new(line, TagSign.Else, inside[5..].TrimStart())
            : new(line, TagSign.Word, inside.TrimStart('&').TrimStart())
        );
    }

    static int Lines(string text) => text.AsSpan().Count('\n');

    [GeneratedRegex(
        """as\s*\|[^|]*\||[^\s=()"']+=("[^"]*"|'[^']*'|\([^()]*\)|[^\s()]+)|"[^"]*"|'[^']*'|\((?:[^()]|\([^()]*\))*\)|[^\s()"']+"""
    )]
    private static partial Regex Word();
}

enum TagSign
{
    Text,
    Comment,

    /// <summary>{{word}} or {{helper word}}.</summary>
    Word,

    /// <summary>{{#helper word}} or {{^helper word}}.</summary>
    Open,

    /// <summary>{{else}}, or {{else if word}} with what follows.</summary>
    Else,

    /// <summary>{{/helper}}.</summary>
    Close,

    /// <summary>{{> partial}}.</summary>
    Partial,

    /// <summary>Braces that nothing closes.</summary>
    Unclosed,
}
