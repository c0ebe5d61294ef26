using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Cli;

/// <summary>Fits a help page to the terminal: paragraphs instead of fixed lines, and of each verb in a list its first sentence.</summary>
static class HelpText
{
    // Descriptions are broken by hand at about this length; shorter lines are lines of a table.
    const int Broken = 90;

    public static void Fit(ParseResult parsed, int? columns, MailLanguage language = MailLanguage.En)
    {
        if (parsed.Action is not HelpAction help)
        {
            return;
        }

        if (columns is { } width)
        {
            help.MaxWidth = width;
        }

        var command = parsed.CommandResult.Command;
        var path = Path(parsed);
        command.Description = language.Choose($"{Head(path, "")}\n\n", "") + Paragraphs(command.Description ?? "");
        foreach (var verb in command.Subcommands)
        {
            var english = FirstSentence(Paragraphs(verb.Description ?? ""));
            verb.Description = language.Choose(Head($"{path} {verb.Name}".TrimStart(), english), english);
        }
    }

    static string Head(string path, string otherwise) => VietnameseHeads.ByPath.GetValueOrDefault(path, otherwise);

    static string Path(ParseResult parsed) =>
        string.Join(
            ' ',
            parsed.CommandResult.Command is RootCommand ? [] : Parents(parsed.CommandResult).Reverse().Select(result => result.Command.Name)
        );

    static IEnumerable<CommandResult> Parents(CommandResult result)
    {
        for (var at = result; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
        {
            yield return at;
        }
    }

    static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;

    static string Paragraphs(string text)
    {
        var joined = new StringBuilder();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var goesOn = lines[i].Length > Broken && i + 1 < lines.Length && lines[i + 1].Length > 0;
            joined.Append(lines[i]).Append(goesOn ? ' ' : '\n');
        }

        return joined.ToString().TrimEnd();
    }
}
