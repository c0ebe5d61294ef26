using System.Net;
using System.Net.Sockets;
using SyncWorker.Config.Secrets;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

public sealed class GraphTests
{
    [Fact]
    public async Task A_mail_is_posted_as_its_own_MIME_with_a_token_that_is_kept()
    {
        await using var server = new GraphServer();
        using var fixture = await DeskAsync(server, mails: 2);

        await fixture.SendAsync();

        Assert.Equal(2, server.Mails.Count);
        Assert.Equal(1, server.Tokens);
        Assert.Equal("Bearer token-1", server.Authorization);
        Assert.Equal("/v1.0/users/nhacviec%40example.org/sendMail", server.Path);
        Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 việc cần chuẩn bị", MimeMail.Read(server.Mails[0]).Subject);
        Assert.All(await fixture.MailsAsync(), mail => Assert.Equal(OutboxState.Sent, mail.State));
        Assert.All(await fixture.AttemptsAsync(), attempt => Assert.Equal(("graph", 202), (attempt.Transport, attempt.ReplyCode)));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_throttled_mail_waits_as_long_as_the_server_says_and_goes_out(int status)
    {
        await using var server = new GraphServer(n =>
            n == 1 ? new(status, Error("ApplicationThrottled", "slow down"), RetryAfter: "0") : new(202)
        );
        using var fixture = await DeskAsync(server);

        await fixture.SendAsync();

        Assert.Equal(2, server.Asked);
        Assert.Single(server.Mails);
        Assert.Equal(OutboxState.Sent, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Fact]
    public async Task Four_mails_are_under_way_at_the_same_time_and_never_five()
    {
        using var together = new Barrier(4);
        await using var server = new GraphServer { Together = together, IsTogetherOnce = true };
        using var fixture = await DeskAsync(server, mails: 12);

        var result = await fixture.SendAsync();

        Assert.Equal("12 sent", result.Counts[0].ToString());
        Assert.Equal(4, server.MostInFlight);
        Assert.Equal(1, server.Tokens);
        Assert.Equal(12, server.Mails.Select(mail => MimeMail.Read(mail).MessageId).Distinct().Count());
        Assert.Equal(12, (await fixture.AttemptsAsync()).Count);
    }

    [Fact]
    public async Task What_one_mail_is_told_to_wait_all_wait()
    {
        var isThrottled = true;
        await using var server = new GraphServer(_ =>
            isThrottled ? new(429, Error("ApplicationThrottled", "slow down"), RetryAfter: "600") : new(202)
        );
        using var fixture = await DeskAsync(server, mails: 12);

        await fixture.SendAsync();
        var asked = server.Asked;
        isThrottled = false;
        fixture.Clock.Advance(TimeSpan.FromMinutes(11));
        var result = await fixture.SendAsync();

        Assert.InRange(asked, 1, 4); // what was under way already
        Assert.Equal("12 sent", result.Counts[0].ToString());
        Assert.Equal(12, server.Mails.Count);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_once_for_all_mails_under_way()
    {
        using var together = new Barrier(4);
        await using var server = new GraphServer(n => n <= 4 ? new(401, Error("InvalidAuthenticationToken", "expired")) : new(202))
        {
            Together = together,
        };
        using var fixture = await DeskAsync(server, mails: 4);

        var result = await fixture.SendAsync();

        Assert.Equal(4, server.MostInFlight);
        Assert.Equal("4 sent", result.Counts[0].ToString());
        Assert.Equal(2, server.Tokens);
    }

    [Fact]
    public async Task A_long_wait_ends_the_round_and_keeps_the_mails()
    {
        await using var server = new GraphServer(_ => new(429, Error("ApplicationThrottled", "slow down"), RetryAfter: "600"));
        using var fixture = await DeskAsync(server, mails: 3);

        var result = await fixture.SendAsync();

        Assert.InRange(server.Asked, 1, 3); // those that were under way together
        Assert.Contains("hrottled", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.All(
            await fixture.MailsAsync(),
            mail => Assert.Contains(mail.State, (OutboxState[])[OutboxState.RetryAt, OutboxState.Queued])
        );
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_once()
    {
        await using var server = new GraphServer(n => n == 1 ? new(401, Error("InvalidAuthenticationToken", "expired")) : new(202));
        using var fixture = await DeskAsync(server);

        await fixture.SendAsync();

        Assert.Equal(2, server.Tokens);
        Assert.Equal("Bearer token-2", server.Authorization);
        Assert.Equal(OutboxState.Sent, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Fact]
    public async Task A_refused_client_stops_every_try()
    {
        await using var server = new GraphServer { TokenRefusal = "AADSTS7000215: Invalid client secret provided." };
        using var fixture = await DeskAsync(server, mails: 2);

        var first = await fixture.SendAsync();
        var second = await fixture.SendAsync();

        Assert.Contains("AADSTS7000215", Assert.Single(first.Notes), StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Held, second.Outcome);
        Assert.Equal(1, server.TokensRefused);
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData(400, "Refused")]
    [InlineData(500, "RetryAt")]
    [InlineData(504, "Uncertain")]
    public async Task Other_answers_mean_what_they_say(int status, string state)
    {
        await using var server = new GraphServer(_ => new(status, Error("ErrorX", "to bca01@example.org")));
        using var fixture = await DeskAsync(server);

        await fixture.SendAsync();

        Assert.Equal(state, Assert.Single(await fixture.MailsAsync()).State.ToString());
        Assert.DoesNotContain("@", Assert.Single(await fixture.AttemptsAsync()).ReplyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_cut_instead_of_an_answer_is_uncertain()
    {
        await using var server = new GraphServer();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var cutting = CutAsync(listener);
        using var fixture = await DeskAsync(server, endpoint: new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        await fixture.SendAsync();
        await cutting;

        Assert.Equal(OutboxState.Uncertain, Assert.Single(await fixture.MailsAsync()).State);
    }

    static async Task CutAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var seen = await client.GetStream().ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
        Assert.NotEqual(0, seen);
    }

    static string Error(string code, string message) => $$"""{ "error": { "code": "{{code}}", "message": "{{message}}" } }""";

    internal static async Task<SendFixture> DeskAsync(GraphServer server, int mails = 1, Uri? endpoint = null)
    {
        var fixture = await SendFixture.OpenAsync();
        new SecretStore(fixture.Folders, fixture.Clock).Set("graph", "a client's secret", null);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = fixture.Config.Send.AllowedDomains,
                Transport = TransportKind.Graph,
                Graph = new()
                {
                    Mailbox = "nhacviec@example.org",
                    Tenant = "example.org",
                    ClientId = "app",
                    Secret = "graph",
                    Endpoint = endpoint ?? server.Uri,
                    Login = server.Uri,
                },
            },
        };
        for (var i = 0; i < mails; i++)
        {
            await fixture.QueueAsync($"staff:{i}");
        }

        return fixture;
    }
}
