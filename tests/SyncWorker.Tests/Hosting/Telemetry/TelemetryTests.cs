using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Telemetry;
using SyncWorker.Poll;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Hosting.Telemetry;

/// <summary>What a collector of OTLP is sent, and that one that is away harms nobody.</summary>
[Collection("the instruments")] // they are the process's: no other test counts a job meanwhile
public sealed partial class TelemetryTests : IDisposable
{
    readonly TestFolders _folders = new();
    readonly LogLines<TelemetryExport> _log = new();
    readonly SecretStore _secrets;
    readonly CurrentConfig _current;

    public TelemetryTests()
    {
        Directory.CreateDirectory(_folders.Worker.Data);
        _secrets = new(_folders.Worker, TimeProvider.System);
        _current = new(RunConfig.With("{}"), _folders.Worker);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _current.Dispose();
        _folders.Dispose();
    }

    TelemetryExport Export() => new(_current, _folders.Worker, _secrets, _log) { LastPatience = TimeSpan.FromMinutes(2) };

    static SyncConfig To(string? address) =>
        RunConfig.With("{}") is var config && address is null
            ? config
            : config with
            {
                Schedule = config.Schedule with
                {
                    Telemetry = new() { Endpoint = new(address), Every = new(1, TimeUnit.Hours) },
                },
            };

