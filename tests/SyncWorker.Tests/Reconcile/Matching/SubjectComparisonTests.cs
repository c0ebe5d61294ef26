using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What speaks against a row's being a partner's, and how their names differ.</summary>
public sealed class SubjectComparisonTests
{
    static readonly NameReading s_sure = NameReading.Nothing;
    static readonly NameReading s_repaired = NameReading.Nothing with { Repairs = 1 };

    static Subject Of(params string[] names) =>
        new()
        {
            Id = 1,
            Reading = s_sure,
            Names = [.. names.Select(NormalizedName.From)],
        };

    static Subject Read(Side side, bool isSure = true) => Of() with { Reading = (isSure ? s_sure : s_repaired) with { Side = side } };

    static Subject In(string province, NameReading? reading = null) =>
        Of() with
        {
            Province = SmallTables.Province(province),
            Reading = reading ?? s_sure,
        };

    [Theory]
    [InlineData("a", "b", true, null, "another kind")]
    [InlineData("a", "a", true, null, null)]
    [InlineData(null, "b", true, null, null)]
    [InlineData("a", null, true, null, null)]
    [InlineData(PartnerKind.LocalUnion, "b", false, WordMeaning.Union, null)] // only a repair says so
    [InlineData(PartnerKind.LocalUnion, "b", false, WordMeaning.Association, "another kind")] // its source says so
    public void A_kind_that_is_known_to_differ_speaks_against_it(string? mine, string? theirs, bool isSure, object? body, string? expected)
    {
        var reading = (isSure ? s_sure : s_repaired) with { Body = (WordMeaning?)body, Province = SmallTables.Province("Hà Nội") };

        Assert.Equal(expected, SubjectComparison.Contradiction(Of() with { Kind = mine, Reading = reading }, Of() with { Kind = theirs }));
    }

    [Theory]
    [InlineData("LA", null, true, "HU", "another country")]
    [InlineData("LA", null, true, "LA", null)]
    [InlineData("LA", null, true, null, null)]
    [InlineData(null, "LA", true, "HU", null)]
    [InlineData("LA", null, false, "HU", null)] // a repair may err
    [InlineData("HU", "LA", false, "HU", "another country")] // a column does not
    public void A_country_that_is_known_to_differ_speaks_against_it(
        string? mine,
        string? column,
        bool isSure,
        string? theirs,
        string? expected
    )
    {
        var row = Of() with { Country = mine, ColumnCountry = column, Reading = isSure ? s_sure : s_repaired };

        Assert.Equal(expected, SubjectComparison.Contradiction(row, Of() with { Country = theirs }));
    }

    [Fact]
    public void A_province_that_is_known_to_differ_speaks_against_it_unless_it_went_into_that_one()
    {
        var repaired = s_repaired with { Province = SmallTables.Province("Bắc Ninh") };

        Assert.Equal("another province", SubjectComparison.Contradiction(In("Bắc Ninh"), In("Hà Nội")));
        Assert.Null(SubjectComparison.Contradiction(In("Bắc Ninh"), In("Bắc Ninh")));
        Assert.Null(SubjectComparison.Contradiction(In("Bắc Giang"), In("Bắc Ninh")));
        Assert.Equal("another province", SubjectComparison.Contradiction(In("Bắc Ninh"), In("Bắc Giang")));
        Assert.Equal("another province", SubjectComparison.Contradiction(In("Bắc Giang"), In("Tuyên Quang")));
        Assert.Null(SubjectComparison.Contradiction(In("Bắc Ninh", repaired), In("Hà Nội")));
        Assert.Equal("another province", SubjectComparison.Contradiction(In("Bắc Ninh", s_repaired), In("Hà Nội")));
        Assert.Null(SubjectComparison.Contradiction(In("Bắc Ninh"), Of()));
        Assert.Null(SubjectComparison.Contradiction(Of(), In("Bắc Ninh")));
    }

    [Theory]
    [InlineData(Side.VietnamFirst, true, Side.OtherFirst, "the mirror organisation")]
    [InlineData(Side.OtherFirst, true, Side.VietnamFirst, "the mirror organisation")]
    [InlineData(Side.OtherFirst, true, Side.OtherFirst, null)]
    [InlineData(Side.OtherFirst, false, Side.VietnamFirst, null)]
    [InlineData(Side.OtherFirst, true, Side.Unknown, null)]
    [InlineData(Side.Unknown, true, Side.OtherFirst, null)]
    public void The_mirror_organisation_is_another(object mine, bool isSure, object theirs, string? expected) =>
        Assert.Equal(expected, SubjectComparison.Contradiction(Read((Side)mine, isSure), Read((Side)theirs)));

