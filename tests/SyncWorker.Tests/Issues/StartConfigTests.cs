using System.Text;
using System.Text.RegularExpressions;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>The config as it is shipped: a start that people fill in, with examples that work.</summary>
public sealed partial class StartConfigTests
{
    static SyncConfig Start => ConfigFolder.Load(SourceTree.Start).Config!;

    [Fact]
    public void It_has_no_fault_no_source_and_nobody()
    {
        var (config, faults) = ConfigFolder.Load(SourceTree.Start);

        Assert.Empty(faults);
        Assert.NotNull(config);
        Assert.True(config.IsStart);
        Assert.Empty(config.Poll.Sources);
        Assert.Empty(config.Staff.Staff);
    }

    [Fact]
    public void It_has_no_warning_either() =>
        Assert.Empty(ConfigWarnings.Find(Start, new(SourceTree.Start, Path.Combine(SourceTree.Start, "no-data")), new(2026, 11, 27)));

    [Fact]
    public void Every_job_waits_until_it_is_filled_in()
    {
        Assert.Equal(["backup", "inbox", "poll", "reconcile", "remind", "send"], Start.Schedule.Jobs.Keys.Order());
        Assert.All(Start.Schedule.Jobs.Values, job => Assert.IsType<RunTimes.Never>(job.Run));
        Assert.Contains(ConfigFolder.Load(SourceTree.Config).Config!.Schedule.Jobs.Values, job => job.Run is RunTimes.Every);
    }

    [Theory]
    [InlineData("staff.json: \"staff\" has no position")]
    [InlineData("poll.json: \"sources\" is empty")]
    [InlineData("send.json: \"from\" is nhacviec@example.org, which is nobody's")]
    [InlineData("send.json: \"transport\" is pickup")]
    [InlineData("schedule.json: \"trialTo\" is it@example.org, which is nobody's")]
    [InlineData("schedule.json: \"goLive\" is 2027-01-04")]
    public void What_is_still_to_fill_in_is_named(string beginning) =>
        Assert.Contains(StartConfig.ToFillIn(Start), sentence => sentence.StartsWith(beginning, StringComparison.Ordinal));

    [Fact]
    public void A_config_that_is_filled_in_waits_for_nothing() =>
        Assert.Empty(StartConfig.ToFillIn(ConfigFolder.Load(SourceTree.Config).Config!));

    [Fact]
    public void Its_examples_are_right_when_their_strokes_are_taken_away()
    {
        using var folders = new TestFolders();
        Write(folders, Uncommented);

        var (config, faults) = ConfigFolder.Load(folders.Worker.Config);

        Assert.Empty(faults);
        Assert.Equal(
            ["register", "countries", "hoi-huu-nghi", "unit-returns", "le-tan"],
            config!.Poll.Sources.Select(source => source.Name)
        );
        Assert.Equal(6, config.Staff.Staff.Count);
        Assert.Single(config.Staff.Clusters);
        Assert.NotNull(config.Send.Smtp);
        Assert.NotNull(config.Send.Alarm);
        Assert.NotNull(config.Send.Answers);
        Assert.Contains(config.Schedule.Jobs.Values, job => job.Run is RunTimes.Every);
    }

    [Fact]
    public void The_example_of_the_staff_fits_the_rules_alone()
    {
        using var folders = new TestFolders();
        Write(folders, (file, text) => file == "staff.json" ? Uncommented(file, text) : text);

        var (config, faults) = ConfigFolder.Load(folders.Worker.Config);

        Assert.Empty(faults);
        Assert.False(config!.IsStart);
    }

    [Fact]
    public void Sources_without_anybody_to_tell_are_one_fault_that_says_so()
    {
        using var folders = new TestFolders();
        Write(folders, (file, text) => file == "poll.json" ? Uncommented(file, text) : text);

        var fault = Assert.Single(ConfigFolder.Load(folders.Worker.Config).Faults);

        Assert.Equal("staff.json", fault.File);
        Assert.Contains("no reminder would reach anybody", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_placeholder_mailboxes_are_warned_of_once_mail_would_leave()
    {
        using var folders = new TestFolders();
        var text = File.ReadAllText(Path.Combine(SourceTree.Config, "send.json"))
            .Replace("\"pickup\",", "\"smtp\",", StringComparison.Ordinal);
        Assert.Empty(EditedConfig.Load(folders, "send.json", Encoding.UTF8.GetBytes(text)));

        var warnings = ConfigWarnings.Find(ConfigFolder.Load(folders.Worker.Config).Config!, folders.Worker, new(2026, 11, 27));

        Assert.Contains(warnings, warning => warning.Contains("\"trialTo\" is it@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_says_what_is_missing_and_ends_with_0()
    {
        using var folders = new TestFolders();
        Write(folders, (_, text) => text);

        var run = await ProgramRun.WaitAsync(["check", "--config", folders.Worker.Config, "--data", folders.Worker.Data]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Still to fill in:", run.Output, StringComparison.Ordinal);
        Assert.Contains("poll.json: \"sources\" is empty", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_waits_says_so_once_and_begins_when_it_is_filled_in()
    {
        using var folders = new TestFolders();
        Write(folders, (_, text) => text);
        using var worker = ProgramRun.Start(["run", "--config", folders.Worker.Config, "--data", folders.Worker.Data]);
        try
        {
            var log = Path.Combine(folders.Worker.Logs, "syncworker.log");
            await AwaitAsync(log, " 118 ");
            Assert.Contains("poll.json: \"sources\" is empty", await ReadAsync(log), StringComparison.Ordinal);
            Assert.DoesNotContain(" 130 ", await ReadAsync(log), StringComparison.Ordinal); // no job has times

            var staff = Path.Combine(folders.Worker.Config, "staff.json");
            await File.WriteAllTextAsync(
                staff,
                Uncommented(staff, await File.ReadAllTextAsync(staff, TestContext.Current.CancellationToken)),
                TestContext.Current.CancellationToken
            );
            await AwaitAsync(log, " 130 ");
            Assert.Single(SaysWaits().Matches(await ReadAsync(log)));
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    static void Write(TestFolders folders, Func<string, string, string> edit)
    {
        foreach (var path in Directory.GetFiles(SourceTree.Start, "*", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(SourceTree.Start, path);
            var copy = Path.Combine(folders.Worker.Config, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, edit(file, File.ReadAllText(path)));
        }
    }

    static string Uncommented(string file, string text) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? Strokes().Replace(text, "$1  ") : text;

    static async Task AwaitAsync(string log, string text)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (!(await ReadAsync(log)).Contains(text, StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, await ReadAsync(log));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    static async Task<string> ReadAsync(string log)
    {
        if (!File.Exists(log))
        {
            return "";
        }

        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    // Two strokes and two spaces begin a line of an example.
    [GeneratedRegex("^( *)//(?=  )", RegexOptions.Multiline)]
    private static partial Regex Strokes();

    [GeneratedRegex(@"\bWARN +118\b")]
    private static partial Regex SaysWaits();
}
