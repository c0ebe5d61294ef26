using SyncWorker.Cli;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Config;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Config;

/// <summary>What differs between the folder and the config in force, and what was changed when.</summary>
public sealed class ConfigHistoryTests : IDisposable
{
    readonly TestFolders _folders = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Send => Path.Combine(_folders.Worker.Config, "send.json");

    [Fact]
    public async Task An_edit_is_shown_until_it_is_in_force_and_then_stands_in_the_history_once()
    {
        var init = await SayAsync("config", "init");
        Assert.Equal(ExitCode.Done, init.ExitCode);
        Assert.Equal(ExitCode.Configuration, (await SayAsync("config", "init")).ExitCode); // it is not empty
        Assert.Equal(ExitCode.Configuration, (await SayAsync("config", "diff")).ExitCode); // nothing is in force
        Assert.Null(LastGoodConfig.Save(_folders.Worker));
        var text = await File.ReadAllTextAsync(Send, Stop);
        await File.WriteAllTextAsync(Send, text.Replace("{\n", "{\n  // written by hand\n", StringComparison.Ordinal), Stop);

        var diff = await SayAsync("config", "diff");

        Assert.Contains("send.json +", diff.Output, StringComparison.Ordinal);
        Assert.Contains("+   // written by hand", diff.Output, StringComparison.Ordinal);
        Assert.Contains("no worker runs", diff.Output, StringComparison.Ordinal);
        var first = Assert.Single(ConfigHistory.List(_folders.Worker));
        File.Move(first.File, Path.Combine(Path.GetDirectoryName(first.File)!, "20200102T030405Z.zip"));
        LastGoodConfig.Save(_folders.Worker);
        LastGoodConfig.Save(_folders.Worker); // nothing changed: no entry
        var history = await SayAsync("config", "history");
        Assert.Equal(2, history.Output.TrimEnd().Split('\n').Length);
        Assert.Contains("send.json +", history.Output, StringComparison.Ordinal);
        Assert.Contains("// written by hand", (await SayAsync("config", "history", "1")).Output, StringComparison.Ordinal);
        Assert.Contains("is the one in the folder", (await SayAsync("config", "diff")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_changed_is_shown_with_two_lines_around_it()
    {
        var before = string.Join('\n', Enumerable.Range(1, 30));
        var after = before.Replace("\n10\n", "\nten\n", StringComparison.Ordinal).Replace("\n20\n", "\n", StringComparison.Ordinal);

        var file = Assert.Single(
            ConfigDifference.Find(
                new Dictionary<string, byte[]> { ["a.json"] = System.Text.Encoding.UTF8.GetBytes(before) },
                new Dictionary<string, byte[]> { ["a.json"] = System.Text.Encoding.UTF8.GetBytes(after) }
            )
        );

        Assert.Equal("a.json +1 -2", file.ToString());
        Assert.Equal(["  8", "  9", "- 10", "+ ten", "  11", "  12", "  …", "  18", "  19", "- 20", "  21", "  22"], file.Lines);
    }

    public void Dispose() => _folders.Dispose();

    Task<ProgramResult> SayAsync(params string[] verb) =>
        ProgramRun.WaitAsync([.. verb, "--config", _folders.Worker.Config, "--data", _folders.Worker.Data]);
}
