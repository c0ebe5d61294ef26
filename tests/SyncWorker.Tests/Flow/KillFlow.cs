using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Flow;

/// <summary>The program dies by SIGKILL at the worst moments and is started again: the mails are those of a run that never died.</summary>
public sealed class KillFlow(KillFlow.Whole whole) : IClassFixture<KillFlow.Whole>
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
        var demo = folders.Root + "/demo";

        var killed = await ProgramRun.WaitAsync(
            ["demo", "--dir", demo, "--as-of", Day],
            new Dictionary<string, string> { ["SYNCWORKER_KILL_AT"] = moment }
        );
        var again = await ProgramRun.WaitAsync(["demo", "--dir", demo, "--as-of", Day]);

        Assert.True(killed.ExitCode == 137, killed.ToString());
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.NotEmpty(whole.Mails);
        Assert.Equal(whole.Mails, DemoMails.Read(demo).Values.Order(StringComparer.Ordinal));
    }

    /// <summary>What a run that is not disturbed mails, made once.</summary>
    public sealed class Whole : IAsyncLifetime
    {
        readonly TestFolders _folders = new();

        public IReadOnlyList<string> Mails { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await ProgramRun.WaitAsync(["demo", "--dir", _folders.Root + "/demo", "--as-of", Day]);
            Mails = [.. DemoMails.Read(_folders.Root + "/demo").Values.Order(StringComparer.Ordinal)];
        }

        public ValueTask DisposeAsync()
        {
            _folders.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
