using Microsoft.EntityFrameworkCore;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>
/// What becomes of the mails of a worker that is gone: what no server saw is sent, what a server took is not sent again, and the rest is
/// uncertain.
/// </summary>
public sealed class OutboxRecoveryTests
{
    const string Elsewhere = "elsewhere/1/x";

    const string GivenBack = "The worker that had it ended before it was handed over.";

    const string Died = "The worker ended after it was handed over and before the answer was noted.";

    // The worker that takes over, and its run.
    const string Owner = "one/1/x";

    const long Fence = 9;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // A process of this machine that has ended: since the machine was started, and before.
    static string Gone => $"{Environment.MachineName}/{int.MaxValue}/{LeaseOwner.Me.Split('/')[2].Split('.')[0]}.1";

    static string GoneBefore => $"{Environment.MachineName}/{int.MaxValue}/0badb007.1";

    public static TheoryData<string, int?, bool> Holders =>
        new()
        {
            { Gone, 300_000, true },
            { GoneBefore, 300_000, true },
            { "gone", 300_000, true },
            { LeaseOwner.Me, 300_000, false },
            { LeaseOwner.Me, -1, true }, // it is too slow
            { Elsewhere, 0, false },
            { Elsewhere, -1, true },
            { Elsewhere, null, true },
        };

    [Theory]
    [MemberData(nameof(Holders), DisableDiscoveryEnumeration = true)]
    public async Task Mails_are_taken_over_when_their_lease_has_ended_or_their_worker_is_gone(
        string owner,
        int? milliseconds,
        bool isTakenOver
    )
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await LeaveAsync(
            fixture,
            OutboxState.Claimed,
            owner,
            with: mail =>
                (mail.Message, mail.LeaseUntil) = (null, milliseconds is { } number ? mail.CreatedAt.AddMilliseconds(number) : null)
        );

