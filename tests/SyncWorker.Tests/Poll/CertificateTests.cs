using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Poll;

/// <summary>Only who proves to be the source is asked: a private authority must be named, and it excuses nothing else.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_private_authority_is_trusted_when_config_names_it_and_only_then()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(isExpired: false, "127.0.0.1");
        await using var server = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await OpenAsync(server, authority, trust: false);
        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.StartsWith("The connection could not be secured", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);

        fixture.Use(Poll(server, trust: true));

        Assert.Equal(StageOutcome.Done, (await fixture.PollAsync()).Outcome);
    }

    [Fact]
    public async Task An_expired_certificate_makes_the_source_unhealthy_also_when_its_authority_is_trusted()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(isExpired: true, "127.0.0.1");
        await using var server = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await OpenAsync(server, authority, trust: true);

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.Contains("Look at the certificate (expired?", (await fixture.FeedAsync("good")).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_of_another_name_makes_the_source_unhealthy_also_when_its_authority_is_trusted()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(isExpired: false, "127.0.0.2");
        await using var server = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await OpenAsync(server, authority, trust: true);

        Assert.Equal(StageOutcome.Failed, (await fixture.PollAsync()).Outcome);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_file_of_an_authority_that_is_missing_makes_only_what_needs_it_unhealthy_and_is_named()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(isExpired: false, "127.0.0.1");
        await using var secured = Scripted.Start(certificate, _ => ScriptedAnswer.Json(Good.Json()));
        await using var plain = Scripted.Start(_ => ScriptedAnswer.Json(Good.Json()));
        await using var fixture = await OpenAsync(secured, authority, trust: true);
        File.Delete(Path.Combine(fixture.ConfigFolder, "union.pem"));
        fixture.Use(
            Poll(secured, trust: true)
                .Replace("\"sources\": [", $"\"sources\": [ {Good.Source(plain.Address, name: "plain")},", StringComparison.Ordinal)
        );

        Assert.Equal(StageOutcome.Partly, (await fixture.PollAsync()).Outcome);
        var reason = (await fixture.FeedAsync("good")).Reason;
        Assert.Contains("authority that config trusts cannot be read: There is no file", reason, StringComparison.Ordinal);
        Assert.Contains("union.pem", reason, StringComparison.Ordinal);
        Assert.Equal(Good.Rows, (await fixture.SnapshotAsync("plain")).Count);
    }

    static async Task<PollFixture> OpenAsync(Scripted server, TestAuthority authority, bool trust)
    {
        var fixture = await PollFixture.OpenAsync(Poll(server, trust));
        await File.WriteAllTextAsync(Path.Combine(fixture.ConfigFolder, "union.pem"), authority.Pem, TestContext.Current.CancellationToken);
        return fixture;
    }

    static string Poll(Scripted server, bool trust) =>
        Good.Poll(Good.Source(server.Address, more: ", \"http\": { \"retries\": 0 }"))
            .Replace("\"contact\"", trust ? "\"trust\": [\"union.pem\"], \"contact\"" : "\"contact\"", StringComparison.Ordinal);
}
