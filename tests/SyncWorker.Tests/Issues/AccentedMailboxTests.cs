using SyncWorker.Cli;
using SyncWorker.Net.Mail;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Mailboxes with accents and replies of any length, at a server that says what it can do.</summary>
public sealed class AccentedMailboxTests
{
    const string Accented = "vănphòng@example.org";

    [Theory]
    [InlineData("PIPELINING", false)]
    [InlineData("SMTPUTF8", true)]
    public async Task Check_says_which_mailboxes_the_server_cannot_take(string extension, bool works)
    {
        await using var sink = new SmtpSink { Extensions = [extension] };
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        var config = fixture.Config with
        {
            Poll = new() { Sources = [] },
            Staff = Staff(Accented),
        };

        var mail = Assert.Single(await ConnectionCheck.ProbeAllAsync(fixture.Folders, config, null, TestContext.Current.CancellationToken));

        Assert.Equal(works, mail.Works);
        Assert.Equal(
            !works,
            mail.Words.Contains("SMTPUTF8, so that nothing reaches a mailbox with accents: alsoTo of bca-01.", StringComparison.Ordinal)
        );
    }

    static StaffOptions Staff(string alsoTo) =>
        new()
        {
            Staff =
            [
                new()
                {
                    Id = "bca-01",
                    Title = "Chuyên viên",
                    Department = "Ban Châu Á",
                    Roles = [Role.Officer],
                    Email = "bca01@example.org",
                    AlsoTo = alsoTo,
                },
            ],
        };

    [Fact]
    public async Task A_mail_to_an_accented_mailbox_is_refused_here_when_the_server_cannot_take_it()
    {
        await using var sink = new SmtpSink { Extensions = ["PIPELINING", "ENHANCEDSTATUSCODES"] };
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        var mail = await fixture.QueueAsync("staff:1", Accented);
        await fixture.QueueAsync("staff:2");

        var result = await fixture.SendAsync();

        Assert.Equal((StageOutcome.Partly, "1 sent"), (result.Outcome, result.Counts[0].ToString()));
        var row = await fixture.MailAsync(mail.Id);
        Assert.Equal(OutboxState.Refused, row.State);
        Assert.Contains("SMTPUTF8", row.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("vănphòng", row.Reason, StringComparison.Ordinal);
        AssertAscii(sink);
    }

    [Fact]
    public async Task An_accented_copy_and_an_accented_desk_are_left_out_and_the_mail_leaves()
    {
        await using var sink = new SmtpSink { Extensions = ["PIPELINING", "ENHANCEDSTATUSCODES"] };
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        fixture.Config = fixture.Config with
        {
            Staff = new()
            {
                Desk = new() { NameVi = "Bộ phận nhắc việc", Email = Accented },
                Staff = [],
            },
        };
        await fixture.QueueAsync("staff:1", with: row => row.Copies = $"{Accented}\nphong@example.org");

        var result = await fixture.SendAsync();

        Assert.Equal("1 sent", result.Counts[0].ToString());
        Assert.Equal(["bca01@example.org", "phong@example.org"], Assert.Single(sink.Mails).To);
        AssertAscii(sink);
    }

    [Fact]
    public async Task An_accented_mailbox_is_used_where_the_server_can_take_it()
    {
        await using var sink = new SmtpSink { Extensions = ["PIPELINING", "8BITMIME", "SMTPUTF8"] };
        using var fixture = await SendFixture.OpenAsync();
        fixture.UseSmtp(sink.Port);
        await fixture.QueueAsync("staff:1", Accented);

        Assert.Equal("1 sent", (await fixture.SendAsync()).Counts[0].ToString());
        Assert.Contains(sink.Moments, moment => moment.Step == "MAIL" && moment.Line.Contains("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_reply_is_cut_before_its_addresses_are_looked_for()
    {
        var reply = ReplyText.WithoutAddresses(new string('a', 4_000_000));

        Assert.Equal(301, reply.Length);
        Assert.DoesNotContain(
            "bca01",
            ReplyText.WithoutAddresses($"{new string('x', 250)} no such mailbox bca01@example.org {new string('y', 1_000_000)}"),
            StringComparison.Ordinal
        );
    }

    static void AssertAscii(SmtpSink sink)
    {
        Assert.All(sink.Moments, moment => Assert.True(moment.Line.All(char.IsAscii), moment.Step));
        Assert.All(sink.Mails, mail => Assert.True(mail.Text.All(char.IsAscii)));
    }
}
