using System.Text.RegularExpressions;
using SyncWorker.Cli;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>The runbook and the page for staff are read when something is to be done: each of their commands must be understood.</summary>
[Collection("the command line")] // its options are one for all roots: no two tests build a root at the same time
public sealed partial class RunbookConventions
{
    [Theory]
    [InlineData("install/README.md", 30)]
    [InlineData("config/huong-dan.md", 12)]
    [InlineData("config/README.md", 2)]
    public void Every_command_is_understood(string page, int atLeast)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, page));
        var fenced = Fence().Matches(text);
        var commands = fenced
            .SelectMany(fence => fence.Groups["text"].Value.Split('\n'))
            .Concat(
                page.StartsWith("config", StringComparison.Ordinal)
                    ? Inline().Matches(Fence().Replace(text, "")).Select(match => match.Groups[1].Value)
                    : []
            )
            .Where(line => Program().IsMatch(line))
            .Select(line => Program().Replace(Remark().Replace(line, ""), ""))
            .ToList();

        var faults = commands.SelectMany(command =>
            CommandLine.Root().Parse(command).Errors.Select(error => $"{command}: {error.Message}")
        );

        Assert.InRange(commands.Count, atLeast, int.MaxValue);
        Assert.Empty(faults);
    }

    [GeneratedRegex(@"^```[\w-]*\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`(SyncWorker [^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("^(sudo )?(SyncWorker|syncworker) ")]
    private static partial Regex Program();

    // Two spaces or more set a remark apart.
    [GeneratedRegex(@"\s{2,}.*$")]
    private static partial Regex Remark();
}
