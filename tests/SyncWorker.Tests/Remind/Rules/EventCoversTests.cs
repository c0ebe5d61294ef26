using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>Which anniversary an event covers, by what its line of the sheet says.</summary>
public sealed class EventCoversTests
{
    static AnniversaryOptions Rule(string id, string of, bool counts = true, DayCalendar calendar = DayCalendar.Solar) =>
        new()
        {
            Id = id,
            Of = of,
            CountYears = counts,
            Calendar = calendar,
            Name = new() { Vi = id },
        };

    static readonly RemindFacts s_facts = RuleWorld.Facts(
        [
            RuleWorld.Partner(1, ("founded", "1955")),
            RuleWorld.Partner(2, ("founded", "1973-09")),
            RuleWorld.Partner(3, ("founded", "2026")),
        ],
        [World.Country("HU", relations: "1950-02-03")],
        options: new()
        {
            Anniversaries =
            [
                Rule("relations", "relations"),
                Rule("founding", "founded"),
                Rule("uncounted", "founded", counts: false),
                Rule("own", "03-10", calendar: DayCalendar.Lunar),
            ],
        }
    );

    static HeldEvent Held(string day, params string[] covers) => new("e", World.Day(day)) { TitleVi = "Lễ", Covers = covers };

    static IReadOnlyList<CoveredAnniversary> Covered(string day, params string[] covers)
    {
        var held = Held(day, covers);
        var cases = s_facts.Options.Anniversaries.SelectMany(rule =>
            AnniversaryItems.Between(held.Day.AddYears(-3), held.Day.AddYears(3), rule, s_facts)
        );
        return new EventCovers(cases, s_facts).CoveredBy(held);
    }

    [Theory]
    [InlineData("relations/HU")]
    [InlineData("relations/hu")]
    [InlineData(" relations / country:HU ")]
    public void A_country_is_named_by_its_code_or_key(string covers)
    {
        var covered = Assert.Single(Covered("2025-09-14", covers, "relations/LA"));

        Assert.Equal(new("relations", "country:HU", "2025"), covered.Item?.Key);
        Assert.Equal(("relations", 75, true, 3), (covered.Rule.Id, covered.Years, covered.IsRound, covered.Leads.Count));
        Assert.Equal(covered.Item?.Facts, covered.Facts);
        Assert.Equal("75 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - HU, 03/02/2025", covered.Describe(english: false));
        Assert.Equal("75th anniversary of Viet Nam-HU diplomatic relations, 3 February 2025", covered.Describe(english: true));
    }

    [Theory]
    [InlineData("2025-10-02", "2025")]
    [InlineData("2025-10-03", "2025")] // eight months after it
    [InlineData("2025-10-04", "2026")]
    [InlineData("2026-02-03", "2026")]
    [InlineData("2026-01-15", "2026")]
    public void Meant_is_the_anniversary_from_eight_months_before_to_four_months_after(string day, string period)
    {
        Assert.Equal(period, Assert.Single(Covered(day, "relations/HU")).Item?.Period);
    }

    [Fact]
    public void Of_two_lunar_days_within_those_months_the_nearer_is_meant()
    {
        // 26 April 2026 is 238 days before, 16 April 2027 is 117 days after.
        Assert.Equal("2027", Assert.Single(Covered("2026-12-20", "own")).Item?.Period);
    }

    [Fact]
    public void A_year_behind_it_means_another()
    {
        var covered = Assert.Single(Covered("2025-09-14", "relations/HU/2027", "relations/HU/1990"));

        Assert.Equal(("2027", 77, false), (covered.Item?.Period, covered.Years, covered.IsRound));
        Assert.Empty(covered.Leads);
    }

    [Theory]
    [InlineData("founding/CA-2")]
    [InlineData("founding/partner:2")]
    public void A_partner_is_named_by_its_number_and_a_month_is_all_that_is_said_of_it(string covers)
    {
        var covered = Assert.Single(Covered("2025-09-14", covers));

        Assert.Equal("52 năm Ngày thành lập Hội 2, 09/2025", covered.Describe(english: false));
        Assert.Equal("52nd anniversary of the founding of Hội 2, September 2025", covered.Describe(english: true));
    }

    [Fact]
    public void A_date_of_which_only_the_year_is_known_is_covered_without_a_day()
    {
        var covered = Covered("2025-09-14", "founding/CA-1", "uncounted/CA-1");

        Assert.Equal([(null, 70), (null, null)], covered.Select(at => (at.Item, at.Years)));
        Assert.Equal([70, null], covered.Select(at => at.Facts.Years));
        Assert.Equal(["70 năm Ngày thành lập Hội 1", "Ngày thành lập Hội 1"], covered.Select(at => at.Describe(english: false)));
        Assert.Empty(Covered("2026-09-14", "founding/CA-3")); // the year it was founded in
        Assert.Single(Covered("2027-09-14", "founding/CA-3"));
    }

    [Fact]
    public void What_no_rule_and_register_know_is_told_to_the_admin()
    {
        static string Unknown(string covers) =>
            $"The event e covers \"{covers}\", which no rule and register know, so that day is reminded of for itself. Write a rule and a subject such as relations/HU or founding/CA-HU.";
        string[] wrong = ["none/HU", "relations/XX", "relations", "relations/HU/2025/1", "founding/CA-9"];
        var facts = s_facts with
        {
            Events = [Held("2025-09-14", ["relations/HU", "own", .. wrong]), Held("2025-09-14", wrong) with { IsCancelled = true }],
        };

        Assert.Equal(wrong.Select(Unknown), EventCovers.Unknown(facts));
        Assert.Empty(Covered("2025-09-14", wrong));
    }
}
