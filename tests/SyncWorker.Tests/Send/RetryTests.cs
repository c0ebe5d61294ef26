using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>A server that says "later" for days is asked less and less often, and in the end the mail is given up and reported.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Delays_double_from_five_minutes_to_four_hours_and_end_after_three_days()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? "451 4.7.1 later" : null);
        using var fixture = await DeskAsync(sink);
        var began = fixture.Clock.GetUtcNow();
        var mail = await fixture.QueueAsync();
        List<TimeSpan> delays = [];

        for (var settled = mail; settled.State is OutboxState.Queued or OutboxState.RetryAt; settled = await fixture.MailAsync(mail.Id))
        {
            fixture.Clock.Advance((settled.NextTryAt ?? fixture.Clock.GetUtcNow()) - fixture.Clock.GetUtcNow());
            await fixture.SendAsync();
            if ((await fixture.MailAsync(mail.Id)).NextTryAt is { } next)
            {
                delays.Add(next - fixture.Clock.GetUtcNow());
            }
        }

        for (var i = 0; i < delays.Count; i++)
        {
            var usual = TimeSpan.FromMinutes(Math.Min(5 * Math.Pow(2, i), 4 * 60));
            Assert.InRange(delays[i], usual * 0.8, usual * 1.2);
        }

        var given = await fixture.MailAsync(mail.Id);
        Assert.Equal(OutboxState.Refused, given.State);
        Assert.StartsWith($"Given up after {given.Attempts} tries in 3 days: 451 4.7.1 later", given.Reason, StringComparison.Ordinal);
        Assert.InRange(fixture.Clock.GetUtcNow() - began, TimeSpan.FromDays(3), TimeSpan.FromDays(3.25));
        Assert.Equal(given.Attempts, (await fixture.AttemptsAsync()).Count);
    }

    [Fact]
    public async Task Mails_that_were_refused_together_do_not_come_back_together()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? "451 4.7.1 later" : null);
        using var fixture = await DeskAsync(sink);
        for (var i = 0; i < 8; i++)
        {
            await fixture.QueueAsync($"staff:{i}");
        }

        await fixture.SendAsync();

        Assert.Equal(8, (await fixture.MailsAsync()).Select(mail => mail.NextTryAt!.Value - fixture.Clock.GetUtcNow()).Distinct().Count());
    }

    [Fact]
    public async Task A_delay_that_ends_at_night_ends_when_mail_hours_begin()
    {
        await using var sink = new SmtpSink(moment => moment is { Step: "RCPT", Mail: 1 } ? "451 4.7.1 later" : null);
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        var mail = await fixture.QueueAsync();
        fixture.Clock.Advance(Local.At("2026-07-06 16:58") - fixture.Clock.GetUtcNow());
        await fixture.SendAsync();

        fixture.Clock.Advance(TimeSpan.FromMinutes(10)); // 17:08
        await fixture.SendAsync();
        var atNight = (await fixture.MailAsync(mail.Id)).State;
        fixture.Clock.Advance(Local.At("2026-07-07 07:30") - fixture.Clock.GetUtcNow());
        await fixture.SendAsync();

        Assert.Equal((OutboxState.RetryAt, OutboxState.Sent), (atNight, (await fixture.MailAsync(mail.Id)).State));
    }

    // Mail hours that never end: the delays alone decide.
    static async Task<SendFixture> DeskAsync(SmtpSink sink)
    {
        var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        fixture.Config = fixture.Config with
        {
            Schedule = new()
            {
                GoLive = fixture.Config.Schedule.GoLive,
                Mode = MailMode.Live,
                MailHours = new()
                {
                    From = TimeOnly.MinValue,
                    To = TimeOnly.MaxValue,
                    Days = MailDays.EveryDay,
                },
            },
        };
        return fixture;
    }
}