    [Theory]
    [InlineData("Quỹ Bảo Minh", "Hội Chữ thập đỏ", true)]
    [InlineData("", "Hội Chữ thập đỏ", false)] // says nothing
    [InlineData("Quy Bao Minh", "Hội Chữ thập đỏ", false)] // may be in another language
    [InlineData("Quỹ Bảo Minh", "Red Cross Society", false)]
    [InlineData("Quỹ Bảo Minh", "Quỹ Bảo Ninh", false)]
    [InlineData("Quỹ Bảo Minh", "Hội Chữ thập đỏ;Quỹ Bảo Ninh", false)] // one of its names is near
    [InlineData("Hội Chữ thập đỏ;Quỹ Bảo Minh", "Quỹ Bảo Ninh", false)]
    [InlineData("Red Cross;Quỹ Bảo Minh", "Khmer;Hội Khuyến học", true)]
    [InlineData("Đồ abcdefgh", "Đồ abcuvwxy", false)] // half of the letters
    [InlineData("Đồ abcdefgh", "Đồ abuvwxyz", true)]
    [InlineData("Cty Bảo Minh", "Công ty TNHH Bảo Minh", false)] // in short
    [InlineData("Hội X;Cty Bảo Minh", "Quỹ Ý;Công ty TNHH Bảo Minh", false)]
    [InlineData("Bảo A", "Bảo hiểm An Khang", false)]
    [InlineData("Bảo", "Bảo hiểm An Khang", true)] // so few letters are in any name
    [InlineData("Minh Đức", "Công ty Bảo Minh Đức Long", true)] // another beginning
    [InlineData("Công ty trách nhiệm hữu hạn Bảo Minh", "Cty Bảo Minh", true)] // longer than the name
    [InlineData("Cty Bảo Minz", "Công ty TNHH Bảo Minh", true)]
    public void A_key_alone_ties_names_that_share_nothing(string mine, string theirs, bool contradicts) =>
        Assert.Equal(
            contradicts,
            SubjectComparison.Contradicts(Of(mine.Split(';', StringSplitOptions.RemoveEmptyEntries)), Of(theirs.Split(';')))
        );

    [Fact]
    public void A_key_is_contradicted_by_a_kind_but_not_where_a_name_is_the_same()
    {
        Assert.True(SubjectComparison.Contradicts(Of("Quỹ A") with { Kind = "a" }, Of("Quỹ B") with { Kind = "b" }));
        Assert.False(SubjectComparison.Contradicts(Of("Quỹ A") with { Kind = "a" }, Of("Quỹ B", "QUY A") with { Kind = "b" }));
        Assert.False(SubjectComparison.Contradicts(Of() with { Kind = "a" }, Of("Quỹ B") with { Kind = "b" }));
        Assert.False(SubjectComparison.Contradicts(Of("Quỹ A") with { Kind = "a" }, Of("Quỹ B") with { Kind = "a" }));
    }

    [Fact]
    public void A_name_that_reads_as_what_the_partner_is_is_its_name()
    {
        var row = SmallTables.Subject(0, PartnerKind.Unknown, "nameVi=LHHN tỉnh Bắc Ninh");
        var partner = Of("Cơ quan đầu mối đối ngoại nhân dân") with
        {
            Kind = PartnerKind.LocalUnion,
            Province = SmallTables.Province("Bắc Ninh"),
        };

        Assert.False(SubjectComparison.Contradicts(row, partner));
        Assert.False(SubjectComparison.Contradicts(row with { Province = SmallTables.Province("Bắc Giang") }, partner));
        foreach (var other in new[] { partner with { Kind = null }, partner with { Province = null }, partner with { Country = "LA" } })
        {
            Assert.True(SubjectComparison.Contradicts(row, other));
        }

        Assert.True(SubjectComparison.Contradicts(row with { Reading = row.Reading with { Unexplained = 1 } }, partner));
        Assert.True(SubjectComparison.Contradicts(row with { Reading = row.Reading with { Doubt = NameDoubt.Seat } }, partner));
    }

