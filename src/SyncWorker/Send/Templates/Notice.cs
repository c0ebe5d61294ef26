using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Send.Templates;

/// <summary>
/// Makes a message to many: its text in paragraphs, headings and lists (the part of Markdown that people write into a mail), all
/// of it escaped. A pure function.
/// </summary>
static partial class Notice
{
    public static bool Fits(DigestInput input) => input.Reminders is [{ Facts.BodyVi: not null }];

    public static NoticeView Compose(DigestInput input)
    {
        var words = MailWords.ForLanguage(input.Language);
        var facts = input.Reminders[0].Facts;
        var body = input.Language.Choose(facts.BodyVi!, facts.BodyEn);
        return new()
        {
            Subject = Digest.Cut(Digest.Subject(facts, words), input),
            Preview = Plain(body).Split('\n')[0],
            Salutation = input.Salutation,
            You = Digest.You(input, words),
            Lines = Plain(body).Split('\n'),
            Blocks = Blocks(body),
            Why = Digest.Why(input, words),
            Desk = input.Desk,
            Trial = input.Trial,
        };
    }

    static string Plain(string body) => Bold().Replace(Heading().Replace(body.Trim(), "$1"), "$1");

    // A block is what stands between empty lines; lines that begin alike are one list.
    static List<BlockView> Blocks(string body)
    {
        var blocks = new List<BlockView>();
        foreach (var block in body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var line in block.Split('\n'))
            {
                var (kind, text) = Kind(line);
                if (kind != "heading" && blocks is [.., { } last] && last.Kind == kind && line != block.Split('\n')[0])
                {
                    last.Lines.Add(Runs(text));
                }
                else
                {
                    blocks.Add(new(kind, [Runs(text)]));
                }
            }
        }

        return blocks;
    }

    static (string Kind, string Text) Kind(string line) =>
        line switch
        {
            _ when Heading().Match(line) is { Success: true } heading => ("heading", heading.Groups[1].Value),
            _ when Bullet().Match(line) is { Success: true } bullet => ("bullets", bullet.Groups[1].Value),
            _ when Number().Match(line) is { Success: true } number => ("numbers", number.Groups[1].Value),
            _ => ("paragraph", line),
        };

    static RunsView Runs(string text) =>
        new([.. Bold().Split(text).Select((run, i) => new RunView(run, i % 2 == 1)).Where(run => run.Text.Length > 0)]);

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^#{1,4} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*[-*] +(.+)$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\s*\d{1,2}[.)] +(.+)$")]
    private static partial Regex Number();
}

/// <summary>What the notice.* templates show.</summary>
sealed record NoticeView
{
    public required string Subject { get; init; }

    /// <inheritdoc cref="DigestView.Preview"/>
    public required string Preview { get; init; }

    public required string Salutation { get; init; }

    /// <inheritdoc cref="DigestView.You"/>
    public required string You { get; init; }

    /// <summary>The text as it is read without markup.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    public required IReadOnlyList<BlockView> Blocks { get; init; }

    public required IReadOnlyList<string> Why { get; init; }

    public required DeskView Desk { get; init; }

    public TrialView? Trial { get; init; }
}

/// <param name="Kind">paragraph, heading, bullets or numbers.</param>
sealed record BlockView(string Kind, List<RunsView> Lines);

/// <summary>One line.</summary>
sealed record RunsView(IReadOnlyList<RunView> Runs);

sealed record RunView(string Text, bool IsBold);
