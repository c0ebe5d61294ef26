using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Hosting.Jobs;

/// <summary>A job is a process of its own: what the worker is spared, and what may become of either.</summary>
public sealed class JobProcessTests : IDisposable
{
    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task A_worker_whose_jobs_have_run_holds_nothing_of_theirs()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // /proc
        }

        RunConfig.Write(_folders.Worker.Config, """{ "remind": { "run": "every second" }, "send": { "run": "after remind" } }""");
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("send done");

        var mapped = await File.ReadAllTextAsync($"/proc/{worker.Id}/maps", TestContext.Current.CancellationToken);

        Assert.Contains("Quartz.dll", mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("EntityFrameworkCore", mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("Handlebars", mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", mapped, StringComparison.Ordinal); // schedule.json names no collector
        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public async Task What_a_job_logs_stands_in_the_workers_log_under_its_own_name()
    {
        RunConfig.Write(_folders.Worker.Config, """{ "poll": { "run": "every second" } }""");
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            """
            { "sources": [ { "name": "gone", "url": "http://127.0.0.1:1/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "http": { "retries": 0 }, "health": { "tellAfter": 1 } } ] }
            """,
            TestContext.Current.CancellationToken
        );
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("gone was unhealthy");
        await worker.StopAsync();

        Assert.Contains(
            " 203 SourceStateWriter gone was unhealthy",
            await File.ReadAllTextAsync(Path.Combine(_folders.Worker.Logs, "syncworker.log"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_job_that_is_killed_is_a_fault_of_that_job_and_the_schedule_goes_on()
    {
        RunConfig.Write(_folders.Worker.Config, """{ "remind": { "run": "every second" }, "poll": { "run": "every second" } }""");
        await using var worker = RunningWorker.Start(
            _folders,
            new Dictionary<string, string> { ["SYNCWORKER_KILL_AT"] = "remind.applying" }
        );

        Assert.Contains("exit code 137", await worker.SaysAsync("Job remind failed: a fault"), StringComparison.Ordinal);
        await worker.SaysAsync("poll done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public async Task A_job_ends_when_its_worker_is_killed()
    {
        using var partner = new TcpListener(IPAddress.Loopback, 0);
        partner.Start();
        RunConfig.Write(_folders.Worker.Config, """{ "poll": { "run": "every second" } }""");
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            $$"""
            { "sources": [ { "name": "slow", "url": "http://127.0.0.1:{{(
                (IPEndPoint)partner.LocalEndpoint
            ).Port}}/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" } } ] }
            """,
            TestContext.Current.CancellationToken
        );
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync($"SyncWorker {ProgramVersion.Text} started");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        using var request = await partner.AcceptTcpClientAsync(patience.Token);
        await request
            .GetStream()
            .WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[ "u8.ToArray(), patience.Token);

        await worker.SignalAsync("KILL");

        try
        {
            await request.GetStream().CopyToAsync(Stream.Null, patience.Token); // ends when the job hangs up
        }
        catch (IOException)
        {
            // it hung up before it had read what was sent
        }

        Assert.Equal(137, await worker.EndAsync());
    }

    [Fact]
    public async Task A_job_that_needs_more_memory_than_it_may_take_is_named_and_the_schedule_goes_on()
    {
        RunConfig.Write(_folders.Worker.Config, """{ "poll": { "run": "every second" }, "remind": { "run": "after poll" } }""");
        var schedule = Path.Combine(_folders.Worker.Config, "schedule.json");
        await File.WriteAllTextAsync(
            schedule,
            (await File.ReadAllTextAsync(schedule, TestContext.Current.CancellationToken)).Replace(
                "\"jobs\"",
                "\"jobMemoryMegabytes\": 64, \"jobs\"",
                StringComparison.Ordinal
            ),
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Root, "wide.json"),
            $$"""[ { "id": "1", "name": "{{new string('x', 60_000_000)}}" } ]""",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            $$"""
            { "sources": [ { "name": "wide", "file": {{JsonSerializer.Serialize(
                Path.Combine(_folders.Root, "wide.json")
            )}}, "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "limits": { "rowKilobytes": 100000 } } ] }
            """,
            TestContext.Current.CancellationToken
        );
        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync("Job poll needed more than 64 MB (jobMemoryMegabytes in schedule.json)");
        await worker.SaysAsync("remind done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public async Task Send_has_no_process_while_nothing_is_due()
    {
        RunConfig.Write(_folders.Worker.Config, "{}");
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "schedule.json"),
            """
            {
              "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org", "mailHours": { "from": "00:00", "to": "23:59", "days": "every-day" },
              "jobs": { "remind": { "run": "every second" }, "send": { "run": "after remind" } }
            }
            """,
            TestContext.Current.CancellationToken
        );
        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync("send done"); // the day's first
        for (var i = 0; i < 3; i++)
        {
            await worker.SaysAsync("remind done");
        }

        await using var db = (await _folders.StoreAsync()).Open();
        Assert.Equal(1, await db.Runs.CountAsync(run => run.Stage == "send", TestContext.Current.CancellationToken));
        db.Outbox.Add(
            new()
            {
                Recipient = "staff:1",
                Address = "it@example.org",
                Day = new(2026, 1, 1),
                Kind = "digest",
                Salutation = "Đồng chí",
                Language = MailLanguage.Vi,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await worker.SaysAsync("send done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public void A_line_is_read_as_it_was_written()
    {
        JobLine[] lines =
        [
            new JobLine.ConfigRead(),
            new JobLine.Refused("made by a newer version"),
            new JobLine.Crashed(
                new("System.IO.IOException", "disk full", "System.IO.IOException: disk full\n   at X") { IsOutOfMemory = true }
            ),
        ];

        Assert.Equal(lines, lines.Select(line => JobLine.Read(line.ToJson())));
        Assert.All(lines, line => Assert.DoesNotContain('\n', line.ToJson()));
        var result = new StageResult("poll", StageOutcome.Partly, [new("rows read", 7)]) { Look = "status", Notes = ["source-b is red"] };
        var ended = Assert.IsType<JobLine.Ended>(JobLine.Read(new JobLine.Ended(result).ToJson()));
        Assert.Equivalent(result, ended.Result, strict: true);
        Assert.Null(JobLine.Read("Process terminated."));
    }
}