    static void RunPoll(StageOutcome outcome = StageOutcome.Partly)
    {
        using var span = Instruments.BeginJob("poll");
        Instruments.Polled(new("lhhn", DateTimeOffset.UnixEpoch.AddYears(56), TimeSpan.FromSeconds(2), PollOutcome.Healthy, 12));
        Instruments.EndJob(span, "poll", new("poll", outcome, [new("rows read", 12)]), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_real_run_of_a_job_arrives_as_metrics_and_as_spans_of_the_job_and_of_each_source()
    {
        await using var collector = new Collector(spans: 2);
        await using var source = Scripted.Start(_ => ScriptedAnswer.Json("""[ { "id": 1, "name": "Hội hữu nghị Việt - Nga" } ]"""));
        _secrets.Set("otel", "Bearer secret-of-the-collector", expires: null);
        RunConfig.Write(_folders.Worker.Config, "{}");
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "schedule.json"),
            $$"""
            { "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org",
              "telemetry": { "endpoint": "{{collector.Address}}", "every": "1 second", "secret": "otel" },
              "jobs": { "poll": { "run": "every second" }, "reconcile": { "run": "after poll" } } }
            """,
            Stop
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            $$"""
            { "sources": [ { "name": "lhhn", "url": "{{source.Address}}/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" } } ] }
            """,
            Stop
        );

        await using (var worker = RunningWorker.Start(_folders))
        {
            await collector.WaitAsync();
            Assert.Equal(ExitCode.Done, await worker.StopAsync());
        }

        var metrics = collector.Metrics;
        Assert.Contains(metrics, at => at is ("syncworker.job.runs", "{run}", _) && at.Labels["job"] == "poll");
        Assert.Contains(metrics, at => at is ("syncworker.job.duration", "s", _) && at.Labels["outcome"] == "done");
        Assert.Contains(metrics, at => at is ("syncworker.source.rows", "{row}", _) && at.Labels["source"] == "lhhn");
        Assert.Contains(metrics, at => at is ("syncworker.source.duration", "s", _) && at.Labels["outcome"] == "healthy");
        Assert.Contains(metrics, at => at is ("syncworker.holds", "{hold}", _));
        var polled = collector.Spans.First(span => span.Name == "poll source");
        var job = collector.Spans.Single(span => span.Id == polled.Parent);
        Assert.Equal(("job poll", polled.Trace, "", 1ul), (job.Name, job.Trace, job.Parent, job.Status));
        Assert.Equal("lhhn", polled.Labels["syncworker.source"]);
        Assert.Equal("1", polled.Labels["syncworker.rows"]);
        Assert.Equal(("syncworker", ProgramVersion.Text), (collector.Resource["service.name"], collector.Resource["service.version"]));
        Assert.All(collector.Requests, request => Assert.Equal("Bearer secret-of-the-collector", request.Headers["Authorization"]));
        Assert.All(source.Requests, request => Assert.DoesNotContain("traceparent", request.Headers.Keys));
        Assert.All(
            collector.Requests,
            request =>
            {
                Assert.DoesNotContain("Nga", request.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("example.org", request.Body, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task A_config_that_names_a_collector_or_none_any_more_is_followed_without_a_restart()
    {
        await using var collector = new Collector();
        using var export = Export();
        await export.StartAsync(Stop);
        RunPoll();

        export.Use(To(collector.Address));
        RunPoll(StageOutcome.Failed);
        export.Use(To(null)); // what is left leaves at the end
        var requests = collector.Requests.Count();
        RunPoll();
        await export.StopAsync(Stop);

        Assert.Equal(requests, collector.Requests.Count());
        var polls = collector.Spans.Where(span => span.Name == "job poll").ToList();
        Assert.Equal((2ul, "failed"), (Assert.Single(polls).Status, polls[0].Labels["syncworker.outcome"]));
        Assert.Contains(collector.Metrics, at => at.Name == "syncworker.job.runs" && at.Labels["outcome"] == "failed");
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_collector_that_is_away_or_refuses_is_logged_once_and_again_when_it_takes_all()
    {
        using var export = Export();
        export.Use(To("http://127.0.0.1:1"));
        RunPoll();
        export.Use(To(null));

        Assert.Equal(165, Assert.Single(_log.Lines).Id);
        Assert.Contains("Nothing answers", _log.Lines[0].Text, StringComparison.Ordinal);
        await using var collector = new Collector { Status = 401 };
        export.Use(To(collector.Address));
        RunPoll();
        export.Use(To(null));

        Assert.Equal([165, 165], _log.Ids);
        Assert.Contains("It answers 401.", _log.Lines[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_is_said_once_until_it_changes_and_that_it_is_over_when_both_signals_are_taken()
    {
        var health = new ExportHealth(_log);

        health.Heard("metrics", "It answers 503.");
        health.Heard("traces", "It answers 503.");
        health.Heard("metrics", "It answers 503.");
        health.Heard("metrics", null);
        health.Heard("traces", "It answers 401.");
        health.Heard("traces", null);
        health.Heard("traces", null);

        Assert.Equal([165, 165, 166], _log.Ids);
    }

    [Theory]
    [InlineData("http://otel.example.org:4318", true)]
    [InlineData("http://127.0.0.1:4318", false)]
    [InlineData("https://otel.example.org:4318", false)]
    public void Only_an_encrypted_address_or_this_machine_is_a_collector(string address, bool isFault)
    {
        var faults = new ConfigFaults("schedule.json", null);

        ScheduleCheck.Check(To(address).Schedule, faults);

        Assert.Equal(isFault, faults.All is [_, ..]);
    }

    [Theory]
    [InlineData("https://otel.example.org", "https://otel.example.org/v1/traces")]
    [InlineData("https://otel.example.org/otlp/", "https://otel.example.org/otlp/v1/traces")]
    public void Each_signal_has_its_path_below_the_address(string address, string traces) =>
        Assert.Equal(
            traces,
            new TelemetryOptions { Endpoint = new(address) }
                .AddressOf("traces")
                .AbsoluteUri
        );

    [Fact]
    public void A_held_plan_counts_no_changes_and_what_waits_is_no_mail_sent()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name is "syncworker.reconcile.changes" or "syncworker.mails")
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, number, tags, _) => counted.Add($"{instrument.Name} {tags[0].Value} {number}")
        );
        listener.Start();

        Instruments.EndJob(null, "reconcile", new("reconcile", StageOutcome.Held, [new("linked", 7)]), TimeSpan.Zero);
        Instruments.EndJob(
            null,
            "reconcile",
            new("reconcile", StageOutcome.Done, [new("rows looked at", 9), new("new partners", 101)]),
            TimeSpan.Zero
        );
        Instruments.EndJob(null, "send", new("send", StageOutcome.Held, [new("sent", 0), new("waiting", 5)]), TimeSpan.Zero);
        Instruments.EndJob(null, "send", new("send", StageOutcome.Partly, [new("sent", 102), new("to try again", 103)]), TimeSpan.Zero);

        Assert.Equal(
            ["syncworker.reconcile.changes new-partners 101", "syncworker.mails sent 102", "syncworker.mails to-try-again 103"],
            counted
        );
    }

    [Fact]
    public void The_table_of_the_runbook_names_each_instrument_with_its_unit()
    {
        var table = Row()
            .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "install", "README.md")))
            .Select(row => (row.Groups["name"].Value, row.Groups["unit"].Value));
        var made = new HashSet<(string, string)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Instruments.Name)
            {
                made.Add((instrument.Name, instrument.Unit!));
            }
        };
        listener.Start();
        Instruments.EndJob(null, "pages", null, TimeSpan.Zero);
        using var gauges = new StoreGauges(_folders.Worker);

        Assert.Equal(made.Order(), table.Order());
    }

    [GeneratedRegex(@"^\| `(?<name>syncworker\.[a-z.]+)` \| (?:`(?<unit>[^`]+)`) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
