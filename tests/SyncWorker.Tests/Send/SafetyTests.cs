using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Config.Secrets;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

public sealed class SafetyTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copied_store_sends_nothing_until_it_is_released()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync("staff:1");
        await fixture.SendAsync();
        await fixture.QueueAsync("staff:2");
        fixture.Home = "another machine";

        var held = await fixture.SendAsync();
        var whileHeld = fixture.PickedUp().Count;
        var reasons = await fixture.ReleaseAsync();
        var after = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains("copied or moved", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.Equal(1, whileHeld);
        Assert.Single(reasons);
        Assert.Equal("1 sent", after.Counts[0].ToString());
    }

    [Fact]
    public async Task A_restored_store_sends_nothing_until_it_is_released()
    {
        TestPostgres.SkipSinceItIsOfSqlite();
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync("staff:1");
        var backup = Path.Combine(fixture.Folders.Data, "backup.db");
        await using (var db = fixture.Store.Open())
        {
            await db.Database.ExecuteSqlAsync($"vacuum into {backup}", Stop);
        }

        await fixture.SendAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(fixture.Folders.Data, "syncworker.db*"))
        {
            File.Delete(file);
        }

        File.Move(backup, fixture.Folders.Store);
        await using (var db = fixture.Store.Open())
        {
            // The backup was made before the first send; a later one would know its own id.
            db.Facts.AddRange(
                new() { Name = "store.id", Value = LastSendMarker.Read(fixture.Folders)!.Store },
                new() { Name = "store.home", Value = StoreIdentity.HomeOf(fixture.Store) }
            );
            await db.SaveChangesAsync(Stop);
        }

        var held = await fixture.SendAsync();
        await fixture.ReleaseAsync();
        var after = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains("restored", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.Equal("1 sent", after.Counts[0].ToString());
    }

    [Fact]
    public async Task The_trial_ends_with_golive_and_not_before()
    {
        using var fixture = await SendFixture.OpenAsync(MailMode.Trial);
        await fixture.QueueAsync("staff:1");
        await fixture.SendAsync();
        await using (var db = fixture.Store.OpenDurable())
        {
            await StoreIdentity.GoLiveAsync(db, fixture.Folders, fixture.Clock.GetUtcNow(), Stop);
        }

        await fixture.QueueAsync("staff:2");
        await fixture.SendAsync();

        var to = fixture.PickedUp().Select(file => MimeMail.Read(File.ReadAllBytes(file)).To.Mailboxes.Single().Address);
        Assert.Equal(["it@example.org", "bca01@example.org"], to);
    }

    [Fact]
    public async Task One_refused_login_stops_every_try_until_the_secret_is_set_again_and_then_each_person_gets_one_current_digest()
    {
        var isLocked = true;
        await using var sink = new SmtpSink(moment =>
            moment.Step switch
            {
                "AUTH" => isLocked ? "535 5.7.8 no" : "235 2.7.0 welcome",
                "MAIL" when isLocked => "530 5.7.0 authentication required", // System.Net.Mail goes on without a login
                _ => null,
            }
        )
        {
            Extensions = ["AUTH LOGIN PLAIN", "8BITMIME"],
        };
        using var fixture = await SendFixture.OpenAsync();
        var secrets = new SecretStore(fixture.Folders, fixture.Clock);
        secrets.Set("smtp", "old", null);
        fixture.UseSmtp(sink.Port, "nhacviec@example.org", "smtp");
        await fixture.QueueAsync("staff:1");

        var first = await fixture.SendAsync();
        var connects = sink.Moments.Count(moment => moment.Step == "connect");
        for (var day = 0; day < 3; day++)
        {
            fixture.Clock.Advance(TimeSpan.FromDays(1));
            var today = fixture.Now.Today;
            await fixture.QueueAsync("staff:1", with: mail => mail.Day = today);
            var later = await fixture.SendAsync();
            Assert.Equal(StageOutcome.Held, later.Outcome);
            Assert.Contains("secret set smtp", Assert.Single(later.Notes), StringComparison.Ordinal);
        }

        var afterwards = sink.Moments.Count(moment => moment.Step == "connect");
        secrets.Set("smtp", "new", null);
        isLocked = false;
        var mended = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Failed, first.Outcome);
        Assert.Equal(connects, afterwards);
        Assert.Equal("1 sent", mended.Counts[0].ToString());
        Assert.Contains("3 joined", mended.Counts.Select(count => count.ToString()));
        var digest = MimeMail.Read(System.Text.Encoding.Latin1.GetBytes(Assert.Single(sink.Mails).Text));
        Assert.Contains("09/07/2026: 4 việc cần chuẩn bị", digest.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_mail_can_be_tried_again_and_an_uncertain_one_then_says_so()
    {
        await using var sink = new SmtpSink(moment =>
            moment switch
            {
                { Step: "RCPT", Mail: 1 } => "550 5.1.1 no such user",
                { Step: "dot", Mail: 2 } => "cut",
                _ => null,
            }
        );
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        var refused = await fixture.QueueAsync("partner:1");
        await fixture.SendAsync();
        var mails = new MailCommands(fixture.Store);

        Assert.Null(await mails.RetryAsync(refused.Id, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
        await fixture.SendAsync(); // cut after the final dot
        Assert.Equal(OutboxState.Uncertain, (await fixture.MailAsync(refused.Id)).State);
        Assert.Null(await mails.RetryAsync(refused.Id, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
        await fixture.SendAsync();

        Assert.Equal(2, sink.Mails.Count);
        Assert.Single(sink.Mails.Select(mail => mail.MessageId).Distinct());
        Assert.Contains("X-Possible-Repeat: 1", sink.Mails[1].Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(await mails.RetryAsync(refused.Id, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
        Assert.NotNull(await mails.RetryAsync(99, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
    }

    [Fact]
    public async Task A_cancelled_mail_stays_away_with_its_reminders()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();

        Assert.Null(await new MailCommands(fixture.Store).CancelAsync(mail.Id, Stop));
        await fixture.SendAsync();

        Assert.Empty(fixture.PickedUp());
        await using var db = fixture.Store.Open();
        Assert.Equal(LedgerState.Cancelled, (await db.Ledger.SingleAsync(Stop)).State);
    }

    [Fact]
    public async Task Addresses_and_texts_are_forgotten_after_their_time_and_that_it_was_sent_is_not()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        await fixture.SendAsync();
        fixture.Clock.Advance(TimeSpan.FromDays(403)); // a Friday

        await fixture.SendAsync();

        var kept = await fixture.MailAsync(mail.Id);
        Assert.Null(kept.Address);
        Assert.Null(kept.Message);
        Assert.Equal(OutboxState.Sent, kept.State);
        Assert.NotNull(kept.MessageId);
    }

    [Fact]
    public async Task A_preview_shows_the_mail_and_freezes_nothing()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();

        var files = await new MailPreview(fixture.Parts()).WriteAsync(
            "staff:bca-01",
            SendFixture.Today,
            fixture.Now,
            fixture.Config.SendSettings,
            Stop
        );

        Assert.Equal([".html", ".txt"], files.Select(Path.GetExtension));
        Assert.Contains("Armenia", await File.ReadAllTextAsync(files[0], Stop), StringComparison.Ordinal);
        Assert.Null((await fixture.MailAsync(mail.Id)).Message);
        Assert.Empty(fixture.PickedUp());
    }

    [Fact]
    public async Task A_preview_writes_what_goes_with_the_mail_as_well()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(
            facts: SendFixture.Armenia with
            {
                Kind = ReminderKind.ReportOverdue,
                Missing = [new("Hội hữu nghị Việt Nam - Pháp", 1, null)],
            }
        );

        var files = await new MailPreview(fixture.Parts()).WriteAsync(
            "staff:bca-01",
            SendFixture.Today,
            fixture.Now,
            fixture.Config.SendSettings,
            Stop
        );

        Assert.Equal([".html", ".txt", ".xlsx"], files.Select(Path.GetExtension));
    }

    [Fact]
    public async Task A_mail_that_was_cancelled_is_not_cancelled_again()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();

        Assert.Null(await new MailCommands(fixture.Store).CancelAsync(mail.Id, Stop));

        Assert.Equal("It was cancelled already.", await new MailCommands(fixture.Store).CancelAsync(mail.Id, Stop));
    }

    [Theory]
    [InlineData(null, "took the mail (250)")]
    [InlineData("550 5.7.1 not allowed", "refused the mail for good (550): 5.7.1 not allowed. Check the sender's address")]
    [InlineData("550 5.1.1 no such user.", "refused the mail for good (550): 5.1.1 no such user. Check the mailbox you named.")]
    [InlineData("451 4.7.1 later", "refused the mail for now (451)")]
    public async Task A_test_mail_says_in_plain_words_what_the_server_answered(string? reply, string words)
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? reply : null);
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);

        var (_, said) = await new TestMail(fixture.Parts()).SendAsync(
            "it@example.org",
            fixture.Config.Send,
            fixture.Config.SendSettings,
            fixture.Now,
            Stop
        );

        Assert.Contains(words, Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(reply is null ? 1 : 0, sink.Mails.Count);
    }
}
