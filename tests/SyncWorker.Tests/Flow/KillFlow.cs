using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>The program dies by SIGKILL at the worst moments and is started again: the mails are those of a run that never died.</summary>
public sealed class KillFlow
{
    const string Day = "2026-07-06";

    [Theory]
    [InlineData("poll.downloading")]
    [InlineData("poll.staged")]
    [InlineData("poll.applying")]
    [InlineData("reconcile.applying")]
    [InlineData("store.migrating")]
    [InlineData("remind.applying")]
    [InlineData("remind.planned")]
    [InlineData("send.claimed")]
    [InlineData("send.renamed")]
    public async Task Killed_and_started_again_the_mails_are_the_same_and_none_is_there_twice(string moment)
    {
        using var folders = new TestFolders();
        await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/whole", "--as-of", Day]);

        var killed = await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/killed", "--as-of", Day], new Dictionary<string, string> { ["SYNCWORKER_KILL_AT"] = moment });
        var again = await ProgramRun.WaitAsync(["demo", "--dir", folders.Root + "/killed", "--as-of", Day]);

        Assert.True(killed.ExitCode == 137, killed.ToString());
        Assert.True(again.ExitCode == 0, again.ToString());
        var whole = DemoMails.Read(folders.Root + "/whole").Values.Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(whole);
        Assert.Equal(whole, DemoMails.Read(folders.Root + "/killed").Values.Order(StringComparer.Ordinal));
    }
}
