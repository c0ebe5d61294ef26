using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>A config folder that is wrong, as an admin sees it.</summary>
public sealed class CheckFlow
{
    [Fact]
    public async Task The_shipped_config_has_no_fault()
    {
        var run = await ProgramRun.WaitAsync(["check"]);

        Assert.True(run.ExitCode == 0, run.ToString());
    }

    [Theory]
    [InlineData("check")]
    [InlineData("poll")]
    [InlineData("reconcile")]
    [InlineData("remind")]
    [InlineData("send")]
    [InlineData("run")]
    public async Task Every_verb_ends_with_2_names_all_faults_with_their_lines_and_writes_nothing(string verb)
    {
        using var folders = new TestFolders();
        Copy(SourceTree.Config, folders.Worker.Config);
        var poll = Path.Combine(folders.Worker.Config, "poll.json");
        var lines = (await File.ReadAllLinesAsync(poll, TestContext.Current.CancellationToken)).ToList();
        var at = lines.FindIndex(line => line.Contains("\"sources\"", StringComparison.Ordinal));
        lines.InsertRange(at, ["  \"contakt\": \"x\",", "  \"contact\": 7,"]);
        lines.RemoveAll(line => line.TrimStart().StartsWith("\"contact\": \"", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(poll, lines, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folders.Worker.Config, "staff.json"),
            "{ \"staff\": [ \n } ",
            TestContext.Current.CancellationToken
        );
        var wrongKey = lines.FindIndex(line => line.Contains("contakt", StringComparison.Ordinal)) + 1;

        var run = await ProgramRun.WaitAsync([verb, "--config", folders.Worker.Config, "--data", folders.Worker.Data]);

        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.Contains(
            $"poll.json:{wrongKey}: contakt: There is no key \"contakt\" here. Did you mean \"contact\"?",
            run.Output + run.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"poll.json:{wrongKey + 1}: contact: Found 7 where text in quotes is expected.",
            run.Output + run.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains("staff.json:2: This is not JSON", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folders.Worker.Store)); // `run` has a log file there, and that is all
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
