using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>Asking for less when less will do, and waiting as long as a source asks.</summary>
public sealed class SavingWorkTests
{
    [Fact]
    public async Task An_ETag_is_sent_back_and_304_writes_nothing()
    {
        await using var server = Scripted.Start(request =>
            request.Headers.GetValueOrDefault("If-None-Match") == "W/\"1\""
                ? new(304, "", [])
                : ScriptedAnswer.Json(Good.Json()) with
                {
                    Headers = ["ETag: W/\"1\""],
                }
        );
        var poll = Good.Poll(Good.Source(server.Address));
        await using var fixture = await PollFixture.OpenAsync(poll);
        await fixture.PollAsync();
        var before = await fixture.DumpAsync();

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(before, await fixture.DumpAsync());
        Assert.Equal(Good.Rows, (await fixture.FeedAsync("good")).Rows);

        fixture.Use(poll.Replace("\"email | email\"", "\"email | lower\"", StringComparison.Ordinal));
        await fixture.PollAsync();
        Assert.False(server.Requests.Last().Headers.ContainsKey("If-None-Match"), "a tag taken under another mapping says nothing");
    }

    [Fact]
    public async Task A_date_is_sent_back_where_there_is_no_tag()
    {
        const string Date = "Mon, 02 Nov 2026 08:00:00 GMT";
        await using var server = Scripted.Start(request =>
            request.Headers.GetValueOrDefault("If-Modified-Since") == Date
                ? new(304, "", [])
                : ScriptedAnswer.Json(Good.Json()) with
                {
                    Headers = ["Last-Modified: " + Date],
                }
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));
        await fixture.PollAsync();

        var result = await fixture.PollAsync();

        Assert.Equal(0, result.Counts.Single(count => count.What == "rows read").Number);
        Assert.Equal(Date, server.Requests.Last().Headers["If-Modified-Since"]);
    }

    [Fact]
    public async Task Changed_since_overlaps_finds_nothing_missing_and_asks_for_everything_once_a_week()
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(
                request.Target.Contains("since", StringComparison.Ordinal)
                    ? $$"""{ "data": [ {{Good.Row(3).Replace("số 3", "số ba", StringComparison.Ordinal)}} ] }"""
                    : Good.Json()
            )
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                Good.Source(server.Address + "/list", more: ", \"changedSince\": { \"parameter\": \"since\", \"overlapMinutes\": 30 }")
            )
        );
        await fixture.PollAsync();
        var clock = (HastyClock)fixture.Clock;
        clock.Advance(TimeSpan.FromHours(2));

        var result = await fixture.PollAsync();

        Assert.Equal("/list?since=2026-11-23T00%3A30%3A00Z", server.Requests.Last().Target);
        Assert.Equal([1L, 0L], result.Counts.Where(count => count.What is "changed" or "missing").Select(count => count.Number));
        Assert.Equal(Good.Rows, (await fixture.SnapshotAsync()).Count(row => row.MissingSince is null));
        clock.Advance(TimeSpan.FromDays(7));
        await fixture.PollAsync();
        Assert.Equal("/list", server.Requests.Last().Target);
    }

    [Theory]
    [InlineData("Retry-After: 7")]
    [InlineData("Retry-After: Mon, 23 Nov 2026 01:00:07 GMT")]
    public async Task Retry_After_is_waited_for_in_seconds_or_to_a_date(string header)
    {
        var asked = 0;
        await using var server = Scripted.Start(_ =>
            asked++ == 0 ? new(503, "", []) { Headers = [header] } : ScriptedAnswer.Json(Good.Json())
        );
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Contains(((HastyClock)fixture.Clock).Waits, wait => wait == TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Requests_are_spread_over_the_minute()
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(
                $$"""{ "data": [ {{Good.Row(int.Parse(request.Target.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture))}} ], "pages": 20 }"""
            )
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(
                Good.Source(
                    server.Address,
                    more: ", \"paging\": { \"by\": \"page\", \"parameter\": \"page\", \"pages\": \"pages\" }, \"http\": { \"requestsPerMinute\": 30 }"
                )
            )
        );

        await fixture.PollAsync();

        // Ten at once, then one every two seconds.
        Assert.Equal(20, server.Requests.Count);
        Assert.InRange(((HastyClock)fixture.Clock).Waits.Sum(wait => wait.TotalSeconds), 17, 21);
    }

    [Fact]
    public async Task A_cursor_that_expires_lets_the_source_be_read_once_more_from_the_beginning()
    {
        var expired = 0;
        await using var server = Scripted.Start(request =>
            request.Target.Contains("c=", StringComparison.Ordinal)
                ? expired++ == 0
                    ? new(410, "", [])
                    : ScriptedAnswer.Json(Good.Json(10, from: 11))
                : ScriptedAnswer.Json(Good.Json(10).Replace("\"next\": null", "\"next\": \"2==\"", StringComparison.Ordinal))
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, more: ", \"paging\": { \"by\": \"cursor\", \"parameter\": \"c\", \"next\": \"next\" }"))
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(Good.Rows, (await fixture.SnapshotAsync()).Count(row => !row.Position.Contains('\n', StringComparison.Ordinal)));
        Assert.EndsWith("c=2%3D%3D", server.Requests.Last().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_past_the_end_that_repeats_the_last_counts_for_nothing()
    {
        await using var server = Scripted.Start(request =>
            ScriptedAnswer.Json(Good.Json(10, from: request.Target.EndsWith("=1", StringComparison.Ordinal) ? 1 : 11))
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, more: ", \"paging\": { \"by\": \"page\", \"parameter\": \"page\" }"))
        );

        var result = await fixture.PollAsync();

        Assert.Equal(20, result.Counts.Single(count => count.What == "rows read").Number);
        Assert.All(await fixture.SnapshotAsync(), row => Assert.DoesNotContain('\n', row.Position));
        Assert.Equal(3, server.Requests.Count);
        var before = await fixture.DumpAsync();
        Assert.Equal(20, (await fixture.PollAsync()).Counts.Single(count => count.What == "rows read").Number);
        Assert.Equal(before, await fixture.DumpAsync());
    }

    [Fact]
    public async Task IT_hears_after_so_many_bad_runs_and_when_it_is_over()
    {
        var down = false;
        await using var server = Scripted.Start(_ => down ? new(404, "", []) : ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, more: ", \"health\": { \"tellAfter\": 2 }"))
        );
        await fixture.PollAsync();
        var good = await fixture.FeedAsync("good");

        down = true;
        await fixture.PollAsync();
        ((HastyClock)fixture.Clock).Advance(TimeSpan.FromHours(1));
        await fixture.PollAsync();

        var feed = await fixture.FeedAsync("good");
        Assert.Equal((2, good.LastGoodAt, good.Rows), (feed.BadRuns, feed.LastGoodAt, feed.Rows));
        Assert.True(
            feed.Since < fixture.Clock.GetUtcNow() - TimeSpan.FromMinutes(59),
            "since when it is unhealthy, not since the last try"
        );
        await using var db = fixture.Store.Open();
        Assert.Equal(["", feed.Reason!, feed.Reason!], db.Runs.OrderBy(run => run.Id).Select(run => run.Error ?? "").ToList());
    }
}
