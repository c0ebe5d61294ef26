using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>By what partners are found.</summary>
public sealed class SubjectIndexTests
{
    static SubjectIndex Of(params Subject[] partners)
    {
        var index = new SubjectIndex(new(), SmallTables.Tables.Provinces);
        foreach (var partner in partners)
        {
            index.Add(partner);
        }

        return index;
    }

    static Subject Partner(long id, string fields, string kind = PartnerKind.Unknown) => SmallTables.Subject(id, kind, fields);

    static Subject Key(string? kind, string? country, string? province) =>
        Partner(0, "nameVi=Quỹ") with
        {
            Kind = kind,
            Country = country,
            Province = province is null ? null : SmallTables.Province(province),
        };

    [Fact]
    public void A_partner_is_found_by_its_number()
    {
        var partner = Partner(7, "nameVi=Quỹ A");
        var index = Of(partner);

        Assert.Equal((1, partner, partner), (index.Count, index[7], index.Find(7)));
        Assert.Null(index.Find(8));
        Assert.Equal(0, Of().Count);
    }

    [Fact]
    public void An_exact_key_finds_the_one_partner_that_has_it()
    {
        var index = Of(Partner(1, "registerId=A-1|taxCode=5"), Partner(2, "registerId=A-2|taxCode=5"), Partner(3, "registerId=A-3"));
        index.AddKeys(3, ["registerId=A3", "taxCode=9"]); // once more is no other partner
        index.AddKeys(4, ["taxCode=5"]);

        Assert.Equal((1, "registerId=A1"), index.ByExactKey("registerId", "a 1"));
        Assert.Equal((3, "registerId=A3"), index.ByExactKey("registerId", "A3"));
        Assert.Equal((3, "taxCode=9"), index.ByExactKey("taxCode", "9"));
        Assert.Equal((null, null), index.ByExactKey("taxCode", "5")); // several
        Assert.Equal((null, null), index.ByExactKey("taxCode", "7"));
        Assert.Equal((null, null), index.ByExactKey("taxCode", new('7', 300)));
        Assert.Equal((2, "registerId=A2"), index.ByExactKey(["taxCode=5", "taxCode=7", "registerId=A2", "registerId=A1"]));
        Assert.Equal((null, null), index.ByExactKey(["taxCode=5"]));
        Assert.Equal((null, null), index.ByExactKey([]));
    }

    [Fact]
    public void A_name_finds_all_that_have_it_each_once()
    {
        var index = Of(Partner(2, "nameVi=Quỹ A|aliases=Quỹ B"), Partner(1, "nameVi=QUY A"), Partner(3, "nameVi=Quỹ C"));
        index.Add(Partner(3, "nameVi=Quỹ C"));

        Assert.Equal([2, 1], index.ByName(Partner(0, "nameVi=Quỹ A|aliases=Quỹ B")));
        Assert.Equal([3], index.ByName(Partner(0, "nameVi=Quy-C")));
        Assert.Empty(index.ByName(Partner(0, "nameVi=Quỹ D")));
        Assert.Equal([1, 2], index.Nearest(Partner(0, "nameVi=Quỹ A")).Select(candidate => candidate.PartnerId).Take(2));
    }

    [Theory]
    [InlineData(PartnerKind.LocalUnion, null, "Hà Nội", true)]
    [InlineData(PartnerKind.LocalUnion, "LA", null, false)]
    [InlineData(PartnerKind.ProvincialAssociation, "LA", "Hà Nội", true)]
    [InlineData(PartnerKind.ProvincialAssociation, "LA", null, false)]
    [InlineData(PartnerKind.ProvincialAssociation, null, "Hà Nội", false)]
    [InlineData(PartnerKind.CentralAssociation, "LA", null, true)]
    [InlineData(PartnerKind.CentralAssociation, null, "Hà Nội", false)]
    [InlineData(PartnerKind.ForeignPartner, "LA", null, true)]
    [InlineData(PartnerKind.ForeignPartner, null, null, false)]
    [InlineData("ngo", "LA", "Hà Nội", false)]
    [InlineData(null, "LA", "Hà Nội", false)]
    public void The_parts_that_make_a_kind_find_it(string? kind, string? country, string? province, bool isFound)
    {
        var key = Key(kind, country, province);
        string?[] kinds =
        [
            PartnerKind.LocalUnion,
            PartnerKind.ProvincialAssociation,
            PartnerKind.CentralAssociation,
            PartnerKind.ForeignPartner,
        ];
        var others = kinds.Where(other => other != kind).Select((other, i) => key with { Id = 10 + i, Kind = other });
        var index = Of([.. others, key with { Id = 5 }, Key(kind, "HU", "Bắc Ninh") with { Id = 6 }]);

        Assert.Equal(isFound ? [5] : [], index.ByParts(key, _ => false).Ids);
        Assert.Empty(index.ByParts(key, id => id == 5).Ids);
    }

