using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting;

/// <summary>The worker as a process: started, stopped, killed, misconfigured.</summary>
public sealed class RunTests : IDisposable
{
    const string EverySecond = """{ "remind": { "run": "every second" }, "send": { "run": "after remind" } }""";

    readonly TestFolders _folders = new();

    public RunTests() => RunConfig.Write(_folders.Worker.Config, EverySecond);

    public void Dispose() => _folders.Dispose();

    void WriteSchedule(string text) => File.WriteAllText(Path.Combine(_folders.Worker.Config, "schedule.json"), text);

    [Fact]
    public async Task Stages_run_by_the_schedule_and_a_stop_signal_ends_it_with_0()
    {
        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync($"SyncWorker {ProgramVersion.Text}");
        await worker.SaysAsync("remind done");
        await worker.SaysAsync("send done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
        Assert.Contains(worker.Lines, line => line.Contains("has stopped", StringComparison.Ordinal));
        await using var db = (await _folders.StoreAsync()).Open();
        Assert.False(await db.Runs.AnyAsync(run => run.EndedAt == null, TestContext.Current.CancellationToken));
        Assert.Contains("remind done", File.ReadAllText(Path.Combine(_folders.Worker.Logs, "syncworker.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_and_started_again_it_goes_on()
    {
        await using (var killed = RunningWorker.Start(_folders))
        {
            await killed.SaysAsync("remind done");
            await killed.SignalAsync("KILL");
            Assert.Equal(137, await killed.EndAsync());
        }

        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("remind done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public async Task A_second_worker_on_the_same_data_is_refused()
    {
        await using var first = RunningWorker.Start(_folders);
        await first.SaysAsync($"SyncWorker {ProgramVersion.Text}");

        await using var second = RunningWorker.Start(_folders);

        Assert.Contains("Another worker (process ", await second.SaysAsync("did not start"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await second.EndAsync());
        Assert.Equal(ExitCode.Done, await first.StopAsync());
    }

    [Fact]
    public async Task A_first_start_with_a_bad_config_ends_with_2_and_says_where()
    {
        WriteSchedule("""{ "goLive": "2026-01-01", "trialTo": "it@example.org", "jobs": { "remind": { "run": "evry day" } } }""");

        await using var worker = RunningWorker.Start(_folders);

        Assert.Equal(ExitCode.Configuration, await worker.EndAsync());
        Assert.Contains(worker.Lines, line => line.Contains("schedule.json:1: jobs.remind.run", StringComparison.Ordinal));
        Assert.False(File.Exists(_folders.Worker.Store));
    }

    [Fact]
    public async Task A_later_start_with_a_bad_config_runs_on_the_last_good_copy_until_it_is_mended()
    {
        await using (var good = RunningWorker.Start(_folders))
        {
            await good.SaysAsync("remind done");
            await good.StopAsync();
        }

        WriteSchedule("{ broken");
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("last good config");
        await worker.SaysAsync("remind done");
        WriteSchedule(RunConfig.Schedule("""{ "remind": { "run": "every 2 seconds" } }"""));
        await worker.SignalAsync("HUP");
        await worker.SaysAsync("is in force");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public async Task A_bad_edit_while_it_runs_is_reported_and_changes_nothing()
    {
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync("remind done");

        WriteSchedule("""{ "goLive": "2026-01-01", "trialTo": "it@example.org", "jobs": { "remind": { "run": "after nobody" } } }""");
        await worker.SaysAsync("stays in force"); // it looks by itself, every few seconds
        await worker.SaysAsync("after \"nobody\"");
        await worker.SaysAsync("remind done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    [Fact]
    public async Task A_stage_that_fails_is_a_warning_once_and_its_recovery_another()
    {
        const string None = """{ "sources": [] }""";
        var poll = Path.Combine(_folders.Worker.Config, "poll.json");
        File.WriteAllText(
            poll,
            """
            { "sources": [ { "name": "gone", "url": "http://127.0.0.1:1/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" }, "http": { "retries": 0 } } ] }
            """
        );
        WriteSchedule(RunConfig.Schedule("""{ "poll": { "run": "every second" } }"""));
        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync(" W poll failed");
        await worker.SaysAsync(" I poll failed");
        File.WriteAllText(poll, None);
        await worker.SignalAsync("HUP");
        await worker.SaysAsync(" W poll works again");

        await worker.StopAsync();
        Assert.Single(
            worker.Lines,
            line => line.Contains(" W poll ", StringComparison.Ordinal) && !line.Contains("again", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_store_of_a_newer_version_ends_it_with_1_and_the_reason()
    {
        await _folders.StoreAsync();
        await using (var db = new SqliteConnection($"Data Source={_folders.Worker.Store}"))
        {
            await db.OpenAsync(TestContext.Current.CancellationToken);
            await using var insert = new SqliteCommand("insert into __EFMigrationsHistory values ('99991231000000_Later', '10.0.0')", db);
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync("made by a newer version");
        Assert.Equal(ExitCode.Failed, await worker.EndAsync());
    }

    [Fact]
    public async Task A_fault_of_the_machine_is_not_a_clean_end()
    {
        Directory.CreateDirectory(_folders.Worker.Schedule); // the scheduler's file cannot be opened

        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync("SyncWorker did not start");
        Assert.Equal(ExitCode.Failed, await worker.EndAsync());
    }

    [Fact]
    public async Task Config_that_every_account_may_change_is_refused_unless_a_warning_will_do()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Unix modes
        }

        File.SetUnixFileMode(Path.Combine(_folders.Worker.Config, "send.json"), (UnixFileMode)0b110_110_110);

        await using var refused = RunningWorker.Start(_folders);
        await refused.SaysAsync("chmod o-w");
        Assert.Equal(ExitCode.Configuration, await refused.EndAsync());

        await using var warned = RunningWorker.Start(_folders, null, "--open-rights", "warn");
        await warned.SaysAsync("chmod o-w");
        await warned.SaysAsync($"SyncWorker {ProgramVersion.Text} started");
        Assert.Equal(ExitCode.Done, await warned.StopAsync());
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_download_ends_the_run_within_its_time()
    {
        using var partner = new TcpListener(IPAddress.Loopback, 0);
        partner.Start();
        File.WriteAllText(
            Path.Combine(_folders.Worker.Config, "poll.json"),
            $$"""
            {
              "sources": [
                { "name": "slow", "url": "http://127.0.0.1:{{(
                (IPEndPoint)partner.LocalEndpoint
            ).Port}}/", "format": "json", "id": ["id"], "fields": { "nameVi": "name" } }
              ]
            }
            """
        );
        WriteSchedule(RunConfig.Schedule("""{ "poll": { "run": "every second" } }"""));
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync($"SyncWorker {ProgramVersion.Text} started");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        using var request = await partner.AcceptTcpClientAsync(patience.Token);
        await request
            .GetStream()
            .WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[ "u8.ToArray(),
                TestContext.Current.CancellationToken
            );
        var from = Stopwatch.GetTimestamp();

        Assert.Equal(ExitCode.Done, await worker.StopAsync());

        Assert.True(Stopwatch.GetElapsedTime(from) < TimeSpan.FromSeconds(25));
        Assert.Contains(worker.Lines, line => line.Contains("was interrupted because the worker stopped", StringComparison.Ordinal));
        await using var db = (await _folders.StoreAsync()).Open();
        Assert.False(await db.Runs.AnyAsync(run => run.EndedAt == null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Folders_may_have_Vietnamese_names_and_long_paths()
    {
        // SQLite ends at 512 bytes
        var home = Path.Combine(_folders.Root, "Nhắc việc của Liên hiệp (bản thử)", new string('đ', 60), new string('ữ', 40));
        Directory.CreateDirectory(home);
        RunConfig.Write(Directory.CreateDirectory(Path.Combine(home, "cấu hình")).FullName, EverySecond);
        await using var worker = RunningWorker.Start(
            new SyncWorker.Config.WorkerFolders(Path.Combine(home, "cấu hình"), Path.Combine(home, "dữ liệu"))
        );

        await worker.SaysAsync("remind done");
        await worker.SaysAsync("send done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
        Assert.True(File.Exists(Path.Combine(home, "dữ liệu", "logs", "syncworker.log")));
    }

    [Fact]
    public async Task A_background_service_that_throws_is_a_fault_of_the_worker()
    {
        using var broken = new Broken();
        await broken.StartAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(broken.ExecuteTask!);

        Assert.IsType<InvalidOperationException>(SyncWorker.Hosting.Worker.FaultOf([broken]));
    }

    sealed class Broken : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.FromException(new InvalidOperationException());
    }

    [Fact]
    public async Task Systemd_hears_when_it_is_ready_and_when_it_stops()
    {
        var address = Path.Combine(_folders.Root, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(address));
        await using var worker = RunningWorker.Start(
            _folders,
            new Dictionary<string, string> { ["NOTIFY_SOCKET"] = address, ["WATCHDOG_USEC"] = "400000" }
        );

        await HearsAsync(systemd, "READY=1");
        await HearsAsync(systemd, "WATCHDOG=1");
        await worker.SignalAsync("TERM");
        await HearsAsync(systemd, "STOPPING=1");

        Assert.Equal(ExitCode.Done, await worker.EndAsync());
    }

    static async Task HearsAsync(Socket systemd, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        var buffer = new byte[4096];
        string heard;
        do
        {
            heard = Encoding.UTF8.GetString(buffer, 0, await systemd.ReceiveAsync(buffer, patience.Token));
        } while (!heard.Contains(text, StringComparison.Ordinal));
    }
}
