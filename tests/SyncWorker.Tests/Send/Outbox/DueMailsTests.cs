using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send.Outbox;

/// <summary>Which mails may leave now.</summary>
public sealed class DueMailsTests
{
    static readonly DateOnly s_today = SendFixture.Today;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Due_is_what_waits_and_whose_time_has_come()
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        var (soon, ago) = (now.AddMilliseconds(1), now.AddMinutes(-5));
        await QueueAsync(fixture, "yesterday's", mail => mail.Day = s_today.AddDays(-1));
        await QueueAsync(fixture, "today's", _ => { });
        await QueueAsync(fixture, "tomorrow's, not yet", mail => mail.Day = s_today.AddDays(1));
        await QueueAsync(fixture, "again now", mail => (mail.State, mail.NextTryAt) = (OutboxState.RetryAt, now));
        await QueueAsync(fixture, "again soon, not yet", mail => (mail.State, mail.NextTryAt) = (OutboxState.RetryAt, soon));
        await QueueAsync(
            fixture,
            "again tomorrow, not yet",
            mail => (mail.Day, mail.State, mail.NextTryAt) = (s_today.AddDays(1), OutboxState.RetryAt, ago)
        );
        await QueueAsync(fixture, "again at no time, not", mail => mail.State = OutboxState.RetryAt);
        await QueueAsync(fixture, "repeat now", mail => (mail.State, mail.NextTryAt) = (OutboxState.Uncertain, now));
        await QueueAsync(fixture, "repeat soon, not yet", mail => (mail.State, mail.NextTryAt) = (OutboxState.Uncertain, soon));
        await QueueAsync(fixture, "for a person to decide, not", mail => mail.State = OutboxState.Uncertain);
        foreach (var state in Enum.GetValues<OutboxState>().Except([OutboxState.Queued, OutboxState.RetryAt, OutboxState.Uncertain]))
        {
            await QueueAsync(fixture, $"{state}, not", mail => (mail.State, mail.NextTryAt) = (state, ago));
        }

        Assert.Equal(["again now", "repeat now", "today's", "yesterday's"], await DueAsync(fixture, fixture.Now));
    }

    [Fact]
    public async Task A_recipient_whose_mail_is_stopped_has_none_due_until_it_is_let_go_or_its_time_ends()
    {
        using var fixture = await SendFixture.OpenAsync();
        var now = fixture.Clock.GetUtcNow();
        foreach (
            var (recipient, until, released) in new (string, DateTimeOffset?, DateTimeOffset?)[]
            {
                ("stopped", null, null),
                ("stopped until later", now.AddMilliseconds(1), null),
                ("its time ended", now, null),
                ("let go", null, now),
                ("let go before its time", now.AddDays(1), now),
            }
        )
        {
            await QueueAsync(fixture, recipient, _ => { });
            await HoldAsync(fixture, $"pause:mail:{recipient}", until, released);
        }

        await QueueAsync(fixture, "of a paused job's name", _ => { });
        await HoldAsync(fixture, "pause:job:of a paused job's name", null, null);

        Assert.Equal(
            ["its time ended", "let go", "let go before its time", "of a paused job's name"],
            await DueAsync(fixture, fixture.Now)
        );
    }

    [Theory]
    [InlineData("13:59", false, "last week's")]
    [InlineData("14:00", false, "last week's, this week's")]
    [InlineData("08:00", true, "last week's, this week's")] // a day that is rehearsed is shown whole
    public async Task An_outlook_of_today_leaves_from_its_hour_on(string time, bool isRehearsal, string due)
    {
        using var fixture = await SendFixture.OpenAsync();
        await QueueAsync(fixture, "last week's", mail => (mail.Kind, mail.Day) = (OutboxMail.Weekly, s_today.AddDays(-1)));
        await QueueAsync(fixture, "this week's", mail => mail.Kind = OutboxMail.Weekly);
        await QueueAsync(fixture, "next week's", mail => (mail.Kind, mail.Day) = (OutboxMail.Weekly, s_today.AddDays(7)));
        var at = fixture.Now with { Time = TimeOnly.Parse(time, CultureInfo.InvariantCulture), IsRehearsal = isRehearsal };

        Assert.Equal(due.Split(", "), await DueAsync(fixture, at));
    }

    [Theory]
    [InlineData("13:59", 1)]
    [InlineData("14:00", 0)]
    public async Task Outlooks_wait_that_only_their_hour_keeps(string time, int waiting)
    {
        using var fixture = await SendFixture.OpenAsync();
        await QueueAsync(fixture, "waits", mail => mail.Kind = OutboxMail.Weekly);
        await QueueAsync(fixture, "a digest", _ => { });
        await QueueAsync(fixture, "may leave", mail => (mail.Kind, mail.Day) = (OutboxMail.Weekly, s_today.AddDays(-1)));
        await QueueAsync(fixture, "next week's", mail => (mail.Kind, mail.Day) = (OutboxMail.Weekly, s_today.AddDays(7)));
        await QueueAsync(fixture, "has left", mail => (mail.Kind, mail.State) = (OutboxMail.Weekly, OutboxState.Sent));

        Assert.Equal(
            waiting,
            await DueMails.OutlooksWaitingAsync(
                fixture.Store,
                fixture.Now with
                {
                    Time = TimeOnly.Parse(time, CultureInfo.InvariantCulture),
                },
                Stop
            )
        );
    }

    [Fact]
    public async Task What_has_not_left_to_a_recipient_is_counted()
    {
        using var fixture = await SendFixture.OpenAsync();
        var day = s_today;
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            day = day.AddDays(1);
            await QueueAsync(fixture, "staff:1", mail => (mail.State, mail.Day) = (state, day));
        }

        await QueueAsync(fixture, "staff:2", _ => { });
        await using var db = fixture.Store.Open();

        Assert.Equal(2, await DueMails.CountAsync(db, "staff:1", Stop)); // queued, and waiting for the next try
    }

    static async Task<IEnumerable<string>> DueAsync(SendFixture fixture, Moment at)
    {
        await using var db = fixture.Store.Open();
        return (await DueMails.Query(db, at).Select(mail => mail.Recipient).ToListAsync(Stop)).Order(StringComparer.Ordinal);
    }

    static Task QueueAsync(SendFixture fixture, string recipient, Action<OutboxMail> with) => fixture.QueueAsync(recipient, with: with);

    static async Task HoldAsync(SendFixture fixture, string what, DateTimeOffset? until, DateTimeOffset? released)
    {
        await using var db = fixture.Store.Open();
        db.Holds.Add(
            new()
            {
                What = what,
                Reason = "test",
                Since = fixture.Clock.GetUtcNow(),
                Until = until,
                ReleasedAt = released,
            }
        );
        await db.SaveChangesAsync(Stop);
    }
}
