using Microsoft.Extensions.Time.Testing;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Store;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Hosting;

/// <summary>What a person at the machine asks of the running worker, and stages by hand beside it.</summary>
public sealed class RequestTests : IDisposable
{
    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worker_runs_a_job_and_reads_its_config_when_it_is_asked_and_nobody_else_may_ask()
    {
        RunConfig.Write(_folders.Worker.Config, """{ "remind": { "run": "never" } }""");
        await using var worker = RunningWorker.Start(_folders);
        await worker.SaysAsync($"SyncWorker {ProgramVersion.Text}");

        var now = await SayAsync("run", "now", "remind");
        await worker.SaysAsync("remind done");
        var unknown = await SayAsync("run", "now", "remnd");
        await File.WriteAllTextAsync(
            Path.Combine(_folders.Worker.Config, "schedule.json"),
            RunConfig.Schedule("""{ "remind": { "run": "every 2 seconds" } }"""),
            Stop
        );
        var reload = await SayAsync("reload");
        await worker.SaysAsync("is in force");

        Assert.Equal((ExitCode.Done, ExitCode.Configuration, ExitCode.Done), (now.ExitCode, unknown.ExitCode, reload.ExitCode));
        Assert.Contains("Did you mean \"remind\"?", unknown.Errors, StringComparison.Ordinal);
        var socket = Path.Combine(_folders.Worker.Data, "worker.sock");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
        }

        await worker.SignalAsync("KILL");
        await worker.EndAsync();
        Assert.True(File.Exists(socket));
        var nobody = await SayAsync("run", "now", "remind");
        Assert.Equal(ExitCode.Failed, nobody.ExitCode);
        Assert.Contains("No worker runs on", nobody.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_waits_for_the_run_of_the_same_stage_and_then_runs()
    {
        var clock = new FakeTimeProvider();
        var waits = 0;
        var other = FileTurn.TryTake(Path.Combine(_folders.Worker.Data, "running"), "remind")!;

        var run = StageTurn.RunAsync(
            "remind",
            _folders.Worker,
            () => Task.FromResult(new StageResult("remind", StageOutcome.Done, [])),
            () => waits++,
            clock,
            Stop
        );
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(run.IsCompleted);
        other.Dispose();
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((StageOutcome.Done, 1), ((await run).Outcome, waits));
    }

    [Fact]
    public async Task A_run_that_never_ends_keeps_nobody_for_ever()
    {
        var clock = new FakeTimeProvider();
        using var other = FileTurn.TryTake(Path.Combine(_folders.Worker.Data, "running"), "remind")!;

        var run = StageTurn.RunAsync("remind", _folders.Worker, () => throw new InvalidOperationException("it ran"), null, clock, Stop);
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Contains("has not ended for 10 minutes: nothing was done", Assert.Single((await run).Notes), StringComparison.Ordinal);
    }

    public void Dispose() => _folders.Dispose();

    Task<ProgramResult> SayAsync(params string[] verb) =>
        ProgramRun.WaitAsync([.. verb, "--config", _folders.Worker.Config, "--data", _folders.Worker.Data]);
}
