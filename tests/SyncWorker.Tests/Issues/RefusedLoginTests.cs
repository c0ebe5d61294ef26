using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Send;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>
/// A login that was refused with a good password (account locked, licence, SMTP switched off): each of the three ways out works, and the
/// store keeps nothing by which the password could be guessed.
/// </summary>
public sealed class RefusedLoginTests : IAsyncDisposable
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    readonly SmtpSink _sink;
    bool _isLocked = true;

    public RefusedLoginTests() =>
        _sink = new SmtpSink(moment =>
            moment.Step switch
            {
                "AUTH" => _isLocked ? "535 5.7.139 SmtpClientAuthentication is disabled for the Tenant" : "235 2.7.0 welcome",
                "MAIL" when _isLocked => "530 5.7.0 authentication required",
                _ => null,
            }
        )
        {
            Extensions = ["AUTH LOGIN PLAIN", "8BITMIME"],
        };

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    async Task<SendFixture> RefusedAsync()
    {
        var fixture = await SendFixture.OpenAsync();
        new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "the same", null);
        fixture.UseSmtp(_sink.Port, "nhacviec@example.org", "smtp");
        await fixture.QueueAsync("staff:1");
        Assert.Equal(StageOutcome.Failed, (await fixture.SendAsync()).Outcome);
        Assert.Equal(StageOutcome.Held, (await fixture.SendAsync()).Outcome);
        _isLocked = false;
        return fixture;
    }

    [Fact]
    public async Task The_same_password_set_again_is_tried_again()
    {
        using var fixture = await RefusedAsync();

        new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "the same", null);

        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Fact]
    public async Task A_test_mail_that_is_taken_lets_sending_go_on()
    {
        using var fixture = await RefusedAsync();

        var (_, words) = await new TestMail(fixture.Parts()).SendAsync(
            "it@example.org",
            fixture.Config.Send,
            fixture.Config.SendSettings,
            fixture.Now,
            Stop
        );

        Assert.Contains(words, word => word.Contains("works now", StringComparison.Ordinal));
        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Fact]
    public async Task A_test_mail_that_is_refused_does_not()
    {
        using var fixture = await RefusedAsync();
        _isLocked = true;

        await new TestMail(fixture.Parts()).SendAsync(
            "it@example.org",
            fixture.Config.Send,
            fixture.Config.SendSettings,
            fixture.Now,
            Stop
        );

        Assert.Equal(StageOutcome.Held, (await fixture.SendAsync()).Outcome);
    }

    [Fact]
    public async Task Release_names_the_refused_login_and_lets_it_be_tried_again()
    {
        using var fixture = await RefusedAsync();

        var reasons = await new SendGate(fixture.Parts(), fixture.Config.SendSettings).ReasonsAsync(Stop);
        var released = await fixture.ReleaseAsync();

        Assert.Contains("refused the login", Assert.Single(reasons), StringComparison.Ordinal);
        Assert.Single(released);
        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Fact]
    public async Task What_the_store_keeps_of_a_password_is_another_for_each_store()
    {
        using var one = await RefusedAsync();
        _isLocked = true;
        using var other = await RefusedAsync();

        Assert.NotEqual(await KeptAsync(one), await KeptAsync(other));
    }

    [Fact]
    public void Of_an_environment_variable_a_salted_hash_tells_whether_it_is_still_the_same()
    {
        using var folders = new TestFolders();
        var secrets = new SecretStore(folders.Worker, TimeProvider.System);
        const string Name = "refused-login-tests";
        Environment.SetEnvironmentVariable(SecretStore.Variable(Name), "one");
        var version = SecretVersion.Read(secrets, Name);

        Assert.NotEqual(version, SecretVersion.Read(secrets, Name));
        Assert.True(SecretVersion.IsStill(secrets, Name, version));
        Environment.SetEnvironmentVariable(SecretStore.Variable(Name), "two");
        Assert.False(SecretVersion.IsStill(secrets, Name, version));
        Environment.SetEnvironmentVariable(SecretStore.Variable(Name), null);
        Assert.False(SecretVersion.IsStill(secrets, Name, version));
    }

    static async Task<string> KeptAsync(SendFixture fixture)
    {
        await using var db = fixture.Store.Open();
        return (await db.Facts.SingleAsync(fact => fact.Name == RefusedLogin.Fact, Stop)).Value;
    }
}
