using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SyncWorker.Tests.Poll.Support;

namespace SyncWorker.Tests.Poll;

/// <summary>Only who proves to be the source is asked: a private authority must be named, and it excuses nothing else.</summary>
public sealed class CertificateTests
{
    static readonly DateTimeOffset s_from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_private_authority_is_trusted_when_config_names_it_and_only_then()
    {
        using var authority = Authority();
        using var certificate = Issue(authority, "127.0.0.1", s_from.AddYears(20));
        await using var server = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var desk = await OpenAsync(server, authority, trust: false);
        Assert.Equal(StageOutcome.Failed, (await desk.PollAsync()).Outcome);
        Assert.StartsWith("The connection could not be secured", (await desk.FeedAsync("good")).Reason, StringComparison.Ordinal);

        desk.Use(Poll(server, trust: true));

        Assert.Equal(StageOutcome.Done, (await desk.PollAsync()).Outcome);
    }

    [Fact]
    public async Task An_expired_certificate_makes_the_source_unhealthy_also_when_its_authority_is_trusted()
    {
        using var authority = Authority();
        using var certificate = Issue(authority, "127.0.0.1", s_from.AddDays(30));
        await using var server = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var desk = await OpenAsync(server, authority, trust: true);

        Assert.Equal(StageOutcome.Failed, (await desk.PollAsync()).Outcome);
        Assert.Contains("Look at the certificate (expired?", (await desk.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_of_another_name_makes_the_source_unhealthy_also_when_its_authority_is_trusted()
    {
        using var authority = Authority();
        using var certificate = Issue(authority, "127.0.0.2", s_from.AddYears(20));
        await using var server = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var desk = await OpenAsync(server, authority, trust: true);

        Assert.Equal(StageOutcome.Failed, (await desk.PollAsync()).Outcome);
        Assert.Empty(server.Requests);
    }

    static async Task<PollDesk> OpenAsync(Scripted server, X509Certificate2 authority, bool trust)
    {
        var desk = await PollDesk.OpenAsync(Poll(server, trust));
        await File.WriteAllTextAsync(Path.Combine(desk.ConfigFolder, "union.pem"), authority.ExportCertificatePem(), TestContext.Current.CancellationToken);
        return desk;
    }

    static string Poll(Scripted server, bool trust) =>
        Good.Poll(Good.Source(server.Address, more: ", \"http\": { \"retries\": 0 }")).Replace("\"contact\"", trust ? "\"trust\": [\"union.pem\"], \"contact\"" : "\"contact\"", StringComparison.Ordinal);

    static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Union CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(s_from, s_from.AddYears(30));
    }

    static X509Certificate2 Issue(X509Certificate2 authority, string address, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=source", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, s_from, until, [1, 2, 3, 4]);
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
