using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>The worker on a machine whose clock is wrong: nothing is decided of a day that is not today, and IT is asked.</summary>
public sealed class ClockFlow : IDisposable
{
    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    Task<ProgramResult> RunAsync(params string[] verb) =>
        ProgramRun.WaitAsync([.. verb, "--config", _folders.Worker.Config, "--data", _folders.Worker.Data]);

    [Theory]
    [InlineData(true, "was put forward by 10 days while it ran")]
    [InlineData(false, "which is before the last run, ")]
    public async Task Stages_wait_until_a_person_says_that_the_clock_is_right(bool isForward, string words)
    {
        RunConfig.Write(_folders.Worker.Config, """{ "remind": { "run": "every second" }, "send": { "run": "never" } }""");
        await JumpAsync(isForward);
        await using var worker = RunningWorker.Start(_folders);

        Assert.Contains(words, await worker.SaysAsync("remind is held, a person must decide"), StringComparison.Ordinal);
        var status = await RunAsync("status", "--json");
        var look = await RunAsync("mail", "release", "--what-if");
        Assert.Equal((ExitCode.Held, ExitCode.Held), (status.ExitCode, look.ExitCode));
        Assert.Contains("\"clock\": \"The clock of this machine ", status.Output, StringComparison.Ordinal);
        Assert.Contains(words, look.Output, StringComparison.Ordinal);
        await using (var db = new SyncStore(_folders.Worker, TimeProvider.System).Open())
        {
            Assert.False(await db.Runs.AnyAsync(run => run.Stage == "remind", Stop));
        }

        var released = await RunAsync("mail", "release");
        Assert.Equal(ExitCode.Done, released.ExitCode);
        Assert.Contains("The clock of this machine is right from now on.", released.Output, StringComparison.Ordinal);
        await worker.SaysAsync("remind done");
        RunConfig.Write(_folders.Worker.Config, """{ "remind": { "run": "never" }, "send": { "run": "never" } }""");
        await worker.SaysAsync("is in force");
        var well = await RunAsync("status"); // before the stop, which may interrupt a run of remind
        Assert.True(well.ExitCode == ExitCode.Done, well.ToString());
        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }

    async Task JumpAsync(bool isForward)
    {
        var store = await _folders.StoreAsync();
        if (isForward)
        {
            var uptime = MachineUptime.Read(TimeProvider.System)!;
            new ClockMark(uptime.Boot, uptime.Up, TimeProvider.System.GetUtcNow().AddDays(-10).AddHours(-1)).Write(_folders.Worker);
            return;
        }

        await using var db = store.Open();
        var ended = TimeProvider.System.GetUtcNow().AddHours(3);
        db.Runs.Add(
            new()
            {
                Stage = "poll",
                StartedAt = ended,
                EndedAt = ended,
                Outcome = RunOutcome.Done,
            }
        );
        await db.SaveChangesAsync(Stop);
    }
}
