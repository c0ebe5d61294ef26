using System.Globalization;
using System.Text.RegularExpressions;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>Ids of log lines are an interface: administrators filter and alarm by them.</summary>
public sealed partial class EventIdConventions
{
    static readonly Dictionary<string, int> s_hundreds = new()
    {
        ["Hosting"] = 1,
        ["Cli"] = 1,
        ["Poll"] = 2,
        ["Reconcile"] = 3,
        ["Remind"] = 4,
        ["Send"] = 5,
        ["Store"] = 6,
        ["Inbox"] = 7,
    };

    static IEnumerable<(string File, int Id, string Level)> Lines() =>
        from file in SourceTree.Files()
        from Match match in Message().Matches(File.ReadAllText(file))
        select (SourceTree.Relative(file), int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture), match.Groups["level"].Value);

    [Fact]
    public void No_id_stands_for_two_lines() =>
        Assert.Empty(
            Lines()
                .GroupBy(line => line.Id)
                .Where(group => group.Count() > 1)
                .Select(group => $"{group.Key}: {string.Join(", ", group.Select(line => line.File))}")
        );

    [Fact]
    public void An_id_is_of_its_stages_hundred() =>
        Assert.DoesNotContain(Lines(), line => s_hundreds[line.File.Split('/')[0]] != line.Id / 100);

    [Fact]
    public void What_reaches_the_event_log_stands_in_the_page_for_administrators()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "install", "README.md"));
        var told = page.Split('\n')
            .Where(line => Row().IsMatch(line))
            .SelectMany(line => Number().Matches(line.Split('|')[1]).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)))
            .ToHashSet();

        // A line without a level of its own is one that may be a warning.
        var untold = Lines()
            .Where(line => line.Level is "" or "Warning" or "Error" or "Critical")
            .Select(line => line.Id)
            .Where(id => !told.Contains(id));
        var forgotten = told.Except(Lines().Select(line => line.Id));

        Assert.Empty(untold);
        Assert.Empty(forgotten);
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId = )?(?<id>\d+)(?:,\s*LogLevel\.(?<level>\w+))?")]
    private static partial Regex Message();

    [GeneratedRegex(@"^\| [\d, ]+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\d{3}")]
    private static partial Regex Number();
}
