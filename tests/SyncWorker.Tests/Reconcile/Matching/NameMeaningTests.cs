using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What phrases say together: body, side, country and province, and what they leave open.</summary>
public sealed class NameMeaningTests
{
    /// <summary>The name of these phrases, one after the other.</summary>
    static NameReading Of(params NamePart[] parts)
    {
        var name = NormalizedName.From(string.Join(' ', parts.Select(part => part.Phrase.Compact)));
        var at = 0;
        var placed = new List<NamePart>();
        foreach (var part in parts)
        {
            placed.Add(part with { At = at });
            at += part.Length;
        }

        return NameMeaning.Combine(name, placed, 0, ReadingHint.None);
    }

    static NamePart Part(string letters) => new(SmallTables.Phrase(letters), 0, letters.Length);

    [Theory]
    [InlineData("Việt Nam - Lào", null)]
    [InlineData("Hội hữu nghị Việt Nam - Lào", WordMeaning.Association)]
    [InlineData("Hội Việt Nam - Lào", WordMeaning.Club)]
    [InlineData("Hội Việt Nam - Lào hữu nghị", WordMeaning.Association)]
    [InlineData("Hội Việt Nam - Lào các", WordMeaning.Club)]
    [InlineData("Hội các Hội hữu nghị", WordMeaning.Association)]
    [InlineData("LHHN Hà Nội", WordMeaning.Union)]
    [InlineData("LHHN các Hội", WordMeaning.Union)]
    [InlineData("Hội các LHHN", WordMeaning.Union)]
    [InlineData("LHHN các Hội hữu nghị", WordMeaning.Union)]
    [InlineData("Ủy ban nhân dân huyện", WordMeaning.Committee)]
    [InlineData("LHHN hữu nghị", WordMeaning.Union)]
    [InlineData("Văn phòng tỉnh", null)]
    public void The_body_is_the_greatest_that_is_named_but_a_club_is_any_association(string name, object? body) =>
        Assert.Equal((WordMeaning?)body, SmallTables.Read(name).Body);

    [Theory]
    [InlineData("LHHN Hội hữu nghị", true)]
    [InlineData("Hội hữu nghị Ủy ban nhân dân", true)]
    [InlineData("LHHN Hội", false)] // a club is any of them
    [InlineData("Hội LHHN", false)]
    [InlineData("LHHN LHHN", false)]
    [InlineData("Hội hữu nghị Việt Nam - Lào", false)]
    [InlineData("Hội hữu nghị Việt Nam - Lào - Hungary", true)]
    [InlineData("Hội hữu nghị Việt Nam - Lào (Laos)", false)]
    [InlineData("LHHN Hà Nội, Bắc Ninh", true)]
    [InlineData("LHHN Hà Nội (Hanoi)", false)]
    [InlineData("Hội hữu nghị với Việt Nam, Hungary", true)] // friendship with Vietnam is somebody else's
    [InlineData("Friendship Association with Vietnam, Hungary", true)]
    [InlineData("Hội hữu nghị Hungary với Việt Nam", false)]
    [InlineData("Hội hữu nghị với Việt Nam của Hungary", false)] // whose it is stands there
    [InlineData("Hội hữu nghị với Việt Nam", false)]
    [InlineData("Hội hữu nghị của Việt Nam, Hungary", false)]
    [InlineData("Việt Nam với Hungary", false)]
    public void Two_bodies_countries_or_provinces_can_be_read_in_two_ways(string name, bool isAmbiguous) =>
        Assert.Equal(isAmbiguous, SmallTables.Read(name).IsAmbiguous);

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào", Side.VietnamFirst, "LA", null, false)]
    [InlineData("Hội hữu nghị Lào - Việt Nam", Side.OtherFirst, "LA", null, false)]
    [InlineData("Việt Nam - Lào và Việt Nam", Side.VietnamFirst, "LA", null, false)] // the first mention counts
    [InlineData("Lào - Việt Nam và Lào", Side.OtherFirst, "LA", null, false)]
    [InlineData("Việt Nam - Lào - Hungary", Side.VietnamFirst, "LA", "HU", false)]
    [InlineData("Lào - Việt Nam - Hungary - Úc", Side.OtherFirst, "LA", "HU", false)]
    [InlineData("Lào - Laos - Việt Nam", Side.OtherFirst, "LA", null, false)]
    [InlineData("Hội hữu nghị Lào", Side.Unknown, "LA", null, false)]
    [InlineData("Hội hữu nghị Việt Nam", Side.Unknown, null, null, false)]
    [InlineData("Hội hữu nghị Việt Nam của Hungary", Side.OtherFirst, "HU", null, true)] // whose it is goes before the order
    [InlineData("Hội hữu nghị Hungary of Vietnam", Side.VietnamFirst, "HU", null, true)]
    [InlineData("Hội hữu nghị Việt Nam của nước Hungary", Side.OtherFirst, "HU", null, true)]
    [InlineData("Hội hữu nghị Việt Nam nước Hungary", Side.VietnamFirst, "HU", null, false)]
    [InlineData("Hội hữu nghị Việt Nam của tỉnh Hungary", Side.VietnamFirst, "HU", null, false)]
    [InlineData("Hội hữu nghị Việt Nam của Hà Nội Hungary", Side.VietnamFirst, "HU", null, false)]
    [InlineData("Hội hữu nghị Việt Nam của Hungary và Lào", Side.OtherFirst, "HU", "LA", true)] // the first owner
    [InlineData("Của Hội hữu nghị Việt Nam - Hungary", Side.VietnamFirst, "HU", null, false)]
    public void The_order_or_the_owner_says_whose_side_it_is(string name, object side, string? country, string? other, bool isOwned)
    {
        var reading = SmallTables.Read(name);

        Assert.Equal(((Side)side, country, other, isOwned), (reading.Side, reading.Country, reading.OtherCountry, reading.IsOwned));
    }

