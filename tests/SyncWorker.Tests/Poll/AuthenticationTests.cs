using SyncWorker.Config.Secrets;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>How we say who we are, and that the secret goes nowhere else.</summary>
public sealed class AuthenticationTests
{
    [Theory]
    [InlineData("""{ "by": "header", "name": "X-Api-Key", "secret": "good" }""", "X-Api-Key", "s3cr3t")]
    [InlineData("""{ "by": "basic", "user": "vufo", "secret": "good" }""", "Authorization", "Basic dnVmbzpzM2NyM3Q=")]
    [InlineData("""{ "by": "bearer", "secret": "good" }""", "Authorization", "Bearer s3cr3t")]
    public async Task The_secret_stands_in_the_header_that_config_names(string auth, string header, string expected)
    {
        await using var server = Scripted.Start(request =>
            request.Headers.GetValueOrDefault(header) == expected ? ScriptedAnswer.Json(Good.Json()) : new(401, "", [])
        );
        await using var fixture = await OpenAsync(server.Address, auth);

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task A_key_in_the_query_is_sent_and_stands_in_no_position()
    {
        await using var server = Scripted.Start(request =>
            request.Target == "/list?size=5&key=s3cr3t" ? ScriptedAnswer.Json(Good.Json()) : new(401, "", [])
        );
        await using var fixture = await OpenAsync(
            server.Address + "/list?size=5",
            """{ "by": "query", "name": "key", "secret": "good" }"""
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal("/list?size=5#1", (await fixture.SnapshotAsync())[0].Position);
    }

    [Fact]
    public async Task A_token_is_got_once_renewed_before_it_ends_and_once_more_when_it_is_refused()
    {
        var tokens = 0;
        var refused = "";
        await using var server = Scripted.Start(request =>
        {
            if (request.Target == "/token")
            {
                Assert.Contains("grant_type=client_credentials", request.Body, StringComparison.Ordinal);
                Assert.Contains("client_secret=s3cr3t", request.Body, StringComparison.Ordinal);
                return ScriptedAnswer.Json($$"""{ "access_token": "t{{++tokens}}", "expires_in": 3600 }""");
            }

            var token = request.Headers.GetValueOrDefault("Authorization");
            return token == $"Bearer t{tokens}" && token != refused ? ScriptedAnswer.Json(Good.Json()) : new(401, "", []);
        });
        await using var fixture = await OpenAsync(
            server.Address + "/list",
            $$"""{ "by": "oauth2", "user": "us", "secret": "good", "tokenUrl": "{{server.Address}}/token" }"""
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        await fixture.PollAsync();
        Assert.Equal(1, tokens);

        ((HastyClock)fixture.Clock).Advance(TimeSpan.FromMinutes(59.5));
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(2, tokens);

        refused = "Bearer t2";
        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.Equal(3, tokens);
    }

    [Fact]
    public async Task A_source_and_its_tokens_are_reached_through_the_proxy_with_the_private_authority()
    {
        using var authority = new TestAuthority();
        await using var server = Scripted.Start(
            authority.Issue(isExpired: false, "members.example.org", "login.example.org"),
            request =>
                request.Target == "/token" ? ScriptedAnswer.Json("""{ "access_token": "t1" }""")
                : request.Headers.GetValueOrDefault("Authorization") == "Bearer t1" ? ScriptedAnswer.Json(Good.Json())
                : new(401, "", [])
        );
        await using var proxy = new TunnelProxy(server);
        await using var fixture = await OpenAsync(
            "https://members.example.org/list",
            """{ "by": "oauth2", "user": "us", "secret": "good", "tokenUrl": "https://login.example.org/token" }""",
            poll: $"\"proxy\": \"{proxy.Address}\", \"trust\": [\"union.pem\"], "
        );
        await File.WriteAllTextAsync(Path.Combine(fixture.ConfigFolder, "union.pem"), authority.Pem, TestContext.Current.CancellationToken);

        var result = await fixture.PollAsync();

        Assert.True(result.Outcome == StageOutcome.Done, (await fixture.FeedAsync("good")).Reason);
        Assert.Equal(["login.example.org:443", "members.example.org:443"], proxy.Hosts);
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_said_and_nothing_is_asked()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address, more: ", \"auth\": { \"by\": \"bearer\", \"secret\": \"nobody-set-this\" }"))
        );

        await fixture.PollAsync();

        Assert.Contains("nobody-set-this", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_secret_does_not_follow_a_redirect_to_another_host()
    {
        await using var other = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var server = Scripted.Start(_ => new(302, "", []) { Headers = [$"Location: {other.Address}/list"] });
        await using var fixture = await OpenAsync(
            server.Address,
            """{ "by": "bearer", "secret": "good" }""",
            $$""", "http": { "hosts": ["{{new Uri(other.Address).Authority}}"] }"""
        );

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
        Assert.True(Assert.Single(server.Requests).Headers.ContainsKey("Authorization"));
        Assert.False(Assert.Single(other.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Every_request_names_the_contact()
    {
        await using var server = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await PollFixture.OpenAsync(Good.Poll(Good.Source(server.Address)));

        await fixture.PollAsync();

        Assert.Matches(@"^SyncWorker/\d+\.\d+\.\d+ \(it@example\.org\)$", Assert.Single(server.Requests).Headers["User-Agent"]);
    }

    static async Task<PollFixture> OpenAsync(string url, string auth, string more = "", string poll = "")
    {
        var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(url, more: $", \"auth\": {auth}{more}"))
                .Replace("\"contact\"", poll + "\"contact\"", StringComparison.Ordinal)
        );
        ((SecretStore)fixture.Services.GetService(typeof(SecretStore))!).Set("good", "s3cr3t", null);
        return fixture;
    }
}
