using System.Collections.Concurrent;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>What is claimed gets its text or ends with its reason, each mail by itself.</summary>
public sealed class BatchWriterTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_nothing_due_there_is_no_batch()
    {
        using var fixture = await SendFixture.OpenAsync();

        Assert.Null(await NextAsync(fixture));
    }

    [Fact]
    public async Task A_new_mail_gets_its_text_and_one_that_has_a_text_keeps_its_bytes()
    {
        using var fixture = await SendFixture.OpenAsync();
        var fresh = await fixture.QueueAsync("staff:1");
        var frozen = await fixture.QueueAsync(
            "staff:2",
            with: mail => (mail.Message, mail.MessageId, mail.Subject) = ([.. "Subject: x\r\n\r\nfrozen"u8], "<2>", "x")
        );
        var more = await fixture.QueueAsync("staff:3");

        var batch = (await NextAsync(fixture, most: 2))!;

        Assert.Equal([fresh.Id, frozen.Id], batch.Ready.Select(mail => mail.Row.Id));
        Assert.Contains("Armenia", MimeMail.Read(batch.Ready[0].Mail.Message).PlainText, StringComparison.Ordinal);
        Assert.Equal(("<2>", "x"), (batch.Ready[1].Mail.MessageId, batch.Ready[1].Mail.Subject));
        Assert.Equal([.. "Subject: x\r\n\r\nfrozen"u8], batch.Ready[1].Mail.Message);
        Assert.Empty(batch.Ended);
        Assert.Equal(fixture.Now, batch.At);
        Assert.Equal(fixture.Clock.GetUtcNow().AddMinutes(15), batch.Ready[0].Row.LeaseUntil);
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(more.Id)).State);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(null, true)]
    public async Task A_mail_that_is_of_no_use_any_more_expires(int? usefulFor, bool leaves)
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(with: mail => mail.UsefulUntil = usefulFor is { } days ? SendFixture.Today.AddDays(days) : null);

        var batch = (await NextAsync(fixture))!;

        Assert.Equal(leaves ? 1 : 0, batch.Ready.Count);
        if (!leaves)
        {
            AssertEnds(OutboxState.Expired, "It was useful until 05/07/2026 only.", Assert.Single(batch.Ended), fixture.Now);
        }
    }

    [Theory]
    [InlineData("", "There is no address: name one in staff.json or in the source.")]
    [InlineData("someone@elsewhere.test", "The domain elsewhere.test is not in allowedDomains (send.json).")]
    public async Task A_mail_that_may_not_go_to_its_address_is_refused_with_the_reason(string address, string reason)
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(address: address);

        var batch = (await NextAsync(fixture))!;

        Assert.Empty(batch.Ready);
        AssertEnds(OutboxState.Refused, reason, Assert.Single(batch.Ended), fixture.Now);
    }

    [Fact]
    public async Task A_mail_that_waits_for_a_persons_word_asks_again_in_a_minute_with_a_new_text()
    {
        using var fixture = await SendFixture.OpenAsync();
        await QueueToDeadAsync(fixture);

        var batch = (await NextAsync(fixture))!;

        Assert.Empty(batch.Ready);
        var end = Assert.Single(batch.Ended);
        Assert.Equal((OutboxState.RetryAt, AttemptOutcome.Temporary), (end.Settlement.State, end.Settlement.Outcome));
        Assert.Contains("waits for a person", end.Settlement.Reason, StringComparison.Ordinal);
        Assert.Equal(fixture.Clock.GetUtcNow().AddMinutes(1), end.Settlement.NextTryAt);
        Assert.True(end.Settlement.Recompose);
        Assert.Null(end.Delivery); // no try was made
    }

    [Fact]
    public async Task In_a_trial_no_mail_waits_for_a_persons_word_since_the_tester_reads_it()
    {
        using var fixture = await SendFixture.OpenAsync(MailMode.Trial);
        await QueueToDeadAsync(fixture);
        await fixture.QueueAsync("staff:2");

        var batch = (await NextAsync(fixture))!;

        Assert.Empty(batch.Ended);
        Assert.All(batch.Ready, mail => Assert.Equal("it@example.org", mail.Mail.To));
        Assert.Equal(2, batch.Ready.Count);
    }

    [Fact]
    public async Task A_mail_with_nothing_left_to_say_is_cancelled()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync("staff:1");
        var other = await fixture.QueueAsync("staff:2");
        await fixture.MoveRemindersAsync(mail, other);

        var batch = (await NextAsync(fixture))!;

        Assert.Equal([other.Id], batch.Ready.Select(ready => ready.Row.Id));
        AssertEnds(OutboxState.Cancelled, "None of its reminders is left to say.", Assert.Single(batch.Ended), fixture.Now);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_holds_up_no_other_and_is_tried_again()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (good, bad) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        await fixture.RemindAsync(bad, "damaged", row => row.Facts = "{");

        var batch = (await NextAsync(fixture))!;

        Assert.Equal([good.Id], batch.Ready.Select(ready => ready.Row.Id));
        Assert.Contains("Armenia", MimeMail.Read(batch.Ready[0].Mail.Message).PlainText, StringComparison.Ordinal);
        var end = Assert.Single(batch.Ended);
        Assert.Equal((bad.Id, fixture.Now, "none"), (end.Row.Id, end.At, end.Transport));
        Assert.StartsWith(
            "The mail could not be written: ",
            Assert.IsType<Delivery.Unsendable>(end.Delivery).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(Settlement.After(end.Delivery!, end.Row, fixture.Config.Send, fixture.Clock.GetUtcNow()), end.Settlement);
        Assert.Equal(OutboxState.RetryAt, end.Settlement.State);
    }

    [Fact]
    public async Task A_new_digest_confirms_the_answers_of_its_reader_and_a_frozen_one_cannot()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync("staff:1");
        await fixture.QueueAsync("staff:2", with: mail => (mail.Message, mail.MessageId, mail.Subject) = ([1], "<2>", "x"));
        await using (var db = fixture.Store.Open())
        {
            foreach (var recipient in new[] { "staff:1", "staff:2" })
            {
                db.Inbox.Add(
                    new()
                    {
                        Key = recipient,
                        Name = recipient,
                        Kind = InboxKind.Answer,
                        Outcome = InboxOutcome.Taken,
                        Words = "x",
                        Recipient = recipient,
                        TextVi = $"đã ghi nhận {recipient}",
                    }
                );
            }

            await db.SaveChangesAsync(Stop);
        }

        var batch = (await NextAsync(fixture))!;

        Assert.Contains("đã ghi nhận staff:1", MimeMail.Read(batch.Ready[0].Mail.Message).PlainText, StringComparison.Ordinal);
        await using (var db = fixture.Store.Open())
        {
            Assert.Equal(
                ["staff:1 True", "staff:2 False"],
                db.Inbox.OrderBy(row => row.Key).AsEnumerable().Select(row => $"{row.Recipient} {row.ConfirmedIn is not null}")
            );
        }
    }

    [Fact]
    public async Task Whoever_asks_for_a_batch_goes_on_with_what_it_is_doing()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        await using var steps = await OutboxSteps.OpenAsync(fixture.Store, "one/1/x", 7, Stop);
        var batches = new BatchWriter(steps, await WriterAsync(fixture));
        var (before, later) = (SynchronizationContext.Current, new Later());

        SynchronizationContext.SetSynchronizationContext(later);
        var next = batches.NextAsync(1, fixture.Now, TimeSpan.FromMinutes(15));
        SynchronizationContext.SetSynchronizationContext(before);

        Assert.False(next.IsCompleted);
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(mail.Id)).State);
        later.RunUntil(next);
        Assert.Single((await next)!.Ready);
    }

    static void AssertEnds(OutboxState state, string reason, DeliveryResult end, Moment at)
    {
        Assert.Equal(new(state, reason, null) { Outcome = AttemptOutcome.Permanent }, end.Settlement);
        Assert.Equal((at, null, null), (end.At, end.Delivery, end.Transport));
    }

    static async Task QueueToDeadAsync(SendFixture fixture)
    {
        await fixture.QueueAsync("staff:1", "away@example.org");
        await using var db = fixture.Store.Open();
        db.DeadAddresses.Add(
            new()
            {
                Address = "away@example.org",
                Recipient = "staff:1",
                Reason = "5.1.1",
            }
        );
        await db.SaveChangesAsync(Stop);
    }

    static async Task<MailWriter> WriterAsync(SendFixture fixture)
    {
        var parts = fixture.Parts();
        return await MailWriter.OpenAsync(
            parts,
            fixture.Config.SendSettings,
            await StoreIdentity.ReadAsync(fixture.Store, parts.Home, Stop),
            Stop
        );
    }

    static async Task<MailBatch?> NextAsync(SendFixture fixture, int most = 10)
    {
        await using var steps = await OutboxSteps.OpenAsync(fixture.Store, "one/1/x", 7, Stop);
        return await new BatchWriter(steps, await WriterAsync(fixture)).NextAsync(most, fixture.Now, TimeSpan.FromMinutes(15));
    }

    /// <summary>Does what is asked of it when it is told to.</summary>
    sealed class Later : SynchronizationContext
    {
        readonly BlockingCollection<(SendOrPostCallback Act, object? State)> _asked = [];

        public override void Post(SendOrPostCallback d, object? state) => _asked.Add((d, state));

        public void RunUntil(Task task)
        {
            var before = Current;
            SetSynchronizationContext(this);
            while (!task.IsCompleted && _asked.TryTake(out var asked, TimeSpan.FromSeconds(30)))
            {
                asked.Act(asked.State);
            }

            SetSynchronizationContext(before);
        }
    }
}
