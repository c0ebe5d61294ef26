using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Net.Mail;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Send;

/// <summary>When sending has stopped, IT hears of it by a second transport: once, and never in a loop.</summary>
public sealed class OperatorAlertTests
{
    [Fact]
    public async Task A_refused_login_is_told_once_however_long_it_lasts_and_again_when_it_comes_back()
    {
        var isLocked = true;
        await using var sink = new SmtpSink(moment =>
            moment.Step switch
            {
                "AUTH" => isLocked ? "535 5.7.8 no" : "235 2.7.0 welcome",
                "MAIL" when isLocked => "530 5.7.0 authentication required", // System.Net.Mail goes on without a login
                _ => null,
            }
        )
        {
            Extensions = ["AUTH LOGIN PLAIN", "8BITMIME"],
        };
        await using var relay = new SmtpSink();
        using var fixture = await DeskAsync(sink.Port, relay.Port, user: "nhacviec@example.org");
        await fixture.QueueAsync("staff:1");

        for (var run = 0; run < 5; run++)
        {
            await fixture.SendAsync();
            fixture.Clock.Advance(TimeSpan.FromHours(1));
        }

        var told = Assert.Single(relay.Mails);
        var read = MimeMail.Read(System.Text.Encoding.Latin1.GetBytes(told.Text));
        Assert.Equal(["it@elsewhere.test"], told.To);
        Assert.StartsWith("[SyncWorker] Đang dừng gửi thư", read.Subject, StringComparison.Ordinal);
        Assert.Contains("refused the login", read.PlainText, StringComparison.Ordinal);
        Assert.Contains("1 thư đang chờ", read.PlainText, StringComparison.Ordinal);

        isLocked = false;
        new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "new", null);
        await fixture.SendAsync();
        isLocked = true;
        await fixture.QueueAsync("staff:2");
        await fixture.SendAsync();

        Assert.Equal(2, relay.Mails.Count);
        Assert.Equal(2, relay.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_refuses_everything_is_told()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "RCPT" ? "451 4.7.1 not you" : null);
        await using var relay = new SmtpSink();
        using var fixture = await DeskAsync(sink.Port, relay.Port);
        await fixture.QueueManyAsync(15);

        await fixture.SendAsync();
        await fixture.SendAsync();

        Assert.Contains("refuses everything", Text(Assert.Single(relay.Mails)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_and_a_restored_store_are_told_each()
    {
        await using var sink = new SmtpSink();
        await using var relay = new SmtpSink();
        using var fixture = await DeskAsync(sink.Port, relay.Port, mostADay: 2);
        await fixture.QueueManyAsync(3);

        await fixture.SendAsync();
        await fixture.SendAsync();
        await fixture.ReleaseAsync();
        fixture.Home = "another machine";
        await fixture.SendAsync();

        Assert.Empty(sink.Mails);
        Assert.Collection(
            relay.Mails,
            mail => Assert.Contains("3 mails would go out", Text(mail), StringComparison.Ordinal),
            mail => Assert.Contains("copied or moved", Text(mail), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_server_that_is_only_out_of_reach_for_a_while_is_no_standstill()
    {
        await using var relay = new SmtpSink();
        using var fixture = await DeskAsync(LoopbackPort.Next(), relay.Port);
        await fixture.QueueAsync();

        await fixture.SendAsync();

        Assert.Empty(relay.Mails);
    }

    [Fact]
    public async Task A_second_transport_that_fails_is_tried_again_after_hours_and_never_while_it_refuses_us()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "MAIL" ? "530 5.7.0 authentication required" : null);
        string? answer = "451 4.3.0 later";
        await using var relay = new SmtpSink(moment => moment.Step == "RCPT" ? answer : null);
        using var fixture = await DeskAsync(sink.Port, relay.Port);
        await fixture.QueueAsync();

        for (var minutes = 0; minutes <= 4 * 60; minutes += 60)
        {
            await fixture.SendAsync();
            fixture.Clock.Advance(TimeSpan.FromMinutes(60));
        }

        Assert.Equal(2, relay.Moments.Count(moment => moment.Step == "RCPT"));

        answer = "535 5.7.8 no";
        for (var day = 0; day < 3; day++)
        {
            fixture.Clock.Advance(TimeSpan.FromDays(1));
            await fixture.SendAsync();
        }

        Assert.Equal(3, relay.Moments.Count(moment => moment.Step == "RCPT"));
        Assert.Empty(relay.Mails);
    }

    [Fact]
    public void The_first_server_is_no_second_way_out()
    {
        var smtp = new SmtpOptions { Host = "mail.example.org" };
        var faults = new ConfigFaults("send.json", null);
        SendCheck.Check(
            new()
            {
                From = new() { Address = "a@example.org" },
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Smtp = smtp,
                Alarm = new()
                {
                    To = "it@example.org",
                    By = TransportKind.Smtp,
                    Smtp = smtp,
                },
            },
            faults
        );

        Assert.Equal(["alarm.smtp"], faults.All.Select(fault => fault.Path));
    }

    static string Text(SinkMail mail) => MimeMail.Read(System.Text.Encoding.Latin1.GetBytes(mail.Text)).PlainText;

    static async Task<SendFixture> DeskAsync(int port, int relay, int mostADay = 300, string? user = null)
    {
        var fixture = await SendFixture.OpenAsync();
        new SecretStore(fixture.Folders, fixture.Clock).Set("smtp", "old", null);
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                Transport = TransportKind.Smtp,
                Smtp = new()
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Security = MailSecurity.None,
                    User = user,
                    Secret = user is null ? null : "smtp",
                },
                Storm = new() { MostADay = mostADay },
                Alarm = new()
                {
                    To = "it@elsewhere.test",
                    By = TransportKind.Smtp,
                    Smtp = new()
                    {
                        Host = "127.0.0.1",
                        Port = relay,
                        Security = MailSecurity.None,
                    },
                },
            },
        };
        return fixture;
    }
}
