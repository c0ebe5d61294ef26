using System.Text;
using System.Text.RegularExpressions;
using SyncWorker.Config.Secrets;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Conventions;

/// <summary>install/threats.md: each of its lines is held by a test that is there, and what had no test elsewhere has one here.</summary>
public sealed partial class ThreatConventions
{
    [Fact]
    public void Each_line_of_the_page_names_a_test_that_is_there()
    {
        var tests = typeof(ThreatConventions)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttributes(inherit: true).Any(IsTest)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .ToHashSet(StringComparer.Ordinal);
        var lines = File.ReadLines(Path.Combine(SourceTree.Root, "install", "threats.md"))
            .Where(line =>
                line.StartsWith('|')
                && !line.StartsWith("| ---", StringComparison.Ordinal)
                && !line.EndsWith("held by |", StringComparison.Ordinal)
            )
            .Select(line =>
                (Line: line, Tests: Quoted().Matches(line[..^1].Split('|')[^1]).Select(match => match.Groups[1].Value).ToList())
            )
            .ToList();

        Assert.InRange(lines.Count, 40, 200);
        Assert.DoesNotContain(lines, line => line.Tests.Count == 0);
        Assert.DoesNotContain(lines.SelectMany(line => line.Tests), test => !tests.Contains(test) && !IsStep(test));
    }

    [Fact]
    public void Nothing_listens_but_the_samples_of_the_demo_and_the_workers_own_socket_in_its_data_folder()
    {
        using var program = new References();

        var listening = program
            .Foreign()
            .Where(reference =>
                reference.To is "System.Net.HttpListener" or "System.Net.Sockets.TcpListener" or "System.IO.Pipes.NamedPipeServerStream"
                || reference.To.StartsWith("System.Net.Sockets.Socket.Listen", StringComparison.Ordinal)
                || reference.To.StartsWith("System.Net.Sockets.Socket.Accept", StringComparison.Ordinal)
                || reference.To.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            )
            .Select(reference => reference.From)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(["SyncWorker.Demo.SampleServer", "SyncWorker.Hosting.WorkerRequests"], listening);
        Assert.DoesNotContain(
            program.Foreign(),
            reference =>
                reference.From == "SyncWorker.Hosting.WorkerRequests" && reference.To.StartsWith("System.Net.IP", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_backup_holds_no_secret()
    {
        using var fixture = await SendFixture.OpenAsync();
        var secrets = new SecretStore(fixture.Folders, fixture.Clock);
        secrets.Set("smtp", "a password of the tests", expires: null);
        var key = AnswerKey.FindOrMake(secrets)!;
        await fixture.QueueAsync("staff:1");
        await fixture.SendAsync();
        var copy = Path.Combine(fixture.Folders.Data, "copy.db");

        fixture.Store.Engine.CopyTo(copy);

        var bytes = await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken);
        Assert.True(bytes.AsSpan().IndexOf("example.org"u8) > 0);
        Assert.All(
            (string[])["a password of the tests", key],
            secret => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, secret)
        );
    }

    static bool IsTest(object attribute) => attribute is FactAttribute;

    /// <summary>A step of a script: <c>tests/x.sh: what it says</c>.</summary>
    static bool IsStep(string test) =>
        test.Split(": ", 2) is [var script, var step]
        && File.Exists(Path.Combine(SourceTree.Root, script))
        && File.ReadAllText(Path.Combine(SourceTree.Root, script)).Contains($"step \"{step}\"", StringComparison.Ordinal);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
