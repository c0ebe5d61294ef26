using SyncWorker.Send.Outbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>The steps of mails through the outbox, each by whoever holds the mail and by nobody else.</summary>
public sealed class OutboxStepsTests
{
    const string Owner = "one/1/x";

    const long Fence = 7;

    static readonly TimeSpan s_lease = TimeSpan.FromMinutes(15);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_oldest_mails_are_claimed_first_and_no_more_than_asked_for()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (first, second) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        var older = await fixture.QueueAsync("staff:3", with: mail => mail.Day = SendFixture.Today.AddDays(-1));
        var third = await fixture.QueueAsync("staff:4");
        await using var steps = await OpenAsync(fixture);

        Assert.Equal([older.Id, first.Id, second.Id], await ClaimAsync(fixture, steps, 3));
        Assert.Equal([third.Id], await ClaimAsync(fixture, steps, 3));
        Assert.Empty(await ClaimAsync(fixture, steps, 3));
    }

    [Theory]
    [InlineData(OutboxState.Queued, 1)]
    [InlineData(OutboxState.RetryAt, 1)]
    [InlineData(OutboxState.Uncertain, 2)] // from now on it says that it may be a repeat
    public async Task A_claimed_mail_is_held_by_worker_and_run_until_the_lease_ends(object state, int repeats)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail =>
            (mail.State, mail.NextTryAt, mail.Repeats) = ((OutboxState)state, mail.CreatedAt, 1)
        );
        await using var steps = await OpenAsync(fixture);

        var claimed = Assert.Single(await steps.ClaimAsync(5, fixture.Now, s_lease, Stop));

        Assert.Equal((mail.Id, repeats), (claimed.Id, claimed.Repeats));
        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal((OutboxState.Claimed, Owner, Fence, repeats), (row.State, row.LeaseOwner, row.Fence, row.Repeats));
        Assert.Equal(fixture.Clock.GetUtcNow() + s_lease, row.LeaseUntil);
    }

    [Fact]
    public async Task Whether_a_mail_is_still_due_is_asked_when_it_is_claimed_and_new_ones_come_after_those_that_were_listed()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (first, second) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        var third = await fixture.QueueAsync("staff:3");
        await using var steps = await OpenAsync(fixture);

        Assert.Equal([first.Id], await ClaimAsync(fixture, steps, 1));
        await fixture.ChangeAsync(second.Id, mail => mail.State = OutboxState.Cancelled);
        var added = await fixture.QueueAsync("staff:4", with: mail => mail.Day = SendFixture.Today.AddDays(-1));

        Assert.Equal([third.Id], await ClaimAsync(fixture, steps, 1));
        await fixture.ChangeAsync(second.Id, mail => mail.State = OutboxState.Queued);
        Assert.Equal([added.Id, second.Id], await ClaimAsync(fixture, steps, 5));
        Assert.Empty(await ClaimAsync(fixture, steps, 5));
    }

    [Fact]
    public async Task When_all_that_was_listed_is_gone_what_has_come_since_is_claimed()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (first, second) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        await using var steps = await OpenAsync(fixture);
        Assert.Equal([first.Id], await ClaimAsync(fixture, steps, 1));
        await fixture.ChangeAsync(second.Id, mail => mail.State = OutboxState.Cancelled);
        var added = await fixture.QueueAsync("staff:3");

        Assert.Equal([added.Id], await ClaimAsync(fixture, steps, 1));
    }

    [Fact]
    public async Task Of_two_workers_one_gets_each_mail()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueManyAsync(30);
        await using var one = await OpenAsync(fixture);
        await using var two = await OpenAsync(fixture, "two/1/x", 8);

        var first = await ClaimAsync(fixture, one, 20);
        var second = await ClaimAsync(fixture, two, 20);

        Assert.Equal((20, 10), (first.Count, second.Count));
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public async Task A_mail_is_frozen_with_its_text_for_a_new_lease_in_one_step_with_what_was_answered()
    {
        using var fixture = await SendFixture.OpenAsync();
        var (answered, next) = (await fixture.QueueAsync("staff:1"), await fixture.QueueAsync("staff:2"));
        var others = await fixture.QueueAsync("staff:3", with: mail => mail.State = OutboxState.Refused);
        await using var steps = await OpenAsync(fixture);
        await steps.ClaimAsync(5, fixture.Now, s_lease, Stop);
        var until = fixture.Clock.GetUtcNow().AddMinutes(20);
        ClaimedMail[] mails = [Mail(next), Mail(others)];

        var (frozen, lost) = steps.SettleAndFreeze([Sent(fixture, answered), Sent(fixture, others)], mails, until);

        Assert.Equal([mails[0]], frozen);
        Assert.Equal([others.Id], lost);
        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(answered.Id)).State);
        Assert.Equal(OutboxState.Refused, (await fixture.MailAsync(others.Id)).State);
        var row = await fixture.MailAsync(next.Id);
        Assert.Equal((OutboxState.Sending, until, Owner), (row.State, row.LeaseUntil, row.LeaseOwner));
        Assert.Equal((mails[0].Mail.MessageId, mails[0].Mail.Subject), (row.MessageId, row.Subject));
        Assert.Equal(mails[0].Mail.Message, row.Message);
    }

    [Fact]
    public async Task A_worker_whose_mail_was_taken_over_can_neither_freeze_it_nor_hand_it_over_nor_settle_it()
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var slow = await OpenAsync(fixture);
        var mail = await SendingAsync(fixture, slow);
        fixture.Clock.Advance(TimeSpan.FromMinutes(21));
        await using var other = await OpenAsync(fixture, "two/1/x", 8);
        await other.PrepareAsync(fixture.Config.Send, new StubTransport { ReplaysSafely = true }, fixture.Now, Stop);
        Assert.Equal([mail.Row.Id], await ClaimAsync(fixture, other, 1));
        Assert.Equal([mail], other.SettleAndFreeze([], [mail], fixture.Clock.GetUtcNow()).Frozen);

        Assert.Empty(slow.SettleAndFreeze([], [mail], fixture.Clock.GetUtcNow()).Frozen);
        var stopped = Assert.Throws<LeaseLostException>(() => slow.HandOver(mail.Row.Id));
        Assert.Equal("Another worker has taken this mail over.", stopped.Message);
        Assert.Equal([mail.Row.Id], slow.Settle([Sent(fixture, mail.Row)]));

        var row = await fixture.MailAsync(mail.Row.Id);
        Assert.Equal((OutboxState.Sending, "two/1/x"), (row.State, row.LeaseOwner));
    }

    [Fact]
    public async Task A_handover_and_its_answer_are_noted_at_once()
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var steps = await OpenAsync(fixture);
        var mail = await SendingAsync(fixture, steps);
        Assert.Empty(Notes(fixture)!);

        steps.HandOver(mail.Row.Id);
        Assert.Equal(new(null, default), Notes(fixture)![mail.Row.Id]);
        steps.Answered(mail.Row.Id, new Delivery.Sent(250, "ok"), fixture.Now);

        Assert.Equal(new Delivery.Sent(250, "ok"), Notes(fixture)![mail.Row.Id].Delivery);
    }

    [Fact]
    public async Task A_mail_that_is_not_frozen_is_not_handed_over()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        await using var steps = await OpenAsync(fixture);
        await ClaimAsync(fixture, steps, 1);

        Assert.Throws<LeaseLostException>(() => steps.HandOver(mail.Id));
        await steps.GiveBackAsync(fixture.Clock.GetUtcNow());

        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(mail.Id)).State); // it was not under way
    }

    [Theory]
    [InlineData(0, 0, OutboxState.Queued)]
    [InlineData(1, 0, OutboxState.RetryAt)]
    [InlineData(0, 1, OutboxState.RetryAt)]
    [InlineData(1, 1, OutboxState.RetryAt)]
    public async Task What_was_not_handed_over_is_given_back_and_gets_a_new_text_if_it_was_never_tried(
        int attempts,
        int repeats,
        object state
    )
    {
        using var fixture = await SendFixture.OpenAsync();
        var (mail, other) = (await fixture.QueueAsync("staff:1", with: Tried), await fixture.QueueAsync("staff:2", with: Tried));
        await using var steps = await OpenAsync(fixture);
        await ClaimAsync(fixture, steps, 5);
        steps.SettleAndFreeze([], [Mail(mail)], fixture.Clock.GetUtcNow().AddMinutes(20));
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));

        await steps.GiveBackAsync(fixture.Clock.GetUtcNow());

        var isNew = state is OutboxState.Queued;
        foreach (var row in await fixture.MailsAsync()) // of one that was claimed only, too
        {
            Assert.Equal(((OutboxState)state, isNew ? null : fixture.Clock.GetUtcNow()), (row.State, row.NextTryAt));
            Assert.Equal((null, null), (row.LeaseOwner, row.LeaseUntil));
        }

        Assert.Equal(isNew ? null : Mail(mail).Mail.Message, (await fixture.MailAsync(mail.Id)).Message);
        Assert.Null(Notes(fixture));

        void Tried(OutboxMail mail) => (mail.Attempts, mail.Repeats) = (attempts, repeats);
    }

    [Fact]
    public async Task What_is_under_way_is_not_given_back_and_its_notes_stay()
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var steps = await OpenAsync(fixture);
        var (underWay, answered) = (await SendingAsync(fixture, steps, "staff:1"), await SendingAsync(fixture, steps, "staff:2"));
        var waiting = await SendingAsync(fixture, steps, "staff:3");
        steps.HandOver(underWay.Row.Id);
        steps.HandOver(answered.Row.Id);
        steps.Answered(answered.Row.Id, new Delivery.Sent(250, "ok"), fixture.Now);
        Assert.Empty(steps.Settle([Sent(fixture, answered.Row)]));

        await steps.GiveBackAsync(fixture.Clock.GetUtcNow());

        Assert.Equal([OutboxState.Sending, OutboxState.Sent, OutboxState.Queued], (await fixture.MailsAsync()).Select(mail => mail.State));
        Assert.Equal(Owner, (await fixture.MailAsync(underWay.Row.Id)).LeaseOwner);
        Assert.Equal([underWay.Row.Id, answered.Row.Id], Notes(fixture)!.Keys.Order());
        Assert.Null((await fixture.MailAsync(waiting.Row.Id)).LeaseOwner);
    }

    [Fact]
    public async Task When_all_was_answered_and_settled_no_notes_stay()
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var steps = await OpenAsync(fixture);
        var mail = await SendingAsync(fixture, steps);
        steps.HandOver(mail.Row.Id);
        steps.Answered(mail.Row.Id, new Delivery.Sent(250, "ok"), fixture.Now);
        Assert.Empty(steps.Settle([Sent(fixture, mail.Row)]));

        await steps.GiveBackAsync(fixture.Clock.GetUtcNow());

        Assert.Equal(OutboxState.Sent, (await fixture.MailAsync(mail.Row.Id)).State);
        Assert.Null(Notes(fixture));
    }

    [Theory]
    [InlineData("two/1/x", Fence, OutboxState.Claimed)]
    [InlineData(Owner, Fence + 1, OutboxState.Sending)]
    public async Task What_another_worker_or_another_run_holds_is_not_given_back(string owner, long fence, object state)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => (mail.State, mail.LeaseOwner, mail.Fence) = ((OutboxState)state, owner, fence));
        await using var steps = await OpenAsync(fixture);

        await steps.GiveBackAsync(fixture.Clock.GetUtcNow());

        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(((OutboxState)state, owner), (row.State, row.LeaseOwner));
    }

    [Fact]
    public async Task Before_it_sends_a_run_takes_over_joins_and_forgets()
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        var lost = await fixture.QueueAsync(
            "partner:1",
            with: mail => (mail.State, mail.LeaseOwner, mail.Fence, mail.Message) = (OutboxState.Sending, "gone", 1, [1])
        );
        var older = await fixture.QueueAsync("staff:1", with: mail => mail.Day = SendFixture.Today.AddDays(-1));
        var newer = await fixture.QueueAsync("staff:1");
        var tomorrows = await fixture.QueueAsync("staff:1", with: mail => mail.Day = SendFixture.Today.AddDays(1));
        var old = await fixture.QueueAsync("staff:2", with: mail => (mail.State, mail.CreatedAt) = (OutboxState.Sent, now.AddDays(-401)));
        var recent = await fixture.QueueAsync(
            "staff:3",
            with: mail => (mail.State, mail.CreatedAt) = (OutboxState.Sent, now.AddDays(-399))
        );
        await using var steps = await OpenAsync(fixture);

        var (recovered, joined) = await steps.PrepareAsync(fixture.Config.Send, new StubTransport(), fixture.Now, Stop);

        Assert.Equal((new(0, 1), 1), (recovered, joined));
        Assert.Equal(OutboxState.Uncertain, (await fixture.MailAsync(lost.Id)).State);
        Assert.Equal(OutboxState.Cancelled, (await fixture.MailAsync(older.Id)).State);
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(newer.Id)).State);
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(tomorrows.Id)).State);
        Assert.Null((await fixture.MailAsync(old.Id)).Address);
        Assert.NotNull((await fixture.MailAsync(recent.Id)).Address);
    }

    [Fact]
    public async Task A_run_that_is_over_notes_and_settles_nothing_more_and_its_notes_stay_for_who_takes_over()
    {
        using var fixture = await SendFixture.OpenAsync();
        var steps = await OpenAsync(fixture);
        var mail = await SendingAsync(fixture, steps);
        steps.HandOver(mail.Row.Id);

        await steps.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => steps.HandOver(mail.Row.Id));
        Assert.Throws<ObjectDisposedException>(() => steps.Settle([Sent(fixture, mail.Row)]));
        Assert.Equal([mail.Row.Id], Notes(fixture)!.Keys);
    }

    static Task<OutboxSteps> OpenAsync(SendFixture fixture, string owner = Owner, long fence = Fence) =>
        OutboxSteps.OpenAsync(fixture.Store, owner, fence, Stop);

    static async Task<List<long>> ClaimAsync(SendFixture fixture, OutboxSteps steps, int most) =>
        [.. (await steps.ClaimAsync(most, fixture.Now, s_lease, Stop)).Select(mail => mail.Id)];

    // A mail that is frozen and about to be handed over.
    static async Task<ClaimedMail> SendingAsync(SendFixture fixture, OutboxSteps steps, string recipient = "staff:bca-01")
    {
        var mail = Mail(await fixture.QueueAsync(recipient));
        Assert.Equal([mail.Row.Id], await ClaimAsync(fixture, steps, 1));
        return Assert.Single(steps.SettleAndFreeze([], [mail], fixture.Clock.GetUtcNow().AddMinutes(20)).Frozen);
    }

    static ClaimedMail Mail(OutboxMail row) => new(row, Some.ComposedMail(row));

    static IReadOnlyDictionary<long, JournalEntry>? Notes(SendFixture fixture) => DeliveryJournal.Read(fixture.Folders.Data, Owner, Fence);

    static DeliveryResult Sent(SendFixture fixture, OutboxMail mail) =>
        new(mail, new(OutboxState.Sent, "ok", null) { Outcome = AttemptOutcome.Sent }, fixture.Now)
        {
            Delivery = new Delivery.Sent(250, "ok"),
            Transport = "stub",
        };
}
