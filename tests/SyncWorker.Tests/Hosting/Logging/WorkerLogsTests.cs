using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Logging;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting.Logging;

/// <summary>What a line of the logs looks like to those who read them by machine: the journal, a shipper of logs, a monitor.</summary>
public sealed partial class WorkerLogsTests : IDisposable
{
    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    void WriteSchedule(string text) => File.WriteAllText(Path.Combine(_folders.Worker.Config, "schedule.json"), text);

    string[] LinesOf(Action<ILogger> log, Action<WorkerLogs>? with = null)
    {
        using (var logs = new WorkerLogs(_folders.Worker, toConsole: false, more: null))
        {
            with?.Invoke(logs);
            log(logs.Factory.CreateLogger("SyncWorker.Hosting.Worker"));
        }

        return File.ReadAllLines(Path.Combine(_folders.Worker.Logs, "syncworker.log"));
    }

    [Fact]
    public void Times_are_those_of_the_unions_zone_with_their_distance_to_utc()
    {
        WriteSchedule("""{ "zone": "America/Caracas", /* a comment */ }""");
        var before = TimeProvider.System.GetUtcNow();

        var line = Assert.Single(LinesOf(logger => Said(logger, "hello")));

        var time = DateTimeOffset.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(TimeSpan.FromHours(-4), time.Offset);
        Assert.InRange(time, before.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.EndsWith(" INFO  297 Worker hello", line, StringComparison.Ordinal);
    }

    [Fact]
    public void As_json_each_line_is_an_object_also_with_an_exception_of_many_lines()
    {
        WriteSchedule("""{ "logFormat": "json", "zone": "Asia/Ho_Chi_Minh" }""");

        var lines = LinesOf(logger =>
        {
            Said(logger, "Tết \"2027\"");
            Broke(logger, new IOException("full\nvery full", new InvalidOperationException("inside")));
        });

        var objects = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, objects.Count);
        Assert.Equal((297, "information", "Worker", "Tết \"2027\""), Read(objects[0]));
        Assert.Equal((298, "error", "Worker", "It broke"), Read(objects[1]));
        Assert.EndsWith("+07:00", objects[0].GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: inside", objects[1].GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.False(objects[0].TryGetProperty("exception", out _));

        static (int, string?, string?, string?) Read(JsonElement line) =>
            (
                line.GetProperty("id").GetInt32(),
                line.GetProperty("level").GetString(),
                line.GetProperty("logger").GetString(),
                line.GetProperty("message").GetString()
            );
    }

    [Fact]
    public void A_config_in_force_changes_the_lines_from_then_on()
    {
        WriteSchedule("{ broken");

        var lines = LinesOf(logger => Said(logger, "now json"), logs => logs.Use(new(LogFormat.Json, TimeZoneInfo.Utc)));

        Assert.EndsWith(
            "+00:00",
            JsonDocument.Parse(Assert.Single(lines)).RootElement.GetProperty("time").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("9:12345", "socket:[12345]", true)]
    [InlineData("9:12345", "socket:[1234]", false)]
    [InlineData("9:12345", "/dev/pts/0", false)]
    [InlineData("9:", "socket:[]", false)]
    [InlineData(null, "socket:[12345]", false)]
    public void The_journal_is_known_by_the_socket_that_systemd_names(string? stream, string target, bool isJournal) =>
        Assert.Equal(isJournal, JournalOutput.IsSame(stream, target));

    [Theory]
    [InlineData(LogLevel.Critical, 2)]
    [InlineData(LogLevel.Error, 3)]
    [InlineData(LogLevel.Warning, 4)]
    [InlineData(LogLevel.Information, 6)]
    public void Each_line_of_a_text_has_its_priority(LogLevel level, int priority) =>
        Assert.Equal($"<{priority}>a\n<{priority}>b", JournalOutput.WithPriority("a\r\nb", level));

    [Fact]
    public async Task In_the_journal_an_error_has_the_priority_of_one_and_its_event_id_and_on_a_terminal_neither()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("systemd is Linux's");
        }

        RunConfig.Write(_folders.Worker.Config, "{}");
        WriteSchedule("""{ "goLive": "2026-01-01", "trialTo": "it@example.org", "jobs": { "remind": { "run": "evry day" } } }""");

        var journal = await JournalOfAsync("run", "--config", _folders.Worker.Config, "--data", _folders.Worker.Data);
        var terminal = await ProgramRun.WaitAsync(["run", "--config", _folders.Worker.Config, "--data", _folders.Worker.Data]);

        Assert.StartsWith("<2>103 SyncWorker did not start: 1 fault in ", journal[0], StringComparison.Ordinal);
        Assert.All(journal, line => Assert.StartsWith("<2>", line, StringComparison.Ordinal));
        Assert.Contains(journal, line => line.StartsWith("<2>schedule.json:1: jobs.remind.run", StringComparison.Ordinal));
        Assert.Matches("^[0-9]{2}:[0-9]{2}:[0-9]{2} F SyncWorker did not start: ", terminal.Output);
        Assert.Equal(ExitCode.Configuration, terminal.ExitCode);
    }

    /// <summary>Runs the program with a socket as its standard output that the variable names, as systemd does.</summary>
    static async Task<string[]> JournalOfAsync(params string[] arguments)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var script =
            $"exec 1>/dev/tcp/127.0.0.1/{port}; export JOURNAL_STREAM=9:$(readlink /proc/$$/fd/1 | tr -dc 0-9); exec dotnet \"$@\"";
        var start = new ProcessStartInfo("bash");
        foreach (var word in (string[])["-c", script, "bash", Path.Combine(AppContext.BaseDirectory, "SyncWorker.dll"), .. arguments])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        using var client = await listener.AcceptTcpClientAsync(Stop);
        using var output = new StreamReader(client.GetStream());
        var text = await output.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return text.TrimEnd('\n').Split('\n');
    }

    [LoggerMessage(297, LogLevel.Information, "{Text}")]
    static partial void Said(ILogger logger, string text);

    [LoggerMessage(298, LogLevel.Error, "It broke")]
    static partial void Broke(ILogger logger, Exception error);
}
