using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Hosting;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Cli;

public sealed class ScheduleVerbTests : IDisposable
{
    readonly TestFolders _folders = new();

    string Demo => Path.Combine(_folders.Root, "demo");

    [Fact]
    public async Task A_paused_rule_is_due_to_nobody_until_it_is_resumed_and_the_others_are()
    {
        await RunAsync(["demo", "--dir", Demo, "--as-of", "2026-06-15"]);
        var before = await RulesDueAsync();

        await OnAsync("schedule", "pause", "national-day", "--reason", "the list is looked through");
        var during = await RulesDueAsync();
        await OnAsync("schedule", "resume", "rule:national-day");

        Assert.Contains("national-day", before);
        Assert.DoesNotContain("national-day", during);
        Assert.Equal(before.Where(rule => rule != "national-day"), during);
        Assert.Equal(before, await RulesDueAsync());
    }

    [Fact]
    public async Task A_paused_source_is_not_asked_but_by_its_name_and_status_says_who_stopped_it()
    {
        await RunAsync(["demo", "--dir", Demo, "--as-of", "2026-06-15"]);

        await OnAsync("schedule", "pause", "source:source-b", "--reason", "they move house");

        var poll = await OnAsync("poll");
        Assert.Contains("8 sources healthy, 0 sources unhealthy", poll.Output, StringComparison.Ordinal);
        Assert.Contains("source source-b is paused: they move house", poll.Output, StringComparison.Ordinal);
        Assert.Contains("1 source healthy", (await OnAsync("poll", "source-b")).Output, StringComparison.Ordinal);
        var status = await ProgramRun.WaitAsync(["status", "--config", Path.Combine(Demo, "config")]);
        Assert.Contains(": source source-b: they move house", status.Output, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Held, status.ExitCode);
    }

    [Fact]
    public async Task What_fell_due_while_a_rule_was_paused_is_caught_up_as_after_days_off()
    {
        await RunAsync(["demo", "--dir", Demo, "--as-of", "2026-06-15"]);
        await OnAsync("schedule", "pause", "national-day", "--reason", "the list is looked through");
        await OnAsync("remind", "--as-of", "2026-07-07"); // five working days before the national day of France
        await OnAsync("schedule", "resume", "national-day");

        await OnAsync("remind", "--as-of", "2026-07-08");

        var store = new SyncStore(WorkerFolders.Resolve(Path.Combine(Demo, "config"), Path.Combine(Demo, "data")), TimeProvider.System);
        await using var db = store.Open();
        var told = await db.Ledger.SingleAsync(
            row => row.Rule == "national-day" && row.Subject == "country:FR" && row.State == LedgerState.Late,
            TestContext.Current.CancellationToken
        );
        Assert.Equal("5 working days", told.Step.ToString());
    }

    [Fact]
    public async Task A_pause_ends_by_itself_at_the_first_moment_of_its_day()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");
        var store = new SyncStore(WorkerFolders.Resolve(SourceTree.Config, _folders.Root), TimeProvider.System);
        await store.PrepareAsync(TestContext.Current.CancellationToken);
        await using var db = store.Open();
        var since = DateTimeOffset.UnixEpoch;
        var end = Pauses.EndOn(new(2026, 12, 10), zone);
        await Pauses.PauseAsync(db, new(PausedKind.Job, "poll", "x", since, end), TestContext.Current.CancellationToken);
        var figures = new StoreFigures(store);

        Assert.Equal(new DateTimeOffset(2026, 12, 9, 17, 0, 0, TimeSpan.Zero), end);
        Assert.Equal("x", figures.PauseOf("poll", end.AddTicks(-10_000))?.Reason);
        Assert.Null(figures.PauseOf("poll", end));
        Assert.Null(figures.PauseOf("send", since));
        Assert.Empty(figures.Holds());
        Assert.Empty(await Pauses.InForceAsync(db, end, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("every 15 minutes", ExitCode.Done, "every 15 minutes")]
    [InlineData("mỗi 15 phút", ExitCode.Done, "mỗi 15 phút")]
    [InlineData("evry 15 minuts", ExitCode.Configuration, "Did you mean \"every 15 minutes\"?")]
    [InlineData("every Monday and Thursday at 08:00", ExitCode.Done, "Thursday  ")]
    [InlineData("every Monday", ExitCode.Configuration, "Did you mean \"monday at 07:30\"?")]
    [InlineData("after poll", ExitCode.Done, "each time poll has ended")]
    [InlineData("never", ExitCode.Done, "It never runs by itself.")]
    public async Task A_line_of_times_is_explained_before_it_is_written(string times, int code, string words)
    {
        var run = await ProgramRun.WaitAsync(["schedule", "explain", times, "--config", SourceTree.Config, "--data", _folders.Root]);

        Assert.Equal((code, true), (run.ExitCode, $"{run.Output}{run.Errors}".Contains(words, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("nation-day", "Did you mean \"national-day\"?")]
    [InlineData("job:pol", "Did you mean \"poll\"?")]
    public async Task What_cannot_be_paused_is_answered_with_what_was_meant(string what, string words)
    {
        var run = await ProgramRun.WaitAsync([
            "schedule",
            "pause",
            what,
            "--reason",
            "x",
            "--config",
            SourceTree.Config,
            "--data",
            _folders.Root,
        ]);

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folders.Dispose();

    async Task<List<string>> RulesDueAsync()
    {
        var run = await OnAsync("remind", "preview", "--from", Day(1), "--to", Day(60), "--json");
        using var json = JsonDocument.Parse(run.Output);
        return
        [
            .. json
                .RootElement.EnumerateArray()
                .Select(line => line.GetProperty("key").GetString()!.Split('/')[0])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    static string Day(int ahead) =>
        TimeProvider.System.GetLocalNow().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    Task<ProgramResult> OnAsync(params string[] verb) => RunAsync([.. verb, "--config", Path.Combine(Demo, "config")]);

    static async Task<ProgramResult> RunAsync(IReadOnlyList<string> arguments)
    {
        var run = await ProgramRun.WaitAsync(arguments);
        Assert.True(run.ExitCode is ExitCode.Done or ExitCode.Partly, run.ToString());
        return run;
    }
}
