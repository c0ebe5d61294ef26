using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SyncWorker.Hosting;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>What people act through: a class named Commands writes, a class named Queries reads, and the container makes both.</summary>
public sealed partial class ServiceConventions
{
    [Fact]
    public void No_verb_makes_a_service_itself() => Assert.Empty(SourceTree.Files("Cli").SelectMany(file => Matches(file, Made())));

    [Fact]
    public void Queries_write_nothing() =>
        Assert.Empty(
            SourceTree
                .Files()
                .Where(file => file.EndsWith("Queries.cs", StringComparison.Ordinal))
                .SelectMany(file => Matches(file, Write()))
        );

    [Fact]
    public void The_container_makes_each_of_them()
    {
        using var folders = new TestFolders();
        var registered = new ServiceCollection()
            .AddSyncWorker(folders.Worker, RunConfig.With("{}"), TimeProvider.System)
            .Select(service => service.ServiceType.Name)
            .ToList();

        var declared = SourceTree
            .Files()
            .SelectMany(file => Declared().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(declared);
        Assert.Empty(declared.Except(registered));
    }

    static IEnumerable<string> Matches(string file, Regex pattern) =>
        pattern.Matches(File.ReadAllText(file)).Select(match => $"{SourceTree.Relative(file)}: {match.Value}");

    [GeneratedRegex(@"new \w+(?:Commands|Queries)\(")]
    private static partial Regex Made();

    [GeneratedRegex(@"SaveChanges\w*|ExecuteUpdate\w*|ExecuteDelete\w*|OpenDurable|BeginTransaction\w*")]
    private static partial Regex Write();

    [GeneratedRegex(@"^sealed class (\w+(?:Commands|Queries))\(", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
