using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What kind of partner a reading is of, and when it counts.</summary>
public sealed class NameReadingTests
{
    static NameReading Of(WordMeaning? body, string? country = null, string? province = null, Side side = Side.Unknown) =>
        NameReading.Nothing with
        {
            Body = body,
            Country = country,
            Province = province is null ? null : SmallTables.Province(province),
            Side = side,
        };

    [Theory]
    [InlineData(WordMeaning.Union, null, "Hà Nội", Side.Unknown, PartnerKind.LocalUnion)]
    [InlineData(WordMeaning.Union, null, null, Side.Unknown, null)]
    [InlineData(WordMeaning.Union, "LA", "Hà Nội", Side.Unknown, null)]
    [InlineData(WordMeaning.Association, "LA", null, Side.VietnamFirst, PartnerKind.CentralAssociation)]
    [InlineData(WordMeaning.Club, "LA", null, Side.VietnamFirst, PartnerKind.CentralAssociation)]
    [InlineData(WordMeaning.Association, "LA", "Hà Nội", Side.VietnamFirst, PartnerKind.ProvincialAssociation)]
    [InlineData(WordMeaning.Association, "LA", null, Side.OtherFirst, PartnerKind.ForeignPartner)]
    [InlineData(WordMeaning.Association, "LA", "Hà Nội", Side.OtherFirst, null)]
    [InlineData(WordMeaning.Association, "LA", null, Side.Unknown, null)]
    [InlineData(WordMeaning.Association, null, "Hà Nội", Side.VietnamFirst, null)]
    [InlineData(WordMeaning.Committee, "LA", null, Side.VietnamFirst, null)]
    [InlineData(null, "LA", null, Side.VietnamFirst, null)]
    public void Body_country_side_and_province_make_the_kind(object? body, string? country, string? province, object side, string? kind) =>
        Assert.Equal(kind, Of((WordMeaning?)body, country, province, (Side)side).Kind);

    [Theory]
    [InlineData(WordMeaning.Association, true)]
    [InlineData(WordMeaning.Club, true)]
    [InlineData(WordMeaning.Union, true)]
    [InlineData(WordMeaning.Committee, false)]
    [InlineData(WordMeaning.Filler, false)]
    [InlineData(null, false)]
    public void A_body_of_our_sort_is_one(object? body, bool hasBody) => Assert.Equal(hasBody, Of((WordMeaning?)body).HasBody);

    [Theory]
    [InlineData(0, false, 0, true, true)]
    [InlineData(1, false, 0, false, true)]
    [InlineData(0, true, 0, false, false)]
    [InlineData(0, false, 1, true, false)]
    public void It_is_sure_without_repairs_and_complete_when_all_is_explained(
        int repairs,
        bool isAmbiguous,
        int unexplained,
        bool isSure,
        bool isComplete
    )
    {
        var reading = Of(WordMeaning.Union, province: "Hà Nội") with
        {
            Repairs = repairs,
            IsAmbiguous = isAmbiguous,
            Unexplained = unexplained,
        };

        Assert.Equal((isSure, isComplete), (reading.IsSure, reading.IsComplete));
        Assert.False((reading with { Province = null }).IsComplete);
    }

    [Fact]
    public void A_name_of_no_words_says_nothing()
    {
        foreach (var text in new[] { null, "", " - ", "(…)" })
        {
            Assert.Same(NameReading.Nothing, SmallTables.Read(text));
        }

        Assert.Empty(NameReading.Nothing.Text.Words);
        Assert.Empty(NameReading.Nothing.NotUnderstood);
    }
}
