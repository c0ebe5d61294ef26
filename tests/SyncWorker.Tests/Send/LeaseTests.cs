using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

public sealed class LeaseTests
{
    [Fact]
    public async Task A_mail_that_a_living_worker_holds_is_left_alone_until_its_lease_ends()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(with: mail => Hold(mail, "elsewhere/1/x", fixture.Clock.GetUtcNow().AddMinutes(5)));

        await fixture.SendAsync();
        var before = fixture.PickedUp().Count;
        fixture.Clock.Advance(TimeSpan.FromMinutes(6));
        await fixture.SendAsync();

        Assert.Equal(0, before);
        Assert.Single(fixture.PickedUp());
    }

    [Fact]
    public async Task The_lease_of_a_process_of_this_machine_that_is_gone_is_void_at_once()
    {
        using var fixture = await SendFixture.OpenAsync();
        using var dead = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        await dead.WaitForExitAsync(TestContext.Current.CancellationToken);
        await fixture.QueueAsync(with: mail =>
            Hold(mail, $"{Environment.MachineName}/{dead.Id}/then", fixture.Clock.GetUtcNow().AddMinutes(5))
        );

        await fixture.SendAsync();

        Assert.Single(fixture.PickedUp());
    }

    [Fact]
    public async Task Mails_that_a_stopped_worker_keeps_locked_hold_up_no_other_and_are_sent_when_the_server_ends_its_connection()
    {
        Assert.SkipUnless(TestPostgres.IsTheEngine, "a file has one writer, and no locks of rows");
        using var fixture = await SendFixture.OpenAsync();
        for (var i = 0; i < 30; i++)
        {
            await fixture.QueueAsync($"staff:{i}");
        }

        await using (var stopped = fixture.Store.OpenDurable())
        {
            await using var claiming = await stopped.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await stopped.Database.ExecuteSqlAsync($"set idle_in_transaction_session_timeout = 0", TestContext.Current.CancellationToken);
            await stopped.Database.ExecuteSqlAsync(
                $"select Id from outbox order by Id limit 15 for update",
                TestContext.Current.CancellationToken
            );

            var run = await fixture.SendAsync();

            Assert.Equal(StageOutcome.Done, run.Outcome);
            Assert.Equal(15, fixture.PickedUp().Count);
        }

        await fixture.SendAsync();

        Assert.Equal(30, fixture.PickedUp().Count);
    }

    [Fact]
    public async Task A_worker_that_died_before_handing_over_leaves_a_mail_that_is_sent_with_the_same_bytes()
    {
        using var fixture = await SendFixture.OpenAsync();
        var transport = new FallingTransport();
        fixture.Transport = transport;
        await fixture.QueueAsync();
        byte[] frozen = [.. "Subject: frozen\r\n\r\nbefore it died"u8];
        await using (var steps = await OutboxSteps.OpenAsync(fixture.Store, Gone, 0, TestContext.Current.CancellationToken))
        {
            var claimed = await steps.ClaimAsync(1, fixture.Now, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
            Assert.Single(
                steps
                    .SettleAndFreeze(
                        [],
                        [new(claimed[0], Some.ComposedMail(claimed[0]) with { Message = frozen })],
                        fixture.Clock.GetUtcNow().AddMinutes(5)
                    )
                    .Frozen
            );
        }

        await fixture.SendAsync();

        Assert.Equal(frozen, Assert.Single(transport.Arrived));
        Assert.Equal(OutboxState.Sent, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Theory]
    [InlineData(0, "Sent")]
    [InlineData(3, "Uncertain")]
    public async Task A_worker_that_died_before_settling_leaves_notes_of_what_was_answered(int bytesMissing, string state)
    {
        using var fixture = await SendFixture.OpenAsync();
        var transport = new FallingTransport();
        fixture.Transport = transport;
        var (answered, waiting) = (await fixture.QueueAsync("partner:1"), await fixture.QueueAsync("partner:2"));
        await using (var steps = await OutboxSteps.OpenAsync(fixture.Store, Gone, 0, TestContext.Current.CancellationToken))
        {
            var claimed = await steps.ClaimAsync(2, fixture.Now, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
            steps.SettleAndFreeze(
                [],
                claimed.Select(mail => new ClaimedMail(mail, Some.ComposedMail(mail))),
                fixture.Clock.GetUtcNow().AddMinutes(5)
            );
            steps.HandOver(answered.Id);
            steps.Answered(answered.Id, new Delivery.Sent(250, "2.0.0 taken"), fixture.Now);
        }

        await using (var notes = new FileStream(Assert.Single(Directory.GetFiles(fixture.Folders.Data, "sending-*.notes")), FileMode.Open))
        {
            notes.SetLength(notes.Length - bytesMissing);
        }

        await fixture.SendAsync();

        Assert.Equal(state, (await fixture.MailAsync(answered.Id)).State.ToString());
        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(waiting.Id)).State);
        Assert.Single(transport.Arrived);
        Assert.Empty(Directory.GetFiles(fixture.Folders.Data, "sending-*.notes"));
    }

    [Fact]
    public async Task A_worker_that_died_after_handing_over_leaves_a_mail_that_is_uncertain_and_is_repeated_after_its_time_with_a_mark()
    {
        using var fixture = await SendFixture.OpenAsync();
        var transport = new FallingTransport { FallAfterHandOver = true };
        fixture.Transport = transport;
        var mail = await fixture.QueueAsync();
        await Assert.ThrowsAsync<FallenException>(fixture.SendAsync);
        transport.FallAfterHandOver = false;
        await AbandonAsync(fixture);

        var result = await fixture.SendAsync();
        var uncertain = await fixture.MailAsync(mail.Id);
        fixture.Clock.Advance(TimeSpan.FromMinutes(61));
        await fixture.SendAsync();

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains("1 uncertain", result.Counts.Select(count => count.ToString()));
        Assert.Equal(OutboxState.Uncertain, uncertain.State);
        var repeat = MimeMail.Read(Assert.Single(transport.Arrived));
        var first = MimeMail.Read(uncertain.Message!);
        Assert.Equal("[Có thể đã nhận] " + first.Subject, repeat.Subject);
        Assert.Equal(first.MessageId, repeat.MessageId);
        Assert.Equal(first.PlainText, repeat.PlainText);
        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Id)).State);
    }

    [Fact]
    public async Task An_uncertain_mail_to_an_association_waits_for_a_person()
    {
        using var fixture = await SendFixture.OpenAsync();
        var transport = new FallingTransport { FallAfterHandOver = true };
        fixture.Transport = transport;
        var mail = await fixture.QueueAsync("partner:12", "vp@example.org");
        await Assert.ThrowsAsync<FallenException>(fixture.SendAsync);
        transport.FallAfterHandOver = false;
        await AbandonAsync(fixture);

        await fixture.SendAsync();
        fixture.Clock.Advance(TimeSpan.FromHours(8));
        await fixture.SendAsync();

        Assert.Equal(OutboxState.Uncertain, (await fixture.MailAsync(mail.Id)).State);
        Assert.Empty(transport.Arrived);
    }

    [Fact]
    public async Task After_a_power_cut_every_mail_in_sending_is_uncertain()
    {
        using var fixture = await SendFixture.OpenAsync();
        fixture.Transport = new FallingTransport();
        await fixture.QueueAsync(
            "partner:1",
            with: mail =>
            {
                Hold(mail, $"{Environment.MachineName}/1/0badb007.1", fixture.Clock.GetUtcNow().AddMinutes(5));
                mail.State = OutboxState.Sending;
                mail.Message = [1];
                mail.MessageId = "<1>";
                mail.Subject = "x";
            }
        );

        await fixture.SendAsync();

        Assert.Equal(OutboxState.Uncertain, Assert.Single(await fixture.MailsAsync()).State);
    }

    // A process of this machine, since it was started, that no longer runs.
    static string Gone
    {
        get
        {
            var me = LeaseOwner.Me.Split('/');
            return $"{me[0]}/1/{me[2].Split('.')[0]}.1";
        }
    }

    static void Hold(OutboxMail mail, string owner, DateTimeOffset until)
    {
        mail.State = OutboxState.Claimed;
        mail.LeaseOwner = owner;
        mail.LeaseUntil = until;
        mail.Fence = 1;
    }

    // What a kill leaves: the row as it was, and an owner that is gone.
    static async Task AbandonAsync(SendFixture fixture)
    {
        await using var db = fixture.Store.Open();
        await db.Outbox.ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.LeaseOwner, $"{Environment.MachineName}/1/gone"),
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>What no mail is at fault for: it ends the run.</summary>
    sealed class FallenException() : OutOfMemoryException("fallen");

    /// <summary>A transport that ends as a killed process does: without an answer.</summary>
    sealed class FallingTransport : IMailTransport
    {
        public bool FallAfterHandOver { get; set; }

        public List<byte[]> Arrived { get; } = [];

        public string Name => "smtp";

        public bool ReplaysSafely => false;

        public int AtOnce => 1;

        public Task<Delivery> SendAsync(ComposedMail mail, Action handingOver, CancellationToken abort)
        {
            handingOver();
            if (FallAfterHandOver)
            {
                throw new FallenException();
            }

            Arrived.Add(mail.Message);
            return Task.FromResult<Delivery>(new Delivery.Sent(250, "ok"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
