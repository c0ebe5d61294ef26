using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>
/// What servers do to many mails. Every mail ends as sent, refused, uncertain or still waiting, and only an uncertain one may
/// have arrived without being called sent.
/// </summary>
public sealed class SinkScenarioTests(ITestOutputHelper output)
{
    volatile bool _isHanging;

    /// <summary>SYNCWORKER_MAILS_EACH=10000 is the full run.</summary>
    static int Mails => int.Parse(Environment.GetEnvironmentVariable("SYNCWORKER_MAILS_EACH") ?? "60", CultureInfo.InvariantCulture);

    /// <summary>One in a hundred, or in fifty where there are too few to show it.</summary>
    static int Hundredth => Mails < 1_000 ? 50 : 100;

    [Theory]
    [InlineData("accepts all")]
    [InlineData("10 % 451")]
    [InlineData("1 % 550")]
    [InlineData("greylists every second mail")]
    [InlineData("cuts before DATA")]
    [InlineData("cuts during DATA")]
    [InlineData("cuts after the final dot")]
    [InlineData("421 in mid-session")]
    [InlineData("432 too fast")]
    [InlineData("slow")]
    [InlineData("refuses everything")]
    [InlineData("TLS refused")]
    [InlineData("wrong password")]
    public async Task Every_mail_is_accounted_for(string scenario)
    {
        using var fixture = await SendFixture.OpenAsync();
        await using var sink = new SmtpSink(moment => Script(scenario, moment, fixture.Clock))
        {
            Extensions = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "STARTTLS", "AUTH PLAIN LOGIN"],
        };
        var isLogin = scenario == "wrong password";
        if (isLogin)
        {
            new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "the old one", null);
        }

        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = fixture.Config.Send.AllowedDomains,
                Transport = TransportKind.Smtp,
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = sink.Port,
                    Security = scenario == "TLS refused" ? MailSecurity.StartTls : MailSecurity.None,
                    User = isLogin ? "nhacviec@example.org" : null,
                    Secret = isLogin ? "smtp" : null,
                    Timeout = new(30, TimeUnit.Seconds),
                },
                Storm = new() { MostADay = 100_000 },
                Retry = new() { First = new(1, TimeUnit.Minutes), Longest = new(1, TimeUnit.Minutes) },
            },
            Schedule = new()
            {
                GoLive = new(2026, 1, 1),
                Mode = MailMode.Live,
                MailHours = new()
                {
                    From = new(0, 0),
                    To = new(23, 59, 59),
                    Days = MailDays.EveryDay,
                },
            },
        };
        await fixture.QueueManyAsync(Mails, "partner"); // uncertain ones wait for a person

        // Until nothing waits, or nothing moves any more.
        for (var (idle, waiting) = (0, Mails); idle < 3 && waiting > 0; )
        {
            var before = waiting;
            await SendAsync(fixture);
            fixture.Clock.Advance(TimeSpan.FromMinutes(2));
            waiting = await fixture.WaitingAsync();
            idle = waiting == before ? idle + 1 : 0;
        }

        var rows = await fixture.MailsAsync();
        var arrived = sink.Mails.GroupBy(mail => mail.MessageId).ToDictionary(group => group.Key, group => group.Count());
        int Count(OutboxState state) => rows.Count(row => row.State == state);
        output.WriteLine(
            $"{scenario}: {Count(OutboxState.Sent)} sent, {Count(OutboxState.Refused)} refused, {Count(OutboxState.Uncertain)} uncertain, {Count(OutboxState.Queued) + Count(OutboxState.RetryAt)} waiting; {sink.Mails.Count} arrived"
        );
        Assert.Equal(
            Mails,
            Count(OutboxState.Sent)
                + Count(OutboxState.Refused)
                + Count(OutboxState.Uncertain)
                + Count(OutboxState.Queued)
                + Count(OutboxState.RetryAt)
        );
        Assert.All(arrived, pair => Assert.Equal(1, pair.Value));
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    row.State == OutboxState.Sent || (row.State == OutboxState.Uncertain && arrived.ContainsKey(row.MessageId!)),
                    row.MessageId is { } id && arrived.ContainsKey(id)
                )
        );
        switch (scenario)
        {
            case "accepts all" or "10 % 451" or "greylists every second mail" or "421 in mid-session" or "432 too fast":
                Assert.Equal(Mails, Count(OutboxState.Sent));
                break;
            case "1 % 550":
                Assert.Equal(Mails / Hundredth, Count(OutboxState.Refused));
                break;
            case "cuts after the final dot":
                Assert.Equal(Mails / 25, Count(OutboxState.Uncertain));
                break;
            case "slow":
                Assert.Equal(Mails / 50, Count(OutboxState.Uncertain));
                Assert.Equal(Mails - (Mails / 50), Count(OutboxState.Sent));
                break;
            case "wrong password":
                Assert.Single(sink.Moments, moment => moment.Step == "AUTH");
                Assert.Equal(Mails, Count(OutboxState.Queued));
                break;
            case "refuses everything" or "TLS refused":
                Assert.Equal(0, Count(OutboxState.Sent));
                break;
        }
    }

    // While a server does not answer, time goes on: minute by minute, so that the sender is waiting when its patience ends.
    async Task SendAsync(SendFixture fixture)
    {
        var sending = fixture.SendAsync();
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(
                sending,
                Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken)
            );
            if (_isHanging)
            {
                fixture.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        await sending;
    }

    // Every 50th or so mail is enough to see a fault, and keeps the plain run short.
    string? Script(string scenario, SinkMoment moment, FakeTimeProvider clock)
    {
        _isHanging = scenario == "slow" && moment.Step == "dot" && moment.Mail % 50 == 0;
        if (_isHanging)
        {
            return "hang";
        }

        if (scenario == "slow" && moment.Step == "dot" && moment.Mail % 50 == 25)
        {
            clock.Advance(TimeSpan.FromMinutes(9)); // 10 are allowed for this answer (RFC 5321, 4.5.3.2.6)
        }

        return scenario switch
        {
            "10 % 451" when moment.Step == "RCPT" && moment.Mail % 10 == 0 => "451 4.3.0 try again",
            "1 % 550" when moment.Step == "RCPT" && moment.Mail % Hundredth == 0 => "550 5.1.1 no such user",
            "greylists every second mail" when moment.Step == "RCPT" && moment.Mail <= Mails && moment.Mail % 2 == 0 =>
                "450 4.2.0 greylisted",
            "cuts before DATA" when moment.Step == "RCPT" && moment.Mail % 25 == 0 => "cut",
            "cuts during DATA" when moment.Step == "content" && moment.Mail % 25 == 0 => "cut",
            "cuts after the final dot" when moment.Step == "dot" && moment.Mail % 25 == 0 => "cut",
            "421 in mid-session" when moment.Step == "MAIL" && moment.Mail % 25 == 0 => "421 4.3.2 going down",
            "432 too fast" when moment.Step == "MAIL" && moment.Mail % 25 == 0 => "432 4.3.2 concurrent connections limit exceeded",
            "refuses everything" when moment.Step == "MAIL" => "550 5.7.1 sender not allowed",
            "TLS refused" when moment.Step == "STARTTLS" => "454 4.7.0 TLS not available",
            "wrong password" when moment.Step == "AUTH" => "535 5.7.8 authentication credentials invalid",
            "wrong password" when moment.Step == "MAIL" => "530 5.7.0 authentication required", // System.Net.Mail goes on without a login
            _ => null,
        };
    }
}
