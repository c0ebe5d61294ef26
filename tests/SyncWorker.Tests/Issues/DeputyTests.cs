using MimeKit;
using SyncWorker.Hosting.Status;
using SyncWorker.Inbox;
using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Remind;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Who has the mail of a position on leave, and of positions that share a mailbox.</summary>
public sealed class DeputyTests
{
    const string On = "2026-07-13";

    static LeavePeriod Away(string? deputy) =>
        new()
        {
            From = World.Day("2026-07-10"),
            To = World.Day("2026-07-15"),
            Deputy = deputy,
        };

    static RemindFacts Union(params Position[] staff) =>
        World.Of(
            countries: [World.Country("FR", nationalDay: "07-14")],
            anniversaries:
            [
                new()
                {
                    Id = "national-day",
                    Of = "nationalDay",
                    CountYears = false,
                    To = [Role.Officer, Role.DepartmentHead],
                },
            ],
            staff: staff,
            goLive: "2026-07-10"
        );

    static List<string> Recipients(RemindFacts facts) =>
        [.. World.Mails(facts, On, On).Select(mail => mail.Split(' ')[1]).Order(StringComparer.Ordinal)];

    [Fact]
    public void Deputies_for_each_other_hand_the_mail_to_the_head_of_the_department_and_it_is_said()
    {
        var facts = Union(
            World.Position("eu-1", "Ban Châu Âu", "officer", leave: [Away("eu-2")]),
            World.Position("eu-2", "Ban Châu Âu", "none", leave: [Away("eu-1")]),
            World.Position("eu-head", "Ban Châu Âu", "department.head")
        );

        Assert.Equal(["staff:eu-head"], Recipients(facts));
        Assert.Contains("eu-1 is on leave", Assert.Single(facts.SetAside.Named), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deputy_for_oneself_is_none()
    {
        var facts = Union(
            World.Position("eu-1", "Ban Châu Âu", "officer", leave: [Away("eu-1")]),
            World.Position("eu-head", "Ban Châu Âu", "department.head")
        );

        Assert.Equal(["staff:eu-head"], Recipients(facts));
        Assert.Single(facts.SetAside.Named);
    }

    [Fact]
    public void A_leader_who_has_no_daily_mail_gets_none_as_a_deputy()
    {
        var leader = new Position
        {
            Id = "vice",
            Title = "Phó Chủ tịch",
            Department = "Liên hiệp",
            Roles = [Role.Leader],
            Email = "vice@example.org",
            Mail = [MailKind.Weekly],
        };
        var facts = Union(
            World.Position("eu-1", "Ban Châu Âu", "officer", leave: [Away("vice")]),
            World.Position("eu-head", "Ban Châu Âu", "department.head"),
            leader
        );

        Assert.Equal(["staff:eu-head"], Recipients(facts));
    }

    [Theory]
    [InlineData(false, null, "staff:eu-head", "head of the department")]
    [InlineData(true, "eu-2", "staff:eu-2", "stands in for the head")]
    [InlineData(true, null, "staff:chief", "chief of office")]
    public void Leave_without_a_deputy_goes_to_the_head_and_one_further_when_the_head_is_away(
        bool isHeadAway,
        string? headsDeputy,
        string expected,
        string words
    )
    {
        Position[] staff =
        [
            World.Position("eu-1", "Ban Châu Âu", "officer", covers: ["FR"], leave: [Away(null)]),
            World.Position("eu-2", "Ban Châu Âu", "officer"),
            World.Position("eu-head", "Ban Châu Âu", "department.head", leave: isHeadAway ? [Away(headsDeputy)] : []),
            World.Position("chief", "Văn phòng", "office.chief"),
        ];
        var facts = Union(staff);

        var mail = World.Run(facts, On, On).Where(at => at.Reminder.IsMailed).Select(at => at.Reminder).First();

        Assert.Equal(expected, mail.Recipient);
        Assert.Contains("thay officer Ban Châu Âu trong thời gian nghỉ", mail.Facts.WhyVi, StringComparison.Ordinal);
        Assert.Empty(facts.SetAside.Named);
        var standIn = StandIns.Find(facts.Staff, staff[0], World.Day(On), _ => true);
        Assert.Contains(words, standIn.Describe(staff[0]), StringComparison.Ordinal);
        var line = LeaveLine.On(facts.Staff, World.Day(On))[0];
        Assert.Equal(("eu-1", expected), (line.Position, $"staff:{line.StandIn}"));
    }

    [Fact]
    public void Leave_without_anybody_above_stays_with_the_position_and_is_said()
    {
        var facts = Union(World.Position("eu-1", "Ban Châu Âu", "officer", leave: [Away(null)]));

        Assert.Equal(["staff:eu-1"], Recipients(facts));
        Assert.Contains("without a deputy", Assert.Single(facts.SetAside.Named), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_of_the_head_counts_for_a_position_on_leave_without_a_deputy()
    {
        StaffOptions staff = new()
        {
            Staff =
            [
                World.Position("eu-1", "Ban Châu Âu", "officer", leave: [Away(null)]),
                World.Position("eu-head", "Ban Châu Âu", "department.head"),
            ],
        };
        HeaderList from = new() { { HeaderId.From, "eu-head@example.org" } };

        Assert.Null(new AnswerSender(staff, null).Refusal(from, "staff:eu-1", World.Day(On)));
        Assert.NotNull(new AnswerSender(staff, null).Refusal(from, "staff:eu-1", World.Day("2026-07-20")));
    }

    [Fact]
    public void Check_says_to_whom_the_mail_of_a_leave_without_a_deputy_goes()
    {
        const string Mail = "\"email\": \"bcau02@example.org\",";

        var warnings = EditedConfig.Warnings(
            "staff.json",
            Mail,
            Mail + """ "leave": [ { "from": "2026-07-10", "to": "2026-07-15" } ],""",
            World.Day(On)
        );

        Assert.Contains(
            warnings,
            line => line.Contains("without a deputy: its mail goes to bcau-tb, the head of the department", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Two_positions_with_one_mailbox_get_one_digest()
    {
        var facts = Union(
            World.Position("eu-1", "Ban Châu Âu", "officer"),
            new Position
            {
                Id = "eu-head",
                Title = "Trưởng Ban",
                Department = "Ban Châu Âu",
                Roles = [Role.DepartmentHead],
                Email = "EU-1@example.org",
            }
        );

        Assert.Equal(["staff:eu-1"], Recipients(facts));
    }
}