    [Theory]
    [InlineData("Nguyễn Văn An", "Nguyễn Văn An", "same name")]
    [InlineData("Nguyễn Văn Ân", "Nguyễn Văn An", "same letters, but other marks")]
    [InlineData("NGUYEN VAN AN", "Nguyễn Văn Ân", "same name")] // its writer used no marks
    [InlineData("Nguyễn Văn Ân", "Nguyen Van An", "same name")]
    [InlineData("Quỹ Hòa Bình", "Quỹ Hoà Bình", "same name")] // where the tone stands does not matter
    [InlineData("Quỹ Ân;Quỹ An", "Quỹ An", "same name")]
    [InlineData("Quỹ An", "Quỹ Ân;Quỹ An", "same name")]
    [InlineData("Quỹ Hoa;Quỹ Ân", "Quỹ Hòe;Quỹ An", "same letters, but other marks")]
    public void Marks_that_were_written_tell_names_apart(string mine, string theirs, string difference)
    {
        var (row, partner) = (Of(mine.Split(';')), Of(theirs.Split(';')));

        Assert.Equal(difference == "same name", SubjectComparison.IsSpeltAlike(row, partner));
        Assert.Equal(difference, SubjectComparison.Difference(row, partner));
        Assert.Equal("same name, but another kind", SubjectComparison.Difference(row with { Kind = "a" }, partner with { Kind = "b" }));
    }

    [Theory]
    [InlineData("Công ty Khnáh Long", "Công ty Khánh Long", true, true)] // swapped
    [InlineData("Công ty Khánk Long", "Công ty Khánh Long", false, true)] // wrong: where all else agrees
    [InlineData("Công ty Khán Long", "Công ty Khánh Long", false, false)] // one of them has four letters
    [InlineData("Công ty Khánh Long", "Công ty Khán Long", false, false)]
    [InlineData("Công ty Mihn Long", "Công ty Minh Long", false, false)]
    [InlineData("Công ty Khánhh Long", "Công ty Khánh Long", false, true)]
    [InlineData("Công ty Khnáh Lnog", "Công ty Khánh Long", false, false)] // two words
    [InlineData("Công ty Khnáh", "Công ty Khánh Long", false, false)]
    [InlineData("Công ty Long Khánh", "Công ty Khánh Long", false, false)]
    [InlineData("Công ty Khánh Long", "Công ty Khánh Long", false, false)] // no slip at all
    [InlineData("Công ty Khnákk Long", "Công ty Khánh Long", false, false)] // two letters
    [InlineData("Công ty ABCD12 Long", "Công ty ABCD21 Long", false, false)] // figures are no letters
    [InlineData("Quỹ X;Công ty Khnáh Long", "Quỹ Y;Công ty Khánh Long", true, true)] // one of several
    public void A_slip_is_in_one_longer_word(string mine, string theirs, bool isSlip, bool ofTheSame)
    {
        var (row, partner) = (Of(mine.Split(';')), Of(theirs.Split(';')));
        var (here, there) = (row with { Kind = "ngo", Country = "LA" }, partner with { Kind = "ngo", Country = "LA" });

        Assert.Equal(isSlip, SubjectComparison.IsSlip(row, partner));
        Assert.Equal(ofTheSame, SubjectComparison.IsSlip(here, there));
    }

    [Fact]
    public void A_wrong_letter_is_a_slip_where_kind_and_country_or_province_are_the_same()
    {
        var row = Of("Quỹ Khánk") with { Kind = "ngo", Country = "LA", Province = SmallTables.Province("Hà Nội") };
        var partner = row with { Names = [NormalizedName.From("Quỹ Khánh")] };
        var other = SmallTables.Province("Bắc Ninh");

        Assert.True(SubjectComparison.IsSlip(row, partner));
        Assert.True(SubjectComparison.IsSlip(row, partner with { Country = "HU" }));
        Assert.True(SubjectComparison.IsSlip(row, partner with { Province = other }));
        Assert.True(SubjectComparison.IsSlip(row with { Country = null }, partner with { Country = null }));
        Assert.True(SubjectComparison.IsSlip(row with { Province = null }, partner with { Province = null }));
        Assert.False(SubjectComparison.IsSlip(row, partner with { Country = "HU", Province = other }));
        Assert.False(SubjectComparison.IsSlip(row, partner with { Country = null, Province = null }));
        Assert.False(
            SubjectComparison.IsSlip(row with { Country = null, Province = null }, partner with { Country = null, Province = null })
        );
        Assert.False(SubjectComparison.IsSlip(row, partner with { Kind = "firm" }));
        Assert.False(SubjectComparison.IsSlip(row with { Kind = null }, partner with { Kind = null }));
    }
}
