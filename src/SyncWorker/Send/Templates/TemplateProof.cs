using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>What is wrong with a template, and where.</summary>
/// <param name="Template">Its name, such as <c>digest.vi.txt</c>: a partial's fault is the partial's.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to write instead.</param>
sealed record TemplateFault(string Template, int Line, string Message, string Fix);

/// <summary>
/// Reads templates as Handlebars does, without running them: each block is closed, each helper and partial is there, each word is one
/// that the view has at its place. What Handlebars shows as nothing is a fault here. A pure function of the texts.
/// </summary>
/// <param name="texts">The templates by name, such as <c>digest.vi.txt</c> and <c>what.vi</c>.</param>
sealed partial class TemplateProof(IReadOnlyDictionary<string, string> texts)
{
    static readonly string[] s_blocks = ["each", "if", "is", "unless", "with"];
    static readonly string[] s_helpers = ["log", "lookup"];
    static readonly string[] s_values = ["true", "false", "null", "undefined"];
    static readonly char[] s_quotes = ['"', '\''];

    readonly List<TemplateFault> _faults = [];
    readonly HashSet<string> _inlines = new(StringComparer.Ordinal);

    /// <summary>The partials that some template shows.</summary>
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    /// <summary>Each fault once, in the order of the files.</summary>
    public IReadOnlyList<TemplateFault> Faults =>
        [.. _faults.Distinct().OrderBy(fault => fault.Template, StringComparer.Ordinal).ThenBy(fault => fault.Line)];

    /// <summary>A partial's name in tags: what.vi is {{> what-vi}}.</summary>
    public static string TagName(string template) => template.Replace('.', '-');

    /// <summary>Reads a template that shows such a view, and the partials in it.</summary>
    public void Read(string template, Type? view) => Read(template, new TemplateScope(view, [], null), []);

    void Read(string template, TemplateScope scope, IReadOnlyList<string> within)
    {
        var open = new Stack<OpenBlock>();
        foreach (var tag in TemplateTag.Split(texts[template]))
        {
            switch (tag.Sign)
            {
                case TagSign.Unclosed:
                    Fault(template, tag, $"\"{Short(tag.Text)}\" is not closed.", "Write }} behind the word.");
                    return;
                case TagSign.Text:
                    SingleBraces(template, tag, scope);
                    break;
                case TagSign.Word:
                    Word(template, tag, scope);
                    break;
                case TagSign.Partial:
                    Partial(template, tag, scope, within);
                    break;
                case TagSign.Open:
                    open.Push(new(tag, scope));
                    scope = Enter(template, tag, scope);
                    break;
                case TagSign.Else:
                    scope = Else(template, tag, scope, open);
                    break;
                case TagSign.Close:
                    scope = Close(template, tag, scope, open);
                    break;
                default:
                    break;
            }
        }

        NotClosed(template, open);
    }

    // What follows such a block is read as if it were within, so that its faults say nothing.
    void NotClosed(string template, Stack<OpenBlock> open)
    {
        foreach (var block in open)
        {
            _faults.RemoveAll(fault => fault.Template == template && fault.Line > block.Tag.Line);
            Fault(template, block.Tag, $"{{{{#{block.Name}}}}} is not closed.", $"Write {{{{/{block.Name}}}}} where it ends.");
        }
    }

    void Word(string template, TemplateTag tag, TemplateScope scope)
    {
        if (tag.Words is [])
        {
            Fault(template, tag, "The braces are empty.", "Write a word in them, or take them out.");
        }
        else if (tag.Words is [var word])
        {
            Known(template, tag, word, scope);
        }
        else if (s_helpers.Contains(tag.Words[0]))
        {
            Arguments(template, tag, scope);
        }
        else
        {
            var isBlock = s_blocks.Contains(tag.Words[0]);
            Fault(
                template,
                tag,
                isBlock ? $"{{{{{tag.Words[0]}}}}} is a block." : $"There is no helper \"{tag.Words[0]}\".",
                isBlock
                    ? $"Write {{{{#{tag.Text}}}}} and {{{{/{tag.Words[0]}}}}}."
                    : $"Write one word in the braces: {{{{{tag.Words[^1]}}}}}."
            );
        }
    }

    TemplateScope Enter(string template, TemplateTag tag, TemplateScope scope)
    {
        var name = new OpenBlock(tag, scope).Name;
        if (tag.Text.StartsWith('>') || tag.Text.StartsWith('*'))
        {
            _inlines.UnionWith(tag.Words.Skip(1).Select(word => word.Trim(s_quotes)));
            return scope;
        }

        if (!s_blocks.Contains(name))
        {
            // A word of the view as a block: shown for each of a list, or when it is there
            var (type, unknown) = scope.Find(name);
            if (unknown is not null || tag.Words.Count != 1)
            {
                Fault(template, tag, $"There is no block \"{name}\".", Suggestion.Sentence(name, s_blocks));
                return new(null, [], scope);
            }

            return scope.Within(type);
        }

        Arguments(template, tag, scope);
        var words = tag.Words.Skip(1).Where(word => !word.StartsWith("as", StringComparison.Ordinal) || !word.Contains('|')).ToList();
        if (name == "is" ? words.Count < 2 : words.Count != 1)
        {
            Fault(
                template,
                tag,
                $"{{{{#{name}}}}} has {words.Count} words behind it.",
                name == "is"
                    ? "Write such as {{#is kind \"founding\"}}."
                    : $"Write one, such as {{{{#{name} {scope.Words.FirstOrDefault()}}}}}."
            );
            return new(null, [], scope);
        }

        return name is "each" or "with" ? Given(tag, scope.Within(IsPath(words[0]) ? scope.Find(words[0]).Type : null)) : scope;
    }

