using System.Net;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Net;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Net;

public sealed class TokenSourceTests : IDisposable
{
    readonly FakeTimeProvider _clock = FakeClock.At("2026-07-06 08:00");
    readonly HttpMessageHandler _handler = SocketsHandlerFactory.Open(new());
    int _asked;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _handler.Dispose();

    [Theory]
    [InlineData("us", "read", "grant_type=client_credentials&client_id=us&client_secret=s3cr3t%26&scope=read")]
    [InlineData("us", null, "grant_type=client_credentials&client_id=us&client_secret=s3cr3t%26")]
    public async Task The_form_is_sent_whole_with_its_length(string client, string? scope, string form)
    {
        await using var server = Answering(""" "expires_in": 3600 """);
        using var tokens = new TokenSource(new(new(server.Address + "/token?tenant=1"), client, scope), _handler, _clock);

        await tokens.GetAsync("s3cr3t&", Stop);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("/token?tenant=1", form), (request.Target, request.Body));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
    }

    [Theory]
    [InlineData(""" "expires_in": 3600 """, 54, 56)]
    [InlineData(""" "expires_in": "3600" """, 54, 56)]
    [InlineData(""" "expires_in": 3599.0 """, 54, 56)]
    [InlineData(""" "expires_in": 300 """, 3, 5)]
    [InlineData(""" "token_type": "Bearer" """, 3, 5)]
    [InlineData(""" "expires_in": null """, 3, 5)]
    [InlineData(""" "expires_in": -1 """, 3, 5)]
    [InlineData(""" "expires_in": 1e300 """, 1434, 1436)]
    public async Task A_token_is_kept_until_shortly_before_its_end_or_for_some_minutes_when_that_is_not_said(
        string life,
        int kept,
        int renewed
    )
    {
        await using var server = Answering(life);
        using var tokens = Tokens(server);

        Assert.Equal(new TokenResult.Granted("t1"), await tokens.GetAsync("s3cr3t", Stop));
        _clock.Advance(TimeSpan.FromMinutes(kept));
        Assert.Equal(new TokenResult.Granted("t1"), await tokens.GetAsync("s3cr3t", Stop));
        _clock.Advance(TimeSpan.FromMinutes(renewed - kept));
        Assert.Equal(new TokenResult.Granted("t2"), await tokens.GetAsync("s3cr3t", Stop));
    }

    [Fact]
    public async Task A_refused_client_is_not_asked_for_again_until_its_secret_is_another()
    {
        await using var server = Scripted.Start(request =>
            request.Body.Contains("client_secret=new", StringComparison.Ordinal)
                ? ScriptedAnswer.Json("""{ "access_token": "t1" }""")
                : new(401, "application/json", """{ "error": "invalid_client" }"""u8.ToArray())
        );
        using var tokens = Tokens(server);

        Assert.Equal(new TokenResult.Refused(401, "invalid_client"), await tokens.GetAsync("old", Stop));
        Assert.Equal(new TokenResult.Refused(401, "invalid_client"), await tokens.GetAsync("old", Stop));
        Assert.Single(server.Requests);
        Assert.Equal(new TokenResult.Granted("t1"), await tokens.GetAsync("new", Stop));
    }

    [Theory]
    [InlineData(200, "{}", "answers without an access_token")]
    [InlineData(200, "[]", "answers without an access_token")]
    [InlineData(200, "<html>", "answers without an access_token")]
    [InlineData(403, "<html>", "answers 403")]
    [InlineData(302, "", "answers 302")]
    [InlineData(503, "", "answers 503")]
    public async Task Another_answer_is_no_refusal_and_is_asked_for_again(int status, string body, string reason)
    {
        await using var server = Scripted.Start(_ => new(status, "application/json", Good.Utf8(body)));
        using var tokens = Tokens(server);

        Assert.Equal(new TokenResult.Unusable(status, reason), await tokens.GetAsync("s3cr3t", Stop));
        await tokens.GetAsync("s3cr3t", Stop);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("http://login.example.org/token", false)]
    [InlineData("http://10.0.0.1/token", false)]
    [InlineData("http://127.0.0.1/token", true)]
    [InlineData("http://localhost/token", true)]
    [InlineData("https://login.example.org/token", true)]
    public async Task Unencrypted_the_secret_is_sent_to_this_machine_alone(string address, bool isSent)
    {
        using var handler = new Counting();
        using var tokens = new TokenSource(new(new(address), "us", null), handler, _clock);

        var result = await tokens.GetAsync("s3cr3t", Stop);

        Assert.Equal(isSent ? 1 : 0, handler.Requests);
        Assert.Equal(!isSent, result is TokenResult.Unusable { Status: null });
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_given_up()
    {
        var begun = new TaskCompletionSource();
        await using var server = Scripted.Start(
            async (_, stream, token) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), token);
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
        );
        using var tokens = Tokens(server);

        var asking = tokens.GetAsync("s3cr3t", Stop);
        await begun.Task;
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("No answer came in time.", HttpErrorText.Describe(await Assert.ThrowsAsync<HttpRequestException>(() => asking)));
    }

    Scripted Answering(string life) =>
        Scripted.Start(_ => ScriptedAnswer.Json($$"""{ "access_token": "t{{Interlocked.Increment(ref _asked)}}", {{life}} }"""));

    TokenSource Tokens(Scripted server) => new(new(new(server.Address + "/token"), "us", null), _handler, _clock);

    sealed class Counting : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{ "access_token": "t1" }""") }
            );
        }
    }
}
