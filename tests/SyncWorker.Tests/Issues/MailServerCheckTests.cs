using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SyncWorker.Cli;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>`check --connect` signs in to the mail servers as a run does: each wrong set-up is named, with what to do.</summary>
public sealed class MailServerCheckTests : IDisposable
{
    readonly TestAuthority _authority = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_lets_us_in_is_ok_and_gets_no_mail(bool isTls)
    {
        var security = isTls ? MailSecurity.Tls : MailSecurity.StartTls;
        await using var sink = Server(security, _authority.Issue(isExpired: false, "127.0.0.1"));
        using var fixture = await FixtureAsync(sink, security);

        var answer = await AskAsync(fixture);

        Assert.True(answer.Works, answer.Words);
        Assert.Equal($"127.0.0.1:{sink.Port} lets us in; its certificate ends on 2040-01-01; `mail test` sends one mail", answer.Words);
        Assert.Equal(["EHLO", "AUTH", "MAIL", "RSET", "QUIT"], Steps(sink)[^5..]);
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wrong_password_is_named(bool isTls)
    {
        var security = isTls ? MailSecurity.Tls : MailSecurity.StartTls;
        await using var sink = Server(security, _authority.Issue(isExpired: false, "127.0.0.1"), isOpen: false);
        using var fixture = await FixtureAsync(sink, security);

        var answer = await AskAsync(fixture);

        AssertSays(answer, "refuses the login (535)", "SyncWorker secret set smtp");
        Assert.Single(Steps(sink), step => step == "AUTH");
    }

    [Theory]
    [InlineData(false, "expired", "is valid from 2020-01-01 to 2020-01-31 only: have it renewed")]
    [InlineData(true, "expired", "is valid from 2020-01-01 to 2020-01-31 only: have it renewed")]
    [InlineData(false, "self-signed", "is self-signed")]
    [InlineData(true, "self-signed", "is self-signed")]
    [InlineData(false, "wrong host", "is made out to mail.elsewhere.test, not to 127.0.0.1")]
    [InlineData(true, "wrong host", "is made out to mail.elsewhere.test, not to 127.0.0.1")]
    [InlineData(false, "unknown authority", "comes from \"Union CA\", which this machine does not trust")]
    [InlineData(true, "unknown authority", "comes from \"Union CA\", which this machine does not trust")]
    [InlineData(false, "no trust file", "There is no file ")]
    [InlineData(true, "no trust file", "There is no file ")]
    public async Task A_wrong_certificate_is_named_and_gets_no_password(bool isTls, string what, string says)
    {
        var security = isTls ? MailSecurity.Tls : MailSecurity.StartTls;
        using var certificate = what switch
        {
            "expired" => _authority.Issue(isExpired: true, "127.0.0.1"),
            "self-signed" => SelfSigned(),
            "wrong host" => _authority.Issue(isExpired: false, "mail.elsewhere.test"),
            _ => _authority.Issue(isExpired: false, "127.0.0.1"),
        };
        await using var sink = Server(security, certificate);
        using var fixture = await FixtureAsync(
            sink,
            security,
            what switch
            {
                "unknown authority" => null,
                "no trust file" => "missing.pem",
                _ => "union.pem",
            }
        );

        var answer = await AskAsync(fixture);

        AssertSays(answer, says);
        Assert.DoesNotContain("AUTH", Steps(sink));
    }

    [Fact]
    public async Task Tls_on_a_port_for_STARTTLS_and_the_reverse_are_named()
    {
        await using var starts = Server(MailSecurity.StartTls, _authority.Issue(isExpired: false, "127.0.0.1"));
        await using var tls = Server(MailSecurity.Tls, _authority.Issue(isExpired: false, "127.0.0.1"));
        await using var plain = new SmtpSink();
        using var onStarts = await FixtureAsync(starts, MailSecurity.Tls);
        using var onTls = await FixtureAsync(tls, MailSecurity.StartTls, seconds: 1);
        using var onPlain = await FixtureAsync(plain, MailSecurity.StartTls);

        AssertSays(await AskAsync(onStarts), "greets without encryption", "\"security\": \"start-tls\"");
        AssertSays(await AskAsync(onTls), "speaks TLS from the first byte", "\"security\": \"tls\"");
        AssertSays(await AskAsync(onPlain), "does not offer STARTTLS");
    }

    [Fact]
    public async Task A_port_where_nothing_answers_a_host_that_is_none_and_a_sender_that_is_refused_are_named()
    {
        await using var sink = Server(
            MailSecurity.Tls,
            _authority.Issue(isExpired: false, "127.0.0.1"),
            sender: "550 5.7.60 not as this one"
        );
        using var fixture = await FixtureAsync(sink, MailSecurity.Tls);
        AssertSays(await AskAsync(fixture), "takes no mail from the sender (550)", "from.address");

        using var refused = await ClosedAsync();
        AssertSays(await AskAsync(refused), "Nothing answers at 127.0.0.1");

        AssertSays(await AskAsync(refused, host: "mail.invalid"), "is not known to DNS");
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_told_with_its_day()
    {
        using var certificate = SelfSigned(days: 12);
        await using var sink = Server(MailSecurity.Tls, certificate);
        using var fixture = await FixtureAsync(sink, MailSecurity.Tls);
        await File.WriteAllTextAsync(Path.Combine(fixture.Folders.Config, "union.pem"), certificate.ExportCertificatePem(), Stop);

        var answer = await AskAsync(fixture);

        Assert.True(answer.Works, answer.Words);
        Assert.Contains($"certificate ends on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}", answer.Words, StringComparison.Ordinal);
        Assert.Contains("have it renewed", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_alarms_is_tried_as_well()
    {
        await using var sink = Server(MailSecurity.Tls, _authority.Issue(isExpired: false, "127.0.0.1"));
        await using var relay = Server(MailSecurity.Tls, _authority.Issue(isExpired: false, "127.0.0.1"), isOpen: false);
        using var fixture = await FixtureAsync(sink, MailSecurity.Tls);
        using var other = await FixtureAsync(relay, MailSecurity.Tls);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Smtp = fixture.Config.Send.Smtp,
                Alarm = new()
                {
                    To = "it@elsewhere.test",
                    By = TransportKind.Smtp,
                    Smtp = other.Config.Send.Smtp,
                },
            },
        };

        var results = await ConnectionCheck.ProbeAllAsync(fixture.Folders, fixture.Config, null, Stop);

        Assert.Equal([("mail", true), ("alarm", false)], results.Select(result => (result.What, result.Works)));
        Assert.Contains("refuses the login (535)", results[1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_server_is_reached_through_the_proxy_that_smtp_names(bool isSocks)
    {
        await using var sink = Server(MailSecurity.StartTls, _authority.Issue(isExpired: false, "mail.example.org"));
        await using var proxy = new MailTunnel(isSocks, sink.Port);
        using var fixture = await FixtureAsync(sink, MailSecurity.StartTls, host: "mail.example.org", proxy: proxy.Address);
        await fixture.QueueAsync();

        var answer = await AskAsync(fixture);
        var result = await fixture.SendAsync();

        Assert.True(answer.Works, answer.Words);
        Assert.Equal("1 sent", result.Counts[0].ToString());
        Assert.Equal([$"mail.example.org:{sink.Port}", $"mail.example.org:{sink.Port}"], proxy.Hosts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_refuses_the_server_is_named(bool isSocks)
    {
        await using var proxy = new MailTunnel(isSocks, 1) { Refuses = true };
        await using var sink = new SmtpSink();
        using var fixture = await FixtureAsync(sink, MailSecurity.StartTls, host: "mail.example.org", proxy: proxy.Address);

        AssertSays(await AskAsync(fixture), $"The proxy {proxy.Address} does not let us through to mail.example.org:{sink.Port}");
    }

    [Fact]
    public async Task Graph_gives_a_token_and_may_send_or_it_is_said_why_not()
    {
        AssertSays(await AskGraphAsync("t1", 200, refusal: "AADSTS7000222: expired"), "AADSTS7000222", "SyncWorker secret set app");
        AssertSays(await AskGraphAsync(Token("""{ "roles": ["User.Read.All"] }"""), 200), "add the application permission Mail.Send");
        AssertSays(await AskGraphAsync(Token("""{ "roles": ["Mail.Send"] }"""), 404), "There is no mailbox nhacviec@example.org");
        Assert.True((await AskGraphAsync(Token("""{ "roles": ["Mail.Send"] }"""), 403)).Works);
        Assert.True((await AskGraphAsync("t1", 200)).Works);
    }

    [Theory]
    [InlineData("\"trust\": [\"missing.pem\"]", "trust[0]")]
    [InlineData("\"smtp\": { \"host\": \"mail.example.org\", \"trustFile\": \"missing.pem\" }", "smtp.trustFile")]
    [InlineData("\"smtp\": { \"host\": \"mail.example.org\", \"trustFile\": \"staff.json\" }", "smtp.trustFile")]
    [InlineData("\"smtp\": { \"host\": \"mail.example.org\", \"certificateFile\": \"missing.pfx\" }", "smtp.certificateFile")]
    [InlineData(
        "\"alarm\": { \"to\": \"it@elsewhere.test\", \"by\": \"smtp\", \"smtp\": { \"host\": \"relay.example.org\", \"trustFile\": \"missing.pem\" } }",
        "alarm.smtp.trustFile"
    )]
    public void A_certificate_file_that_is_not_there_is_a_fault_of_plain_check(string key, string path)
    {
        using var folders = new TestFolders();
        var text = $$"""{ "from": { "address": "nhacviec@example.org" }, "allowedDomains": ["example.org"], {{key}} }""";

        var fault = Assert.Single(EditedConfig.Load(folders, "send.json", System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal(path, fault.Path);
        Assert.Contains(folders.Worker.Config, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trust_file_that_is_gone_later_keeps_the_worker_from_nothing_else()
    {
        using var folders = new TestFolders();
        var pem = Path.Combine(folders.Root, "union.pem");
        File.WriteAllText(pem, _authority.Pem);
        var text =
            $$"""{ "from": { "address": "nhacviec@example.org" }, "allowedDomains": ["example.org"], "trust": [{{System.Text.Json.JsonSerializer.Serialize(pem)}}] }""";
        Directory.CreateDirectory(folders.Worker.Data);
        Assert.Empty(EditedConfig.Load(folders, "send.json", System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Null(LastGoodConfig.Save(folders.Worker));

        File.Delete(pem);

        Assert.NotNull(LastGoodConfig.Read(folders.Worker));
    }

    static void AssertSays(MailServerAnswer answer, params string[] words)
    {
        Assert.False(answer.Works, answer.Words);
        Assert.All(words, word => Assert.Contains(word, answer.Words, StringComparison.Ordinal));
        Assert.DoesNotContain("…", answer.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("typically", answer.Words, StringComparison.Ordinal);
    }

    static List<string> Steps(SmtpSink sink) => [.. sink.Moments.Select(moment => moment.Step)];

    static Task<MailServerAnswer> AskAsync(SendFixture fixture, string? host = null)
    {
        var send = fixture.Config.Send;
        if (host is not null)
        {
            send = new()
            {
                From = send.From,
                AllowedDomains = [],
                Transport = TransportKind.Smtp,
                Smtp = new() { Host = host },
            };
        }

        var transports = new TransportChoice(fixture.Folders, new(fixture.Folders, TimeProvider.System), TimeProvider.System);
        return new MailServerCheck(transports, TimeProvider.System).AskAsync(send, Stop);
    }

    async Task<SendFixture> ClosedAsync()
    {
        await using var other = new SmtpSink();
        var fixture = await FixtureAsync(other, MailSecurity.Tls);
        fixture.UseSmtp(LoopbackPort.Next(), security: MailSecurity.Tls);
        return fixture;
    }

    static async Task<MailServerAnswer> AskGraphAsync(string token, int status, string? refusal = null)
    {
        await using var server = Scripted.Start(request =>
            !request.Target.EndsWith("/token", StringComparison.Ordinal) ? new(status, "", [])
            : refusal is null ? ScriptedAnswer.Json($$"""{ "access_token": "{{token}}" }""")
            : ScriptedAnswer.Json($$"""{ "error": "invalid_client", "error_description": "{{refusal}}" }""") with { Status = 401 }
        );
        using var fixture = await SendFixture.OpenAsync();
        new SecretStore(fixture.Folders, fixture.Clock).Set("app", "a client's secret", null);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Graph,
                Graph = new()
                {
                    Mailbox = "nhacviec@example.org",
                    Tenant = "t",
                    ClientId = "app",
                    Secret = "app",
                    Endpoint = new(server.Address + "/"),
                    Login = new(server.Address + "/"),
                },
            },
        };
        return await AskAsync(fixture);
    }

    static string Token(string claims) =>
        $"e30.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims))}.x";

    static SmtpSink Server(MailSecurity security, X509Certificate2 certificate, bool isOpen = true, string? sender = null) =>
        new(moment =>
            moment.Step switch
            {
                "AUTH" => isOpen ? "235 2.7.0 welcome" : "535 5.7.8 no",
                "MAIL" => sender,
                _ => null,
            }
        )
        {
            Certificate = certificate,
            IsTlsFromTheFirstByte = security == MailSecurity.Tls,
            Extensions = ["8BITMIME", "STARTTLS", "AUTH PLAIN LOGIN"],
        };

    async Task<SendFixture> FixtureAsync(
        SmtpSink sink,
        MailSecurity security,
        string? trust = "union.pem",
        int seconds = 10,
        string host = "127.0.0.1",
        string? proxy = null
    )
    {
        var fixture = await SendFixture.OpenAsync();
        Directory.CreateDirectory(fixture.Folders.Config);
        await File.WriteAllTextAsync(Path.Combine(fixture.Folders.Config, "union.pem"), _authority.Pem, Stop);
        new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "password", null);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Smtp = new()
                {
                    Host = host,
                    Port = sink.Port,
                    Security = security,
                    User = "nhacviec@example.org",
                    Secret = "smtp",
                    TrustFile = trust,
                    Proxy = proxy,
                    Timeout = new(seconds, TimeUnit.Seconds),
                },
            },
        };
        return fixture;
    }

    static X509Certificate2 SelfSigned(int days = 400)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