        Assert.Equal(new(0, 0), await RecoverAsync(fixture));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(isTakenOver ? OutboxState.Queued : OutboxState.Claimed, row.State);
        Assert.Equal(isTakenOver ? null : owner, row.LeaseOwner);
    }

    [Theory]
    [InlineData(OutboxState.Claimed, false, false, OutboxState.Queued)]
    [InlineData(OutboxState.Claimed, true, false, OutboxState.RetryAt)]
    [InlineData(OutboxState.Sending, true, true, OutboxState.RetryAt)] // the same mail again would take the place of the first
    public async Task What_cannot_be_doubled_goes_back_into_the_queue(object state, bool isFrozen, bool replaysSafely, object next)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await LeaveAsync(fixture, (OutboxState)state, Gone, with: mail => mail.Message = isFrozen ? [1, 2] : null);
        using (var notes = DeliveryJournal.Begin(fixture.Folders.Data, Gone, 1))
        {
            notes.RecordHandover(mail.Id);
        }

        Assert.Equal(new(0, 0), await RecoverAsync(fixture, replaysSafely: replaysSafely));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(((OutboxState)next, GivenBack), (row.State, row.Reason));
        Assert.Equal(isFrozen ? fixture.Clock.GetUtcNow() : null, row.NextTryAt);
        Assert.Equal((null, null, Fence), (row.LeaseOwner, row.LeaseUntil, row.Fence));
        Assert.Equal(isFrozen ? [1, 2] : null, row.Message);
    }

    [Fact]
    public async Task Notes_say_what_was_answered_what_was_under_way_and_what_had_not_left()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mails = new List<OutboxMail>();
        for (var i = 0; i < 5; i++)
        {
            mails.Add(await LeaveAsync(fixture, OutboxState.Sending, Gone, recipient: i < 4 ? $"staff:{i}" : "partner:1"));
        }

        var then = Moment.At(fixture.Clock.GetUtcNow().AddMinutes(-3), fixture.Config.Zone);
        using (var notes = DeliveryJournal.Begin(fixture.Folders.Data, Gone, 1))
        {
            notes.RecordAnswer(mails[0].Id, new Delivery.Sent(250, "2.0.0 taken"), then);
            notes.RecordAnswer(mails[1].Id, new Delivery.Temporary(451, "later"), then);
            notes.RecordHandover(mails[2].Id);
            notes.RecordHandover(mails[4].Id);
        }

        Assert.Equal(new(1, 2), await RecoverAsync(fixture));

        var rows = await fixture.MailsAsync();
        Assert.Equal((OutboxState.Sent, "2.0.0 taken", then.Instant), (rows[0].State, rows[0].Reason, rows[0].SentAt));
        Assert.Equal((OutboxState.RetryAt, "451 later"), (rows[1].State, rows[1].Reason));
        Assert.InRange(rows[1].NextTryAt!.Value - then.Instant, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        Assert.Equal(
            (OutboxState.Uncertain, Died, fixture.Clock.GetUtcNow().AddHours(1)),
            (rows[2].State, rows[2].Reason, rows[2].NextTryAt)
        );
        Assert.Equal((OutboxState.RetryAt, GivenBack, fixture.Clock.GetUtcNow()), (rows[3].State, rows[3].Reason, rows[3].NextTryAt));
        Assert.Equal((OutboxState.Uncertain, Died, null), (rows[4].State, rows[4].Reason, rows[4].NextTryAt)); // a person decides
        Assert.Equal([1, 1, 0, 0, 0], rows.Select(mail => mail.Attempts));
        Assert.All(rows, mail => Assert.Equal((null, null, Fence), (mail.LeaseOwner, mail.LeaseUntil, mail.Fence)));
        Assert.Equal(
            [(mails[0].Id, "stub", AttemptOutcome.Sent, then.Instant), (mails[1].Id, "stub", AttemptOutcome.Temporary, then.Instant)],
            (await fixture.AttemptsAsync()).Select(attempt => (attempt.OutboxId, attempt.Transport, attempt.Outcome, attempt.At))
        );
        Assert.Empty(DeliveryJournal.Old(fixture.Folders.Data));
    }

    [Fact]
    public async Task What_is_only_assumed_to_have_arrived_is_not_counted_as_sent()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await LeaveAsync(fixture, OutboxState.Sending, Gone);
        var options = fixture.Config.Send;

        Assert.Equal(
            new(0, 0),
            await RecoverAsync(
                fixture,
                new()
                {
                    From = options.From,
                    AllowedDomains = options.AllowedDomains,
                    Uncertain = new() { Staff = UncertainPolicy.AssumeDelivered },
                }
            )
        );

        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Id)).State);
        Assert.Empty(await fixture.AttemptsAsync());
    }

    public static TheoryData<string, string?, string> MissingNotes =>
        new()
        {
            { Gone, null, "none, as when the disk was full" },
            { Gone, Elsewhere, "another run's" },
            { Elsewhere, null, "on another machine" },
            { GoneBefore, GoneBefore, "of before a power cut, which may have taken their end" },
        };

    [Theory]
    [MemberData(nameof(MissingNotes), DisableDiscoveryEnumeration = true)]
    public async Task Where_notes_may_be_missing_what_they_do_not_say_is_uncertain(string owner, string? notesOf, string why)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await LeaveAsync(fixture, OutboxState.Sending, owner, with: mail => mail.LeaseUntil = mail.CreatedAt.AddMinutes(-1));
        if (notesOf is not null)
        {
            using var notes = DeliveryJournal.Begin(fixture.Folders.Data, notesOf, 1);
        }

        Assert.True(await RecoverAsync(fixture) == new Recovered(0, 1), why);

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.Uncertain, Died), (row.State, row.Reason));
    }

    [Fact]
    public async Task After_a_power_cut_what_notes_say_holds()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await LeaveAsync(fixture, OutboxState.Sending, GoneBefore);
        using (var notes = DeliveryJournal.Begin(fixture.Folders.Data, GoneBefore, 1))
        {
            notes.RecordAnswer(mail.Id, new Delivery.Sent(250, "ok"), fixture.Now);
        }

        Assert.Equal(new(1, 0), await RecoverAsync(fixture));

        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Id)).State);
    }

    [Fact]
    public async Task Each_worker_is_judged_by_its_own_notes()
    {
        using var fixture = await SendFixture.OpenAsync();
        var first = await LeaveAsync(fixture, OutboxState.Sending, Gone, 1, "staff:1");
        var second = await LeaveAsync(fixture, OutboxState.Sending, Gone, 2, "staff:2");
        using (var notes = DeliveryJournal.Begin(fixture.Folders.Data, Gone, 1))
        {
            notes.RecordAnswer(first.Id, new Delivery.Sent(250, "ok"), fixture.Now);
        }

        using (var notes = DeliveryJournal.Begin(fixture.Folders.Data, Gone, 2))
        {
            notes.RecordHandover(second.Id);
        }

        Assert.Equal(new(1, 1), await RecoverAsync(fixture));
    }

    [Fact]
    public async Task Of_what_has_come_to_an_end_nothing_is_taken_over()
    {
        using var fixture = await SendFixture.OpenAsync();
        OutboxState[] held = [OutboxState.Claimed, OutboxState.Sending];
        foreach (var state in Enum.GetValues<OutboxState>().Except(held))
        {
            await LeaveAsync(fixture, state, Gone, recipient: $"staff:{state}");
        }

        Assert.Equal(new(0, 0), await RecoverAsync(fixture));

        Assert.All(await fixture.MailsAsync(), mail => Assert.Equal((Gone, $"staff:{mail.State}"), (mail.LeaseOwner, mail.Recipient)));
    }

    [Fact]
    public async Task A_mail_that_another_worker_takes_over_in_that_moment_is_left_to_it()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (lost, ours) = (
            await LeaveAsync(fixture, OutboxState.Sending, Gone, recipient: "staff:1"),
            await LeaveAsync(fixture, OutboxState.Sending, Gone, recipient: "staff:2")
        );
        var meanwhile = new Meanwhile(() =>
            fixture.ChangeAsync(lost.Id, mail => (mail.LeaseOwner, mail.Fence, mail.State) = (Elsewhere, 5, OutboxState.Uncertain))
        );

        Assert.Equal(new(0, 1), await RecoverAsync(fixture, meanwhile: meanwhile));

        var row = await fixture.MailAsync(lost.Id);
        Assert.Equal((Elsewhere, 5, null), (row.LeaseOwner, row.Fence, row.Reason));
        Assert.Equal(Died, (await fixture.MailAsync(ours.Id)).Reason);
    }

    [Fact]
    public async Task What_was_sending_is_uncertain_and_ours_on_the_disk_before_the_notes_are_read()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await LeaveAsync(fixture, OutboxState.Sending, Gone);
        Directory.CreateDirectory(Path.Combine(fixture.Folders.Data, "sending-1.notes")); // cannot be read: the worker dies here

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => RecoverAsync(fixture));

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.Uncertain, Died, null), (row.State, row.Reason, row.NextTryAt));
        Assert.Equal((Owner, Fence), (row.LeaseOwner, row.Fence));
    }

    [Fact]
    public async Task A_run_that_is_stopped_ends_between_two_workers_mails()
    {
        using var fixture = await SendFixture.OpenAsync();
        var first = await LeaveAsync(fixture, OutboxState.Sending, Gone, 1, "staff:1");
        var second = await LeaveAsync(fixture, OutboxState.Sending, Gone, 2, "staff:2");
        using var stop = new CancellationTokenSource();
        var meanwhile = new Meanwhile(() =>
        {
            stop.Cancel();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            RecoverAsync(fixture, meanwhile: meanwhile, cancellationToken: stop.Token)
        );

        Assert.Equal((OutboxState.Uncertain, null), await StateAsync(fixture, first));
        Assert.Equal((OutboxState.Sending, Gone), await StateAsync(fixture, second));
    }

    static async Task<(OutboxState State, string? Owner)> StateAsync(SendFixture fixture, OutboxMail mail)
    {
        var row = await fixture.MailAsync(mail.Id);
        return (row.State, row.LeaseOwner);
    }

    static Task<OutboxMail> LeaveAsync(
        SendFixture fixture,
        OutboxState state,
        string owner,
        long fence = 1,
        string recipient = "staff:bca-01",
        Action<OutboxMail>? with = null
    ) =>
        fixture.QueueAsync(
            recipient,
            with: mail =>
            {
                mail.State = state;
                (mail.LeaseOwner, mail.LeaseUntil, mail.Fence) = (owner, mail.CreatedAt.AddMinutes(5), fence);
                (mail.Message, mail.MessageId, mail.Subject) = ([1], "<1>", "x");
                with?.Invoke(mail);
            }
        );

    static async Task<Recovered> RecoverAsync(
        SendFixture fixture,
        SendOptions? options = null,
        bool replaysSafely = false,
        Meanwhile? meanwhile = null,
        CancellationToken? cancellationToken = null
    )
    {
        await using var db = fixture.Store.Engine.Context(Durability.PowerCut, meanwhile is null ? [] : [meanwhile]);
        await db.Database.OpenConnectionAsync(Stop);
        using var settling = new SettleStep(db, Owner, Fence);
        return await new OutboxRecovery(db, settling, fixture.Folders.Data, Owner, Fence).RecoverAsync(
            options ?? fixture.Config.Send,
            "stub",
            replaysSafely,
            fixture.Now,
            cancellationToken ?? Stop
        );
    }
}
