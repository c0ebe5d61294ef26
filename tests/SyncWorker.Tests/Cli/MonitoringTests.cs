using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

/// <summary>What IT's own tools make of <c>status</c>: Prometheus' parser, the sample check of Nagios and its like, the item of Zabbix.</summary>
public sealed partial class MonitoringTests : IDisposable
{
    static readonly string s_samples = Path.Combine(SourceTree.Root, "install", "monitoring");

    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    [Trait("Needs", "promtool")]
    public async Task The_parser_of_Prometheus_reads_the_metrics_and_finds_nothing_to_say()
    {
        FullRun.Only();
        var metrics = await StatusAsync("--metrics");

        var said = await RunAsync("promtool", ["check", "metrics"], metrics.Output);

        Assert.Contains("syncworker_source_rows{source=", metrics.Output, StringComparison.Ordinal);
        Assert.True(said.ExitCode == 0, said.ToString());
        Assert.Equal("", said.Output + said.Errors);
        var broken = await RunAsync("promtool", ["check", "metrics"], metrics.Output.Replace("} ", "} x", StringComparison.Ordinal));
        Assert.NotEqual(0, broken.ExitCode);
    }

    [Theory]
    [InlineData(0, 0, "OK")]
    [InlineData(1, 2, "CRITICAL")]
    [InlineData(2, 2, "CRITICAL")]
    [InlineData(3, 1, "WARNING")]
    [InlineData(4, 1, "WARNING")]
    [InlineData(137, 3, "UNKNOWN")]
    public async Task The_sample_check_says_in_one_line_what_status_says(int code, int state, string word)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the check of Linux");
        var program = Path.Combine(_folders.Root, "syncworker");
        await WriteProgramAsync(program, $"#!/bin/sh\necho SyncWorker\necho 'all of it'\nexit {code}\n");

        var said = await CheckAsync(program);

        Assert.Equal((state, $"SYNCWORKER {word} - all of it | code={code}"), (said.ExitCode, said.Output.Split('\n')[0]));
    }

    [Fact]
    public async Task The_sample_check_runs_the_program_itself()
    {
        FullRun.Only();
        var demo = await DemoAsync();
        var program = Path.Combine(_folders.Root, "syncworker");
        await WriteProgramAsync(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "SyncWorker.dll")}' \"$@\"\n");

        var said = await CheckAsync(program, "--config", Path.Combine(demo, "config"));

        Assert.Matches(@"^SYNCWORKER (OK|WARNING|CRITICAL) - \S.* \| code=[0-4]\n", said.Output);
        Assert.DoesNotContain("UNKNOWN", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Zabbix_cuts_out_stands_in_the_item()
    {
        FullRun.Only();
        var sample = await File.ReadAllTextAsync(Path.Combine(s_samples, "zabbix_syncworker.conf"), TestContext.Current.CancellationToken);
        using var status = JsonDocument.Parse((await StatusAsync("--json")).Output);

        var paths = JsonPath().Matches(sample).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("UserParameter=syncworker.status,sudo /usr/local/bin/syncworker status --json", sample.Split('\n'));
        Assert.Contains("worker.state", paths);
        Assert.All(paths, path => Assert.True(Has(status.RootElement, path.Split('.')), path));
    }

    // outbox.STATE stands there when a mail is in that state.
    static bool Has(JsonElement at, IEnumerable<string> path) =>
        path.FirstOrDefault() is not { } name
        || (
            at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var value) && (name == "outbox" || Has(value, path.Skip(1)))
        );

    async Task<ProgramResult> StatusAsync(string how) =>
        await ProgramRun.WaitAsync(["status", how, "--config", Path.Combine(await DemoAsync(), "config")]);

    async Task<string> DemoAsync()
    {
        var demo = Path.Combine(_folders.Root, "demo");
        var made = await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", "2026-07-06"]);
        Assert.True(made.ExitCode == 0, made.ToString());
        return demo;
    }

    // Written by a process of its own: a handle of this one may live in a child that another test begins, and keep the file from running.
    static async Task WriteProgramAsync(string program, string text)
    {
        var written = await RunAsync("sh", ["-c", "cat > \"$0\" && chmod 700 \"$0\"", program], text);
        Assert.True(written.ExitCode == 0, written.ToString());
    }

    static Task<ProgramResult> CheckAsync(string program, params string[] arguments) =>
        RunAsync("sh", [Path.Combine(s_samples, "check_syncworker.sh"), .. arguments], "", ("SYNCWORKER", program));

    static async Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string input,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }

    // $.worker.state, $.jobs[?(@.overdueSince)].job, $.holds.length()
    [GeneratedRegex(@"\$\.([A-Za-z]+(?:\.[A-Za-z]+)*)(?![A-Za-z(])")]
    private static partial Regex JsonPath();
}
