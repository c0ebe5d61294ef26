using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What the names and columns of a row say together.</summary>
public sealed class SubjectReaderTests
{
    static Subject Of(string fields, string kind = PartnerKind.Unknown) => SmallTables.Subject(1, kind, fields);

    [Theory]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào", PartnerKind.Unknown, PartnerKind.CentralAssociation)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào", "", PartnerKind.CentralAssociation)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào", "ngo", "ngo")] // its source knows
    [InlineData("nameVi=Quỹ Bảo Minh", PartnerKind.Unknown, null)]
    [InlineData("nameEn=Laos - Vietnam Friendship Association", PartnerKind.Unknown, PartnerKind.ForeignPartner)]
    public void The_kind_is_what_its_source_says_or_else_its_name(string fields, string source, string? kind)
    {
        Assert.Equal(kind, Of(fields, source).Kind);
        Assert.Equal(
            kind == "ngo" ? PartnerKind.CentralAssociation : kind,
            SmallTables.Subjects.KindOf(SmallTables.Fields(fields).GetValueOrDefault)
        );
    }

    [Theory]
    [InlineData("nameVi=Quỹ Bảo Minh|country=LA", "LA", "LA")]
    [InlineData("nameVi=Quỹ Bảo Minh|country= LA ", "LA", "LA")]
    [InlineData("nameVi=Quỹ Bảo Minh|country=VN", null, null)] // says nothing
    [InlineData("nameVi=Quỹ Bảo Minh|country=la", null, null)]
    [InlineData("nameVi=Quỹ Bảo Minh|country=LAO", null, null)]
    [InlineData("nameVi=Quỹ Bảo Minh|country=24|code=LA", "LA", "LA")]
    [InlineData("nameVi=Quỹ Bảo Minh|country=VN|province=LA", "LA", "LA")]
    [InlineData("nameVi=Quỹ Bảo Minh|country=HU|code=LA", "HU", "HU")]
    [InlineData("nameVi=Quỹ Bảo Minh|countryText=Lào", "LA", "LA")]
    [InlineData("nameVi=Quỹ Bảo Minh|countryText=Lào Xyz", null, null)]
    [InlineData("nameVi=Quỹ Bảo Minh|countryText=Lào và Hungary", null, null)]
    [InlineData("nameVi=Quỹ Bảo Minh|countryText=Lào|country=HU", "HU", "HU")] // a code is surer
    [InlineData("nameVi=LHHN tỉnh Bắc Ninh|country=LA", null, "LA")] // a union has no country
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Hungary|country=LA", "HU", "LA")]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Đúc|countryText=Đức", "DE", "DE")]
    public void The_country_is_what_the_name_says_or_else_a_column(string fields, string? country, string? column)
    {
        var subject = Of(fields);

        Assert.Equal((country, column), (subject.Country, subject.ColumnCountry));
    }

    [Theory]
    [InlineData("nameVi=Quỹ Bảo Minh|province=19", "ngo", "Thái Nguyên", false)]
    [InlineData("nameVi=Quỹ Bảo Minh|province=24", "ngo", "Bắc Ninh", false)] // what the code means today goes first
    [InlineData("nameVi=Quỹ Bảo Minh|province=27", "ngo", "Bắc Ninh", false)] // and what it meant before
    [InlineData("nameVi=Quỹ Bảo Minh|country=27", "ngo", "Bắc Ninh", false)]
    [InlineData("nameVi=Quỹ Bảo Minh|code=VN-27", "ngo", "Bắc Ninh", false)]
    [InlineData("nameVi=Quỹ Bảo Minh|province=Bac Giang", "ngo", "Bắc Giang", false)]
    [InlineData("nameVi=Quỹ Bảo Minh|province=99", "ngo", null, false)]
    [InlineData("nameVi=Quỹ Bảo Minh|province=19", PartnerKind.Unknown, null, false)] // not even whether it is ours
    [InlineData("nameVi=LHHN tỉnh Bắc Ninh|province=19", "ngo", "Bắc Ninh", false)]
    [InlineData("nameVi=Hội Việt - Lào|province=19", PartnerKind.Unknown, null, true)] // the centre's or the province's
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào|province=19", PartnerKind.Unknown, null, true)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào", PartnerKind.Unknown, null, false)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào|province=19", PartnerKind.CentralAssociation, "Thái Nguyên", false)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào tỉnh Bắc Ninh|province=24", PartnerKind.Unknown, "Bắc Ninh", false)]
    [InlineData("nameVi=LHHN|province=19", PartnerKind.Unknown, null, false)]
    public void The_province_is_what_the_name_says_or_of_a_known_kind_a_column(
        string fields,
        string kind,
        string? province,
        bool isFromColumn
    )
    {
        var subject = Of(fields, kind);

        Assert.Equal((province, isFromColumn), (subject.Province?.Name, subject.ProvinceIsFromColumn));
    }

    [Theory]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Hungary|country=LA", "the name says HU, the country column LA")]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào|country=LA", null)]
    [InlineData("nameVi=LHHN tỉnh Bắc Ninh|province=19", "the name says Bắc Ninh, the province column Thái Nguyên")]
    [InlineData("nameVi=LHHN tỉnh Thanh Hóa|province=24", "the name says Thanh Hóa, the province column Bắc Ninh or Bắc Giang")]
    [InlineData("nameVi=LHHN tỉnh Bắc Giang|province=27", null)] // it went into Bắc Ninh
    [InlineData("nameVi=LHHN tỉnh Bắc Ninh|province=24", null)]
    [InlineData(
        "nameVi=Hội hữu nghị Việt Nam - Lào|nameEn=Laos - Vietnam Friendship Association",
        "its Vietnamese and its English name say different organisations"
    )]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào|nameEn=Vietnam - Laos Friendship Association", null)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào|nameEn=Laos Foundation", null)] // not read, and so no other
    [InlineData(
        "nameVi=Hội hữu nghị Việt Nam - Lào|nameEn=Vietnam - Hungary Friendship Association",
        "its Vietnamese and its English name say different organisations"
    )]
    [InlineData("nameVi=LHHN tỉnh Bắc Ninh|nameEn=LHHN Hanoi", "its Vietnamese and its English name say different organisations")]
    [InlineData("nameVi=LHHN tỉnh Bắc Giang|nameEn=LHHN Bắc Ninh", null)]
    public void Names_and_columns_may_say_different_things(string fields, string? conflict) => Assert.Equal(conflict, Of(fields).Conflict);

    [Theory]
    [InlineData(
        "nameVi=Hội hữu nghị Việt Nam - Lào",
        PartnerKind.ForeignPartner,
        "the name is that of a central association, the kind column says foreign partner"
    )]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào", PartnerKind.CentralAssociation, null)]
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào", "ngo", null)] // a kind of which names tell nothing
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Hunagry", PartnerKind.ForeignPartner, null)] // put right, and not sure
    [InlineData("nameVi=Quỹ Bảo Minh", PartnerKind.ForeignPartner, null)]
    [InlineData(
        "nameVi=LHHN Hà Nội",
        PartnerKind.ProvincialAssociation,
        "the name is that of a local union, the kind column says provincial association"
    )]
    [InlineData(
        "nameVi=Hội hữu nghị Việt Nam - Lào",
        PartnerKind.LocalUnion,
        "the name is that of a central association, the kind column says local union"
    )]
    [InlineData(
        "nameVi=Hội hữu nghị Lào - Việt Nam",
        PartnerKind.CentralAssociation,
        "the name is that of a foreign partner, the kind column says central association"
    )]
    public void A_kind_that_its_source_says_may_not_be_that_of_its_name(string fields, string kind, string? conflict) =>
        Assert.Equal(conflict, Of(fields, kind).Conflict);

    [Theory]
    [InlineData("nameVi=Lào|countryText=Hội hữu nghị Việt Nam - Lào", "hội hữu nghị việt nam lào", "LA")]
    [InlineData("nameVi=Lào|nameEn=Laos|countryText=Hội Việt - Lào", "hội việt lào", "LA")]
    [InlineData("nameEn=Lào|countryText=Hội Việt Nam - Xyz", "hội việt nam xyz", "LA")] // the other one is the country
    [InlineData("nameVi=Hội Việt - Lào|countryText=Hội hữu nghị Việt Nam - Lào", "hội việt lào", "LA")]
    [InlineData("nameVi=Quỹ Bảo Minh|countryText=Lào", "quỹ bảo minh", "LA")]
    public void Columns_that_changed_places_are_put_back(string fields, string names, string country)
    {
        var subject = Of(fields);

        Assert.Equal([names], subject.Names.Select(name => string.Join(' ', name.Marked)));
        Assert.Equal(country, subject.Country);
    }

    [Theory]
    [InlineData("nameVi=Quỹ Bảo|nameEn=Bao Fund|aliases=Quy Bao; B.F.;;Quỹ B", "quybao baofund bf quyb")]
    [InlineData("nameEn=Bao Fund", "baofund")]
    [InlineData("aliases=A;B", "a b")]
    [InlineData("nameVi= - ", "")]
    [InlineData("", "")]
    public void Each_name_counts_once(string fields, string names) =>
        Assert.Equal(names, string.Join(' ', Of(fields).Names.Select(name => name.Compact)));

    [Theory]
    [InlineData("nameVi=Quỹ Bảo Minh|nameEn=Vietnam - Laos Friendship Association", "vietnamlaosfriendshipassociation")] // all is read
    [InlineData("nameVi=Hội hữu nghị Việt Nam - Lào|nameEn=Vietnam - Laos Friendship Association", "hoihuunghivietnamlao")]
    [InlineData("nameVi=Quỹ Bảo Minh|nameEn=Fund", "fund")] // less of it is not
    [InlineData("nameVi=Hội hữu nghị|nameEn=Vietnam - Laos Friendship Association X", "hoihuunghi")]
    [InlineData("nameVi=  |nameEn=Fund", "fund")]
    [InlineData("", "")]
    public void The_name_that_is_understood_best_is_read(string fields, string name) => Assert.Equal(name, Of(fields).Reading.Text.Compact);

    [Fact]
    public void Letters_are_put_right_only_when_asked_for()
    {
        var fields = SmallTables.Fields("nameVi=Hội hữu nghị Việt Nam - Hunagry");

        Assert.Equal("HU", SmallTables.Subjects.Read(0, "ngo", fields.GetValueOrDefault).Country);
        Assert.Null(SmallTables.Subjects.Read(0, "ngo", fields.GetValueOrDefault, repairs: false).Country);
    }

    [Theory]
    [InlineData("taxCode=0101-234 567|registerId=ca-la", "registerId=CALA taxCode=0101234567")] // as config orders them
    [InlineData("taxCode=  |nameVi=Quỹ", "")]
    public void Exact_keys_are_letters_and_digits(string fields, string keys) => Assert.Equal(keys, string.Join(' ', Of(fields).ExactKeys));

    [Theory]
    [InlineData("a", "b-1 ", "a=B1")]
    [InlineData("taxCode", "", "taxCode=")]
    [InlineData("field", "Đ/ß", "field=Đß")]
    public void A_key_is_its_field_and_value(string field, string value, string key)
    {
        Assert.Equal(key, SubjectReader.ExactKey(field, value));
        var longer = new string('x', 300);
        Assert.Equal(key + longer.ToUpperInvariant(), SubjectReader.ExactKey(field, value + longer));
    }
}
