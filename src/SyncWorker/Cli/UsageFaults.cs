using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>What is wrong with a command line, in sentences: a mistyped verb or option with the one that was meant, a value that is no number.</summary>
static class UsageFaults
{
    /// <summary>One sentence for each fault; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Errors is [])
        {
            return [];
        }

        var command = parsed.CommandResult.Command;
        // What follows a mistyped verb was meant for that verb, and that the verb is missing is no second fault.
        return parsed.UnmatchedTokens is [var unknown, ..] ? [Unknown(unknown, command)]
            : command.Subcommands is not [] && command.Action is null ? [$"Which one? {string.Join(", ", Verbs(command))}."]
            : [.. parsed.Errors.Select(Sentence).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Takes these words alone, and says which one was meant; the shell completes them.</summary>
    public static void AllowOnly<T>(this Option<T> option, params IReadOnlyCollection<string> words)
    {
        option.CompletionSources.Add(_ => words.Select(word => new CompletionItem(word)));
        option.Validators.Add(result => Validate(result, words));
    }

    /// <inheritdoc cref="AllowOnly{T}(Option{T}, IReadOnlyCollection{string})"/>
    public static void AllowOnly<T>(this Argument<T> argument, params IReadOnlyCollection<string> words)
    {
        argument.CompletionSources.Add(_ => words.Select(word => new CompletionItem(word)));
        argument.Validators.Add(result => Validate(result, words));
    }

    static void Validate(SymbolResult result, IReadOnlyCollection<string> words)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
        {
            result.AddError($"\"{token.Value}\" is not known. {Suggestion.Sentence(token.Value, words)}");
        }
    }

    static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var known = isOption ? Options(command) : Verbs(command);
        var what =
            isOption ? "is no option here"
            : command.Subcommands is [] ? "is one word too many"
            : "is no verb here";
        return $"\"{token}\" {what}." + (Suggestion.For(token, known) is { } near ? $" Did you mean \"{near}\"?" : "");
    }

    static IEnumerable<string> Verbs(Command command) => command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name);

    static IEnumerable<string> Options(Command command) =>
        command
            .Options.Concat(Ancestors(command).SelectMany(parent => parent.Options.Where(option => option.Recursive)))
            .Where(option => !option.Hidden)
            .SelectMany(option => option.Aliases.Prepend(option.Name))
            .Distinct(StringComparer.Ordinal);

    static IEnumerable<Command> Ancestors(Command command)
    {
        for (var parent = Parent(command); parent is not null; parent = Parent(parent))
        {
            yield return parent;
        }

        static Command? Parent(Command child) => child.Parents.OfType<Command>().FirstOrDefault();
    }

    static string Sentence(ParseError error) =>
        error.SymbolResult is ArgumentResult { Tokens: [] } missing
            ? $"{missing.Argument.Name} is missing: {missing.Argument.Description?.Split('\n')[0]}"
        : error.SymbolResult is { Tokens: [var token, ..] } result && NumberWanted(result) && !long.TryParse(token.Value, out _)
            ? $"\"{token.Value}\" is not a number."
        : error.Message;

    static bool NumberWanted(SymbolResult? result) =>
        (
            result switch
            {
                ArgumentResult argument => argument.Argument.ValueType,
                OptionResult option => option.Option.ValueType,
                _ => null,
            }
        )
            is { } type
        && (Nullable.GetUnderlyingType(type) ?? type) is { } plain
        && (plain == typeof(int) || plain == typeof(long));
}
