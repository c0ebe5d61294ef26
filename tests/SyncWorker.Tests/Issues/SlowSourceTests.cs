using Microsoft.Extensions.Time.Testing;
using SyncWorker.Poll;
using SyncWorker.Poll.Formats;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A slow source costs itself: the others are read, and the run ends in its time.</summary>
public sealed class SlowSourceTests
{
    static readonly DateTimeOffset s_start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_byte_now_and_then_is_no_download(int bytes)
    {
        var clock = new FakeTimeProvider(s_start);
        await using var body = new LimitedStream(
            new Dripping(bytes, clock),
            new(1 << 30, "too large", TimeSpan.FromSeconds(30)) { LeastPerMinute = 60 * 1024 },
            clock
        );

        var sick = await Assert.ThrowsAsync<UnhealthySourceException>(() =>
            body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken)
        );

        Assert.Contains("http.leastKilobytesPerMinute", sick.Message, StringComparison.Ordinal);
        Assert.InRange((clock.GetUtcNow() - s_start).TotalSeconds, 59, 61);
    }

    [Fact]
    public async Task A_source_that_is_as_quick_as_wanted_is_read_however_long_it_takes()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var body = new LimitedStream(
            new Dripping(1100, clock) { Seconds = 600 },
            new(1 << 30, "too large", TimeSpan.FromSeconds(30)) { LeastPerMinute = 60 * 1024 },
            clock
        );

        await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);

        Assert.InRange((clock.GetUtcNow() - s_start).TotalSeconds, 600, 601);
    }

    [Fact]
    public async Task Five_slow_sources_do_not_take_turns_and_the_others_are_read_meanwhile()
    {
        var (slow, good, release) = (new Arrivals(4), new Arrivals(3), new TaskCompletionSource());
        await using var server = Scripted.Start(
            async (request, stream, token) =>
            {
                if (request.Target.StartsWith("/slow", StringComparison.Ordinal))
                {
                    slow.Come();
                    await release.Task.WaitAsync(token);
                    await Scripted.WriteAsync(stream, new(404, "", []), token);
                    return;
                }

                good.Come();
                await Scripted.WriteAsync(stream, ScriptedAnswer.Json(Good.Json()), token);
            }
        );
        var clock = new FakeTimeProvider(s_start);
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll([
                .. Enumerable
                    .Range(1, 5)
                    .Select(n =>
                        Good.Source(
                            $"{server.Address}/slow{n}",
                            name: $"slow-{n}",
                            more: ", \"http\": { \"attemptSeconds\": 3600, \"retries\": 0 }"
                        )
                    ),
                .. Enumerable.Range(1, 3).Select(n => Good.Source($"{server.Address}/good{n}", name: $"good-{n}")),
            ]),
            clock
        );
        var run = fixture.PollAsync();
        await slow.All;

        clock.Advance(TimeSpan.FromSeconds(30));

        await good.All; // asked while the slow ones are still waited for
        Assert.False(run.IsCompleted);
        release.SetResult();
        Assert.Equal(StageOutcome.Partly, (await run).Outcome);
        foreach (var n in (int[])[1, 2, 3])
        {
            Assert.Equal(FeedHealth.Healthy, (await fixture.FeedAsync($"good-{n}")).Health);
        }
    }

    [Fact]
    public async Task The_time_for_all_sources_together_ends_a_run()
    {
        var slow = new Arrivals(5);
        await using var server = Scripted.Start(
            async (_, _, token) =>
            {
                slow.Come();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
        );
        var clock = new FakeTimeProvider(s_start);
        var poll = Good.Poll([
            .. Enumerable
                .Range(1, 5)
                .Select(n =>
                    Good.Source(server.Address, name: $"slow-{n}", more: ", \"http\": { \"attemptSeconds\": 3600, \"totalMinutes\": 60 }")
                ),
        ]);
        await using var fixture = await PollFixture.OpenAsync(
            poll.Replace("\"contact\"", "\"atOnce\": 5, \"totalMinutes\": 7, \"contact\"", StringComparison.Ordinal),
            clock
        );
        var run = fixture.PollAsync();
        await slow.All;

        clock.Advance(TimeSpan.FromMinutes(7));

        Assert.Equal(StageOutcome.Failed, (await run).Outcome);
        Assert.All(
            (await run).Notes,
            note => Assert.Contains("The time for all sources together was over", note, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Waiting_for_ones_turn_is_not_waiting_for_an_answer()
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(
                $$"""{ "data": [ {{Good.Row(int.Parse(request.Target.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture))}} ], "pages": 11 }"""
            )
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                Good.Source(
                    server.Address,
                    more: ", \"paging\": { \"by\": \"page\", \"parameter\": \"page\", \"pages\": \"pages\" }, \"http\": { \"requestsPerMinute\": 10, \"attemptSeconds\": 5, \"retries\": 0 }"
                )
            ),
            TimeProvider.System
        );

        var result = await fixture.PollAsync();

        Assert.True(result.Outcome == StageOutcome.Done, string.Join('\n', result.Notes));
    }

    /// <summary>So many bytes a second.</summary>
    sealed class Dripping(int bytes, FakeTimeProvider clock) : MemoryStream
    {
        public int Seconds { get; init; } = 100_000;

        int _second;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return ValueTask.FromResult(++_second <= Seconds ? Math.Min(bytes, buffer.Length) : 0);
        }
    }

    sealed class Arrivals(int expected)
    {
        readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _come;

        public Task All => _all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        public void Come()
        {
            if (Interlocked.Increment(ref _come) == expected)
            {
                _all.TrySetResult();
            }
        }
    }
}
