using SyncWorker.Remind.Rules;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Who has the mail of a position on leave, and of positions that share a mailbox.</summary>
public sealed class DeputyTests
{
    const string On = "2026-07-13";

    static LeavePeriod Away(string deputy) =>
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
