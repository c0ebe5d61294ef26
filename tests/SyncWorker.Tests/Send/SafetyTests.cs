using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Hosting.Secrets;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send;

public sealed class SafetyTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copied_store_sends_nothing_until_it_is_released()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync("staff:1");
        await desk.SendAsync();
        await desk.QueueAsync("staff:2");
        desk.Home = "another machine";

        var held = await desk.SendAsync();
        var whileHeld = desk.PickedUp().Count;
        var reasons = await desk.ReleaseAsync();
        var after = await desk.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains("copied or moved", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.Equal(1, whileHeld);
        Assert.Single(reasons);
        Assert.Equal("1 sent", after.Counts[0].ToString());
    }

    [Fact]
    public async Task A_restored_store_sends_nothing_until_it_is_released()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync("staff:1");
        var backup = Path.Combine(desk.Folders.Data, "backup.db");
        await using (var db = desk.Store.Open())
        {
            await db.Database.ExecuteSqlAsync($"vacuum into {backup}", Stop);
        }

        await desk.SendAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(desk.Folders.Data, "syncworker.db*"))
        {
            File.Delete(file);
        }

        File.Move(backup, desk.Folders.Store);
        await using (var db = desk.Store.Open())
        {
            // The backup was made before the first send; a later one would know its own id.
            db.Facts.AddRange(new() { Name = "store.id", Value = LastSend.Read(desk.Folders)!.Store }, new() { Name = "store.home", Value = StoreIdentity.HomeOf(desk.Store) });
            await db.SaveChangesAsync(Stop);
        }

        var held = await desk.SendAsync();
        await desk.ReleaseAsync();
        var after = await desk.SendAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains("restored", Assert.Single(held.Notes), StringComparison.Ordinal);
        Assert.Equal("1 sent", after.Counts[0].ToString());
    }

    [Fact]
    public async Task The_trial_ends_with_golive_and_not_before()
    {
        using var desk = await SendDesk.OpenAsync(MailMode.Trial);
        await desk.QueueAsync("staff:1");
        await desk.SendAsync();
        await using (var db = desk.Store.OpenDurable())
        {
            await StoreIdentity.GoLiveAsync(db, desk.Clock.GetUtcNow(), Stop);
        }

        await desk.QueueAsync("staff:2");
        await desk.SendAsync();

        var to = desk.PickedUp().Select(file => MimeMail.Read(File.ReadAllBytes(file)).To.Mailboxes.Single().Address);
        Assert.Equal(["it@example.org", "bca01@example.org"], to);
    }

    [Fact]
    public async Task One_refused_login_stops_every_try_until_the_secret_is_set_again_and_then_each_person_gets_one_current_digest()
    {
        var isLocked = true;
        await using var sink = new SmtpSink(moment => moment.Step switch
        {
            "AUTH" => isLocked ? "535 5.7.8 no" : "235 2.7.0 welcome",
            "MAIL" when isLocked => "530 5.7.0 authentication required", // System.Net.Mail goes on without a login
            _ => null,
        })
        {
            Extensions = ["AUTH LOGIN PLAIN", "8BITMIME"],
        };
        using var desk = await SendDesk.OpenAsync();
        var secrets = new SecretStore(desk.Folders, desk.Clock);
        secrets.Set("smtp", "old", null);
        desk.UseSmtp(sink.Port, "nhacviec@example.org", "smtp");
        await desk.QueueAsync("staff:1");

        var first = await desk.SendAsync();
        var connects = sink.Moments.Count(moment => moment.Step == "connect");
        for (var day = 0; day < 3; day++)
        {
            desk.Clock.Advance(TimeSpan.FromDays(1));
            var today = desk.Now.Today;
            await desk.QueueAsync("staff:1", with: mail => mail.Day = today);
            var later = await desk.SendAsync();
            Assert.Equal(StageOutcome.Held, later.Outcome);
            Assert.Contains("secret set smtp", Assert.Single(later.Notes), StringComparison.Ordinal);
        }

        var afterwards = sink.Moments.Count(moment => moment.Step == "connect");
        secrets.Set("smtp", "new", null);
        isLocked = false;
        var mended = await desk.SendAsync();

        Assert.Equal(StageOutcome.Failed, first.Outcome);
        Assert.Equal(connects, afterwards);
        Assert.Equal("1 sent", mended.Counts[0].ToString());
        Assert.Contains("3 joined", mended.Counts.Select(count => count.ToString()));
        var digest = MimeMail.Read(System.Text.Encoding.Latin1.GetBytes(Assert.Single(sink.Mails).Text));
        Assert.Contains("09/07/2026: 4 ngày cần chuẩn bị", digest.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_mail_can_be_tried_again_and_an_uncertain_one_then_says_so()
    {
        await using var sink = new SmtpSink(moment => moment switch
        {
            { Step: "RCPT", Mail: 1 } => "550 5.1.1 no such user",
            { Step: "dot", Mail: 2 } => "cut",
            _ => null,
        });
        using var desk = await SendDesk.OpenAsync();
        desk.UseSmtp(sink.Port);
        var refused = await desk.QueueAsync("partner:1");
        await desk.SendAsync();
        var mails = new MailDesk(desk.Store);

        Assert.Null(await mails.RetryAsync(refused.Id, desk.Clock.GetUtcNow(), SendDesk.Today, Stop));
        await desk.SendAsync(); // cut after the final dot
        Assert.Equal(OutboxState.Uncertain, (await desk.MailAsync(refused.Id)).State);
        Assert.Null(await mails.RetryAsync(refused.Id, desk.Clock.GetUtcNow(), SendDesk.Today, Stop));
        await desk.SendAsync();

        Assert.Equal(2, sink.Mails.Count);
        Assert.Single(sink.Mails.Select(mail => mail.MessageId).Distinct());
        Assert.Contains("X-Possible-Repeat: 1", sink.Mails[1].Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(await mails.RetryAsync(refused.Id, desk.Clock.GetUtcNow(), SendDesk.Today, Stop));
        Assert.NotNull(await mails.RetryAsync(99, desk.Clock.GetUtcNow(), SendDesk.Today, Stop));
    }

    [Fact]
    public async Task A_cancelled_mail_stays_away_with_its_reminders()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();

        Assert.Null(await new MailDesk(desk.Store).CancelAsync(mail.Id, Stop));
        await desk.SendAsync();

        Assert.Empty(desk.PickedUp());
        await using var db = desk.Store.Open();
        Assert.Equal(OccurrenceState.Cancelled, (await db.Occurrences.SingleAsync(Stop)).State);
    }

    [Fact]
    public async Task Addresses_and_texts_are_forgotten_after_their_time_and_that_it_was_sent_is_not()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();
        await desk.SendAsync();
        desk.Clock.Advance(TimeSpan.FromDays(403)); // a Friday

        await desk.SendAsync();

        var kept = await desk.MailAsync(mail.Id);
        Assert.Null(kept.Address);
        Assert.Null(kept.Message);
        Assert.Equal(OutboxState.Sent, kept.State);
        Assert.NotNull(kept.MessageId);
    }

    [Fact]
    public async Task A_preview_shows_the_mail_and_freezes_nothing()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();

        var files = await new MailPreview(desk.Parts()).WriteAsync("staff:bca-01", SendDesk.Today, desk.Now, desk.Config, Stop);

        Assert.Equal([".html", ".txt"], files.Select(Path.GetExtension));
        Assert.Contains("Armenia", await File.ReadAllTextAsync(files[0], Stop), StringComparison.Ordinal);
        Assert.Null((await desk.MailAsync(mail.Id)).Message);
        Assert.Empty(desk.PickedUp());
    }

    [Fact]
    public async Task A_preview_writes_what_goes_with_the_mail_as_well()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync(facts: SendDesk.Armenia with { Kind = "report-overdue", Missing = [new("Hội hữu nghị Việt Nam - Pháp", 1, null)] });

        var files = await new MailPreview(desk.Parts()).WriteAsync("staff:bca-01", SendDesk.Today, desk.Now, desk.Config, Stop);

        Assert.Equal([".html", ".txt", ".xlsx"], files.Select(Path.GetExtension));
    }

    [Fact]
    public async Task A_mail_that_was_cancelled_is_not_cancelled_again()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();

        Assert.Null(await new MailDesk(desk.Store).CancelAsync(mail.Id, Stop));

        Assert.Equal("It was cancelled already.", await new MailDesk(desk.Store).CancelAsync(mail.Id, Stop));
    }

    [Theory]
    [InlineData(null, "took the mail (250)")]
    [InlineData("550 5.7.1 not allowed", "refused the mail for good (550): 5.7.1 not allowed. Check the sender's address")]
    [InlineData("550 5.1.1 no such user.", "refused the mail for good (550): 5.1.1 no such user. Check the mailbox you named.")]
    [InlineData("451 4.7.1 later", "refused the mail for now (451)")]
    public async Task A_test_mail_says_in_plain_words_what_the_server_answered(string? reply, string words)
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? reply : null);
        using var desk = await SendDesk.OpenAsync();
        desk.UseSmtp(sink.Port);

        var (_, said) = await new TestMail(desk.Parts()).SendAsync("it@example.org", desk.Config.Send, desk.Config, desk.Now, Stop);

        Assert.Contains(words, Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(reply is null ? 1 : 0, sink.Mails.Count);
    }
}
