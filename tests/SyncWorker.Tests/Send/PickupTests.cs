using Microsoft.EntityFrameworkCore;
using MimeKit;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Send;

public sealed class PickupTests
{
    [Fact]
    public async Task A_digest_is_written_as_an_eml_that_says_what_is_due()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();

        var result = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal("1 sent", result.Counts[0].ToString());
        var file = Assert.Single(fixture.PickedUp());
        Assert.Equal("20260706-staff-bca-01-digest.eml", Path.GetFileName(file));
        var written = MimeMail.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 việc cần chuẩn bị", written.Subject);
        Assert.Equal("Đồng chí Chuyên viên Ban Châu Âu", written.To.Mailboxes.Single().Name);
        Assert.Equal("bca01@example.org", written.To.Mailboxes.Single().Address);
        Assert.Equal("Bộ phận nhắc việc, Văn phòng Liên hiệp", written.From.Mailboxes.Single().Name);
        Assert.Equal("desk@example.org", written.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal(Support.Local.At("2026-07-06 08:00"), written.Date);
        Assert.Contains(
            "1. Thứ Ba, 14/07/2026 (còn 08 ngày): 34 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Armenia (14/07/1992 - 14/07/2026).",
            written.PlainText,
            StringComparison.Ordinal
        );
        Assert.Equal("auto-generated", written.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("OOF, AutoReply", written.Headers["X-Auto-Response-Suppress"]);
        var settled = await fixture.MailAsync(mail.Id);
        Assert.Equal(OutboxState.Sent, settled.State);
        Assert.Equal(settled.MessageId, written.Headers[HeaderId.MessageId]);
        Assert.Matches(@"^<1\.[0-9a-f]{12}@example\.org>$", settled.MessageId);
        Assert.Null(settled.LeaseOwner);
    }

    [Fact]
    public async Task A_second_run_sends_nothing_and_writes_nothing_but_its_run()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync();
        await fixture.SendAsync();
        var before = File.GetLastWriteTimeUtc(fixture.PickedUp()[0]);

        var result = await fixture.SendAsync();

        Assert.Equal("0 sent", result.Counts[0].ToString());
        Assert.Equal(before, File.GetLastWriteTimeUtc(Assert.Single(fixture.PickedUp())));
        Assert.Single(await fixture.AttemptsAsync());
        await using var db = fixture.Store.Open();
        Assert.Equal(2, await db.Runs.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_ledger_learns_with_the_mail_that_its_reminders_were_sent()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync();

        await fixture.SendAsync();

        await using var db = fixture.Store.Open();
        Assert.Equal(LedgerState.Sent, (await db.Ledger.SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task In_a_trial_every_mail_goes_to_one_mailbox_and_names_who_would_have_got_it()
    {
        using var fixture = await SendFixture.OpenAsync(MailMode.Trial);
        await fixture.QueueAsync(with: mail => mail.Copies = "banchauau@example.org");

        await fixture.SendAsync();

        var written = MimeMail.Read(await File.ReadAllBytesAsync(Assert.Single(fixture.PickedUp()), TestContext.Current.CancellationToken));
        Assert.Equal("it@example.org", written.To.Mailboxes.Single().Address);
        Assert.Empty(written.Cc);
        Assert.StartsWith("[CHẠY THỬ] [Nhắc việc]", written.Subject, StringComparison.Ordinal);
        Assert.Contains(
            "Đồng chí Chuyên viên Ban Châu Âu <bca01@example.org>, đồng gửi banchauau@example.org",
            written.PlainText,
            StringComparison.Ordinal
        );
        Assert.Contains("&lt;bca01@example.org&gt;", written.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-06 07:29")]
    [InlineData("2026-07-06 17:01")]
    [InlineData("2026-07-05 09:00")] // a Sunday
    public async Task Outside_mail_hours_nothing_leaves_and_the_result_says_so(string local)
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(with: mail => mail.Day = new(2026, 7, 3));
        fixture.Clock.AdjustTime(Support.Local.At(local));

        var result = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal(["0 sent", "1 waiting"], result.Counts.Select(count => count.ToString()));
        Assert.Contains("Nothing is sent now", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Empty(fixture.PickedUp());
    }

    [Fact]
    public async Task A_mail_of_a_later_day_waits_for_its_day()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(with: mail => mail.Day = SendFixture.Today.AddDays(1));

        await fixture.SendAsync();

        Assert.Empty(fixture.PickedUp());
    }

    [Fact]
    public async Task A_mail_past_its_use_is_reported_and_not_sent()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(with: mail => mail.UsefulUntil = SendFixture.Today.AddDays(-1));

        var result = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains("1 expired", result.Counts.Select(count => count.ToString()));
        Assert.Equal(OutboxState.Expired, (await fixture.MailAsync(mail.Id)).State);
        Assert.Empty(fixture.PickedUp());
    }

    [Theory]
    [InlineData("someone@elsewhere.test", "allowedDomains")]
    [InlineData("someone@hq.example.org", "allowedDomains")]
    [InlineData("a@example.org, b@example.org", "not one mailbox")]
    [InlineData("a@example.org\r\nBcc: b@elsewhere.test", "not one mailbox")]
    [InlineData("", "no address")]
    public async Task A_mail_to_nobody_we_may_write_to_is_refused_without_naming_the_address(string address, string why)
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync(address: address);

        var result = await fixture.SendAsync();

        Assert.Equal(OutboxState.Refused, (await fixture.MailAsync(mail.Id)).State);
        var note = Assert.Single(result.Notes);
        Assert.Contains(why, note, StringComparison.Ordinal);
        Assert.DoesNotContain("@", note, StringComparison.Ordinal);
        Assert.Empty(fixture.PickedUp());
    }

    [Theory]
    [InlineData("someone@gmail.test", "Staff", false)]
    [InlineData("shared@gmail.test", "Staff", true)]
    [InlineData("other@gmail.test", "Register", false)]
    public async Task An_address_that_stands_in_the_staff_list_may_be_allowed_by_that(string address, string list, bool isSent)
    {
        using var fixture = await SendFixture.OpenAsync();
        fixture.Config = fixture.Config with
        {
            Send = new()
            {
                From = fixture.Config.Send.From,
                AllowedDomains = ["example.org"],
                AlsoAllowed = [Enum.Parse<AllowedList>(list)],
                MailboxesFrom = ["register"],
            },
            Staff = new()
            {
                Staff =
                [
                    new()
                    {
                        Id = "bca-01",
                        Title = "Chuyên viên",
                        Department = "Ban Châu Âu",
                        Roles = [Role.Officer],
                        Email = "bca01@example.org",
                        AlsoTo = "shared@gmail.test",
                    },
                ],
            },
        };
        var mail = await fixture.QueueAsync("staff:bca-01", address);

        await fixture.SendAsync();

        var settled = await fixture.MailAsync(mail.Id);
        Assert.Equal(isSent ? OutboxState.Sent : OutboxState.Refused, settled.State);
        if (!isSent)
        {
            Assert.Equal(
                $"The domain gmail.test is not in allowedDomains (send.json), and the address stands in none of: {(list == "Staff" ? "staff.json" : "the register")}.",
                settled.Reason
            );
        }
    }

    [Fact]
    public async Task A_line_break_in_a_name_does_not_become_a_header()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(with: mail => mail.Salutation = "Đồng chí\r\nBcc: evil@elsewhere.test\r\n\r\nBody");

        await fixture.SendAsync();

        var written = MimeMail.Read(await File.ReadAllBytesAsync(Assert.Single(fixture.PickedUp()), TestContext.Current.CancellationToken));
        Assert.Empty(written.Bcc);
        Assert.DoesNotContain(written.Headers, header => header.Id == HeaderId.Bcc);
        Assert.StartsWith("Đồng chí", written.To.Mailboxes.Single().Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_name_is_shown_and_not_obeyed()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync(facts: SendFixture.Armenia with { SubjectVi = "<script>alert(1)</script> & Co" });

        await fixture.SendAsync();

        var written = MimeMail.Read(await File.ReadAllBytesAsync(Assert.Single(fixture.PickedUp()), TestContext.Current.CancellationToken));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co", written.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & Co", written.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_whose_reminders_were_all_taken_back_is_cancelled()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        await using (var db = fixture.Store.Open())
        {
            await db.Ledger.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, LedgerState.Acknowledged),
                TestContext.Current.CancellationToken
            );
        }

        await fixture.SendAsync();

        Assert.Equal(OutboxState.Cancelled, (await fixture.MailAsync(mail.Id)).State);
        Assert.Empty(fixture.PickedUp());
    }

    [Fact]
    public async Task A_pickup_folder_that_cannot_be_written_leaves_the_mail_for_the_next_try()
    {
        using var fixture = await SendFixture.OpenAsync();
        var mail = await fixture.QueueAsync();
        Directory.CreateDirectory(fixture.Folders.Data);
        await File.WriteAllTextAsync(fixture.Folders.Pickup, "a file is in the way", TestContext.Current.CancellationToken);

        var result = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Failed, result.Outcome);
        Assert.Equal(OutboxState.RetryAt, (await fixture.MailAsync(mail.Id)).State);
        Assert.Contains("cannot be written", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_stops_every_mail_and_tells_how_to_let_it_go()
    {
        using var fixture = await SendFixture.OpenAsync();
        await fixture.QueueAsync();
        await using (var db = fixture.Store.Open())
        {
            db.Holds.Add(
                new()
                {
                    What = "send",
                    Reason = "restored from a backup.",
                    Since = fixture.Clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var result = await fixture.SendAsync();

        Assert.Equal(StageOutcome.Held, result.Outcome);
        Assert.Contains("mail release", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Empty(fixture.PickedUp());
    }
}
