using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>Which partners a rule is about, one list at a time.</summary>
public sealed class PartnerFilterTests
{
    static readonly PartnerFacts s_partner = RuleWorld.Partner(1) with { Country = "FR", Province = "24" };

    static PartnerFilter Of(string list, params string[] values) =>
        list switch
        {
            "kinds" => new() { Kinds = values },
            "countries" => new() { Countries = values },
            "provinces" => new() { Provinces = values },
            "partners" => new() { Partners = values },
            _ => new() { Except = values },
        };

    [Fact]
    public void A_filter_that_asks_nothing_holds_all()
    {
        Assert.True(new PartnerFilter().Includes(s_partner));
        Assert.True(new PartnerFilter().Includes(s_partner with { Country = null, Province = null, RegisterId = null }));
        Assert.True(new PartnerFilter().Includes(World.Country("FR")));
        Assert.False(new PartnerFilter().ClusterHeads);
    }

    [Theory]
    [InlineData("kinds", "central_association", "local_union")]
    [InlineData("countries", "FR", "HU")]
    [InlineData("provinces", "24", "01")]
    [InlineData("partners", "CA-1", "CA-2")]
    [InlineData("except", "CA-2", "CA-1")]
    public void Every_list_that_is_given_decides(string list, string holds, string not)
    {
        Assert.True(Of(list, holds).Includes(s_partner));
        Assert.False(Of(list, not).Includes(s_partner));
    }

    [Theory]
    [InlineData("countries", "FR", false)]
    [InlineData("provinces", "24", false)]
    [InlineData("partners", "CA-1", false)]
    [InlineData("except", "CA-1", true)]
    public void What_is_not_known_of_a_partner_stands_in_no_list(string list, string value, bool isIncluded)
    {
        var bare = s_partner with { Country = null, Province = null, RegisterId = null };

        Assert.Equal(isIncluded, Of(list, value).Includes(bare));
    }

    [Fact]
    public void Of_a_country_the_list_of_countries_alone_asks_something()
    {
        var filter = new PartnerFilter { Countries = ["HU"], Kinds = ["local_union"] };

        Assert.Equal((true, false), (filter.Includes(World.Country("HU")), filter.Includes(World.Country("FR"))));
    }
}
