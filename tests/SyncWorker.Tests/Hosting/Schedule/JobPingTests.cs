using Microsoft.Extensions.Time.Testing;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Hosting.Schedule;

/// <summary>A monitor hears of each end of a job, and a monitor that is away harms nobody.</summary>
public sealed class JobPingTests : IDisposable
{
    const string Token = "0b6e1f00-1111-4222-8333-444455556666";
    const string Jobs =
        """{ "poll": { "run": "never" }, "send": { "run": "never", "ping": { "secret": "monitor-send", "onFailure": "nothing" } } }""";

    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-07-06 08:00");
    readonly LogLines<JobPing> _log = new();
    readonly SecretStore _secrets;

    public JobPingTests()
    {
        Directory.CreateDirectory(_folders.Worker.Data);
        _secrets = new(_folders.Worker, _clock);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    static SyncConfig Config =>
        RunConfig.With(Jobs) is var config
            ? config with
            {
                Schedule = config.Schedule with { Ping = new() { Secret = "monitor" } },
            }
            : null!;

    JobPing Ping(SyncConfig? config = null) => new(new(config ?? Config, _folders.Worker), _secrets, _clock, _log);

    [Fact]
    public async Task A_job_that_ended_well_is_a_get_and_one_that_failed_has_fail_added()
    {
        await using var monitor = Scripted.Start(_ => ScriptedAnswer.Json("OK"));
        _secrets.Set("monitor", $"{monitor.Address}/{Token}?rid=1", expires: null);
        _secrets.Set("monitor-send", $"{monitor.Address}/send/", expires: null);
        using var ping = Ping();

        await ping.TellAsync("poll", isWell: true, Stop);
        await ping.TellAsync("poll", isWell: false, Stop);
        await ping.TellAsync("send", isWell: true, Stop);
        await ping.TellAsync("send", isWell: false, Stop);

        Assert.Equal([$"/{Token}?rid=1", $"/{Token}/fail?rid=1", "/send/"], monitor.Requests.Select(request => request.Target));
        Assert.StartsWith("SyncWorker/", monitor.Requests.First().Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_monitor_that_fails_is_logged_once_until_it_changes_and_never_with_its_address()
    {
        var status = 500;
        var monitor = Scripted.Start(_ => new(status, "", []));
        _secrets.Set("monitor", $"{monitor.Address}/{Token}", expires: null);
        using var ping = Ping();

        await ping.TellAsync("poll", isWell: true, Stop);
        await ping.TellAsync("poll", isWell: true, Stop);
        status = 404;
        await ping.TellAsync("poll", isWell: true, Stop);
        status = 204;
        await ping.TellAsync("poll", isWell: true, Stop);
        await ping.TellAsync("poll", isWell: true, Stop);
        await monitor.DisposeAsync();
        await ping.TellAsync("poll", isWell: true, Stop);

        Assert.Equal([158, 158, 159, 158], _log.Ids);
        Assert.Contains("It answers 500.", _log.Lines[0].Text, StringComparison.Ordinal);
        Assert.Contains("It answers 404.", _log.Lines[1].Text, StringComparison.Ordinal);
        Assert.Contains("Nothing answers at its address", _log.Lines[3].Text, StringComparison.Ordinal);
        Assert.All(_log.Lines, line => Assert.DoesNotContain(Token, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_monitor_that_never_answers_is_left_after_ten_seconds_and_the_job_does_not_wait_for_it()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var monitor = Scripted.Start(
            async (_, _, token) =>
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
        );
        _secrets.Set("monitor", $"{monitor.Address}/{Token}", expires: null);
        using var ping = Ping();
        await ping.StartAsync(Stop);

        for (var i = 0; i < 1000; i++)
        {
            ping.Ended("poll", StageOutcome.Done); // returns at once, however many wait
        }

        await asked.Task.WaitAsync(TimeSpan.FromSeconds(180), Stop);
        using var other = Ping();
        var telling = other.TellAsync("poll", isWell: true, Stop);
        while (!telling.IsCompleted)
        {
            _clock.Advance(JobPing.Patience);
            await Task.Yield();
        }

        await telling;
        await ping.StopAsync(Stop);

        Assert.Contains(_log.Lines, line => line.Text.Contains("No answer came in time.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://monitor.example.org/x")]
    [InlineData("ftp://monitor.example.org/x")]
    [InlineData("monitor")]
    [InlineData("https://user:pass@monitor.example.org/x")]
    public async Task An_address_that_is_not_encrypted_is_not_asked_and_check_says_so(string address)
    {
        _secrets.Set("monitor", address, expires: null);
        _secrets.Set("monitor-send", "https://monitor.example.org/x", expires: null);
        using var ping = Ping();

        await ping.TellAsync("poll", isWell: true, Stop);

        Assert.EndsWith(NamedSecrets.NoAddress("monitor"), Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
        Assert.Equal([NamedSecrets.NoAddress("monitor")], NamedSecrets.Problems(Config, _secrets, new(2026, 7, 6)));
    }

    [Fact]
    public async Task It_goes_through_the_proxy_and_trusts_the_authorities_of_the_sources()
    {
        using var authority = new TestAuthority();
        await File.WriteAllTextAsync(Path.Combine(_folders.Worker.Config, "ca.pem"), authority.Pem, Stop);
        await using var monitor = Scripted.Start(authority.Issue(isExpired: false, "monitor.example.org"), _ => ScriptedAnswer.Json("OK"));
        await using var proxy = new TunnelProxy(monitor);
        _secrets.Set("monitor", $"https://monitor.example.org/{Token}", expires: null);
        using var ping = Ping(
            Config with
            {
                Poll = new() { Proxy = proxy.Address, Trust = ["ca.pem"] },
            }
        );

        await ping.TellAsync("poll", isWell: true, Stop);

        Assert.Empty(_log.Lines);
        Assert.Equal(["monitor.example.org:443"], proxy.Hosts);
        Assert.Equal($"/{Token}", Assert.Single(monitor.Requests).Target);
    }

    [Fact]
    public async Task The_worker_tells_of_jobs_that_ran_and_of_those_that_had_nothing_to_do()
    {
        await using var monitor = Scripted.Start(_ => ScriptedAnswer.Json("OK"));
        _secrets.Set("monitor", $"{monitor.Address}/{Token}", expires: null);
        RunConfig.Write(_folders.Worker.Config, "{}");
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "schedule.json"),
            """
            { "goLive": "2026-01-01", "mode": "trial", "trialTo": "it@example.org", "ping": { "secret": "monitor" },
              "jobs": { "remind": { "run": "every second" }, "poll": { "run": "after remind" } } }
            """,
            Stop
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            """
            { "sources": [ { "name": "gone", "url": "http://127.0.0.1:1/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "http": { "retries": 0 } } ] }
            """,
            Stop
        );
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("poll failed");
        await worker.SaysAsync("remind done");
        for (var run = 0; run < 20 && monitor.Requests.Select(request => request.Target).Distinct().Count() < 2; run++)
        {
            await worker.SaysAsync("remind done");
        }

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
        Assert.Equal(
            [$"/{Token}", $"/{Token}/fail"],
            monitor.Requests.Select(request => request.Target).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(worker.Lines, line => line.Contains(Token, StringComparison.Ordinal));
    }
}
