using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>The partners that a name in doubt, or read by half, may mean.</summary>
public sealed class NearbyPartnersTests
{
    static readonly Subject s_bare = new()
    {
        Id = 0,
        Reading = NameReading.Nothing with { Text = NormalizedName.From("abcdefghij"), Body = WordMeaning.Association },
        Names = [],
    };

    static readonly NearbyPartners s_nearby = new(Register());

    /// <summary>1 and 2 are the centre's and the mirror's for Lào, 3 and 4 for Hungary; 5 and 6 are Hà Nội's union and its branch for Lào.</summary>
    static SubjectIndex Register()
    {
        var index = new SubjectIndex(new(), SmallTables.Tables.Provinces);
        index.Add(s_bare with { Id = 1, Kind = PartnerKind.CentralAssociation, Country = "LA" });
        index.Add(s_bare with { Id = 2, Kind = PartnerKind.ForeignPartner, Country = "LA" });
        index.Add(s_bare with { Id = 3, Kind = PartnerKind.CentralAssociation, Country = "HU" });
        index.Add(s_bare with { Id = 4, Kind = PartnerKind.ForeignPartner, Country = "HU" });
        index.Add(s_bare with { Id = 5, Kind = PartnerKind.LocalUnion, Province = SmallTables.Province("Hà Nội") });
        index.Add(
            s_bare with
            {
                Id = 6,
                Kind = PartnerKind.ProvincialAssociation,
                Country = "LA",
                Province = SmallTables.Province("Hà Nội"),
            }
        );
        return index;
    }

    static Subject Row(
        string? kind,
        string? country,
        string? province,
        string? other = null,
        int unexplained = 0,
        bool isOwned = false,
        NameDoubt doubt = NameDoubt.None
    ) =>
        s_bare with
        {
            Kind = kind,
            Country = country,
            Province = province is null ? null : SmallTables.Province(province),
            Reading = s_bare.Reading with { OtherCountry = other, Unexplained = unexplained, IsOwned = isOwned, Doubt = doubt },
        };

    static IEnumerable<long> Ids(IEnumerable<Candidate> candidates) => candidates.Select(candidate => candidate.PartnerId);

    [Fact]
    public void Besides_a_name_in_doubt_stand_the_centre_and_the_mirror_of_each_country()
    {
        var row = Row(PartnerKind.ProvincialAssociation, "LA", "Hà Nội", "HU", doubt: NameDoubt.Seat);

        Assert.Equal(
            [
                new(1, 0.75, "the same central association LA?"),
                new(2, 0.75, "the same foreign partner LA?"),
                new(3, 0.75, "the same central association HU?"),
                new(4, 0.75, "the same foreign partner HU?"),
            ],
            s_nearby.Besides(row, _ => false)
        );
        Assert.Equal([1, 4], Ids(s_nearby.Besides(row, id => id is 2 or 3)));
        Assert.Equal([1, 2], Ids(s_nearby.Besides(Row(null, "LA", null, "LA", doubt: NameDoubt.Abroad), _ => false)));
        Assert.Empty(s_nearby.Besides(Row(null, "LA", null, "HU"), _ => false));
        Assert.Empty(s_nearby.Besides(Row(null, null, null, doubt: NameDoubt.Abroad), _ => false));
    }

    [Theory]
    [InlineData(PartnerKind.CentralAssociation, "LA", null, null, 0, false, "")] // read to its end
    [InlineData(PartnerKind.CentralAssociation, "LA", null, null, 1, false, "1")]
    [InlineData(PartnerKind.CentralAssociation, "LA", null, "HU", 0, false, "1 3")] // names two
    [InlineData(null, "LA", null, null, 0, false, "1 2")] // either side
    [InlineData(null, "LA", "Hà Nội", null, 0, false, "6 5")] // either body of the province
    [InlineData(null, null, "Hà Nội", null, 0, false, "5")]
    [InlineData(null, null, null, null, 5, false, "")]
    [InlineData(PartnerKind.LocalUnion, null, "Hà Nội", null, 1, false, "5")]
    [InlineData(PartnerKind.LocalUnion, "LA", "Bắc Ninh", null, 1, false, "")]
    [InlineData(PartnerKind.LocalUnion, "LA", "Bắc Ninh", null, 1, true, "1 2")] // "of" may belong to a word that is not understood
    [InlineData(PartnerKind.LocalUnion, "LA", "Bắc Ninh", "HU", 0, true, "")]
    [InlineData(PartnerKind.ForeignPartner, "LA", null, null, 1, true, "2")]
    public void What_is_read_of_a_name_points_to_partners(
        string? kind,
        string? country,
        string? province,
        string? other,
        int unexplained,
        bool isOwned,
        string ids
    )
    {
        var row = Row(kind, country, province, other, unexplained, isOwned);

        Assert.Equal(ids, string.Join(' ', Ids(s_nearby.HalfRead(row, _ => false))));
        Assert.Empty(s_nearby.HalfRead(row, _ => true));
        Assert.Empty(s_nearby.HalfRead(row with { Reading = row.Reading with { Body = null } }, _ => false));
    }

    [Fact]
    public void The_more_is_not_understood_or_put_right_the_less_it_scores()
    {
        var row = Row(PartnerKind.CentralAssociation, "LA", null, unexplained: 2);
        row = row with { Reading = row.Reading with { Repaired = 0.1, NotUnderstood = ["của", "xỳz"] } };

        var candidate = Assert.Single(s_nearby.HalfRead(row, _ => false));

        Assert.Equal(0.89 - (0.4 * (0.2 + 0.1)), candidate.Score, 9);
        Assert.Equal("reads like the same central association LA, but \"của xỳz\" is not understood", candidate.Reason);
    }

    [Fact]
    public void What_is_read_is_said_in_words()
    {
        var row = Row(PartnerKind.ProvincialAssociation, "LA", "Hà Nội");

        Assert.Equal("the same provincial association LA Hà Nội", NearbyPartners.Describe(row));
        Assert.Equal("the same Hà Nội", NearbyPartners.Describe(row with { Kind = null, Country = null }));
        Assert.Equal("reads like the same provincial association LA Hà Nội, but not to its end", NearbyPartners.NotToItsEnd(row));
    }
}
