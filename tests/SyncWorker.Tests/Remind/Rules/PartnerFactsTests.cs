using SyncWorker.Remind.Rules;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What is said of an organisation, a country and an obligation.</summary>
public sealed class PartnerFactsTests
{
    [Fact]
    public void A_partner_is_known_by_its_number_in_the_store_and_to_people_by_that_of_the_register()
    {
        var partner = RuleWorld.Partner(12, ("phone", "024 0000"), ("email", ""));

        Assert.Equal(("partner:12", "CA-12 (Hội 12)"), (partner.Key, partner.Label));
        Assert.Equal("Hội 12", (partner with { RegisterId = null }).Label);
        Assert.Equal(("024 0000", null, null), (partner.Field("phone"), partner.Field("email"), partner.Field("address")));
        Assert.True(partner.IsActive);
    }

    [Fact]
    public void A_country_is_known_by_its_code()
    {
        var country = World.Country("FR") with
        {
            Fields = new Dictionary<string, string> { ["region"] = "EU", ["status"] = "" },
        };

        Assert.Equal(("country:FR", "EU"), (country.Key, country.Field("region")));
        Assert.Equal((null, null), (country.Field("status"), country.Field("email")));
    }

    [Theory]
    [InlineData(null, "2026-07-08", null)]
    [InlineData("2026-07-07", "2026-07-08", null)] // no later day
    [InlineData("2026-07-08", "2026-07-08", null)]
    [InlineData("2026-07-20", "2026-07-20", "2026-07-08")]
    public void A_unit_that_was_given_a_later_day_has_that_one(string? extended, string due, string? from)
    {
        var owed = new ObligationFacts
        {
            PartnerId = 1,
            Code = "R",
            Period = "2026",
            Due = World.Day("2026-07-08"),
            ExtendedTo = extended is null ? null : World.Day(extended),
        };

        Assert.Equal((World.Day(due), from is null ? (DateOnly?)null : World.Day(from)), (owed.EffectiveDue, owed.ExtendedFrom));
    }
}
