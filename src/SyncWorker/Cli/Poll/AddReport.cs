using SyncWorker.Hosting.Config;
using SyncWorker.Poll;
using SyncWorker.Poll.Discovery;
using SyncWorker.Union;

namespace SyncWorker.Cli.Poll;

/// <summary>What <c>poll add</c> found, for people and as JSON.</summary>
static class AddReport
{
    const int Heads = 11;
    const int WidestFrom = 32;

    /// <param name="context">Of the verb.</param>
    /// <param name="found">The source.</param>
    /// <param name="entry">Its lines in poll.json.</param>
    /// <param name="line">The line of its name there; null when nothing was written.</param>
    public static void Print(VerbContext context, DiscoveredSource found, string entry, int? line)
    {
        var source = found.Source;
        string[] next = line is null
            ? ["the same without --dry-run"]
            : [$"SyncWorker poll sample {source.Name}", $"SyncWorker poll {source.Name} --dry-run"];
        if (context.Json)
        {
            PrintJson(found, entry, line, next);
            return;
        }

        Console.Out.WriteLine($"{source.Name}: {source.Url ?? source.File ?? source.Folder!.Path}");
        Form(found);
        Fields(found);
        Doubts(found);
        Console.Out.WriteLine();
        if (line is null)
        {
            Console.Out.WriteLine($"Would be added to {NewSource.File}:");
            TextBlock(entry);
        }
        else
        {
            Console.Out.WriteLine($"Added to {NewSource.File}, line {line}.");
        }

        Console.Out.WriteLine("Next:");
        foreach (var command in next)
        {
            Console.Out.WriteLine($"  {command}");
        }
    }

    // Lines that are copied are not wrapped.
    static void TextBlock(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            Console.Out.Write(line + Environment.NewLine);
        }
    }

    static void Form(DiscoveredSource found)
    {
        var source = found.Source;
        Line(
            "format",
            $"{EnumWord.Kebab(source.Format)}{(source.List is { } list ? $", the list at {list}" : "")}; {Count.Describe(found.Rows, "row")} looked at"
        );
        foreach (var (what, how) in found.Understood)
        {
            Line(what, how);
        }

        Line(
            "pages",
            found.Paging is { } paging ? $"{paging}{(found.IsPagingTried ? "; tried: the next answer has other rows" : "; not tried")}"
                : source.Url is null ? null
                : "one answer"
        );
        Line(
            "sign-in",
            source.Auth is { } auth ? $"{EnumWord.Kebab(auth.By)}{(auth.Name is { } name ? $" {name}" : "")}, secret {auth.Secret}" : null
        );
        Line("id", source.Id is [var id] ? id : $"none; key {string.Join(", ", source.Key)}");
        Line("not mapped", found.NotMapped is [] ? null : string.Join(", ", found.NotMapped));
        Line("no data", source.NotRows.Count == 0 ? null : string.Join(", ", source.NotRows.SelectMany(rule => rule.Value)));
    }

    static void Line(string head, string? text)
    {
        if (text is not null)
        {
            Console.Out.WriteLine($"  {head.PadRight(Heads)} {text}");
        }
    }

    // Two values fit on the line beside the widest mapping; the entry has each mapping whole.
    static void Fields(DiscoveredSource found)
    {
        var field = found.Fields.Max(at => at.Field.Length);
        var from = Math.Clamp(found.Fields.Max(at => at.From.Length), 4, WidestFrom);
        var value = TerminalText.Width is { } width ? Math.Max((width - field - from - 9) / 2, 8) : int.MaxValue;
        Console.Out.WriteLine();
        TerminalText.Row($"  {"Field".PadRight(field)}  {"From".PadRight(from)}  First values");
        foreach (var at in found.Fields)
        {
            var values = string.Join(" · ", at.Values.Select(text => Cut(text, at.Values.Count > 1 ? value : value * 2L)));
            TerminalText.Row($"  {at.Field.PadRight(field)}  {Cut(at.From, from).PadRight(from)}  {values}");
        }
    }

    static string Cut(string text, long most) => text.Length > most ? $"{text[..(int)(most - 1)]}…" : text;

    static void Doubts(DiscoveredSource found)
    {
        Console.Out.WriteLine();
        var (rows, bad) = found.Trial;
        Console.Out.WriteLine(
            bad == 0
                ? $"Tried on {Count.Describe(rows, "row")}: each can be read."
                : $"Tried on {Count.Describe(rows, "row")}: {bad} would go to quarantine."
        );
        foreach (var reason in found.Reasons)
        {
            Console.Out.WriteLine($"  ! {reason}");
        }

        if (found.Unsure.Count > 0)
        {
            Console.Out.WriteLine("To look at:");
        }

        foreach (var sentence in found.Unsure)
        {
            Console.Out.WriteLine($"  - {sentence}");
        }
    }

    static void PrintJson(DiscoveredSource found, string entry, int? line, IReadOnlyList<string> next)
    {
        var source = found.Source;
        JsonOutput.Print(
            new
            {
                source.Name,
                isRehearsal = line is null,
                place = source.Url ?? source.File ?? source.Folder!.Path,
                format = EnumWord.Kebab(source.Format),
                source.List,
                found.Understood,
                rows = found.Rows,
                pages = found.Paging,
                isPagingTried = found.Paging is null ? (bool?)null : found.IsPagingTried,
                source.Id,
                source.Key,
                found.Fields,
                source.FillDown,
                found.NotMapped,
                tried = found.Trial.Rows,
                quarantined = found.Trial.Bad,
                found.Reasons,
                toLookAt = found.Unsure,
                file = NewSource.File,
                line,
                entry,
                next = line is null ? null : next,
            }
        );
    }
}
