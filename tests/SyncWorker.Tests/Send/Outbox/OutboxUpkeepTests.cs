using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>What each run does to the outbox besides sending: old digests join the newest, and what was settled long ago is forgotten.</summary>
public sealed class OutboxUpkeepTests
{
    static readonly DateOnly s_today = SendFixture.Today;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Digests_that_could_not_leave_join_the_newest_with_their_reminders()
    {
        using var fixture = await SendFixture.OpenAsync();
        var queued = await QueueAsync(fixture, -2);
        var newest = await QueueAsync(fixture, 0);
        var again = await QueueAsync(
            fixture,
            -1,
            mail => (mail.State, mail.NextTryAt) = (OutboxState.RetryAt, fixture.Clock.GetUtcNow().AddHours(1))
        );
        var alone = await fixture.QueueAsync("staff:2");
        await fixture.RemindAsync(queued, "queued's");
        await fixture.RemindAsync(again, "again's");
        await fixture.RemindAsync(newest, "newest's");

        Assert.Equal(2, await JoinAsync(fixture));

        foreach (var older in new[] { queued, again })
        {
            var row = await fixture.MailAsync(older.Id);
            Assert.Equal(
                (OutboxState.Cancelled, "Its reminders joined the digest of 06/07/2026.", null),
                (row.State, row.Reason, row.NextTryAt)
            );
            Assert.Empty(await fixture.RemindersAsync(older.Id));
        }

        Assert.Equal(
            ["again's", "newest's", "queued's"],
            (await fixture.RemindersAsync(newest.Id)).Keys.Where(name => name.EndsWith("'s", StringComparison.Ordinal)).Order()
        );
        Assert.Equal((OutboxState.Queued, null), ((await fixture.MailAsync(newest.Id)).State, (await fixture.MailAsync(newest.Id)).Reason));
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(alone.Id)).State);
        Assert.Equal(0, await JoinAsync(fixture));
    }

    public static TheoryData<string> Others => ["frozen", "an outlook", "tomorrow's", "another's", "sent", "claimed", "uncertain"];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_digest_joins_none_and_no_digest_joins_it_if_it_is(string what)
    {
        using var fixture = await SendFixture.OpenAsync();
        var digest = await QueueAsync(fixture, -1);
        var other = await QueueAsync(
            fixture,
            what == "tomorrow's" ? 1 : 0,
            mail =>
            {
                mail.Message = what == "frozen" ? [1] : null;
                mail.Kind = what == "an outlook" ? OutboxMail.Weekly : OutboxMail.Digest;
                mail.Recipient = what == "another's" ? "staff:2" : mail.Recipient;
                mail.State = what switch
                {
                    "sent" => OutboxState.Sent,
                    "claimed" => OutboxState.Claimed,
                    "uncertain" => OutboxState.Uncertain,
                    _ => OutboxState.Queued,
                };
            }
        );

        Assert.Equal(0, await JoinAsync(fixture));

        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(digest.Id)).State);
        Assert.Equal(other.State, (await fixture.MailAsync(other.Id)).State);
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(5, 2, 5)]
    [InlineData(null, 2, null)] // of use for ever
    [InlineData(2, null, null)]
    public async Task What_was_joined_is_of_use_as_long_as_any_of_it(int? older, int? newer, int? joined)
    {
        using var fixture = await SendFixture.OpenAsync();
        await QueueAsync(fixture, -1, mail => mail.UsefulUntil = Day(older));
        var newest = await QueueAsync(fixture, 0, mail => mail.UsefulUntil = Day(newer));
        var alone = await fixture.QueueAsync("staff:2", with: mail => mail.UsefulUntil = Day(9));

        Assert.Equal(1, await JoinAsync(fixture));

        Assert.Equal(Day(joined), (await fixture.MailAsync(newest.Id)).UsefulUntil);
        Assert.Equal(Day(9), (await fixture.MailAsync(alone.Id)).UsefulUntil);
    }

    public static TheoryData<string> Changes => ["claimed", "frozen", "put off"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_digest_that_another_worker_takes_in_that_moment_keeps_its_reminders(string change)
    {
        using var fixture = await SendFixture.OpenAsync();
        var older = await QueueAsync(fixture, -1);
        await QueueAsync(fixture, 0);
        var meanwhile = new Meanwhile(() =>
            fixture.ChangeAsync(
                older.Id,
                mail =>
                {
                    mail.State = change switch
                    {
                        "claimed" => OutboxState.Claimed,
                        "put off" => OutboxState.RetryAt,
                        _ => OutboxState.Queued,
                    };
                    mail.Message = change == "frozen" ? [1] : null;
                }
            )
        );
        await using var db = fixture.Store.Engine.Context(Durability.PowerCut, meanwhile);

        var joined = await OutboxUpkeep.JoinAsync(db, s_today, Stop);

        var isWaiting = change == "put off"; // it still waits, so that it joins
        Assert.Equal(isWaiting ? 1 : 0, joined);
        Assert.Equal(isWaiting, (await fixture.MailAsync(older.Id)).State == OutboxState.Cancelled);
        Assert.Equal(isWaiting ? 0 : 1, (await fixture.RemindersAsync(older.Id)).Count);
    }

    [Fact]
    public async Task Of_mails_that_were_settled_long_ago_the_address_the_copies_and_the_text_are_forgotten()
    {
        using var fixture = await SendFixture.OpenAsync();
        var before = fixture.Clock.GetUtcNow().AddDays(-400);
        OutboxState[] settled = [OutboxState.Sent, OutboxState.Refused, OutboxState.Expired, OutboxState.Cancelled, OutboxState.Uncertain];
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            await QueueOldAsync(fixture, $"{state}", state, before);
        }

        await QueueOldAsync(fixture, "to be repeated", OutboxState.Uncertain, before, mail => mail.NextTryAt = before);
        await QueueOldAsync(fixture, "not so long ago", OutboxState.Sent, before, mail => mail.CreatedAt = before);
        await QueueOldAsync(fixture, "without a text", OutboxState.Refused, before, mail => mail.Message = null);
        await QueueOldAsync(fixture, "without an address", OutboxState.Sent, before, mail => mail.Address = null);

        await ForgetAsync(fixture, before);

        var mails = await fixture.MailsAsync();
        Assert.All(mails.Where(mail => mail.Address is null), mail => Assert.Equal((null, null), (mail.Copies, mail.Message)));
        Assert.Equal(
            settled.Select(state => state.ToString()).Concat(["without a text", "without an address"]).Order(StringComparer.Ordinal),
            mails.Where(mail => mail.Address is null).Select(mail => mail.Recipient).Order(StringComparer.Ordinal)
        );
        Assert.All(mails, mail => Assert.Equal((true, "x"), (mail.Salutation.Length > 0, mail.Subject))); // that it was sent is kept
    }

    [Fact]
    public async Task The_servers_words_of_old_tries_are_forgotten_and_that_there_was_a_try_is_not()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        var before = fixture.Clock.GetUtcNow().AddDays(-400);
        await using (var db = fixture.Store.Open())
        {
            foreach (var at in new[] { before.AddMilliseconds(-1), before })
            {
                db.Attempts.Add(
                    new()
                    {
                        OutboxId = mail.Id,
                        At = at,
                        Transport = "smtp",
                        Outcome = AttemptOutcome.Permanent,
                        ReplyCode = 550,
                        ReplyText = "no such user",
                    }
                );
                await db.SaveChangesAsync(Stop);
            }
        }

        await ForgetAsync(fixture, before);

        Assert.Equal(
            [(550, null), (550, "no such user")],
            (await fixture.AttemptsAsync()).Select(attempt => (attempt.ReplyCode, attempt.ReplyText))
        );
    }

    static DateOnly? Day(int? days) => days is { } number ? s_today.AddDays(number) : null;

    static Task<OutboxMail> QueueAsync(SendFixture fixture, int days, Action<OutboxMail>? with = null) =>
        fixture.QueueAsync(
            "staff:1",
            with: mail =>
            {
                mail.Day = s_today.AddDays(days);
                with?.Invoke(mail);
            }
        );

    static Task<OutboxMail> QueueOldAsync(
        SendFixture fixture,
        string recipient,
        OutboxState state,
        DateTimeOffset before,
        Action<OutboxMail>? with = null
    ) =>
        fixture.QueueAsync(
            recipient,
            with: mail =>
            {
                (mail.State, mail.CreatedAt) = (state, before.AddMilliseconds(-1));
                (mail.Copies, mail.Message, mail.Subject) = ("copy@example.org", [1], "x");
                with?.Invoke(mail);
            }
        );

    static async Task<int> JoinAsync(SendFixture fixture)
    {
        await using var db = fixture.Store.OpenDurable();
        return await OutboxUpkeep.JoinAsync(db, s_today, Stop);
    }

    static async Task ForgetAsync(SendFixture fixture, DateTimeOffset before)
    {
        await using var db = fixture.Store.OpenDurable();
        await OutboxUpkeep.ForgetAsync(db, before, Stop);
    }
}
