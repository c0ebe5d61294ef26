using SyncWorker.Reconcile.Matching;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>The steps by which a name is read, each by names that need it.</summary>
public sealed class NameReaderTests
{
    static string Said(NameReading reading) =>
        $"{reading.Body} {reading.Side} {reading.Country} {reading.Province?.Name}, {reading.Unexplained} unexplained, {reading.Repairs} repaired";

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào tỉnh Bắc Ninh", "Association VietnamFirst LA Bắc Ninh, 0 unexplained, 0 repaired")]
    [InlineData("3. Hội hữu nghị Việt Nam - Lào (2020-2025)", "Association VietnamFirst LA , 0 unexplained, 0 repaired")]
    [InlineData("3. Hội hữu nghị Việt Nam - Lào (LA)", "Association VietnamFirst LA , 0 unexplained, 0 repaired")]
    [InlineData("Hội hữu nghị Việt Nam - Lào (HU)", "Association VietnamFirst LA , 2 unexplained, 0 repaired")]
    [InlineData("Quỹ Bảo Minh", " Unknown  , 10 unexplained, 0 repaired")]
    public void Words_are_read_and_what_lists_hang_on_a_name_is_not(string name, string said) =>
        Assert.Equal(said, Said(SmallTables.Read(name, "LA")));

