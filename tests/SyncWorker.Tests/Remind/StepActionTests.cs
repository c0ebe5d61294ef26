using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Send.Templates;
using SyncWorker.Tests.Send.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>What a mail asks for is what can be done on the day it leaves; the texts are those of the shipped config.</summary>
public sealed class StepActionTests
{
    [Theory]
    [InlineData("2026-06-01", "đưa vào kế hoạch", null)]
    [InlineData("2026-06-23", "dự thảo, trình ký thư chúc mừng trước 10/07", null)]
    [InlineData("2026-07-06", "dự thảo, trình ký thư chúc mừng trước 10/07", null)]
    [InlineData("2026-07-07", "kiểm tra thư đã ký", null)]
    [InlineData("2026-07-13", "gửi thư", null)]
    [InlineData("2026-07-14", "xác nhận đã gửi", null)]
    [InlineData("2026-07-16", null, "Đề nghị kiểm tra thư đã gửi chưa")]
    public void Each_step_asks_for_what_can_be_done_then_and_a_held_mail_for_what_can_still_be_done(
        string leaves,
        string? todo,
        string? past
    )
    {
        var union = new SampleUnion("vi");
        union.Days["FR"] = (null, "07-14");
        var mail = union.Mail("2026-06-23", "staff:bcau-01");

        // The mail was held and leaves on another day.
        var item = Digest.Compose(mail with { Today = World.Day(leaves) }).Sections.Single().Items.Single();

        Assert.Equal((todo, past), (item.Todo, item.Past));
    }

    [Fact]
    public void The_letter_is_signed_so_long_before_the_day_as_the_rule_says()
    {
        var facts = Countries(signBefore: "5 working days");

        var text = Build(facts, "relations", "HU").Facts.Actions[1].Vi;

        Assert.StartsWith("dự thảo, trình ký thư chúc mừng trước 07/07", text, StringComparison.Ordinal); // Tuesday 14/07
    }

    [Fact]
    public void A_friendship_association_is_coordinated_with_only_where_there_is_one()
    {
        var facts = Countries();

        Assert.Contains("phối hợp với hội hữu nghị", Build(facts, "relations", "HU").Facts.Actions[1].Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("phối hợp", Build(facts, "relations", "BO").Facts.Actions[1].Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_country_without_association_or_partner_stands_in_the_weekly_outlook_and_makes_no_mail()
    {
        var facts = Countries();

        var mails = World.Run(facts, "2026-06-15", "2026-07-31").Where(at => at.Reminder.IsMailed).Select(at => at.Reminder.Item.Subject);
        var outlook = Outlook
            .Decide(DueItemIndex.Build(facts, World.Day("2026-07-03"), World.Day("2026-07-03")), facts, new([]), World.Day("2026-07-03"))
            .Select(line => (line.Item.Subject, line.Facts.Actions.Count));

        Assert.Equal(["country:BO", "country:HU"], mails.Distinct().Order());
        Assert.Contains(("relations/country:IQ/2026", 0), outlook);
        Assert.Contains(
            "weekly outlook only",
            Explanation
                .Create(Build(facts, "relations", "IQ").Key, Build(facts, "relations", "IQ"), facts, [], World.Day("2026-06-01"))
                .Steps[0]
                .Answers[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_was_missed_at_the_start_is_not_made_up_for_two_working_days_before_the_next_step()
    {
        // Due Wednesday 08/07: five working days before was 01/07, one before is 07/07.
        var soon = World
            .Mails(Reports("2026-07-06"), "2026-07-06", "2026-07-08")
            .Where(mail => mail.Contains("partner:1", StringComparison.Ordinal));
        var early = World
            .Mails(Reports("2026-07-02"), "2026-07-02", "2026-07-08")
            .Where(mail => mail.Contains("partner:1", StringComparison.Ordinal));

        Assert.Equal(["2026-07-07 partner:1 partner:1 1 working day"], soon);
        Assert.Equal(["2026-07-02 partner:1 partner:1 5 working days", "2026-07-07 partner:1 partner:1 1 working day"], early);
    }

    static RemindFacts Reports(string goLive) =>
        World.Of([World.Association(1, "FR")], [World.Country("FR")], reports: [World.HalfYear()], goLive: goLive);

    static DueItem Build(RemindFacts facts, string rule, string country) =>
        DueItemIndex
            .Build(facts, World.Day("2026-06-01"), World.Day("2026-06-01"))
            .Items.Single(item => item.Rule == rule && item.Subject == $"country:{country}" && item.Period == "2026");

    /// <summary>Hungary has an association, Bolivia a foreign partner, Iraq nobody; all on 14/07.</summary>
    static RemindFacts Countries(string signBefore = "2 working days")
    {
        var shipped = ConfigFolder.Load(SourceTree.Config).Config!.Remind.Anniversaries.Single(rule => rule.Id == "relations");
        return World.Of(
            [World.Association(1, "HU"), World.Association(2, "BO", kind: "foreign_partner")],
            [
                World.Country("HU", relations: "1951-07-14"),
                World.Country("BO", relations: "1987-07-14"),
                World.Country("IQ", relations: "1968-07-14"),
            ],
            [
                new()
                {
                    Id = shipped.Id,
                    Of = shipped.Of,
                    Lead = shipped.Lead,
                    To = shipped.To,
                    Actions = shipped.Actions,
                    Countries = shipped.Countries,
                    SignBefore = Lead.Parse(signBefore, null),
                },
            ],
            staff: [Weekly(World.Position("eu-1", "Ban Châu Âu", "officer"))]
        );
    }

    static Position Weekly(Position position) =>
        new()
        {
            Id = position.Id,
            Title = position.Title,
            Department = position.Department,
            Roles = position.Roles,
            Email = position.Email,
            Mail = [MailKind.Daily, MailKind.Weekly],
        };
}
