using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Inbox;
using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Tests.Send.Support;

namespace SyncWorker.Tests.Inbox;

/// <summary>What a person writes in words reaches people, and nothing goes round in circles.</summary>
public sealed class ReplyTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_in_words_reaches_the_desk_and_the_officer_whose_mail_it_answers()
    {
        using var fixture = await InboxFixture.OpenAsync();
        var mail = await fixture.SentAsync();

        var handled = await fixture.HandleAsync(
            Letters.Mail(
                "Nguyễn Văn An <an@hoi.example.org>",
                "Re: Báo cáo",
                "Tuần sau chúng tôi gửi.\n\nVào T2, 6 thg 7, 2026 lúc 08:00 Nhắc việc <nhacviec@example.org> đã viết:\n> Chưa nhận được",
                $"In-Reply-To: {mail.MessageId}"
            )
        );
        await fixture.Send.SendAsync();

        Assert.Equal((InboxKind.Reply, InboxOutcome.Forwarded, "replies"), (handled.Kind, handled.Outcome, handled.Folder));
        Assert.Equal("a reply in words, passed on to staff:desk and staff:bca-01", handled.Words);
        var passed = (await fixture.Send.MailsAsync()).Where(row => row.Id != mail.Id).ToList();
        Assert.Equal(["desk@example.org", "bca01@example.org"], passed.Select(row => row.Address));
        Assert.All(passed, row => Assert.Equal(OutboxState.Sent, row.State));
        var text = MimeMail.Read(passed[0].Message!).PlainText;
        Assert.Contains("Nguyễn Văn An (an@hoi.example.org)", text, StringComparison.Ordinal);
        Assert.Contains("Tuần sau chúng tôi gửi.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa nhận được", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_to_a_mail_to_an_association_reaches_whoever_follows_it()
    {
        using var fixture = await InboxFixture.OpenAsync();
        fixture.Followers["partner:12"] = ["staff:bca-01"];
        var mail = await fixture.SentAsync("partner:12", "vp@example.org");

        var handled = await fixture.HandleAsync(
            Letters.Mail("vp@example.org", "Re: Báo cáo", "Đã gửi.", $"References: <other@example.org> {mail.MessageId}")
        );

        Assert.Equal("a reply in words, passed on to staff:desk and staff:bca-01", handled.Words);
    }

    [Fact]
    public async Task A_reply_is_not_passed_on_to_who_wrote_it()
    {
        using var fixture = await InboxFixture.OpenAsync();
        var mail = await fixture.SentAsync();

        var handled = await fixture.HandleAsync(Letters.Mail("bca01@example.org", "Re", "Đã rõ.", $"In-Reply-To: {mail.MessageId}"));

        Assert.Equal("a reply in words, passed on to staff:desk", handled.Words);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated", InboxOutcome.Ignored)]
    [InlineData("List-Id: <all.example.org>", InboxOutcome.Ignored)]
    [InlineData("X-Nothing: 1", InboxOutcome.Kept)]
    public async Task What_would_go_round_in_circles_is_not_passed_on(string head, object outcome)
    {
        using var fixture = await InboxFixture.OpenAsync();

        var handled = await fixture.HandleAsync(Letters.Mail("answers@example.org", "Re: Re:", "x", head));

        Assert.Equal(outcome, handled.Outcome);
        Assert.Empty(await fixture.Send.MailsAsync());
    }

    [Fact]
    public async Task Of_one_sender_so_many_a_day_are_passed_on_and_the_others_are_kept()
    {
        using var fixture = await InboxFixture.OpenAsync();
        var outcomes = new List<InboxOutcome>();
        for (var i = 0; i < Replies.MostOfOneSender + 2; i++)
        {
            outcomes.Add((await fixture.HandleAsync(Letters.Mail("a@example.net", $"{i}"))).Outcome);
        }

        outcomes.Add((await fixture.HandleAsync(Letters.Mail("a@example.net", "tomorrow"), SendFixture.Today.AddDays(1))).Outcome);

        Assert.Equal(
            [
                .. Enumerable.Repeat(InboxOutcome.Forwarded, Replies.MostOfOneSender),
                InboxOutcome.Kept,
                InboxOutcome.Kept,
                InboxOutcome.Forwarded,
            ],
            outcomes
        );
    }

    [Theory]
    [InlineData("Xin gia hạn.\n\n-----Original Message-----\nFrom: x", "Xin gia hạn.")]
    [InlineData("Xin gia hạn.\n\nFrom: Nhắc việc <nhacviec@example.org>\nSent: Monday", "Xin gia hạn.")]
    [InlineData("Xin gia hạn.\n\nTừ: Nhắc việc <nhacviec@example.org>\nĐã gửi: Thứ Hai", "Xin gia hạn.")]
    [InlineData("Xin gia hạn.\nOn Mon, 6 Jul 2026 at 08:00, Nhắc việc wrote:\n> a", "Xin gia hạn.")]
    [InlineData("ngày nhận: 06/07/2026\n> ngày nhận: 01/01/2026", "ngày nhận: 06/07/2026")]
    [InlineData("\n\nmột\n\n\n\nhai\n", "một\n\nhai")]
    [InlineData("", "")]
    public void The_words_of_a_mail_are_those_that_its_writer_wrote(string text, string own) => Assert.Equal(own, PlainText.Own(text));

    [Fact]
    public void The_words_of_a_page_are_read_without_its_markup() =>
        Assert.Equal(
            "Xin gia hạn.\n\nCảm ơn & chào.",
            PlainText.Own(
                PlainText.FromHtml(
                    "<html><head><style>p { color: red }</style></head><body><p>Xin gia hạn.</p><div><br>Cảm ơn &amp; chào.</div>"
                        + "<script>alert(1)</script><blockquote>cũ</blockquote></body></html>"
                )
            )
        );

    [Theory]
    [InlineData("%5BNV-OK%2017.20260805.00112233445566778899%5D")]
    [InlineData("[NV-OK+17.20260805.00112233445566778899]+Taken")]
    [InlineData("%5BNV-OK+17.20260805.00112233445566778899%5D")]
    [InlineData("[NV-OK%C2%A017.20260805.00112233445566778899]")]
    [InlineData("[NV-OK\u00A017.20260805.00112233445566778899]")]
    [InlineData("%255BNV-OK%252017.20260805.00112233445566778899%255D")]
    public void The_word_of_a_link_is_found_however_a_mail_program_wrote_the_subject(string subject) =>
        Assert.Equal(17, SignedAnswers.FindToken(subject)?.Reminder);

    [Theory]
    [InlineData("Báo cáo 100%")]
    [InlineData("%zz%")]
    [InlineData("")]
    public void A_subject_without_such_a_word_is_none(string subject) => Assert.Null(SignedAnswers.FindToken(subject));

    [Theory]
    [InlineData(OutboxMail.Digest, 1, 2)]
    [InlineData(OutboxMail.Weekly, 1, 2)]
    public async Task The_next_mail_confirms_what_was_taken_and_the_one_after_it_does_not(string kind, int first, int second)
    {
        using var fixture = await InboxFixture.OpenAsync();
        var token = await fixture.TokenAsync();
        Assert.True((await fixture.HandleAsync(Letters.Mail("bca01@example.org", token))).IsTaken);

        var texts = new List<string>();
        var start = fixture.Send.Clock.GetUtcNow().AddHours(7); // after the hour of weekly outlooks
        foreach (var (day, of) in new[] { (first, kind), (second, OutboxMail.Digest) })
        {
            fixture.Send.Clock.SetUtcNow(start.AddDays(day));
            var next = await fixture.Send.QueueAsync(with: mail => (mail.Kind, mail.Day) = (of, SendFixture.Today.AddDays(day)));
            await fixture.Send.SendAsync();
            var message = MimeMail.Read((await fixture.Send.MailAsync(next.Id)).Message!);
            texts.Add(message.PlainText);
            Assert.Equal(day == first, message.Html.Contains("Đã ghi nhận", StringComparison.Ordinal));
        }

        Assert.Contains(
            "Đã ghi nhận: đã nhận việc: 34 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Armenia.",
            texts[0],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Đã ghi nhận", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_in_a_mail_that_did_not_leave_comes_again_in_the_next()
    {
        using var fixture = await InboxFixture.OpenAsync();
        var token = await fixture.TokenAsync();
        await fixture.HandleAsync(Letters.Mail("bca01@example.org", token));
        await using (var db = fixture.Send.Store.Open())
        {
            var cancelled = await fixture.Send.QueueAsync(with: mail =>
            {
                mail.Day = SendFixture.Today.AddDays(-1);
                mail.State = OutboxState.Cancelled;
            });
            await db.Inbox.ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedIn, cancelled.Id), Stop);
        }

        fixture.Send.Clock.SetUtcNow(fixture.Send.Clock.GetUtcNow().AddDays(1));
        var next = await fixture.Send.QueueAsync(with: mail => mail.Day = SendFixture.Today.AddDays(1));
        await fixture.Send.SendAsync();

        Assert.Contains("Đã ghi nhận", MimeMail.Read((await fixture.Send.MailAsync(next.Id)).Message!).PlainText, StringComparison.Ordinal);
        await using var after = fixture.Send.Store.Open();
        Assert.Equal(next.Id, (await after.Inbox.SingleAsync(Stop)).ConfirmedIn);
    }

    [Fact]
    public async Task Without_a_look_that_answers_can_be_read_no_mail_has_links()
    {
        using var fixture = await InboxFixture.OpenAsync();
        fixture.Send.IsAnswersSeen = false;
        var mail = await fixture.SentAsync();

        var text = MimeMail.Read(mail.Message!).Html;

        Assert.DoesNotContain("NV-OK", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã nhận việc", text, StringComparison.Ordinal);
        Assert.Contains(SendFixture.Today.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), mail.Subject, StringComparison.Ordinal);
    }
}
