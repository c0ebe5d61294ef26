using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>Who gets the first mail to a new person on Monday 06/07/2026, and what it says.</summary>
public sealed class FirstDayMailsTests
{
    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly Position s_new = Made.Position("eu-1", Made.Europe, Role.Officer, Made.Both);
    static readonly Position s_head = Made.Position("eu-head", Made.Europe, Role.DepartmentHead);

    static readonly Dictionary<string, string> s_nobody = [];

    static RemindFacts Union(params Position[] staff) => World.Of(staff: staff);

    static IEnumerable<string> Told(RemindFacts facts, Dictionary<string, string>? told = null, string? today = null) =>
        FirstDayMails.Tell(facts, told ?? s_nobody, today is null ? s_today : World.Day(today)).Select(mail => mail.Recipient);

    [Fact]
    public void The_mark_of_a_mailbox_lasts_names_nobody_and_does_not_heed_capitals()
    {
        Assert.Equal("8362c89366abe828", FirstDayMails.Mark("eu-1@example.org"));
        Assert.Equal("8362c89366abe828", FirstDayMails.Mark("EU-1@Example.org"));
    }

    [Fact]
    public void One_mailbox_is_one_person_under_the_first_of_its_positions()
    {
        var second = new Position
        {
            Id = "eu-2",
            Title = "",
            Department = "",
            Roles = [],
            Email = "EU-1@example.org",
        };

        var everyone = FirstDayMails.Everyone(new() { Staff = [s_new, second, s_head] });

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["staff:eu-1"] = FirstDayMails.Mark("eu-1@example.org"),
                ["staff:eu-head"] = FirstDayMails.Mark("eu-head@example.org"),
            },
            everyone
        );
        Assert.Equal(["staff:eu-1"], Told(Union(s_new, second)));
    }

    [Fact]
    public void Each_position_and_mailbox_is_told_once()
    {
        Assert.Equal(["staff:eu-1", "staff:eu-head"], Told(Union(s_new, s_head)));
        Assert.Equal(
            ["staff:eu-head"],
            Told(
                Union(s_new, s_head),
                new()
                {
                    ["staff:eu-1"] = FirstDayMails.Mark("eu-1@example.org"),
                    ["staff:eu-head"] = FirstDayMails.Mark("another@example.org"), // another person was there
                }
            )
        );
    }

    [Fact]
    public void Not_on_a_day_off_nor_to_who_is_away_is_not_reached_or_gets_no_mail()
    {
        Assert.Empty(Told(Union(s_new), today: "2026-07-05"));
        Assert.Equal(["staff:eu-head"], Told(Union(Made.Position("eu-1", Made.Europe, Role.Officer, leave: [Made.Away()]), s_head)));
        // Nobody stands in: the mail of a day would wait for it, this one comes later.
        Assert.Empty(Told(Union(s_new) with { DeadAddresses = new HashSet<string> { "eu-1@example.org" } }));
        Assert.Empty(
            Told(
                Union(s_new) with
                {
                    StoppedMail = new Dictionary<string, PausedUntil> { ["staff:eu-1"] = new("stopped", World.Day("2026-07-07")) },
                }
            )
        );
        Assert.Equal(
            ["staff:eu-1"],
            Told(Union(s_new) with { StoppedMail = new Dictionary<string, PausedUntil> { ["staff:eu-1"] = new("stopped", s_today) } })
        );
    }

    [Fact]
    public void It_is_a_mail_of_its_own_by_the_mark_without_a_copy()
    {
        var position = new Position
        {
            Id = "eu-1",
            Title = "Chuyên viên",
            TitleEn = "Officer",
            Department = Made.Europe,
            Roles = [Role.Officer],
            Email = "eu-1@example.org",
            AlsoTo = "eu@example.org",
        };

        var mail = Assert.Single(FirstDayMails.Tell(Union(position), s_nobody, s_today));

        Assert.Equal(
            (new("notice", "notice:first-day", "8362c89366abe828"), "once", "staff:eu-1", LedgerState.Due),
            (mail.Item, mail.Step.ToString(), mail.Recipient, mail.State)
        );
        Assert.Equal(
            (s_today, s_today, "the first mail to this position and mailbox", OutboxMail.FirstDay),
            (mail.Day, mail.SendOn, mail.Reason, mail.MailKind)
        );
        Assert.Equal(("eu-1@example.org", null), (mail.To?.Address, mail.To?.Copies));
        Assert.Equal(
            (
                ReminderKind.Notice,
                "Thư đầu tiên của hệ thống nhắc việc",
                "The first mail of the reminders",
                "giữ vị trí Chuyên viên Ban Châu Âu",
                "you hold the position of Officer, Ban Châu Âu"
            ),
            (mail.Facts.Kind, mail.Facts.SubjectVi, mail.Facts.SubjectEn, mail.Facts.WhyVi, mail.Facts.WhyEn)
        );
    }

    static (string Vi, string En) Body(DeskContact desk, params MailKind[] mail)
    {
        var facts = World.Of() with
        {
            Staff = new() { Staff = [Made.Position("eu-1", Made.Europe, Role.Officer, mail)], Desk = desk },
        };
        var said = Assert.Single(FirstDayMails.Tell(facts, s_nobody, s_today)).Facts;
        return (said.BodyVi!, said.BodyEn!);
    }

    [Fact]
    public void It_says_what_this_is_what_to_do_and_whom_to_ask()
    {
        var (vi, en) = Body(
            new()
            {
                NameVi = "Bộ phận nhắc việc",
                NameEn = "Reminder desk",
                UnionVi = "Liên hiệp các tổ chức hữu nghị",
                UnionEn = "the Union",
                Email = "desk@example.org",
                Phone = "024 0000",
            },
            Made.Both
        );

        Assert.Equal(
            """
            Từ hôm nay hộp thư này nhận thư nhắc việc của Liên hiệp các tổ chức hữu nghị. Thư này chỉ gửi một lần.

            **Đây là gì?** Sáng ngày làm việc nào có việc cần nhắc thì có một thư, gồm mọi việc của ngày đó. Chiều ngày làm việc cuối tuần có một thư điểm việc hai tuần tới. Không có việc thì không có thư.

            **Cần làm gì?** Đọc thư và làm việc trước ngày ghi trong thư. Thư có các nút thì bấm [Đã nhận việc], [Đã gửi, đã xong] hoặc nút nhắc lại sau; thư trả lời được soạn sẵn, chỉ cần gửi.

            **Việc không phải của mình?** Bấm [Không phải việc của tôi], hoặc trả lời thư và ghi rõ ai phụ trách. Đừng để im: hệ thống sẽ nhắc tiếp.

            **Hỏi ai?** Bộ phận nhắc việc, desk@example.org, điện thoại 024 0000.
            """,
            vi
        );
        Assert.Equal(
            """
            From today this mailbox gets the reminders of the Union. This mail is sent once.

            **What is this?** In the morning of a working day with something to remind of there is one mail with all of that day. In the afternoon of a week's last working day there is an outlook of the next two weeks. On a day with nothing to remind of there is no mail.

            **What to do with it?** Read it and do what it says before its day. Where it has buttons, use [I take it on], [Done] or one that names it again later: the answer is written already, it only has to be sent.

            **Not your task?** Use [Not my task], or reply and say who looks after it. Silence brings the next reminder.

            **Whom to ask?** Reminder desk, desk@example.org, telephone 024 0000.
            """,
            en
        );
    }

    [Fact]
    public void Who_reads_one_of_the_two_mails_is_told_of_that_one_and_what_the_desk_lacks_is_left_out()
    {
        var (daily, weekly) = (Body(new(), MailKind.Daily), Body(new(), MailKind.Weekly));

        Assert.Contains("**Đây là gì?** Sáng ngày", daily.Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("Chiều ngày", daily.Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("In the afternoon", daily.En, StringComparison.Ordinal);
        Assert.Contains("**What is this?** In the afternoon", weekly.En, StringComparison.Ordinal);
        Assert.EndsWith("**Hỏi ai?** Bộ phận nhắc việc.", daily.Vi, StringComparison.Ordinal);
        Assert.EndsWith("**Whom to ask?** Reminder desk.", daily.En, StringComparison.Ordinal);
    }
}
