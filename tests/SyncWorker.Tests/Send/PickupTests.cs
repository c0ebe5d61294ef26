using Microsoft.EntityFrameworkCore;
using SyncWorker.Hosting;
using SyncWorker.Send;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Send;

public sealed class PickupTests
{
    [Fact]
    public async Task A_digest_is_written_as_an_eml_that_says_what_is_due()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();

        var result = await desk.SendAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal("1 sent", result.Counts[0].ToString());
        var file = Assert.Single(desk.PickedUp());
        Assert.Equal("20260706-staff-bca-01-digest.eml", Path.GetFileName(file));
        var written = MimeReader.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("[Nhắc việc] T2 06/07/2026: 1 ngày cần chuẩn bị", written.Subject);
        Assert.Equal("Đồng chí Chuyên viên Ban Châu Âu", written.To.Name);
        Assert.Equal("bca01@example.org", written.To.Address);
        Assert.Equal("Bộ phận nhắc việc, Văn phòng Liên hiệp", written.From.Name);
        Assert.Equal("desk@example.org", written.ReplyTo);
        Assert.Equal(Support.Local.At("2026-07-06 08:00"), written.Date);
        Assert.Contains("1. Thứ Ba, 14/07/2026 (còn 08 ngày): 34 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Armenia (14/07/1992 - 14/07/2026).", written.Text, StringComparison.Ordinal);
        Assert.Contains(KeyValuePair.Create("auto-submitted", "auto-generated"), written.Headers);
        Assert.Contains(KeyValuePair.Create("x-auto-response-suppress", "OOF, AutoReply"), written.Headers);
        var settled = await desk.MailAsync(mail.Id);
        Assert.Equal(OutboxState.Sent, settled.State);
        Assert.Equal(settled.MessageId, written.MessageId);
        Assert.Matches(@"^<1\.[0-9a-f]{12}@example\.org>$", settled.MessageId);
        Assert.Null(settled.LeaseOwner);
    }

    [Fact]
    public async Task A_second_run_sends_nothing_and_writes_nothing_but_its_run()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync();
        await desk.SendAsync();
        var before = File.GetLastWriteTimeUtc(desk.PickedUp()[0]);

        var result = await desk.SendAsync();

        Assert.Equal("0 sent", result.Counts[0].ToString());
        Assert.Equal(before, File.GetLastWriteTimeUtc(Assert.Single(desk.PickedUp())));
        Assert.Single(await desk.AttemptsAsync());
        await using var db = desk.Store.Open();
        Assert.Equal(2, await db.Runs.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_ledger_learns_with_the_mail_that_its_reminders_were_sent()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync();

        await desk.SendAsync();

        await using var db = desk.Store.Open();
        Assert.Equal(OccurrenceState.Sent, (await db.Occurrences.SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task In_a_trial_every_mail_goes_to_one_mailbox_and_names_who_would_have_got_it()
    {
        using var desk = await SendDesk.OpenAsync(MailMode.Trial);
        await desk.QueueAsync(with: mail => mail.Copies = "banchauau@example.org");

        await desk.SendAsync();

        var written = MimeReader.Read(await File.ReadAllBytesAsync(Assert.Single(desk.PickedUp()), TestContext.Current.CancellationToken));
        Assert.Equal("it@example.org", written.To.Address);
        Assert.Empty(written.Copies);
        Assert.StartsWith("[CHẠY THỬ] [Nhắc việc]", written.Subject, StringComparison.Ordinal);
        Assert.Contains("Đồng chí Chuyên viên Ban Châu Âu <bca01@example.org>, đồng gửi banchauau@example.org", written.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;bca01@example.org&gt;", written.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-06 07:29")]
    [InlineData("2026-07-06 17:01")]
    [InlineData("2026-07-05 09:00")] // a Sunday
    public async Task Outside_mail_hours_nothing_leaves_and_the_result_says_so(string local)
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync(with: mail => mail.Day = new(2026, 7, 3));
        desk.Clock.AdjustTime(Support.Local.At(local));

        var result = await desk.SendAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal(["0 sent", "1 waiting"], result.Counts.Select(count => count.ToString()));
        Assert.Contains("Nothing is sent now", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Empty(desk.PickedUp());
    }

    [Fact]
    public async Task A_mail_of_a_later_day_waits_for_its_day()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync(with: mail => mail.Day = SendDesk.Today.AddDays(1));

        await desk.SendAsync();

        Assert.Empty(desk.PickedUp());
    }

    [Fact]
    public async Task A_mail_past_its_use_is_reported_and_not_sent()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync(with: mail => mail.UsefulUntil = SendDesk.Today.AddDays(-1));

        var result = await desk.SendAsync();

        Assert.Equal(StageOutcome.Partly, result.Outcome);
        Assert.Contains("1 expired", result.Counts.Select(count => count.ToString()));
        Assert.Equal(OutboxState.Expired, (await desk.MailAsync(mail.Id)).State);
        Assert.Empty(desk.PickedUp());
    }

    [Theory]
    [InlineData("someone@elsewhere.test", "allowedDomains")]
    [InlineData("someone@hq.example.org", "allowedDomains")]
    [InlineData("a@example.org, b@example.org", "not one mailbox")]
    [InlineData("a@example.org\r\nBcc: b@elsewhere.test", "not one mailbox")]
    [InlineData("", "no address")]
    public async Task A_mail_to_nobody_we_may_write_to_is_refused_without_naming_the_address(string address, string why)
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync(address: address);

        var result = await desk.SendAsync();

        Assert.Equal(OutboxState.Refused, (await desk.MailAsync(mail.Id)).State);
        var note = Assert.Single(result.Notes);
        Assert.Contains(why, note, StringComparison.Ordinal);
        Assert.DoesNotContain("@", note, StringComparison.Ordinal);
        Assert.Empty(desk.PickedUp());
    }

    [Theory]
    [InlineData("someone@gmail.test", "someone@gmail.test", "Register", true)]
    [InlineData("Someone@gmail.test", "someone@GMAIL.test", "Register", true)]
    [InlineData("someone@gmail.test", "someone@gmail.test", "Staff", false)]
    [InlineData("other@gmail.test", "someone@gmail.test", "Register", false)]
    [InlineData("shared@gmail.test", "someone@gmail.test", "Staff", true)]
    public async Task An_address_that_stands_in_the_register_or_the_staff_list_may_be_allowed_by_that(string address, string inRegister, string list, bool isSent)
    {
        using var desk = await SendDesk.OpenAsync();
        desk.Config = desk.Config with
        {
            Send = new() { From = desk.Config.Send.From, AllowedDomains = ["example.org"], AlsoAllowed = [Enum.Parse<AllowedList>(list)] },
            Staff = new() { Staff = [new() { Id = "bca-01", Title = "Chuyên viên", Department = "Ban Châu Âu", Roles = ["officer"], Email = "bca01@example.org", AlsoTo = "shared@gmail.test" }] },
        };
        await using (var db = desk.Store.Open())
        {
            db.Partners.Add(new() { Kind = "central_association", NameVi = "Hội", Fields = $$"""{"email":"{{inRegister}}"}""" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var mail = await desk.QueueAsync("partner:1", address);

        await desk.SendAsync();

        var settled = await desk.MailAsync(mail.Id);
        Assert.Equal(isSent ? OutboxState.Sent : OutboxState.Refused, settled.State);
        Assert.Equal(isSent ? 1 : 0, desk.PickedUp().Count);
        if (!isSent)
        {
            Assert.Equal($"The domain gmail.test is not in allowedDomains (send.json), and the address stands in none of: {(list == "Staff" ? "staff.json" : "the register")}.", settled.Reason);
        }
    }

    [Fact]
    public async Task A_line_break_in_a_name_does_not_become_a_header()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync(with: mail => mail.Salutation = "Đồng chí\r\nBcc: evil@elsewhere.test\r\n\r\nBody");

        await desk.SendAsync();

        var written = MimeReader.Read(await File.ReadAllBytesAsync(Assert.Single(desk.PickedUp()), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(written.Headers, header => header.Key == "bcc");
        Assert.StartsWith("Đồng chí", written.To.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_name_is_shown_and_not_obeyed()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync(facts: SendDesk.Armenia with { SubjectVi = "<script>alert(1)</script> & Co" });

        await desk.SendAsync();

        var written = MimeReader.Read(await File.ReadAllBytesAsync(Assert.Single(desk.PickedUp()), TestContext.Current.CancellationToken));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co", written.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & Co", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_whose_reminders_were_all_taken_back_is_cancelled()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();
        await using (var db = desk.Store.Open())
        {
            await db.Occurrences.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OccurrenceState.Acknowledged), TestContext.Current.CancellationToken);
        }

        await desk.SendAsync();

        Assert.Equal(OutboxState.Cancelled, (await desk.MailAsync(mail.Id)).State);
        Assert.Empty(desk.PickedUp());
    }

    [Fact]
    public async Task A_pickup_folder_that_cannot_be_written_leaves_the_mail_for_the_next_try()
    {
        using var desk = await SendDesk.OpenAsync();
        var mail = await desk.QueueAsync();
        Directory.CreateDirectory(desk.Folders.Data);
        await File.WriteAllTextAsync(desk.Folders.Pickup, "a file is in the way", TestContext.Current.CancellationToken);

        var result = await desk.SendAsync();

        Assert.Equal(StageOutcome.Failed, result.Outcome);
        Assert.Equal(OutboxState.RetryAt, (await desk.MailAsync(mail.Id)).State);
        Assert.Contains("cannot be written", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_stops_every_mail_and_tells_how_to_let_it_go()
    {
        using var desk = await SendDesk.OpenAsync();
        await desk.QueueAsync();
        await using (var db = desk.Store.Open())
        {
            db.Holds.Add(new() { What = "send", Reason = "restored from a backup.", Since = desk.Clock.GetUtcNow() });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var result = await desk.SendAsync();

        Assert.Equal(StageOutcome.Held, result.Outcome);
        Assert.Contains("mail release", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Empty(desk.PickedUp());
    }
}
