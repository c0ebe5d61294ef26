using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>The main job, end to end, as the real program on real HTTP, a real store and real files.</summary>
public sealed class DemoFlow
{
    const string Day = "2026-07-06";

    [Fact]
    public async Task The_demo_ends_well_and_writes_mails_in_readable_Vietnamese_and_in_English()
    {
        using var folders = new TestFolders();

        var run = await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/demo", "--as-of", Day]);

        Assert.True(run.ExitCode == 0, run.ToString());
        var mails = DemoMails.Read(folders.Root + "/demo");
        Assert.Contains(
            mails.Values,
            mail => mail.Contains("[Nhắc việc]", StringComparison.Ordinal) && mail.Contains("Kính gửi", StringComparison.Ordinal)
        );
        Assert.Contains(mails.Values, mail => mail.Contains("[Reminder", StringComparison.Ordinal));
        Assert.DoesNotContain(mails.Values, mail => mail.Contains('\uFFFD', StringComparison.Ordinal));

        // What runs out, and what a conference concluded: each rule has something in the samples.
        Assert.All(
            (string[])
                [
                    "Hết nhiệm kỳ, chuẩn bị đại hội: Hội hữu nghị Việt Nam - Hungary",
                    "Rà soát ban chấp hành (31/45 ủy viên tham gia, theo rà soát ngày 06/08/2025)",
                    "Hết hạn thỏa thuận hợp tác: ",
                    "Hết hạn đăng ký hoạt động: ",
                    "Kết luận hội nghị: ",
                ],
            line => Assert.Contains(mails.Values, mail => mail.Contains(line, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Without_a_day_the_demo_finds_one_on_which_something_is_due()
    {
        using var folders = new TestFolders();

        var run = await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/demo"]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.NotEmpty(DemoMails.Read(folders.Root + "/demo"));
    }

    [Fact]
    public async Task The_folder_of_documents_is_polled_also_when_nobody_serves_the_samples_any_more()
    {
        using var folders = new TestFolders();
        var demo = folders.Root + "/demo";
        await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Day]);
        File.Delete(demo + "/demo-ports.json");
        await File.AppendAllTextAsync(
            demo + "/config/van-ban/van_ban.csv",
            "99/QĐ-LHHN,05/06/2026,Quyết định mới,Liên hiệp,,\n",
            TestContext.Current.CancellationToken
        );

        var poll = await ProgramRun.WaitAsync(["poll", "documents", "--config", demo + "/config"]);
        var check = await ProgramRun.WaitAsync(["check", "--config", demo + "/config"]);

        Assert.Contains("1 source healthy, 0 sources unhealthy, 5 rows read, 1 new", poll.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (poll.ExitCode, check.ExitCode));
    }

    [Fact]
    public async Task A_second_run_over_the_same_folder_sends_nothing_and_writes_only_runs_and_feeds()
    {
        using var folders = new TestFolders();
        var demo = folders.Root + "/demo";
        await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Day]);
        var store = StoreDump.Read(demo + "/data/syncworker.db", "runs", "feeds");
        var mails = DemoMails.Read(demo);

        var second = await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Day]);

        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal(store, StoreDump.Read(demo + "/data/syncworker.db", "runs", "feeds"));
        Assert.Equal(mails, DemoMails.Read(demo));
    }

    [Fact]
    public async Task Its_folder_can_be_played_with_afterwards()
    {
        using var folders = new TestFolders();
        var demo = folders.Root + "/demo";
        await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Day]);
        var poll = demo + "/config/poll.json";
        var edited = (await File.ReadAllTextAsync(poll, TestContext.Current.CancellationToken)).Replace(
            "it@example.org",
            "toi@example.org",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(poll, edited, TestContext.Current.CancellationToken);

        foreach (
            var verb in (string[])
                [
                    "check --connect",
                    "poll",
                    "poll sample source-a",
                    "reconcile",
                    "remind preview --from 2026-07-06 --to 2026-07-10",
                    "mail list",
                    "partner find Pháp",
                ]
        )
        {
            var run = await ProgramRun.WaitAsync([.. verb.Split(' '), "--config", demo + "/config", "--data", demo + "/data"]);
            Assert.True(run.ExitCode == 0, $"{verb}: {run}");
        }

        var status = await ProgramRun.WaitAsync(["status", "--config", demo + "/config"]);
        Assert.Contains("source-e", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unhealthy", status.Output, StringComparison.Ordinal);
        var again = await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Day]);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(edited, await File.ReadAllTextAsync(poll, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task In_a_pipe_the_demo_prints_one_line_a_stage_and_no_progress()
    {
        using var folders = new TestFolders();

        var run = await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/demo", "--as-of", Day]);

        Assert.Equal(
            ["poll", "reconcile", "remind", "send", "As"],
            run.Output.Split('\n').Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(' ')[0])
        );
        Assert.DoesNotContain("\u001B", run.Output, StringComparison.Ordinal);
    }
}
