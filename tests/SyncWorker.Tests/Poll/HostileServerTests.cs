using System.Text;
using SyncWorker.Hosting;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Flow;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>
/// Whatever a source answers, nothing it gave before is removed or emptied, the reason is said in words, and the next good run
/// takes over.
/// </summary>
/// <remarks>With no other test at its side: it measures the memory of the whole process.</remarks>
[Collection(typeof(WholeProcess))]
public sealed class HostileServerTests
{
    public static TheoryData<string> Cases => [.. HostileCase.All.Select(hostile => hostile.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_sick_answer_takes_nothing_away_and_the_next_good_run_takes_over(string name)
    {
        var hostile = HostileCase.All.Single(scenario => scenario.Name == name);
        var sick = false;
        await using var server = Scripted.Start(
            (request, stream, token) =>
                sick ? hostile.AnswerAsync(request, stream, token) : Scripted.WriteAsync(stream, hostile.Usual(), token)
        );
        TimeProvider clock = hostile.RealTime ? TimeProvider.System : new HastyClock(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address + "/list", hostile.Format, hostile.More)),
            clock
        );
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        var before = await fixture.DumpAsync();
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        sick = true;
        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Failed, result.Outcome);
        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Equal(
            Good.Rows,
            (await fixture.SnapshotAsync()).Count(row =>
                row.MissingSince is null && row.Fields.Contains("Hội hữu nghị số", StringComparison.Ordinal)
            )
        );
        var feed = await fixture.FeedAsync("good");
        Assert.Equal((FeedHealth.Unhealthy, 1), (feed.Health, feed.BadRuns));
        Assert.Contains(hostile.Reason, feed.Reason, StringComparison.Ordinal);
        Assert.Contains(hostile.Reason, Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - memory < 100_000_000, "memory grew");

        sick = false;
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync("good")).Outcome); // by name: some are left alone for a while
        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Equal((FeedHealth.Healthy, 0), ((await fixture.FeedAsync("good")).Health, (await fixture.FeedAsync("good")).BadRuns));
    }

    [Fact]
    public void There_are_at_least_25_cases() => Assert.True(HostileCase.All.Count >= 25);

    [Fact]
    public async Task One_source_down_and_four_up_end_with_partly_done_and_exit_code_3()
    {
        await using var server = Scripted.Start(request =>
            request.Target.Contains("down", StringComparison.Ordinal) ? new(500, "", []) : ScriptedAnswer.Json(Good.Json())
        );
        var sources = new[] { "one", "two", "down", "three", "four" }.Select(name => Good.Source($"{server.Address}/{name}", name: name));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll([.. sources]));

        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Equal(3, ExitCode.From(result.Outcome));
        Assert.Equal(4 * Good.Rows, (await fixture.SnapshotAsync()).Count);
        Assert.Equal("It answers 500.", (await fixture.FeedAsync("down")).Reason);
        foreach (var name in new[] { "one", "two", "three", "four" })
        {
            Assert.Equal(FeedHealth.Healthy, (await fixture.FeedAsync(name)).Health);
        }
    }

    [Fact]
    public async Task Nobody_listening_is_said_in_words()
    {
        var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        var address = server.Address;
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(address)));
        await fixture.PollAsync();
        await server.DisposeAsync();

        await fixture.PollAsync();

        Assert.StartsWith("Nothing answers at its address", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Equal(Good.Rows, (await fixture.SnapshotAsync()).Count(row => row.MissingSince is null));
    }

    [Fact]
    public async Task A_total_limit_ends_an_endless_download_long_before_its_end()
    {
        var sent = 0L;
        await using var server = Scripted.Start(
            async (_, stream, token) =>
            {
                await stream.WriteAsync(
                    "HTTP/1.1 200 x\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n"u8.ToArray(),
                    token
                );
                for (var n = 1; n < 10_000_000; n++)
                {
                    var row = Encoding.UTF8.GetBytes(Good.Row(n) + "\n");
                    await stream.WriteAsync(row, token);
                    sent += row.Length;
                }
            }
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, "ndjson", ", \"limits\": { \"bodyMegabytes\": 1 }"))
        );

        await fixture.PollAsync();

        Assert.Contains("larger than 1 MB", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.InRange(sent, 1, 20_000_000);
        Assert.Empty(await fixture.SnapshotAsync());
    }
}
