using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Store;

public sealed class ExclusiveFileTests : IDisposable
{
    readonly TestFolders _folders = new();

    string Running => Path.Combine(_folders.Worker.Data, "running");

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Who_looks_whether_a_worker_runs_keeps_none_from_starting()
    {
        using var stop = new CancellationTokenSource();
        var looking = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    _ = RunLock.HeldBy(_folders.Worker);
                }
            },
            TestContext.Current.CancellationToken
        );

        for (var i = 0; i < 2000; i++)
        {
            using var taken = RunLock.TryTake(_folders.Worker, out var heldBy);
            Assert.True(taken is not null, heldBy);
        }

        await stop.CancelAsync();
        await looking;
    }

    [Fact]
    public void A_worker_that_runs_is_named_to_a_second_one()
    {
        using var first = RunLock.TryTake(_folders.Worker, out _);

        using var second = RunLock.TryTake(_folders.Worker, out var heldBy);

        Assert.Null(second);
        Assert.StartsWith($"Another worker (process {Environment.ProcessId} on ", heldBy, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_of_killed_runs_go_and_the_turns_of_stages_and_marks_of_this_minute_stay()
    {
        Directory.CreateDirectory(Running);
        foreach (var name in (string[])["1", "2", "remind.lock"])
        {
            File.WriteAllText(Path.Combine(Running, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(Running, name), DateTime.UnixEpoch.AddYears(56));
        }

        File.WriteAllText(Path.Combine(Running, "3"), "");
        using var held = ExclusiveFile.Open(Path.Combine(Running, "2"), FileMode.Open, FileAccess.ReadWrite);

        using (RunMark.Make(_folders.Worker.Data, 4))
        {
            Assert.Equal(["2", "3", "4", "remind.lock"], Names());
            Assert.True(RunMark.IsHeld(_folders.Worker.Data, 4));
        }

        Assert.Equal(["2", "3", "remind.lock"], Names());
        Assert.Equal((true, false), (RunMark.IsHeld(_folders.Worker.Data, 2), RunMark.IsHeld(_folders.Worker.Data, 3)));
    }

    [Fact]
    public void A_file_that_many_write_at_once_is_always_one_of_what_they_wrote()
    {
        var path = Path.Combine(_folders.Root, "mark.json");
        string[] texts = [.. Enumerable.Range(0, 8).Select(n => new string((char)('a' + n), 5000 + (n * 1000)))];

        Parallel.For(
            0,
            800,
            n =>
            {
                WholeFile.Write(path, texts[n % texts.Length]);
                Assert.Contains(File.ReadAllText(path), texts);
            }
        );

        Assert.Empty(Directory.GetFiles(_folders.Root, "*.new"));
    }

    string[] Names() => [.. Directory.GetFiles(Running).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
