using SyncWorker.Remind;
using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What follows from the store and from config before anything is planned.</summary>
public sealed class RemindFactsTests
{
    static readonly DateOnly s_day = World.Day("2026-07-10");

    static AnniversaryOptions Rule(params Lead[] leads) =>
        new()
        {
            Id = "r",
            Of = "founded",
            Lead = leads,
            Round5 = [],
            Round10 = [],
        };

    [Theory]
    [InlineData(12, 403)] // 372 days and a month
    [InlineData(11, 400)] // 341 days: never less than 400
    [InlineData(24, 775)]
    public void A_case_is_looked_for_as_far_as_the_longest_lead_reaches_and_a_month_more(int months, int days)
    {
        var facts = RuleWorld.Facts(options: new() { Anniversaries = [Rule(new(months, LeadUnit.Months), Lead.TheDay)] });

        Assert.Equal((days, days), (facts.ReachDays, facts.ReachDays));
    }

    [Theory]
    [InlineData("2021-01-01", null, "2022-01-01", "2022-01-01")]
    [InlineData("2023-01-01", null, "2022-01-01", "2023-01-01")]
    [InlineData("2023-01-01", "2024-01-01", "2022-01-01", "2024-01-01")]
    [InlineData("2025-01-01", "2024-01-01", "2022-01-01", "2025-01-01")]
    [InlineData("2021-01-01", "2020-01-01", "2022-01-01", "2022-01-01")]
    public void What_counts_begins_when_subject_and_rule_are_known_and_the_service_is_live(
        string known,
        string? since,
        string live,
        string start
    )
    {
        var facts = RuleWorld.Facts() with
        {
            GoLive = World.Day(live),
            RulesSince = since is null ? new() : new Dictionary<string, DateOnly> { ["r"] = World.Day(since) },
        };

        Assert.Equal(World.Day(start), facts.Start(World.Day(known), "r"));
        Assert.Equal(since is null ? DateOnly.MinValue : World.Day(since), facts.RuleSince("r"));
        Assert.Equal(DateOnly.MinValue, facts.RuleSince("another"));
    }

    [Fact]
    public void The_department_is_the_partners_own_else_that_of_its_kind_else_that_of_its_country()
    {
        var facts = RuleWorld.Facts(
            countries: [World.Country("FR", "Ban Châu Âu")],
            options: new() { Departments = new Dictionary<string, string> { ["local_union"] = "Văn phòng" } }
        );
        var partner = RuleWorld.Partner(1, ("department", "Ban Châu Á")) with { Kind = "local_union", Country = "FR", Province = "24" };
        var ofKind = partner with { Fields = new Dictionary<string, string>() };
        var ofCountry = ofKind with { Kind = "central_association" };

        var scope = facts.ScopeOf(partner);
        Assert.Equal((partner, "FR", "24", "Ban Châu Á"), (scope.Partner, scope.Country, scope.Province, scope.Department));
        Assert.Equal("Văn phòng", facts.ScopeOf(ofKind).Department);
        Assert.Equal("Ban Châu Âu", facts.ScopeOf(ofCountry).Department);
        Assert.Null(facts.ScopeOf(ofCountry with { Country = "HU" }).Department);
        Assert.Null(facts.ScopeOf(ofCountry with { Country = null }).Department);
    }

    [Fact]
    public void Duties_go_to_the_unit_that_took_over_as_far_as_there_is_one()
    {
        PartnerFacts Merged(long id, long? into) => RuleWorld.Partner(id) with { IsActive = false, SuccessorId = into };
        var facts = RuleWorld.Facts([
            RuleWorld.Partner(1) with
            {
                SuccessorId = 9,
            },
            Merged(2, 3),
            Merged(3, 1),
            Merged(4, null),
            Merged(5, 6),
            Merged(6, 5), // each into the other
            Merged(7, 99), // into one that is not there
            RuleWorld.Partner(9),
        ]);

        Assert.Equal([1, 1, 1], new long[] { 1, 2, 3 }.Select(id => facts.ActiveSuccessor(id)!.Id));
        Assert.All(new long[] { 4, 5, 6, 7, 99 }, id => Assert.Null(facts.ActiveSuccessor(id)));
    }

