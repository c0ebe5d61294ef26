using System.Text.RegularExpressions;
using SyncWorker.Cli;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>The runbook is read when something is broken: each of its commands must be one that the program understands.</summary>
public sealed partial class RunbookConventions
{
    [Fact]
    public void Every_command_of_the_runbook_is_understood()
    {
        var commands = Fence().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "install", "README.md")))
            .SelectMany(fence => fence.Groups["text"].Value.Split('\n'))
            .Where(line => line.StartsWith("SyncWorker ", StringComparison.Ordinal))
            .Select(line => Remark().Replace(line, "")["SyncWorker ".Length..])
            .ToList();

        var faults = commands.SelectMany(command => CommandLine.Root().Parse(command).Errors.Select(error => $"{command}: {error.Message}"));

        Assert.True(commands.Count > 30);
        Assert.Empty(faults);
    }

    [GeneratedRegex(@"^```\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    // Two spaces or more set a remark apart.
    [GeneratedRegex(@"\s{2,}.*$")]
    private static partial Regex Remark();
}
