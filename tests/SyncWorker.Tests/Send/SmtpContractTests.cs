using System.Net;
using System.Net.Sockets;
using MimeKit;
using SyncWorker.Net.Mail;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

/// <summary>What the SMTP transport promises.</summary>
public sealed class SmtpContractTests
{
    [Fact]
    public async Task A_mail_arrives_with_its_copies_its_message_id_and_its_words()
    {
        await using var sink = new SmtpSink();
        using var fixture = await DeskAsync(sink);
        var mail = await fixture.QueueAsync(with: mail => mail.Copies = "banchauau@example.org");

        await fixture.SendAsync();

        var arrived = Assert.Single(sink.Mails);
        Assert.Equal(["bca01@example.org", "banchauau@example.org"], arrived.To);
        Assert.Equal((await fixture.MailAsync(mail.Id)).MessageId, arrived.MessageId);
        var read = MimeMail.Read(System.Text.Encoding.Latin1.GetBytes(arrived.Text));
        Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 việc cần chuẩn bị", read.Subject);
        Assert.Contains("34 năm Ngày thiết lập quan hệ", read.PlainText, StringComparison.Ordinal);
        Assert.Contains("34 năm Ngày thiết lập quan hệ", read.Html, StringComparison.Ordinal);
        Assert.Equal("auto-generated", read.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task The_mails_to_one_person_about_one_report_are_one_conversation()
    {
        await using var sink = new SmtpSink();
        using var fixture = await DeskAsync(sink);
        var overdue = SampleMails.Input("missing", "vi").Reminders[0].Facts;
        await fixture.QueueAsync("partner:1", facts: overdue with { Kind = ReminderKind.Report, Missing = [] });
        await fixture.QueueAsync("partner:2", facts: overdue);
        await fixture.QueueAsync("staff:1", facts: [overdue, SendFixture.Armenia]);
        await fixture.SendAsync();
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        await fixture.QueueAsync("partner:1", with: mail => mail.Day = SendFixture.Today.AddDays(1), facts: overdue);
        await fixture.SendAsync();

        var threads = sink
            .Mails.Select(mail => MimeMail.Read(System.Text.Encoding.Latin1.GetBytes(mail.Text)).Headers)
            .Select(headers => (Reply: headers[HeaderId.InReplyTo], References: headers[HeaderId.References]))
            .ToList();

        Assert.Matches(@"^<thread\.[0-9a-f]{16}\.[0-9a-f]{12}@example\.org>$", threads[0].References);
        Assert.Equal(threads[0].References, threads[0].Reply);
        Assert.NotEqual(threads[0], threads[1]); // another person
        Assert.Null(threads[2].References); // a digest of several things
        Assert.Equal(threads[0], threads[3]); // the next day
        Assert.Equal(4, sink.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Many_mails_go_through_one_session()
    {
        await using var sink = new SmtpSink();
        using var fixture = await DeskAsync(sink, mails: 25);

        await fixture.SendAsync();

        Assert.Equal(25, sink.Mails.Count);
        Assert.Single(sink.Moments, moment => moment.Step == "connect");
    }

    [Theory]
    [InlineData("RCPT", "451 4.7.1 greylisted <bca01@example.org>", "RetryAt")]
    [InlineData("RCPT", "550 5.1.1 no such user", "Refused")]
    [InlineData("MAIL", "452 4.3.1 full", "RetryAt")]
    [InlineData("DATA", "554 5.7.1 no", "Refused")]
    [InlineData("dot", "451 4.3.0 later", "RetryAt")]
    [InlineData("dot", "554 5.6.0 no", "Refused")]
    public async Task An_answer_settles_the_mail_and_is_kept_without_addresses(string step, string reply, string state)
    {
        await using var sink = new SmtpSink(moment => moment.Step == step ? reply : null);
        using var fixture = await DeskAsync(sink, mails: 1);

        await fixture.SendAsync();

        var mail = Assert.Single(await fixture.MailsAsync());
        Assert.Equal(state, mail.State.ToString());
        Assert.Equal(1, mail.Attempts);
        var attempt = Assert.Single(await fixture.AttemptsAsync());
        Assert.Equal(int.Parse(reply[..3], System.Globalization.CultureInfo.InvariantCulture), attempt.ReplyCode);
        Assert.DoesNotContain("@", attempt.ReplyText, StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_greylisted_mail_comes_through_at_its_next_try()
    {
        await using var sink = new SmtpSink(moment => moment is { Step: "RCPT", Mail: 1 } ? "451 4.7.1 come back" : null);
        using var fixture = await DeskAsync(sink, mails: 1);

        await fixture.SendAsync();
        await fixture.SendAsync();
        var tooSoon = sink.Mails.Count;
        fixture.Clock.Advance(TimeSpan.FromMinutes(7));
        await fixture.SendAsync();

        Assert.Equal(0, tooSoon);
        Assert.Single(sink.Mails);
        Assert.Equal(OutboxState.Sent, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Fact]
    public async Task A_line_cut_after_the_final_dot_is_uncertain_and_not_sent_again_by_itself()
    {
        await using var sink = new SmtpSink(moment => moment is { Step: "dot", Mail: 1 } ? "cut" : null);
        using var fixture = await DeskAsync(sink, mails: 1);

        var result = await fixture.SendAsync();
        await fixture.SendAsync();

        Assert.Equal(OutboxState.Uncertain, Assert.Single(await fixture.MailsAsync()).State);
        Assert.Contains("1 uncertain", result.Counts.Select(count => count.ToString()));
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_refused_copy_does_not_keep_the_mail_from_its_recipient()
    {
        await using var sink = new SmtpSink(moment =>
            moment.Line.Contains("nobody@", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null
        );
        using var fixture = await DeskAsync(sink);
        await fixture.QueueAsync(with: mail => mail.Copies = "nobody@example.org");

        await fixture.SendAsync();

        Assert.Equal(["bca01@example.org"], Assert.Single(sink.Mails).To);
        var mail = Assert.Single(await fixture.MailsAsync());
        Assert.Equal(OutboxState.Sent, mail.State);
        Assert.Contains("1 of the copies", mail.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_the_round_and_keeps_every_mail()
    {
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(LoopbackPort.Next());
        await fixture.QueueAsync("staff:1");
        await fixture.QueueAsync("staff:2");

        var result = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Failed, result.Outcome);
        Assert.Equal([OutboxState.RetryAt, OutboxState.Queued], (await fixture.MailsAsync()).Select(mail => mail.State));
        Assert.Single(await fixture.AttemptsAsync());
    }

    [Theory]
    [InlineData(nameof(MailSecurity.None))]
    [InlineData(nameof(MailSecurity.StartTls))]
    [InlineData(nameof(MailSecurity.Tls))]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_given_up_when_its_time_is_over(string security)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(((IPEndPoint)silent.LocalEndpoint).Port, security: Enum.Parse<MailSecurity>(security));
        await fixture.QueueAsync("staff:1");

        var sending = fixture.SendAsync();
        using var taken = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        while (!sending.IsCompleted)
        {
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(
                sending,
                Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken)
            );
        }

        Assert.Equal(StageOutcome.Failed, (await sending).Outcome);
        Assert.Equal(OutboxState.RetryAt, Assert.Single(await fixture.MailsAsync()).State);
    }

    [Fact]
    public async Task A_server_that_wants_a_login_ends_the_round_at_the_first_refusal()
    {
        await using var sink = new SmtpSink(moment => moment.Step == "MAIL" ? "530 5.7.0 authentication required" : null);
        using var fixture = await DeskAsync(sink, mails: 3);

        var result = await fixture.SendAsync();

        Assert.Single(sink.Moments, moment => moment.Step == "MAIL");
        Assert.Contains("refused the login", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.All(await fixture.MailsAsync(), mail => Assert.Equal(OutboxState.Queued, mail.State));
    }

    [Fact]
    public async Task A_421_in_mid_session_leaves_the_rest_for_the_next_run_and_doubles_nothing()
    {
        await using var sink = new SmtpSink(moment => moment is { Step: "MAIL", Mail: 3 } ? "421 4.3.2 going down" : null);
        using var fixture = await DeskAsync(sink, mails: 5);

        await fixture.SendAsync();
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        await fixture.SendAsync();

        Assert.Equal(5, sink.Mails.Count);
        Assert.Equal(5, sink.Mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.All(await fixture.MailsAsync(), mail => Assert.Equal(OutboxState.Sent, mail.State));
    }

    static async Task<SendFixture> DeskAsync(SmtpSink sink, int mails = 0)
    {
        var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        for (var i = 0; i < mails; i++)
        {
            await fixture.QueueAsync($"staff:{i}");
        }

        return fixture;
    }
}
