using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting.Schedule;

public sealed class ScheduleFileTests : IDisposable
{
    readonly TestFolders _folders = new();
    readonly FakeTimeProvider _clock = FakeClock.At("2026-11-22T08:00");

    public ScheduleFileTests() => Directory.CreateDirectory(_folders.Worker.Data);

    public void Dispose() => _folders.Dispose();

    void Make()
    {
        using var db = new SqliteConnection($"Data Source={_folders.Worker.Schedule};Pooling=False");
        db.Open();
        using var fill = new SqliteCommand("create table t (x text); insert into t values (hex(randomblob(100000)))", db);
        fill.ExecuteNonQuery();
    }

    [Fact]
    public void A_whole_file_and_none_are_left_alone()
    {
        Assert.Null(ScheduleFile.PutAsideIfDamaged(_folders.Worker, _clock));
        Make();

        Assert.Null(ScheduleFile.PutAsideIfDamaged(_folders.Worker, _clock));
        Assert.True(File.Exists(_folders.Worker.Schedule));
    }

    [Fact]
    public void A_file_with_a_torn_page_is_put_aside_with_all_that_belongs_to_it()
    {
        Make();
        using (var file = File.OpenWrite(_folders.Worker.Schedule))
        {
            file.Position = 8192;
            file.Write(new byte[8192]);
        }

        File.WriteAllText(_folders.Worker.Schedule + "-journal", "");

        var (aside, fault) = Assert.NotNull(ScheduleFile.PutAsideIfDamaged(_folders.Worker, _clock));

        Assert.Equal(_folders.Worker.Schedule + ".damaged-20261122-010000", aside);
        Assert.NotEmpty(fault);
        Assert.True(File.Exists(aside));
        Assert.DoesNotContain(
            Directory.GetFiles(_folders.Worker.Data),
            file => Path.GetFileName(file).StartsWith("schedule.db-", StringComparison.Ordinal) || file == _folders.Worker.Schedule
        );
    }

    [Fact]
    public async Task A_worker_with_a_damaged_one_says_so_and_runs()
    {
        RunConfig.Write(_folders.Worker.Config, """{ "send": { "run": "every second" } }""");
        await File.WriteAllTextAsync(_folders.Worker.Schedule, new string('x', 10_000), TestContext.Current.CancellationToken);
        await using var worker = RunningWorker.Start(_folders);

        await worker.SaysAsync("The scheduler's file was damaged");
        await worker.SaysAsync("send done");

        Assert.Equal(ExitCode.Done, await worker.StopAsync());
    }
}
