using SyncWorker.Remind.Rules;
using SyncWorker.Send;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Mail to one recipient that a person stopped: what is in the outbox waits, what falls due goes to the head, and it ends by itself.</summary>
public sealed class StoppedMailTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static RemindFacts Union(string? until, params Position[] staff) =>
        World.Of(
            countries: [World.Country("FR", nationalDay: "07-14")],
            anniversaries:
            [
                new()
                {
                    Id = "national-day",
                    Of = "nationalDay",
                    CountYears = false,
                    To = [Role.Officer],
                },
            ],
            staff: staff is [] ? World.Staff : staff,
            goLive: "2026-06-01"
        ) with
        {
            StoppedMail = new Dictionary<string, PausedUntil> { ["staff:eu-1"] = new("stopped", until is null ? null : World.Day(until)) },
        };

    [Fact]
    public void What_falls_due_goes_to_the_head_of_the_department_until_the_stop_ends()
    {
        var mails = World.Mails(Union(until: "2026-07-13"), "2026-07-01", "2026-07-14").Select(mail => mail.Split(' ')[1]);

        Assert.Equal(["staff:eu-head", "staff:eu-head", "staff:eu-1", "staff:eu-1"], mails);
    }

    [Fact]
    public void Without_a_head_it_stays_with_the_position_whose_mail_then_waits()
    {
        var mails = World.Mails(Union(null, World.Position("eu-1", "Ban Châu Âu", "officer")), "2026-07-01", "2026-07-14");

        Assert.All(mails, mail => Assert.Contains("staff:eu-1", mail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_in_the_outbox_waits_until_the_stop_ends_and_leaves_then_and_others_leave_at_once()
    {
        using var fixture = await SendFixture.OpenAsync();
        var stopped = await fixture.QueueAsync("staff:away");
        await fixture.QueueAsync("staff:here");
        await using (var db = fixture.Store.OpenDurable())
        {
            var now = fixture.Clock.GetUtcNow();
            await Pauses.PauseAsync(db, new(PausedKind.Mail, "staff:away", "asked by the chief", now, now.AddHours(2)), Stop);
        }

        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
        Assert.Equal(OutboxState.Queued, (await fixture.MailAsync(stopped.Id)).State);
        Assert.Equal(0, new StoreFigures(fixture.Store).Waiting(new(9999, 1, 1), fixture.Clock.GetUtcNow()).Count);
        fixture.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
    }

    [Fact]
    public void A_rule_that_is_paused_until_a_day_is_caught_up_on_that_day_in_a_preview()
    {
        var facts = Union("2026-06-01") with
        {
            PausedRules = new Dictionary<string, PausedUntil> { ["national-day"] = new("paused", World.Day("2026-07-09")) },
        };
        facts.SetAside.Pause("national-day");

        var days = World.Mails(facts, "2026-07-01", "2026-07-14").Select(mail => mail.Split(' ')[0]);

        Assert.Equal(["2026-07-09", "2026-07-13", "2026-07-14"], days);
    }
}
