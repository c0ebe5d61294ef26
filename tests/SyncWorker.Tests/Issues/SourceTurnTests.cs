using SyncWorker.Config;
using SyncWorker.Poll;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A person polls a source by hand while the worker polls it: the source is not asked twice and not called unhealthy.</summary>
public sealed class SourceTurnTests
{
    [Fact]
    public async Task A_source_that_is_being_polled_is_left_to_that_run()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        var folders = new WorkerFolders(fixture.ConfigFolder, Path.Combine(fixture.Root, "data"));
        using (SourceTurn.TryTake(folders, "good"))
        {
            var beside = await fixture.PollAsync("good");

            Assert.Equal((StageOutcome.Done, "0 sources healthy"), (beside.Outcome, beside.Counts[0].ToString()));
            Assert.Equal("0 sources unhealthy", beside.Counts[1].ToString());
            Assert.Contains("it is being polled at this moment by another run", Assert.Single(beside.Notes), StringComparison.Ordinal);
            Assert.Empty(server.Requests);
        }

        Assert.Equal(
            (StageOutcome.Done, "1 source healthy"),
            (await fixture.PollAsync("good") is var after ? (after.Outcome, after.Counts[0].ToString()) : default)
        );
    }
}
