using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>What an admin asks about sources: sample, quarantine, check --connect.</summary>
public sealed class PollFlow
{
    [Fact]
    public async Task A_sample_shows_rows_beside_what_the_mapping_makes_of_them_and_keeps_nothing()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        using var folders = Folders(Good.Poll(Good.Source(server.Address + "/list")));

        var run = await RunAsync(folders, "poll", "sample", "good", "--rows", "2");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("/list#1", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"founded\":\"01/07/1990\"", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"founded +1990-07-01", run.Output);
        Assert.DoesNotContain("#3", run.Output, StringComparison.Ordinal);
        await using var db = new SyncWorker.Store.SyncStore(folders.Worker, TimeProvider.System).Open();
        Assert.Empty(db.Snapshot);
    }

    [Fact]
    public async Task A_row_that_could_not_be_read_is_counted_in_good_grammar_and_shown_with_its_reason()
    {
        await using var server = Scripted.Start(_ =>
            ScriptedAnswer.Json(Good.Json().Replace("07/07/1990", "mùa thu", StringComparison.Ordinal))
        );
        using var folders = Folders(Good.Poll(Good.Source(server.Address + "/list")));

        var poll = await RunAsync(folders, "poll");
        var quarantine = await RunAsync(folders, "poll", "quarantine", "good");

        Assert.Contains(
            "good: 1 row came with a field that could not be read; it stays as it was: `poll quarantine good`",
            poll.Output + poll.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains("/list#7", quarantine.Output, StringComparison.Ordinal);
        Assert.Contains("founded: found 'mùa thu'", quarantine.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 row.", quarantine.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_connect_says_of_each_source_what_it_answers_or_why_it_would_not_be_polled()
    {
        await using var server = Scripted.Start(request => request.Target == "/list" ? ScriptedAnswer.Json(Good.Json()) : new(404, "", []));
        using var folders = Folders(Good.Poll(Good.Source(server.Address + "/list"), Good.Source(server.Address + "/gone", name: "gone")));

        var run = await RunAsync(folders, "check", "--connect");

        Assert.True(run.ExitCode == ExitCode.Partly, run.ToString());
        Assert.Matches(@"good\W+answers 200, application/json", run.Output);
        Assert.Matches(@"gone\W+.*It answers 404", run.Output);
    }

    static Task<ProgramResult> RunAsync(TestFolders folders, params string[] words) =>
        ProgramRun.WaitAsync([.. words, "--config", folders.Worker.Config, "--data", folders.Worker.Data]);

    static TestFolders Folders(string poll)
    {
        var folders = new TestFolders();
        foreach (var file in Directory.EnumerateFiles(SourceTree.Config, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folders.Worker.Config, Path.GetRelativePath(SourceTree.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(Path.Combine(folders.Worker.Config, "poll.json"), poll);
        return folders;
    }
}
