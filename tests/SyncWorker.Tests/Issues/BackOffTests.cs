using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly.CircuitBreaker;
using SyncWorker.Poll;
using SyncWorker.Poll.Http;
using SyncWorker.Tests.Hosting;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A source that is down is left alone, longer each time, although each poll is a process of its own.</summary>
public sealed class BackOffTests
{
    const string Retries = ", \"http\": { \"retries\": 2 }";

    ScriptedAnswer _answer = new(500, "", []);

    [Fact]
    public async Task What_one_process_learned_the_next_one_knows()
    {
        await using var server = Scripted.Start(_ => _answer);
        var poll = Good.Poll(Good.Source(server.Address, more: Retries));
        await using var fixture = await PollFixture.OpenAsync(poll);
        var asked = new List<int>();
        for (var minutes = 0; minutes < 120; minutes += 6)
        {
            fixture.Use(poll); // another process
            var result = await fixture.PollAsync();
            asked.Add(server.Requests.Count / 3);
            Assert.Equal(StageOutcome.Failed, result.Outcome);
            Assert.Contains("It answers 500.", Assert.Single(result.Notes), StringComparison.Ordinal);
            ((HastyClock)fixture.Clock).Advance(TimeSpan.FromMinutes(6));
        }

        // 5 minutes, then 10, 20, 40 and 80: asked in minute 0, 6, 18, 42, 84.
        Assert.Equal([1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5], asked);
        Assert.Equal(5, (await fixture.FeedAsync("good")).BadRuns);

        _answer = ScriptedAnswer.Json(Good.Json());
        fixture.Use(poll);
        Assert.Contains("It is left alone until 2026-11-23 ", Assert.Single((await fixture.PollAsync()).Notes), StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync("good")).Outcome); // a person asks
        Assert.Null((await fixture.FeedAsync("good")).AskAgainAt);
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task A_source_that_asks_for_an_hour_gets_an_hour()
    {
        _answer = new(503, "", []) { Headers = ["Retry-After: 3600"] };
        await using var server = Scripted.Start(_ => _answer);
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        await fixture.PollAsync();
        ((HastyClock)fixture.Clock).Advance(TimeSpan.FromMinutes(59));
        await fixture.PollAsync();
        Assert.Single(server.Requests);

        ((HastyClock)fixture.Clock).Advance(TimeSpan.FromMinutes(2));
        await fixture.PollAsync();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_source_that_answers_but_not_right_is_asked_each_time()
    {
        _answer = ScriptedAnswer.Json("{}");
        await using var server = Scripted.Start(_ => _answer);
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        for (var i = 0; i < 4; i++)
        {
            await fixture.PollAsync();
        }

        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(7, 320)]
    [InlineData(8, 360)]
    [InlineData(1_000_000, 360)]
    public void The_pause_doubles_up_to_six_hours(int badRuns, int minutes)
    {
        var now = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

        Assert.Equal(now.AddMinutes(minutes), BackOff.Until(new("a", "down", new()) { WillPass = true }, badRuns, now));
    }

    [Fact]
    public async Task A_breaker_with_tries_in_it_opens_and_closes_and_says_so()
    {
        var clock = new HastyClock(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        var log = new Lines();
        var traffic = new SourceTraffic(log);
        var server = new Failing();
        using var pipe = new HttpMessageInvoker(
            new RetryHandler(new() { Retries = 3 }, traffic.Listen("good"), clock) { InnerHandler = server }
        );

        using (await AskAsync(pipe))
        {
            Assert.Equal((4, 3L), (server.Asked, traffic.Repeated("good")));
        }

        await Assert.ThrowsAsync<BrokenCircuitException>(() => AskAsync(pipe));
        Assert.Equal(4, server.Asked);
        clock.Advance(TimeSpan.FromMinutes(6));
        server.IsWell = true;
        (await AskAsync(pipe)).Dispose();

        Assert.Equal(5, server.Asked);
        Assert.Equal([206, 206, 206, 207, 208, 208], log.Ids.Order());
        Assert.Contains(
            log.Texts,
            text =>
                text.Contains("good is asked again: try 1 did not succeed, the next follows in ", StringComparison.Ordinal)
                && text.EndsWith("It answers 500.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Under_the_schedule_it_is_asked_once_and_then_left_alone_and_the_log_tells_of_both()
    {
        await using var server = Scripted.Start(_ => _answer);
        using var folders = new TestFolders();
        RunConfig.Write(folders.Worker.Config, """{ "poll": { "run": "every second" } }""");
        await File.WriteAllTextAsync(
            Path.Combine(folders.Worker.Config, "poll.json"),
            Good.Poll(Good.Source(server.Address, more: ", \"http\": { \"retries\": 1 }")),
            TestContext.Current.CancellationToken
        );
        await using var worker = RunningWorker.Start(folders);

        await worker.SaysAsync("good is asked again: try 1 did not succeed");
        await worker.SaysAsync("good was not asked: It is left alone until ");
        await worker.SaysAsync("good was not asked: It is left alone until ");

        await worker.StopAsync();
        Assert.Equal(2, server.Requests.Count);
        await using var db = (await folders.StoreAsync()).Open();
        Assert.Contains(
            "\"requests repeated\":1",
            Assert.Single(db.Runs.Where(run => run.Subject == "good").ToList()).Counts,
            StringComparison.Ordinal
        );
    }

    static async Task<HttpResponseMessage> AskAsync(HttpMessageInvoker pipe)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://members.example.org/");
        return await pipe.SendAsync(request, TestContext.Current.CancellationToken);
    }

    sealed class Failing : HttpMessageHandler
    {
        public int Asked { get; private set; }

        public bool IsWell { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(
                new HttpResponseMessage(IsWell ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.InternalServerError)
            );
        }
    }

    sealed class Lines : ILogger<SourceTraffic>
    {
        public List<int> Ids { get; } = [];

        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            Ids.Add(eventId.Id);
            Texts.Add(formatter(state, exception));
        }
    }
}
