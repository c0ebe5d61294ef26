using System.Globalization;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send;

/// <summary>
/// What servers do to many mails. Every mail ends as sent, refused, uncertain or still waiting, and only an uncertain one may
/// have arrived without being called sent.
/// </summary>
public sealed class SinkScenarioTests(ITestOutputHelper output)
{
    /// <summary>SYNCWORKER_MAILS_EACH=10000 is the full run.</summary>
    static int Mails => int.Parse(Environment.GetEnvironmentVariable("SYNCWORKER_MAILS_EACH") ?? "60", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("accepts all")]
    [InlineData("10 % 451")]
    [InlineData("1 % 550")]
    [InlineData("greylists each mail once")]
    [InlineData("cuts before DATA")]
    [InlineData("cuts during DATA")]
    [InlineData("cuts after the final dot")]
    [InlineData("421 in mid-session")]
    [InlineData("432 too fast")]
    [InlineData("refuses everything")]
    public async Task Every_mail_is_accounted_for(string scenario)
    {
        var greylisted = new HashSet<int>();
        await using var sink = new SmtpSink(moment => Script(scenario, moment, greylisted));
        using var desk = await SendDesk.OpenAsync();
        desk.UseSmtp(sink.Port);
        var send = desk.Config.Send;
        desk.Config = desk.Config with
        {
            Send = new()
            {
                From = send.From,
                AllowedDomains = send.AllowedDomains,
                Transport = send.Transport,
                Smtp = send.Smtp,
                Storm = new() { MostADay = 100_000 },
                Retry = new() { First = new(TimeSpan.FromMinutes(1)), Longest = new(TimeSpan.FromMinutes(1)) },
            },
            Schedule = new() { GoLive = new(2026, 1, 1), Mode = MailMode.Live, MailHours = new() { From = new(0, 0), To = new(23, 59, 59), Days = MailDays.EveryDay } },
        };
        await desk.QueueManyAsync(Mails, "partner"); // uncertain ones wait for a person

        for (var run = 0; run < (Mails / 25) + 25; run++)
        {
            await desk.SendAsync();
            desk.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var rows = await desk.MailsAsync();
        var arrived = sink.Mails.GroupBy(mail => mail.MessageId).ToDictionary(group => group.Key, group => group.Count());
        int Count(OutboxState state) => rows.Count(row => row.State == state);
        output.WriteLine($"{scenario}: {Count(OutboxState.Sent)} sent, {Count(OutboxState.Refused)} refused, {Count(OutboxState.Uncertain)} uncertain, {Count(OutboxState.Queued) + Count(OutboxState.RetryAt)} waiting; {sink.Mails.Count} arrived");
        Assert.Equal(Mails, Count(OutboxState.Sent) + Count(OutboxState.Refused) + Count(OutboxState.Uncertain) + Count(OutboxState.Queued) + Count(OutboxState.RetryAt));
        Assert.All(arrived, pair => Assert.Equal(1, pair.Value));
        Assert.All(rows, row => Assert.Equal(row.State == OutboxState.Sent || (row.State == OutboxState.Uncertain && arrived.ContainsKey(row.MessageId!)), row.MessageId is { } id && arrived.ContainsKey(id)));
        switch (scenario)
        {
            case "accepts all" or "10 % 451" or "greylists each mail once" or "421 in mid-session" or "432 too fast":
                Assert.Equal(Mails, Count(OutboxState.Sent));
                break;
            case "1 % 550":
                Assert.Equal(Mails / 50, Count(OutboxState.Refused));
                break;
            case "cuts after the final dot":
                Assert.Equal(Mails / 25, Count(OutboxState.Uncertain));
                break;
            case "refuses everything":
                Assert.Equal(0, Count(OutboxState.Sent));
                break;
        }
    }

    // Every 50th or so mail is enough to see a fault, and keeps the plain run short.
    static string? Script(string scenario, SinkMoment moment, HashSet<int> greylisted) => scenario switch
    {
        "10 % 451" when moment.Step == "RCPT" && moment.Mail % 10 == 0 => "451 4.3.0 try again",
        "1 % 550" when moment.Step == "RCPT" && moment.Mail % 50 == 0 => "550 5.1.1 no such user",
        "greylists each mail once" when moment.Step == "RCPT" && moment.Mail <= Mails && greylisted.Add(moment.Mail) => moment.Mail % 2 == 0 ? "450 4.2.0 greylisted" : null,
        "cuts before DATA" when moment.Step == "RCPT" && moment.Mail % 25 == 0 => "cut",
        "cuts during DATA" when moment.Step == "content" && moment.Mail % 25 == 0 => "cut",
        "cuts after the final dot" when moment.Step == "dot" && moment.Mail % 25 == 0 => "cut",
        "421 in mid-session" when moment.Step == "MAIL" && moment.Mail % 25 == 0 => "421 4.3.2 going down",
        "432 too fast" when moment.Step == "MAIL" && moment.Mail % 25 == 0 => "432 4.3.2 concurrent connections limit exceeded",
        "refuses everything" when moment.Step == "MAIL" => "550 5.7.1 sender not allowed",
        _ => null,
    };
}
