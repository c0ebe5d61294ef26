using SyncWorker.Reconcile.Matching;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What leaves a name open although its words are known.</summary>
public sealed class NameDoubtTests
{
    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam - Lào và Hội hữu nghị Lào - Việt Nam", NameDoubt.TwoOrganisations)]
    [InlineData("Hội hữu nghị Việt Nam và Hội Lào", NameDoubt.TwoOrganisations)]
    [InlineData("Hội hữu nghị Lào - Việt Nam và Việt Nam - Lào", NameDoubt.TwoOrganisations)]
    [InlineData("Việt Nam - Lào / Lào - Việt Nam", NameDoubt.None)] // no body
    [InlineData("Văn phòng tại Lào", NameDoubt.None)]
    public void A_cell_may_name_two(string name, object doubt) => Assert.Equal(doubt, SmallTables.Read(name).Doubt);

    [Theory]
    [InlineData("Trung ương Hội hữu nghị Việt Nam - Lào, Hà Nội", NameDoubt.Seat)]
    [InlineData("Trung ương Hội hữu nghị Việt Nam - Lào", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam - Lào, Hà Nội", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam - Lào - Văn phòng Hà Nội", NameDoubt.Seat)] // an office behind the body
    [InlineData("Văn phòng Hội hữu nghị Việt Nam - Lào, Hà Nội", NameDoubt.Seat)] // a sign sets the place apart
    [InlineData("Văn phòng Hội hữu nghị Việt Nam - Lào Hà Nội", NameDoubt.None)]
    [InlineData("Văn phòng Hội hữu nghị Việt Nam - Lào TP, Hà Nội", NameDoubt.None)]
    [InlineData("Văn phòng Hội hữu nghị Việt Nam - Lào tỉnh, Bắc Ninh", NameDoubt.None)]
    [InlineData("Văn phòng Hội hữu nghị Việt Nam - Lào chi nhánh, Hà Nội", NameDoubt.None)]
    [InlineData("Hanoi Office of the Vietnam - Laos Friendship Association", NameDoubt.Seat)]
    [InlineData("Văn phòng LHHN tỉnh Bắc Ninh", NameDoubt.None)]
    [InlineData("Hà Nội, Văn phòng các LHHN", NameDoubt.Seat)]
    [InlineData("Hà Nội LHHN", NameDoubt.None)]
    [InlineData("LHHN Việt Nam, Hà Nội", NameDoubt.Seat)] // the union itself
    [InlineData("LHHN Lào, Hà Nội", NameDoubt.None)]
    [InlineData("LHHN Việt Nam", NameDoubt.None)]
    public void A_province_may_be_the_seat_of_the_centre(string name, object doubt) => Assert.Equal(doubt, SmallTables.Read(name).Doubt);

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam (Lào)", NameDoubt.Abroad)]
    [InlineData("Hội hữu nghị (Việt Nam) Lào", NameDoubt.None)]
    [InlineData("Hội hữu nghị (Lào - Việt Nam)", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam tại Lào", NameDoubt.Abroad)]
    [InlineData("Hội hữu nghị Việt Nam tại nước Lào", NameDoubt.Abroad)]
    [InlineData("Friendship Association Vietnam in the Laos", NameDoubt.Abroad)]
    [InlineData("Hội hữu nghị Việt Nam tại các Lào", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam (nước Lào)", NameDoubt.None)] // the bracket is not before the country
    [InlineData("The Laos - Vietnam Friendship Association", NameDoubt.None)]
    [InlineData("In Laos Vietnam Friendship Association", NameDoubt.Abroad)]
    [InlineData("Hội hữu nghị Việt Nam - Lào tại Hà Nội", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam - Lào (Hà Nội)", NameDoubt.None)]
    public void In_a_country_it_may_be_somebody_elses(string name, object doubt) => Assert.Equal(doubt, SmallTables.Read(name).Doubt);

    [Theory]
    [InlineData("Hội Việt Nam của Lào", NameDoubt.Diaspora)]
    [InlineData("Association Vietnam of Laos", NameDoubt.Diaspora)]
    [InlineData("Vietnamese Laos Association", NameDoubt.Diaspora)]
    [InlineData("Hội Việt Nam - Lào tại Hà Nội", NameDoubt.Diaspora)]
    [InlineData("Hội Việt Nam - Lào", NameDoubt.None)]
    [InlineData("Hội hữu nghị Việt Nam của Lào", NameDoubt.None)]
    [InlineData("Hội Việt Nam hữu nghị của Lào", NameDoubt.None)]
    [InlineData("LHHN của Hà Nội", NameDoubt.None)]
    public void A_club_that_does_not_say_friendship_may_be_of_people_abroad(string name, object doubt) =>
        Assert.Equal(doubt, SmallTables.Read(name).Doubt);

    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Đúc", null, NameDoubt.OtherMark)]
    [InlineData("Hội hữu nghị Việt Nam - Đúc", "DE", NameDoubt.None)] // the column says so
    [InlineData("HOI HUU NGHI VIET NAM - DUC", null, NameDoubt.None)] // no marks at all
    [InlineData("Hội hữu nghị Việt Nam - Hùngary", null, NameDoubt.OtherMark)] // one word, however long
    [InlineData("Hội hữu nghị Việt Nam - Hạ Lan", null, NameDoubt.OtherMark)]
    [InlineData("Hội hữu nghị Việt Nam - Năm Phi", null, NameDoubt.OtherMark)] // six letters
    [InlineData("Hội hữu nghị Việt Nam - Thài Lan", null, NameDoubt.None)] // seven of two words
    [InlineData("Hội hữu nghị Việt Nam - Lào, Hạ Nội", null, NameDoubt.None)] // two words of a province
    [InlineData("LHHN Hạnoi", null, NameDoubt.OtherMark)]
    [InlineData("Hội hữu nghị Việt Nam - Hùnagry", null, NameDoubt.None)] // put right as a whole
    [InlineData("Hôi hữu nghị Việt Nam - Lào", null, NameDoubt.None)] // words for the body have no rivals
    public void A_short_name_with_another_mark_may_be_another_word(string name, string? country, object doubt) =>
        Assert.Equal(doubt, SmallTables.Read(name, country).Doubt);

    [Theory]
    [InlineData(5, 10, false)] // as it was
    [InlineData(0, 15, false)] // within a longer one
    [InlineData(7, 10, true)]
    [InlineData(5, 7, true)]
    [InlineData(3, 7, true)]
    [InlineData(9, 12, true)]
    [InlineData(10, 15, true)] // gone
    [InlineData(0, 5, true)]
    public void A_name_found_by_whole_words_is_cut_when_another_part_begins_or_ends_in_it(int from, int to, bool isCut)
    {
        var whole = new NamePart(SmallTables.Phrase("hungary"), 5, 5);
        var other = new NamePart(SmallTables.Phrase("hoi"), from, to - from);

        Assert.Equal(isCut, NameDoubts.IsCut(whole, [other]));
        Assert.False(NameDoubts.IsCut(whole with { Phrase = other.Phrase }, [other]));
    }

    [Fact]
    public void Parts_that_only_touch_a_name_do_not_cut_it()
    {
        var (country, body) = (SmallTables.Phrase("hungary"), SmallTables.Phrase("hoi"));
        var whole = new NamePart(country, 5, 5);

        Assert.False(NameDoubts.IsCut(whole, [new(body, 0, 5), whole, new(body, 10, 5)]));
        Assert.True(NameDoubts.IsCut(whole, [new(body, 0, 5), new(body, 10, 5)]));
        Assert.True(NameDoubts.IsCut(whole, []));
    }

    [Theory]
    [InlineData(NameDoubt.None, null, false)]
    [InlineData(NameDoubt.TwoOrganisations, "two organisations", false)]
    [InlineData(NameDoubt.Seat, "seat or office", false)]
    [InlineData(NameDoubt.Abroad, "\"in\" a country", true)]
    [InlineData(NameDoubt.Diaspora, "does not say friendship", false)]
    [InlineData(NameDoubt.Regrouped, "grouped in another way", true)]
    [InlineData(NameDoubt.OtherMark, "another mark", false)]
    [InlineData(NameDoubt.CutOff, "not complete", false)]
    public void Each_doubt_has_words_for_the_person_who_is_asked(object doubt, string? words, bool hangsOnSigns)
    {
        var reason = NameDoubts.Reason((NameDoubt)doubt);

        Assert.Equal(words is null, reason is null);
        Assert.Contains(words ?? "", reason ?? "", StringComparison.Ordinal);
        Assert.Equal(hangsOnSigns, NameDoubts.HangsOnSigns((NameDoubt)doubt));
    }
}
