using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>What MailKit does against real servers: DSN by Postfix, TLS and XOAUTH2 by aiosmtpd.</summary>
[Trait("Needs", "postfix")]
public sealed class MailKitTests
{
    [Fact]
    public async Task A_server_that_offers_reports_is_asked_for_them_by_the_message_id()
    {
        await using var server = await RealServerTests.StartAsync();
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(server.Port);
        var mail = await fixture.QueueAsync();

        await fixture.SendAsync();

        var taken = Assert.Single(await RealServerTests.TakenAsync(server));
        Assert.Contains("NOTIFY=FAILURE,DELAY", taken, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"ENVID={(await fixture.MailAsync(mail.Id)).MessageId!.Trim('<', '>')}", taken, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("starttls")]
    public async Task A_mail_goes_through_TLS_with_an_access_token(string security)
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var tokens = new GraphServer();
        await using var server = await TlsServerAsync(fixture, security, "127.0.0.1", "token-1");
        Use(fixture, server.Port, security, tokens);
        await fixture.QueueAsync();

        var result = await fixture.SendAsync();

        Assert.True(result.Outcome == StageOutcome.Done, string.Join(" ", result.Notes));
        Assert.Equal(1, tokens.Tokens);
        Assert.Contains(
            "XOAUTH2 nhacviec@example.org",
            await File.ReadAllTextAsync(Path.Combine(server.Folder, "log"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Single(Directory.GetFiles(server.Folder, "*.eml"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_asks_for_our_certificate_takes_mail_from_its_holder_alone(bool isShown)
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var tokens = new GraphServer();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=syncworker", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var own = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.Combine(fixture.Folders.Data, "own");
        await File.WriteAllTextAsync(file + ".pem", own.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file + ".p12", own.Export(X509ContentType.Pkcs12, "password"), TestContext.Current.CancellationToken);
        await using var server = await TlsServerAsync(fixture, "tls", "127.0.0.1", "token-1", file + ".pem");
        new SecretStore(fixture.Folders, fixture.Clock).Set("certificate", "password", null);
        Use(fixture, server.Port, "tls", tokens, certificate: isShown ? file + ".p12" : null);
        await fixture.QueueAsync();

        await fixture.SendAsync();

        Assert.Equal(isShown ? OutboxState.Sent : OutboxState.RetryAt, Assert.Single(await fixture.MailsAsync()).State);
        Assert.Equal(isShown ? 1 : 0, Directory.GetFiles(server.Folder, "*.eml").Length);
    }

    [Fact]
    public async Task A_token_that_the_server_does_not_want_stops_every_try()
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var tokens = new GraphServer();
        await using var server = await TlsServerAsync(fixture, "tls", "127.0.0.1", "another token");
        Use(fixture, server.Port, "tls", tokens);
        await fixture.QueueAsync();

        var first = await fixture.SendAsync();
        var second = await fixture.SendAsync();

        Assert.Contains("refused the login", Assert.Single(first.Notes), StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Held, second.Outcome);
        Assert.Equal(OutboxState.Queued, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Theory]
    [InlineData("127.0.0.1", false, "is self-signed, so that nobody vouches for it")]
    [InlineData("mail.elsewhere.test", true, "is made out to mail.elsewhere.test, not to 127.0.0.1")]
    public async Task What_is_wrong_with_a_certificate_is_named(string name, bool isTrusted, string words)
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var tokens = new GraphServer();
        await using var server = await TlsServerAsync(fixture, "tls", name, "token-1");
        Use(fixture, server.Port, "tls", tokens, isTrusted);
        await fixture.QueueAsync();

        var result = await fixture.SendAsync();

        Assert.Contains(words, Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(OutboxState.RetryAt, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing_when_send_json_asks_for_it()
    {
        await using var sink = new SmtpSink();
        using var fixture = await SendFixture.OpenAsync();
        fixture.Config = fixture.Config with { Send = Options(new() { Host = "127.0.0.1", Port = sink.Port }) };
        await fixture.QueueAsync();

        var result = await fixture.SendAsync();

        Assert.Contains("does not offer STARTTLS", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    static SendOptions Options(SmtpOptions smtp) =>
        new()
        {
            From = new() { Address = "nhacviec@example.org" },
            AllowedDomains = ["example.org"],
            Transport = TransportKind.Smtp,
            Smtp = smtp,
        };

    static void Use(SendFixture fixture, int port, string security, GraphServer tokens, bool isTrusted = true, string? certificate = null)
    {
        new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "a client's secret", null);
        fixture.Config = fixture.Config with
        {
            Send = Options(
                new()
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Security = security == "tls" ? MailSecurity.Tls : MailSecurity.StartTls,
                    User = "nhacviec@example.org",
                    Secret = "smtp",
                    OAuth = new()
                    {
                        TokenEndpoint = new(tokens.Uri, "token"),
                        ClientId = "app",
                        Scope = "https://outlook.office365.com/.default",
                    },
                    CertificateFile = certificate,
                    CertificateSecret = certificate is null ? null : "certificate",
                    TrustFile = isTrusted ? Path.Combine(fixture.Folders.Data, "server.pem") : null,
                }
            ),
        };
    }

    static Task<ServerProcess> TlsServerAsync(SendFixture fixture, string security, string name, string token, string? client = null)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNCWORKER_TESTS_FULL") == "1", "aiosmtpd is installed by tests/run.sh");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );
        File.WriteAllText(Path.Combine(fixture.Folders.Data, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(fixture.Folders.Data, "server.key"), key.ExportPkcs8PrivateKeyPem());
        var script = Path.Combine(Tests.Support.SourceTree.Root, "tests", "SyncWorker.Tests", "Send", "Support", "tls_server.py");
        return ServerProcess.StartAsync(
            "/usr/bin/python3",
            (port, folder) =>
                [
                    script,
                    $"{port}",
                    folder,
                    security,
                    Path.Combine(fixture.Folders.Data, "server.pem"),
                    Path.Combine(fixture.Folders.Data, "server.key"),
                    token,
                    .. client is null ? (string[])[] : [client],
                ]
        );
    }
}