    [Theory]
    [InlineData("LHHN tỉnh Thái Ngu", "Thái Nguyên", "Thái Nguyên", NameDoubt.None)] // within a word
    [InlineData("LHHN tỉnh", "Thái Nguyên", "Thái Nguyên", NameDoubt.None)]
    [InlineData("LHHN tỉnh Thái", "Thái Nguyên", "Thái Nguyên", NameDoubt.CutOff)] // Thái Bình as well
    [InlineData("LHHN TP Hà", "Hà Nội", "Hà Nội", NameDoubt.CutOff)]
    [InlineData("LHHN thành phố H", "Hà Nội", "Hà Nội", NameDoubt.None)]
    [InlineData("LHHN tỉnh Thái Ngu", "Quảng Ninh;Thái Nguyên", "Thái Nguyên", NameDoubt.None)]
    [InlineData("LHHN tỉnh Thái Ngu", "Quảng Ninh", null, NameDoubt.None)]
    [InlineData("LHHN tỉnh Thái Ngu", "", null, NameDoubt.None)]
    [InlineData("LHHN tỉnh Xyz Ngu", "Thái Nguyên", null, NameDoubt.None)] // the first word is another
    [InlineData("LHHN tỉnh Ngu", "Thái Nguyên", null, NameDoubt.None)]
    [InlineData("LHHN tỉnh Bắc Ninh", "Thái Nguyên", "Bắc Ninh", NameDoubt.None)]
    [InlineData("T LHHN tỉnh Thái Ngu", "Thái Nguyên", "Thái Nguyên", NameDoubt.None)] // the first "T" is not where it was cut off
    [InlineData("LHHN huyện", "Thái Nguyên", null, NameDoubt.None)]
    [InlineData("LHHN Thái Ngu", "Thái Nguyên", null, NameDoubt.None)]
    [InlineData("LHHN tỉnh Thái Ngu Xyz", "Thái Nguyên", null, NameDoubt.None)]
    [InlineData("Trung ương LHHN tỉnh Thái", "Thái Nguyên", "Thái Nguyên", NameDoubt.Seat)] // the first doubt stays
    public void A_name_cut_off_within_its_province_is_written_out_as_a_column_says(
        string name,
        string provinces,
        string? province,
        object doubt
    )
    {
        var said = provinces.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(SmallTables.Province);

        var reading = new NameReader(SmallTables.Lexicon).Read(name, new(null, [.. said]) { Repairs = false });

        Assert.Equal((province, (NameDoubt)doubt), (reading.Province?.Name, reading.Doubt));
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt - Nam Phi", null, "ZA", NameDoubt.None)] // "Phi" is no country
    [InlineData("Hội hữu nghị Việt-Nam Phi", null, "ZA", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam Phi", null, null, NameDoubt.None)] // without a dash it is Việt Nam
    [InlineData("Hội hữu nghị Việt-Nam Triều Tiên", "KP", "KP", NameDoubt.None)] // the old spelling
    [InlineData("Hội hữu nghị Việt-Nam Triều Tiên", "KR", "KR", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt-Nam Triều Tiên", null, "KR", NameDoubt.Regrouped)]
    [InlineData("Hội hữu nghị Việt-Nam Triều Tiên", "LA", "KR", NameDoubt.Regrouped)]
    [InlineData("Hội hữu nghị Việt-Nam - Triều Tiên", null, "KP", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt-Nam-Triều Tiên", null, "KP", NameDoubt.None)]
    public void Nam_after_a_dash_may_belong_to_what_follows(string name, string? column, string? country, object doubt)
    {
        var reading = new NameReader(SmallTables.Lexicon).Read(name, new(column, []) { Repairs = false });

        Assert.Equal((country, (NameDoubt)doubt), (reading.Country, reading.Doubt));
        Assert.Equal((NameDoubt)doubt == NameDoubt.Regrouped ? "KP" : null, reading.OtherCountry);
        Assert.False(reading.IsAmbiguous);
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt-Nam Hungary", "HU", true, 0)] // no such southern country
    [InlineData("Việt-Nam Friendship Association", null, false, 0)] // no country follows
    [InlineData("Hội hữu nghị Hungary - Việt-Nam", "HU", false, 0)] // nothing follows
    [InlineData("Hội hữu nghị Việt-Nam Xyz", null, true, 3)]
    [InlineData("Xyz Hội hữu nghị Việt - Nam Phi Ab", "ZA", false, 5)]
    [InlineData("Hội hữu nghị Việt Nam Hungary", "HU", false, 0)]
    public void A_dash_in_Vietnam_leaves_the_country_that_follows_open(string name, string? country, bool isAmbiguous, int unexplained)
    {
        var reading = new NameReader(SmallTables.Lexicon).Read(name, ReadingHint.None with { Repairs = false });

        Assert.Equal((country, isAmbiguous, unexplained), (reading.Country, reading.IsAmbiguous, reading.Unexplained));
        Assert.Equal(
            unexplained == 5 ? ["xyz", "ab"]
                : unexplained == 3 ? ["xyz"]
                : [],
            reading.NotUnderstood
        );
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Hunagry", "HU", 1)]
    [InlineData("Hội hữu ngị Việt Nam - Hungary", "HU", 1)] // the body, too
    [InlineData("HOI HUU NGH IVIET NAM - LAO", "LA", 2)]
    [InlineData("Công ty Hunagry", null, 0)] // no body
    [InlineData("Hội Hunagry", "HU", 1)]
    [InlineData("Hộii hữu nghị Hunagry", null, 0)] // nothing of it is plain
    [InlineData("Hội hữu nghị Xyz", null, 0)]
    public void Letters_are_put_right_in_names_of_our_sort(string name, string? country, int repairs)
    {
        var reading = SmallTables.Read(name);

        Assert.Equal((country, repairs), (reading.Country, reading.Repairs));
        Assert.Null(new NameReader(SmallTables.Lexicon).Read("Hội hữu nghị Việt Nam - Hunagry", new(null, []) { Repairs = false }).Country);
    }

    [Theory]
    [InlineData(200, "HU")]
    [InlineData(201, null)] // a paragraph
    public void A_paragraph_is_not_repaired(int letters, string? country)
    {
        const string Name = "Hội hữu nghị Việt Nam - Hunagry";
        var text = $"{Name} {new string('q', letters - 24)}";

        Assert.Equal(country, SmallTables.Read(text).Country);
    }

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Thái Bình Dương", null, NameDoubt.Regrouped, "Bình Dương")] // Thái Bình and Dương
    [InlineData("Hội hữu nghị Việt Nam - Thái Lan, Bình Dươg", null, NameDoubt.None, "Bình Dương")]
    public void Words_that_a_repair_groups_otherwise_are_a_doubt(string name, string? column, object doubt, string province)
    {
        var reading = SmallTables.Read(name, column);

        Assert.Equal(("TH", (NameDoubt)doubt, province), (reading.Country, reading.Doubt, reading.Province?.Name));
    }

    [Fact]
    public void A_country_that_only_a_repair_finds_is_chance_where_another_is_said_plainly()
    {
        const string Name = "Hội hữu nghị Hunagry và Việt Nam - Lào";

        Assert.Equal(("LA", 0), (SmallTables.Read(Name).Country, SmallTables.Read(Name).Repairs));
        Assert.Equal("HU", SmallTables.Read(Name, "HU").Country);
    }
}
