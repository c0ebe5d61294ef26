using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox;

/// <summary>A report of non-delivery is believed when it names a mail of ours that went to the address that it reports on.</summary>
public sealed class NonDeliveryTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_that_is_not_there_makes_the_mail_refused_the_address_dead_and_is_told_once()
    {
        using var fixture = await InboxFixture.OpenAsync();
        var mail = await fixture.SentAsync();

        var handled = await fixture.HandleAsync(Letters.Report(mail));
        await fixture.HandleAsync(Letters.Report(mail));

        Assert.Equal((InboxKind.DeliveryReport, InboxOutcome.Taken), (handled.Kind, handled.Outcome));
        Assert.Equal("mail 1 was not delivered: 5.1.1 550 5.1.1 <address> User unknown", handled.Words);
        var after = await fixture.Send.MailAsync(mail.Id);
        Assert.Equal(
            (OutboxState.Refused, "Reported as not delivered on 2026-07-06: 5.1.1 550 5.1.1 <address> User unknown"),
            (after.State, after.Reason)
        );
        await using var db = fixture.Send.Store.Open();
        var dead = await db.DeadAddresses.SingleAsync(Stop);
        Assert.Equal(("bca01@example.org", "staff:bca-01", null), (dead.Address, dead.Recipient, dead.ConfirmedAt));
        Assert.Equal(LedgerState.Withdrawn, (await db.Ledger.SingleAsync(row => row.OutboxId == mail.Id, Stop)).State); // decided again
        var told = Assert.Single(await fixture.Send.MailsAsync(), row => row.Id != mail.Id);
        Assert.Equal("desk@example.org", told.Address);
    }

    [Fact]
    public async Task No_mail_goes_to_a_dead_address_until_a_person_confirms_it()
    {
        using var fixture = await InboxFixture.OpenAsync();
        var mail = await fixture.SentAsync();
        await fixture.HandleAsync(Letters.Report(mail));
        fixture.Send.Clock.SetUtcNow(fixture.Send.Clock.GetUtcNow().AddDays(1));
        var next = await fixture.Send.QueueAsync(with: row => row.Day = SendFixture.Today.AddDays(1));
        await fixture.Send.SendAsync();
        Assert.Equal(OutboxState.RetryAt, (await fixture.Send.MailAsync(next.Id)).State);

        var approvals = new MailboxApprovals(fixture.Send.Store, fixture.Send.Config.SendSettings, fixture.Send.Clock);
        Assert.Single(await approvals.ListDeadAsync(Stop));
        Assert.False(await approvals.ConfirmAsync("other@example.org", "An", Stop));
        Assert.True(await approvals.ConfirmAsync("BCA01@example.org", "An", Stop));
        fixture.Send.Clock.SetUtcNow(fixture.Send.Clock.GetUtcNow().AddMinutes(2));
        await fixture.Send.SendAsync();

        Assert.Empty(await approvals.ListDeadAsync(Stop));
        Assert.Equal(OutboxState.Sent, (await fixture.Send.MailAsync(next.Id)).State);
        await fixture.HandleAsync(Letters.Report(mail)); // late, of before
        Assert.Empty(await approvals.ListDeadAsync(Stop));
    }

    [Theory]
    [InlineData("5.2.2", false)] // full
    [InlineData("5.7.1", false)] // policy
    [InlineData("4.4.1", false)] // given up after days
    [InlineData("5.1.2", true)]
    [InlineData("5.2.1", true)]
    public async Task A_mail_that_failed_for_another_reason_leaves_the_address_alive(string status, bool isDead)
    {
        using var fixture = await InboxFixture.OpenAsync();
        var mail = await fixture.SentAsync();

        await fixture.HandleAsync(Letters.Report(mail, status: status));

        Assert.Equal(OutboxState.Refused, (await fixture.Send.MailAsync(mail.Id)).State);
        await using var db = fixture.Send.Store.Open();
        Assert.Equal(isDead, await db.DeadAddresses.AnyAsync(Stop));
        Assert.Equal(
            isDead ? LedgerState.Withdrawn : LedgerState.Due,
            (await db.Ledger.SingleAsync(row => row.OutboxId == mail.Id, Stop)).State
        );
    }

    [Theory]
    [InlineData("another message", InboxOutcome.Refused)]
    [InlineData("another address", InboxOutcome.Refused)]
    [InlineData("delayed", InboxOutcome.Ignored)]
    [InlineData("delivered", InboxOutcome.Ignored)]
    public async Task A_forged_report_and_one_of_a_delay_change_nothing_and_are_accounted_for(string kind, object outcome)
    {
        using var fixture = await InboxFixture.OpenAsync();
        var mail = await fixture.SentAsync();

        var handled = await fixture.HandleAsync(
            kind switch
            {
                "another message" => Letters.Report("<1.000000000000@example.org>", mail.Address!),
                "another address" => Letters.Report(mail, "chief@example.org"),
                _ => Letters.Report(mail, action: kind, status: "4.4.1"),
            }
        );

        Assert.Equal((InboxKind.DeliveryReport, outcome), (handled.Kind, handled.Outcome));
        Assert.Equal(OutboxState.Sent, (await fixture.Send.MailAsync(mail.Id)).State);
        await using var db = fixture.Send.Store.Open();
        Assert.False(await db.DeadAddresses.AnyAsync(Stop));
        Assert.Equal(1, await db.Inbox.CountAsync(Stop));
    }

    [Fact]
    public async Task In_a_trial_a_report_on_the_testers_mailbox_leaves_the_real_address_alive()
    {
        using var fixture = await InboxFixture.OpenAsync(mode: MailMode.Trial);
        var mail = await fixture.SentAsync();

        var ofReal = await fixture.HandleAsync(Letters.Report(mail));
        var ofTester = await fixture.HandleAsync(Letters.Report(mail, "it@example.org"));

        Assert.Equal((InboxOutcome.Refused, InboxOutcome.Taken), (ofReal.Outcome, ofTester.Outcome));
        await using var db = fixture.Send.Store.Open();
        Assert.False(await db.DeadAddresses.AnyAsync(Stop));
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(100, false)]
    public async Task A_mail_of_parts_within_parts_is_read_to_a_depth_and_set_aside_beyond(int depth, bool isRead)
    {
        using var fixture = await InboxFixture.OpenAsync();

        var handled = await fixture.HandleAsync(Letters.Bomb(depth));

        Assert.Equal(isRead ? InboxOutcome.Forwarded : InboxOutcome.SetAside, handled.Outcome);
    }
}