    [Fact]
    public void The_central_association_has_no_province_and_a_union_no_country()
    {
        var index = Of(
            Key(PartnerKind.CentralAssociation, "LA", "Hà Nội") with
            {
                Id = 5,
            },
            Key(PartnerKind.LocalUnion, "LA", "Hà Nội") with
            {
                Id = 6,
            }
        );

        Assert.Equal([5], index.ByParts(Key(PartnerKind.CentralAssociation, "LA", null), _ => false).Ids);
        Assert.Equal([6], index.ByParts(Key(PartnerKind.LocalUnion, null, "Hà Nội"), _ => false).Ids);
    }

    [Fact]
    public void A_former_province_leads_to_the_one_it_went_into()
    {
        var today = Key(PartnerKind.LocalUnion, null, "Bắc Ninh") with { Id = 5 };
        var before = Key(PartnerKind.LocalUnion, null, "Bắc Giang") with { Id = 6 };

        var (ids, formerly) = Of(today).ByParts(before, _ => false);
        Assert.Equal([5], ids);
        Assert.Equal("Bắc Giang has been part of Bắc Ninh since 01/07/2025", formerly);

        (ids, formerly) = Of(today, before).ByParts(before, _ => false); // it has a partner of its own
        Assert.Equal([6], ids);
        Assert.Null(formerly);

        (ids, formerly) = Of(before).ByParts(today, _ => false);
        Assert.Empty(ids);
        Assert.Null(formerly);

        Assert.Equal([5], Of(today, before).ByParts(before, id => id == 6).Ids);
        Assert.Empty(new SubjectIndex(new(), ProvinceTable.Empty).ByParts(before, _ => false).Ids);
    }

    [Fact]
    public void Of_a_predecessor_and_its_successor_the_successor_is_meant()
    {
        var partner = Key(PartnerKind.LocalUnion, null, "Hà Nội");
        var index = Of(partner with { Id = 1, IsSucceeded = true }, partner with { Id = 2 }, partner with { Id = 3, IsSucceeded = true });

        Assert.Equal([2], index.ByParts(partner, _ => false).Ids);
        Assert.Equal([2], index.WithoutPredecessors([1, 2, 3]));
        Assert.Equal([1], index.WithoutPredecessors([1]));
        Assert.Equal([1, 3], index.WithoutPredecessors([1, 3])); // none of them stands
    }

    [Fact]
    public void The_branches_of_a_country_are_those_of_its_provinces()
    {
        var index = Of(
            Key(PartnerKind.ProvincialAssociation, "LA", "Hà Nội") with
            {
                Id = 9,
            },
            Key(PartnerKind.ProvincialAssociation, "LA", "Bắc Ninh") with
            {
                Id = 4,
            },
            Key(PartnerKind.ProvincialAssociation, "LA", "Thanh Hóa") with
            {
                Id = 5,
            },
            Key(PartnerKind.ProvincialAssociation, "HU", "Hà Nội") with
            {
                Id = 6,
            },
            Key(PartnerKind.CentralAssociation, "LA", null) with
            {
                Id = 7,
            }
        );

        Assert.Equal(
            [new(4, 0.75, "the association of a province"), new(9, 0.75, "the association of a province")],
            index.Branches(Key(PartnerKind.CentralAssociation, "LA", null), id => id == 5)
        );
    }
}
