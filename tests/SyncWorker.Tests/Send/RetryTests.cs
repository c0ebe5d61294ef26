using SyncWorker.Hosting;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send;

/// <summary>A server that says "later" for days is asked less and less often, and in the end the mail is given up and reported.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Delays_double_from_five_minutes_to_four_hours_and_end_after_three_days()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? "451 4.7.1 later" : null);
        using var desk = await DeskAsync(sink);
        var began = desk.Clock.GetUtcNow();
        var mail = await desk.QueueAsync();
        List<TimeSpan> delays = [];

        for (var settled = mail; settled.State is OutboxState.Queued or OutboxState.RetryAt; settled = await desk.MailAsync(mail.Id))
        {
            desk.Clock.Advance((settled.NextTryAt ?? desk.Clock.GetUtcNow()) - desk.Clock.GetUtcNow());
            await desk.SendAsync();
            if ((await desk.MailAsync(mail.Id)).NextTryAt is { } next)
            {
                delays.Add(next - desk.Clock.GetUtcNow());
            }
        }

        for (var i = 0; i < delays.Count; i++)
        {
            var usual = TimeSpan.FromMinutes(Math.Min(5 * Math.Pow(2, i), 4 * 60));
            Assert.InRange(delays[i], usual * 0.8, usual * 1.2);
        }

        var given = await desk.MailAsync(mail.Id);
        Assert.Equal(OutboxState.Refused, given.State);
        Assert.StartsWith($"Given up after {given.Attempts} tries in 3 days: 451 4.7.1 later", given.Reason, StringComparison.Ordinal);
        Assert.InRange(desk.Clock.GetUtcNow() - began, TimeSpan.FromDays(3), TimeSpan.FromDays(3.25));
        Assert.Equal(given.Attempts, (await desk.AttemptsAsync()).Count);
    }

    [Fact]
    public async Task Mails_that_were_refused_together_do_not_come_back_together()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? "451 4.7.1 later" : null);
        using var desk = await DeskAsync(sink);
        for (var i = 0; i < 8; i++)
        {
            await desk.QueueAsync($"staff:{i}");
        }

        await desk.SendAsync();

        Assert.Equal(8, (await desk.MailsAsync()).Select(mail => mail.NextTryAt!.Value - desk.Clock.GetUtcNow()).Distinct().Count());
    }

    [Fact]
    public async Task A_delay_that_ends_at_night_ends_when_mail_hours_begin()
    {
        await using var sink = new SmtpSink(moment => moment is { Step: "RCPT", Mail: 1 } ? "451 4.7.1 later" : null);
        using var desk = await SendDesk.OpenAsync();
        desk.UseSmtp(sink.Port);
        var mail = await desk.QueueAsync();
        desk.Clock.Advance(Local.At("2026-07-06 16:58") - desk.Clock.GetUtcNow());
        await desk.SendAsync();

        desk.Clock.Advance(TimeSpan.FromMinutes(10)); // 17:08
        await desk.SendAsync();
        var atNight = (await desk.MailAsync(mail.Id)).State;
        desk.Clock.Advance(Local.At("2026-07-07 07:30") - desk.Clock.GetUtcNow());
        await desk.SendAsync();

        Assert.Equal((OutboxState.RetryAt, OutboxState.Sent), (atNight, (await desk.MailAsync(mail.Id)).State));
    }

    // Mail hours that never end: the delays alone decide.
    static async Task<SendDesk> DeskAsync(SmtpSink sink)
    {
        var desk = await SendDesk.OpenAsync();
        desk.UseSmtp(sink.Port);
        desk.Config = desk.Config with
        {
            Schedule = new() { GoLive = desk.Config.Schedule.GoLive, Mode = MailMode.Live, MailHours = new() { From = TimeOnly.MinValue, To = TimeOnly.MaxValue, Days = MailDays.EveryDay } },
        };
        return desk;
    }
}