    [Theory]
    [InlineData("LHHN Hà Nội, Bắc Ninh", "Hà Nội")]
    [InlineData("LHHN tỉnh Bắc Giang", "Bắc Giang")]
    [InlineData("LHHN Việt Nam", null)]
    public void The_province_is_the_first_that_is_named(string name, string? province) =>
        Assert.Equal(province, SmallTables.Read(name).Province?.Name);

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tỉnh", 4)] // of some province, and so not the centre's
    [InlineData("Hội hữu nghị Việt Nam - Lào thành phố", 8)]
    [InlineData("Hội hữu nghị Việt Nam - Lào chi nhánh", 8)]
    [InlineData("Hội hữu nghị Việt Nam - Lào huyện", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào chi nhánh tỉnh Bắc Ninh", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại", 3)]
    [InlineData("Hội hữu nghị Việt Nam tại Lào", 0)]
    [InlineData("Hội hữu nghị Việt Nam tại nước Lào", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại Hà Nội", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại TP Hà Nội", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại tỉnh Hà Nội", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại huyện", 0)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại tại Hà Nội", 3)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại các", 3)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại Văn phòng Hà Nội", 3)]
    public void What_points_at_no_place_is_not_explained(string name, int unexplained) =>
        Assert.Equal(unexplained, SmallTables.Read(name).Unexplained);

    [Theory]
    [InlineData("LHHN huyện Bắc Ninh", true)]
    [InlineData("LHHN thành phố Thanh Hóa", true)] // a city of that province
    [InlineData("LHHN Thanh Hóa City", true)]
    [InlineData("LHHN thành phố Hải Phòng", false)] // the province itself
    [InlineData("Hải Phòng City LHHN", false)]
    [InlineData("Thành phố", true)]
    [InlineData("LHHN tỉnh Thanh Hóa", false)]
    [InlineData("LHHN huyện thành phố Hải Phòng", true)]
    public void A_district_or_a_city_within_a_province_is_a_smaller_place(string name, bool isSmaller) =>
        Assert.Equal(isSmaller, SmallTables.Read(name).IsOfSmallerPlace);

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào", "")]
    [InlineData("Quỹ Hội hữu nghị Việt Nam - Lào Bảo Minh", "quỹ bảo minh")]
    [InlineData("Hội hữu nghị Việt Nam - Lào tỉnh", "")] // known, if of no use
    public void Words_that_no_phrase_explains_are_named_as_written(string name, string words) =>
        Assert.Equal(words, string.Join(' ', SmallTables.Read(name).NotUnderstood));

    [Fact]
    public void A_word_is_understood_when_parts_explain_all_its_letters()
    {
        var (club, country) = (SmallTables.Phrase("hoi"), SmallTables.Phrase("lao"));
        var name = NormalizedName.From("Hộilào lào xhội lào");

        var reading = NameMeaning.Combine(
            name,
            [new(club, 0, 3), new(country, 3, 3), new(country, 6, 3), new(club, 10, 3), new(country, 13, 2)],
            0,
            ReadingHint.None
        );

        Assert.Equal(["xhội", "lào"], reading.NotUnderstood);
        Assert.Same(name, reading.Text);
    }

    [Fact]
    public void Repairs_are_counted_and_the_worst_of_a_country_or_province_is_told()
    {
        var reading = Of(
            Part("hoi") with
            {
                Share = 0.9,
                Repairs = 1,
            },
            Part("vietnam") with
            {
                Share = 0.8,
                Repairs = 2,
            },
            Part("hungary") with
            {
                Share = 0.1,
                Repairs = 4,
            },
            Part("bacninh") with
            {
                Share = 0.2,
                Repairs = 8,
            }
        );

        Assert.Equal((0.2, 15), (reading.Repaired, reading.Repairs));
        Assert.Equal(0, Of(Part("hoi") with { Share = 0.9 }).Repaired);
        Assert.False(reading.IsAmbiguous || reading.IsGuess);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 7)] // "miền Nam" after Việt Nam
    public void A_second_Vietnam_that_was_put_right_explains_nothing(double share, int unexplained)
    {
        var again = Part("vietnam") with { Share = share };

        Assert.Equal(unexplained, Of(Part("hoihuunghi"), Part("vietnam"), Part("lao"), again).Unexplained);
        Assert.Equal(unexplained, Of(Part("vietnam"), Part("lao"), again).Unexplained);
        Assert.Equal(0, Of(again, Part("lao")).Unexplained);
        Assert.Equal(0, Of(Part("hoi"), again, Part("lao")).Unexplained);
    }

    [Fact]
    public void One_part_that_is_open_leaves_the_whole_open()
    {
        Assert.True(Of(Part("hoi"), Part("hungary") with { IsAmbiguous = true }, Part("vietnam")).IsAmbiguous);
        Assert.True(Of(Part("hoi"), Part("hungary") with { IsGuess = true }, Part("vietnam")).IsGuess);
        Assert.Equal(NameDoubt.TwoOrganisations, Of(Part("hoi"), Part("lao"), Part("hoi")).Doubt);
    }

    [Fact]
    public void A_part_ends_where_the_next_begins() => Assert.Equal(10, new NamePart(SmallTables.Phrase("hoi"), 7, 3).End);
}