    [Fact]
    public void Partners_countries_and_obligations_are_found_by_their_keys()
    {
        var owed = new ObligationFacts
        {
            PartnerId = 12,
            Code = "R",
            Period = "2026",
            Due = s_day,
        };
        var facts = RuleWorld.Facts([RuleWorld.Partner(12)], [World.Country("FR")], [owed]);

        Assert.Equal("CA-12", facts.RegisterIdOf("partner:12"));
        Assert.All(new[] { "partner:13", "partner:x", "country:12", "12" }, subject => Assert.Null(facts.RegisterIdOf(subject)));
        Assert.Equal(("FR", null, null), (facts.Country("FR")?.Iso2, facts.Country("HU"), facts.Country(null)));
        Assert.Same(owed, facts.Obligation(12, "R", "2026"));
        Assert.Null(facts.Obligation(12, "R", "2027"));
    }

    [Fact]
    public void A_pause_holds_until_its_day_and_without_one_until_somebody_ends_it()
    {
        var until = new PausedUntil("x", s_day);

        Assert.Equal((true, false), (until.IsOn(s_day.AddDays(-1)), until.IsOn(s_day)));
        Assert.True(new PausedUntil("x", null).IsOn(DateOnly.MaxValue));
        var facts = RuleWorld.Facts() with { StoppedMail = new Dictionary<string, PausedUntil> { ["staff:a"] = until } };
        Assert.Equal(
            (true, false, false),
            (
                facts.IsMailStopped("staff:a", s_day.AddDays(-1)),
                facts.IsMailStopped("staff:a", s_day),
                facts.IsMailStopped("staff:b", s_day)
            )
        );
    }

    [Fact]
    public void On_a_later_day_pauses_that_have_ended_are_over()
    {
        var facts = RuleWorld.Facts() with
        {
            PausedRules = new Dictionary<string, PausedUntil> { ["a"] = new("x", s_day), ["b"] = new("y", null) },
        };
        facts.SetAside.Pause("a");
        facts.SetAside.Pause("b");

        var later = facts.On(s_day);

        Assert.Equal(["b"], later.PausedRules.Keys);
        Assert.Equal((false, true), (later.SetAside.Has(new("a", "partner:1", "2026")), later.SetAside.Has(new("b", "partner:1", "2026"))));
        Assert.Equal(["a", "b"], facts.On(s_day.AddDays(-1)).PausedRules.Keys.Order());
    }

    [Theory]
    [InlineData(true, "2020-01-01", true)]
    [InlineData(true, "2019-12-31", false)]
    [InlineData(false, "2020-01-01", false)]
    public void In_a_rehearsal_what_fell_due_since_go_live_is_chased(bool isRehearsal, string due, bool isChased)
    {
        Assert.Equal(isChased, (RuleWorld.Facts() with { IsRehearsal = isRehearsal }).IsChasedInRehearsal(World.Day(due)));
    }

    [Fact]
    public void A_country_is_linked_by_an_active_partner_and_has_an_association_only_by_one_of_that_kind()
    {
        var facts = RuleWorld.Facts([
            RuleWorld.Partner(1) with
            {
                Country = "FR",
            },
            RuleWorld.Partner(2) with
            {
                Country = "HU",
                Kind = "foreign_partner",
            },
            RuleWorld.Partner(3) with
            {
                Country = "LA",
                IsActive = false,
            },
            RuleWorld.Partner(4),
        ]);

        Assert.Equal(["FR", "HU"], facts.LinkedCountries.All.Order());
        Assert.Equal(["FR"], facts.LinkedCountries.WithAssociation);
    }

    [Fact]
    public void Nothing_is_known_unless_it_is_said()
    {
        var facts = RuleWorld.Facts();

        Assert.Equal((true, false, null), (facts.AreEventsKnown, facts.IsRehearsal, facts.LastRun));
        Assert.Empty(facts.Events);
        Assert.Empty(facts.Assignments);
        Assert.Empty(facts.HeldChanges);
    }
}
