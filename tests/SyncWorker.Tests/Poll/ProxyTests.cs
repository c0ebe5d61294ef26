using SyncWorker.Tests.Poll.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>The proxy: what stands between us and a source.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_source_is_asked_through_the_proxy_that_config_names()
    {
        // Stands for the union's proxy: it is asked with the whole address and answers in the source's place.
        await using var proxy = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await PollFixture.OpenAsync(Through(proxy.Address, "http://members.example.org/list"));

        var result = await fixture.PollAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal("http://members.example.org/list", Assert.Single(proxy.Requests).Target);
        Assert.Equal(Good.Rows, (await fixture.FeedAsync("good")).Rows);
    }

    [Fact]
    public async Task A_proxy_that_lets_nobody_through_is_named_as_the_reason()
    {
        await using var proxy = Scripted.Start(_ => new(403, "", []));
        await using var fixture = await PollFixture.OpenAsync(Through(proxy.Address, "https://members.example.org/list"));

        var result = await fixture.PollAsync();

        Assert.Equal("members.example.org:443", proxy.Requests.First().Target); // CONNECT
        Assert.Contains("The proxy does not let us through to it.", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    static string Through(string proxy, string url) =>
        $$"""{ "contact": "it@example.org", "proxy": "{{proxy}}", "sources": [ {{Good.Source(url)}} ] }""";
}
