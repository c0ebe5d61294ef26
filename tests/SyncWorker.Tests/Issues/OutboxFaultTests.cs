using Microsoft.EntityFrameworkCore;
using Npgsql;
using SyncWorker.Config;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Issues;

/// <summary>What a person, a refused login and a damaged file make of mails that may have arrived, and what is forgotten of them.</summary>
public sealed class OutboxFaultTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Task<OutboxMail> UncertainAsync(SendFixture fixture, bool repeatNow) =>
        fixture.QueueAsync(with: mail =>
            (mail.State, mail.NextTryAt, mail.Message, mail.MessageId, mail.Subject) = (
                OutboxState.Uncertain,
                repeatNow ? mail.CreatedAt : null,
                [1],
                "<1>",
                "x"
            )
        );

    static Task<OutboxSteps> OpenAsync(SendFixture fixture) => OutboxSteps.OpenAsync(fixture.Store, "one/1/x", 7, Stop);

    [Fact]
    public async Task Forget_counts_from_the_settlement()
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        var mail = await fixture.QueueAsync(with: mail => (mail.State, mail.CreatedAt) = (OutboxState.Refused, now.AddDays(-3))); // given up now
        await using var db = fixture.Store.OpenDurable();
        db.Attempts.Add(
            new()
            {
                OutboxId = mail.Id,
                At = now,
                Transport = "smtp",
                Outcome = AttemptOutcome.Permanent,
            }
        );
        await db.SaveChangesAsync(Stop);

        await OutboxUpkeep.ForgetAsync(db, now.AddHours(-1), Stop);
        Assert.NotNull((await fixture.MailAsync(mail.Id)).Address);

        await OutboxUpkeep.ForgetAsync(db, now.AddHours(1), Stop);
        Assert.Null((await fixture.MailAsync(mail.Id)).Address);
    }

    [Fact]
    public async Task A_repeat_whose_login_is_refused_is_not_queued_with_its_text()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await UncertainAsync(fixture, repeatNow: true);
        await using var steps = await OpenAsync(fixture);
        var row = Assert.Single(await steps.ClaimAsync(1, fixture.Now, TimeSpan.FromMinutes(15), Stop));
        var refused = new Delivery.LoginRefused(535, "no");
        steps.Settle([
            new(row, Settlement.After(refused, row, fixture.Config.Send, fixture.Clock.GetUtcNow()), fixture.Now)
            {
                Delivery = refused,
                Transport = "smtp",
            },
        ]);
        var after = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.RetryAt, 1), (after.State, after.Repeats));
        Assert.Equal([1], after.Message!);
        Assert.Single(await steps.ClaimAsync(1, fixture.Now, TimeSpan.FromMinutes(15), Stop)); // it is due, once mail may leave
    }

    [Fact]
    public async Task A_repeat_that_waits_for_a_person_keeps_its_text()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await UncertainAsync(fixture, repeatNow: true);
        await using (var db = fixture.Store.Open())
        {
            db.DeadAddresses.Add(
                new()
                {
                    Address = mail.Address!,
                    Recipient = mail.Recipient,
                    Reason = "5.1.1",
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        var parts = fixture.Parts();
        var writer = await MailWriter.OpenAsync(
            parts,
            fixture.Config.SendSettings,
            await StoreIdentity.ReadAsync(fixture.Store, parts.Home, Stop),
            Stop
        );
        await using var steps = await OpenAsync(fixture);
        var batch = (await new BatchWriter(steps, writer).NextAsync(5, fixture.Now, TimeSpan.FromMinutes(15)))!;
        steps.Settle(batch.Ended);
        var after = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.RetryAt, 1), (after.State, after.Repeats));
        Assert.Equal([1], after.Message!);
    }

    [Fact]
    public async Task An_uncertain_mail_that_was_closed_and_is_tried_again_says_that_it_may_be_a_repeat()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await UncertainAsync(fixture, repeatNow: false);
        var mails = new MailCommands(fixture.Store);
        Assert.Null(await mails.CancelAsync(mail.Id, Stop));
        Assert.Null(await mails.RetryAsync(mail.Id, fixture.Clock.GetUtcNow(), SendFixture.Today, Stop));
        await using var steps = await OpenAsync(fixture);
        Assert.Equal(1, Assert.Single(await steps.ClaimAsync(1, fixture.Now, TimeSpan.FromMinutes(15), Stop)).Repeats);
    }

    [Fact]
    public async Task A_mail_that_was_cancelled_is_not_sent()
    {
        Assert.SkipUnless(TestPostgres.IsTheEngine, "rows are locked there alone");
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        await using var worker = fixture.Store.OpenDurable();
        await worker.Database.OpenConnectionAsync(Stop);
        await using var steps = await OpenAsync(fixture);
        Task<string?> cancelling;
        await using (var claiming = await worker.Database.GetDbConnection().BeginTransactionAsync(Stop))
        {
            await using var command = worker.Database.GetDbConnection().CreateCommand();
            command.Transaction = claiming;
            command.CommandText = $"update outbox set State = 'Claimed', LeaseOwner = 'one/1/x', Fence = 7 where Id = {mail.Id}";
            await command.ExecuteNonQueryAsync(Stop);
            cancelling = new MailCommands(fixture.Store).CancelAsync(mail.Id, Stop);
            var claimer = ((NpgsqlConnection)worker.Database.GetDbConnection()).ProcessID;
            await using var other = fixture.Store.Open();
            var waiting = 0;
            while (waiting == 0 && !cancelling.IsCompleted) // for the row that is claimed
            {
                waiting = await other
                    .Database.SqlQuery<int>(
                        $"select count(*)::int as \"Value\" from pg_stat_activity where {claimer} = any(pg_blocking_pids(pid))"
                    )
                    .SingleAsync(Stop);
            }

            await claiming.CommitAsync(Stop);
        }

        var answer = await cancelling;
        var frozen = steps.SettleAndFreeze([], [new(mail, Some.ComposedMail(mail))], fixture.Clock.GetUtcNow().AddMinutes(5)).Frozen;
        Assert.Equal("A worker took it in this moment; look again.", answer);
        Assert.Single(frozen);
    }

    [Fact]
    public async Task Copies_are_forgotten_without_an_address_too()
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        var mail = await fixture.QueueAsync(with: mail =>
            (mail.State, mail.CreatedAt, mail.Address, mail.Copies) = (OutboxState.Refused, now.AddDays(-500), null, "copy@example.org")
        );
        await using var db = fixture.Store.OpenDurable();
        await OutboxUpkeep.ForgetAsync(db, now.AddDays(-400), Stop);
        Assert.Null((await fixture.MailAsync(mail.Id)).Copies);
    }

    [Fact]
    public void A_note_that_cannot_be_read_is_no_note()
    {
        using var folders = new TestFolders();
        File.WriteAllText(Path.Combine(folders.Root, "sending-7.notes"), "o\n17\tSent\tx\t2026-07-06\t250\tok\n");
        Assert.Null(DeliveryJournal.Read(folders.Root, "o", 7)![17].Delivery);
    }
}
