using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>What is sent by HTTP goes through the proxy of send.json, to servers whose private authority it names.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Graph_and_its_tokens_are_reached_through_the_proxy_with_the_private_authority()
    {
        using var authority = new TestAuthority();
        await using var server = Start(authority);
        await using var proxy = new TunnelProxy(server);
        using var fixture = await DeskAsync(authority, Graph(proxy, ["union.pem"]));

        var result = await fixture.SendAsync();

        Assert.True(result.Outcome == StageOutcome.Done, string.Join(" ", result.Notes));
        Assert.Equal(["graph.example.org:443", "login.example.org:443"], proxy.Hosts);
        var mail = Assert.Single(server.Requests, request => request.Target.EndsWith("/sendMail", StringComparison.Ordinal));
        Assert.Equal("text/plain", mail.Headers["Content-Type"]);
        Assert.Equal("Bearer t1", mail.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_server_of_an_authority_that_send_json_does_not_name_gets_neither_secret_nor_mail()
    {
        using var authority = new TestAuthority();
        await using var server = Start(authority);
        await using var proxy = new TunnelProxy(server);
        using var fixture = await DeskAsync(authority, Graph(proxy, []));

        var result = await fixture.SendAsync();

        Assert.Contains(
            "login.example.org gave no token. The connection could not be secured",
            Assert.Single(result.Notes),
            StringComparison.Ordinal
        );
        Assert.Equal(OutboxState.RetryAt, Assert.Single(await fixture.MailsAsync()).State);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_token_for_SMTP_is_got_through_the_proxy_with_the_private_authority()
    {
        using var authority = new TestAuthority();
        await using var server = Start(authority);
        await using var proxy = new TunnelProxy(server);
        await using var sink = new SmtpSink(moment => moment.Step == "AUTH" ? "235 2.7.0 welcome" : null)
        {
            Extensions = ["8BITMIME", "AUTH XOAUTH2"],
        };
        using var fixture = await DeskAsync(
            authority,
            new()
            {
                From = new() { Address = "nhacviec@example.org" },
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Proxy = proxy.Address,
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = sink.Port,
                    Security = MailSecurity.None,
                    User = "nhacviec@example.org",
                    Secret = "app",
                    TrustFile = "union.pem",
                    OAuth = new() { TokenEndpoint = new("https://login.example.org/token"), ClientId = "app" },
                },
            }
        );

        var result = await fixture.SendAsync();

        Assert.True(result.Outcome == StageOutcome.Done, string.Join(" ", result.Notes));
        Assert.Equal(["login.example.org:443"], proxy.Hosts);
        Assert.Single(sink.Mails);
    }

    [Theory]
    [InlineData("\"proxy\": \"proxy.example.org\"", "send.json:1: proxy: \"proxy.example.org\" is no proxy.")]
    [InlineData(
        "\"graph\": { \"mailbox\": \"a@example.org\", \"tenant\": \"t\", \"clientId\": \"c\", \"secret\": \"s\", \"login\": \"http://login.example.org/\" }",
        "send.json:1: graph.login: A secret would cross the network unencrypted."
    )]
    [InlineData(
        "\"graph\": { \"mailbox\": \"a@example.org\", \"tenant\": \"t\", \"clientId\": \"c\", \"secret\": \"s\", \"endpoint\": \"/graph\" }",
        "send.json:1: graph.endpoint: A secret would cross the network unencrypted."
    )]
    [InlineData(
        "\"smtp\": { \"host\": \"h\", \"user\": \"u\", \"secret\": \"s\", \"oAuth\": { \"tokenEndpoint\": \"http://10.0.0.1/token\", \"clientId\": \"c\" } }",
        "send.json:1: smtp.oAuth.tokenEndpoint: A secret would cross the network unencrypted."
    )]
    [InlineData(
        "\"alarm\": { \"to\": \"it@example.org\", \"graph\": { \"mailbox\": \"a@example.org\", \"tenant\": \"t\", \"clientId\": \"c\", \"secret\": \"s\", \"login\": \"http://login.example.org/\" } }",
        "send.json:1: alarm.graph.login: A secret would cross the network unencrypted."
    )]
    public void A_secret_in_clear_and_a_proxy_that_is_none_are_faults_of_send_json(string key, string fault)
    {
        var faults = new List<ConfigFault>();
        Assert.True(
            ConfigBinder.TryBind<SendOptions>(
                "send.json",
                $$"""{ "from": { "address": "a@example.org" }, "allowedDomains": ["example.org"], {{key}} }""",
                out var options,
                out var root,
                faults
            )
        );
        var sink = new ConfigFaults("send.json", root);

        SendCheck.Check(options, sink);

        Assert.StartsWith(fault, Assert.Single(sink.All).ToString(), StringComparison.Ordinal);
    }

    static Scripted Start(TestAuthority authority) =>
        Scripted.Start(
            authority.Issue(isExpired: false, "login.example.org", "graph.example.org"),
            request =>
                request.Target.EndsWith("/sendMail", StringComparison.Ordinal)
                    ? new(202, "", [])
                    : ScriptedAnswer.Json("""{ "access_token": "t1" }""")
        );

    static SendOptions Graph(TunnelProxy proxy, IReadOnlyList<string> trust) =>
        new()
        {
            From = new() { Address = "nhacviec@example.org" },
            AllowedDomains = ["example.org"],
            Transport = TransportKind.Graph,
            Proxy = proxy.Address,
            Trust = trust,
            Graph = new()
            {
                Mailbox = "nhacviec@example.org",
                Tenant = "t",
                ClientId = "app",
                Secret = "app",
                Endpoint = new("https://graph.example.org/"),
                Login = new("https://login.example.org/"),
            },
        };

    static async Task<SendFixture> DeskAsync(TestAuthority authority, SendOptions send)
    {
        var fixture = await SendFixture.OpenAsync();
        Directory.CreateDirectory(fixture.Folders.Config);
        await File.WriteAllTextAsync(
            Path.Combine(fixture.Folders.Config, "union.pem"),
            authority.Pem,
            TestContext.Current.CancellationToken
        );
        new SecretStore(fixture.Folders, fixture.Clock).Set("app", "a client's secret", null);
        fixture.Config = fixture.Config with { Send = send };
        await fixture.QueueAsync();
        return fixture;
    }
}
