using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>The event ids of the program and the table of install/README.md say the same.</summary>
public sealed partial class EventConventions
{
    [Fact]
    public void No_event_id_has_two_meanings() =>
        Assert.Empty(Events().GroupBy(one => one.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void The_runbook_names_every_event_of_a_warning_or_worse_with_its_level_and_no_other()
    {
        var inTable = Table().ToDictionary(row => row.Id, row => row.Level);
        var inProgram = Events().ToDictionary(one => one.Id, one => one.Level.ToString().ToLowerInvariant());

        Assert.Equal(
            [],
            inProgram.Where(one => one.Value is "warning" or "error" or "critical" && !inTable.ContainsKey(one.Key)).Select(one => one.Key)
        );
        Assert.Equal([], inTable.Keys.Where(id => !inProgram.ContainsKey(id)));
        Assert.Equal(
            [],
            inTable.Where(row => inProgram[row.Key] is var level && level != "none" && level != row.Value).Select(row => row.Key)
        );
    }

    // LogLevel.None stands for an event whose level is given where it is written.
    static IEnumerable<(int Id, LogLevel Level)> Events() =>
        typeof(Worker)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => (message.EventId, message.Level == LogLevel.Trace ? LogLevel.None : message.Level));

    static IEnumerable<(int Id, string Level)> Table() =>
        from line in File.ReadLines(Path.Combine(SourceTree.Root, "install", "README.md"))
        let row = Row().Match(line)
        where row.Success
        from id in row.Groups["ids"].Value.Split(", ")
        select (int.Parse(id, CultureInfo.InvariantCulture), row.Groups["level"].Value);

    [GeneratedRegex(@"^\| (?<ids>\d{3}(, \d{3})*) \| (?<level>information|warning|error|critical) \|")]
    private static partial Regex Row();
}