    TemplateScope Else(string template, TemplateTag tag, TemplateScope scope, Stack<OpenBlock> open)
    {
        if (!open.TryPeek(out var block))
        {
            Fault(template, tag, "{{else}} is in no block.", "Take it out, or write the {{#if}} it belongs to.");
            return scope;
        }

        if (tag.Text.Length > 0)
        {
            return Enter(template, tag, block.Before);
        }

        return block.Before;
    }

    TemplateScope Close(string template, TemplateTag tag, TemplateScope scope, Stack<OpenBlock> open)
    {
        if (!open.TryPop(out var block))
        {
            Fault(template, tag, $"{{{{/{tag.Text}}}}} closes nothing.", "Take it out, or write the block it belongs to.");
            return scope;
        }

        if (block.Name != tag.Text)
        {
            Fault(
                template,
                tag,
                $"{{{{/{tag.Text}}}}} closes {{{{#{block.Name}}}}} of line {block.Tag.Line}.",
                $"Write {{{{/{block.Name}}}}}, or close in the order in which the blocks begin."
            );
        }

        return block.Before;
    }

    void Partial(string template, TemplateTag tag, TemplateScope scope, IReadOnlyList<string> within)
    {
        var rest = tag.Words.Skip(1).ToList();
        if (tag.Words is not [var name, ..] || name.StartsWith('(') || name.StartsWith('@') || _inlines.Contains(name))
        {
            return;
        }

        name = name.Trim(s_quotes);
        var partials = texts.Keys.Where(MailForm.IsPartial).ToList();
        if (partials.Find(key => TagName(key) == name) is not { } partial)
        {
            Fault(template, tag, $"There is no partial \"{name}\".", Suggestion.Sentence(name, partials.Select(TagName)));
            return;
        }

        Shown.Add(partial);
        if (within.Contains(partial))
        {
            Fault(template, tag, $"{{{{> {name}}}}} shows itself.", "Take it out.");
            return;
        }

        Arguments(template, tag, scope);
        var view = rest.FirstOrDefault(argument => !argument.Contains('=')) is { } path ? scope.Find(path).Type : scope.View;
        var given = rest.Where(argument => argument.Contains('=')).Select(argument => argument.Split('=')[0]);
        Read(partial, scope with { View = view, Given = [.. scope.Given, .. given] }, [.. within, partial]);
    }

    void Arguments(string template, TemplateTag tag, TemplateScope scope)
    {
        foreach (var word in tag.Words.Skip(1).Select(word => word.Contains('=') && !IsText(word) ? word[(word.IndexOf('=') + 1)..] : word))
        {
            if (IsPath(word))
            {
                Known(template, tag, word, scope);
            }
        }
    }

    void Known(string template, TemplateTag tag, string path, TemplateScope scope)
    {
        if (scope.Find(path).Unknown is not { } unknown)
        {
            return;
        }

        var outer = path;
        for (var around = scope.Outer; around is not null; around = around.Outer)
        {
            outer = $"../{outer}";
            if (around.View is not null && around.Find(path).Unknown is null)
            {
                Fault(template, tag, $"There is no \"{path}\" within this block.", $"Write {outer}.");
                return;
            }
        }

        Fault(template, tag, $"There is no word \"{unknown.Word}\" here.", Suggestion.Sentence(unknown.Word, unknown.Allowed));
    }

    // {salutation} would be printed as it is; a style's { } holds no bare word.
    void SingleBraces(string template, TemplateTag tag, TemplateScope scope)
    {
        foreach (Match match in InBraces().Matches(tag.Text))
        {
            if (scope.View is not null && scope.Words.Contains(match.Groups[1].Value))
            {
                var line = tag.Line + tag.Text.AsSpan(0, match.Index).Count('\n');
                Fault(template, tag with { Line = line }, $"{match.Value} would be printed as it is.", $"Write {{{match.Value}}}.");
            }
        }
    }

    void Fault(string template, TemplateTag tag, string message, string fix) => _faults.Add(new(template, tag.Line, message, fix));

    static TemplateScope Given(TemplateTag tag, TemplateScope scope) =>
        tag.Words.FirstOrDefault(word => word.Contains('|')) is { } names
            ? scope with
            {
                Given = names.Split('|')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            }
            : scope;

    static bool IsText(string word) => s_quotes.Contains(word[0]);

    static bool IsPath(string word) =>
        !IsText(word)
        && !s_values.Contains(word)
        && !word.Contains('|')
        && !word.StartsWith('(')
        && !char.IsAsciiDigit(word[0])
        && word[0] != '-';

    static string Short(string text) => text.Length > 40 ? $"{WritableText.Cut(text, 40)}…" : text;

    [GeneratedRegex(@"(?<!\{)\{([A-Za-z]\w*)\}(?!\})")]
    private static partial Regex InBraces();

    sealed record OpenBlock(TemplateTag Tag, TemplateScope Before)
    {
        public string Name { get; } = Tag.Words.Select(word => word.TrimStart('>', '*')).FirstOrDefault(word => word.Length > 0) ?? "";
    }
}
