using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>Which phrases there are, where they stand in a name and how they may be spelt.</summary>
public sealed class LexiconTests
{
    static Lexicon Of(params (string Text, WordMeaning Means)[] words) =>
        new(new() { Words = [.. words.Select(word => new NameWords(word.Text, word.Means))] }, []);

    static string? At(Lexicon lexicon, string name, int start) =>
        lexicon.LongestAt(NormalizedName.From(name), start) is ({ } phrase, var words) ? $"{phrase.Compact} {words}" : null;

    [Theory]
    [InlineData("Hội hữu nghị Lào", 0, "hoihuunghi 3")] // and not Hội
    [InlineData("Hội Lào", 0, "hoi 1")]
    [InlineData("Hội hữu Lào", 0, "hoi 1")] // the longer one is not there to its end
    [InlineData("Hội hữu nghị Lào", 1, "huunghi 2")]
    [InlineData("Hội hữu nghị Lào", 3, "lao 1")]
    [InlineData("Liên hiệp các tổ chức", 0, null)] // a beginning only
    [InlineData("Hoihuunghi Lào", 0, "hoihuunghi 1")] // written together
    [InlineData("Xyz Lào", 0, null)]
    [InlineData("Việt Nam - Ý", 2, "y 1")]
    [InlineData("Việt Nam - y", 2, null)] // where marks are used a word without them is meant so
    [InlineData("Viet Nam - Y", 2, "y 1")]
    [InlineData("Lào va Hà Nội", 1, "va 1")] // a word that says nothing either way
    [InlineData("T.Ư Đảng", 0, "tu 2")]
    [InlineData("Hội T.Ư Lào", 1, "tu 2")]
    [InlineData("Hội T.U Lào", 1, "t 1")]
    [InlineData("HOI T.U LAO", 1, "t 1")] // "TU" is "từ" as well
    public void The_longest_phrase_that_begins_with_a_word_is_found(string name, int start, string? found) =>
        Assert.Equal(found, At(SmallTables.Lexicon, name, start));

    [Theory]
    [InlineData("L.H.H.N", "LHHN", "lhhn 1")]
    [InlineData("H.H.N", "HHN", null)] // three letters in a row may be any word
    [InlineData("Lào", "Lào", "lao 1")]
    public void Words_of_four_letters_together_may_be_written_as_one(string phrase, string written, string? found) =>
        Assert.Equal(found, At(Of((phrase, WordMeaning.Union)), written, 0));

    [Theory]
    [InlineData("Cộng hòa Dân chủ Nhân dân Lào", "CHDCND Lào")]
    [InlineData("Cộng hòa Nhân dân Trung Hoa", "CHND Trung Hoa")]
    [InlineData("Cộng hòa Dân chủ Congo", "CHDC Congo")]
    [InlineData("Cộng hòa Liên bang Đức", "CHLB Đức")]
    [InlineData("CỘNG HÒA Séc", "CH Séc")]
    [InlineData("Cộng hòa Liên bang Đức", "CH Liên bang Đức")]
    public void A_republic_is_found_by_the_letters_of_its_form(string name, string letters)
    {
        var lexicon = new Lexicon(new() { Countries = [new("XX", ["Long name of the country", name])] }, []);

        Assert.Equal("XX", lexicon.LongestAt(NormalizedName.From(letters), 0).Phrase?.Means.Country);
        Assert.Equal("XX", lexicon.LongestAt(NormalizedName.From(name), 0).Phrase?.Means.Country);
        Assert.Null(lexicon.Compact("ch"));
    }

    [Fact]
    public void Words_countries_provinces_and_names_of_sources_are_phrases_and_the_first_meaning_stays()
    {
        var place = new Province("Huế", "46", false) { Names = ["Thừa Thiên", "Lào"] };
        var lexicon = new Lexicon(
            new()
            {
                Words = [new("Hội", WordMeaning.Club), new("tỉnh", WordMeaning.Place), new("-", WordMeaning.In)],
                Countries = [new("LA", ["Lào", "Hội"])],
                Provinces = new([place]),
            },
            [("FR", "Pháp"), ("XX", "Lào")]
        );

        Assert.Equal(["hoi", "tinh", "lao", "hue", "thuathien", "phap"], lexicon.Phrases.Select(phrase => phrase.Compact));
        Assert.Equal(new(WordMeaning.Club, null, null), lexicon.Compact("hoi")?.Means);
        Assert.Equal(new(WordMeaning.Filler, "LA", null), lexicon.Compact("lao")?.Means);
        Assert.Equal(new(WordMeaning.Filler, null, place), lexicon.Compact("thuathien")?.Means);
        Assert.Equal(new(WordMeaning.Filler, "FR", null), lexicon.Compact("phap")?.Means);
        Assert.Null(lexicon.Compact("hoilao"));
        Assert.Equal(["hoi"], lexicon.Bodies.Select(phrase => phrase.Compact));
        Assert.Equal(9, lexicon.Longest);
        Assert.Same(place, lexicon.Provinces.ByName("Huế"));
        Assert.Null(At(lexicon, "-", 0));
    }

    [Fact]
    public void Without_tables_there_is_no_phrase()
    {
        var lexicon = new Lexicon(ReferenceTables.Empty, []);

        Assert.Empty(lexicon.Phrases);
        Assert.Equal(0, lexicon.Longest);
        Assert.Null(At(lexicon, "Hội", 0));
    }

    [Theory]
    [InlineData("hoi", true)]
    [InlineData("lao", true)]
    [InlineData("bacninh", true)]
    [InlineData("tinh", true)]
    [InlineData("chinhanh", false)] // says nothing of a place by itself
    [InlineData("huunghi", false)]
    [InlineData("xyz", false)]
    public void A_word_is_known_when_it_says_a_country_a_place_or_a_body(string word, bool isKnown) =>
        Assert.Equal(isKnown, SmallTables.Lexicon.IsKnown(word));

    [Theory]
    [InlineData(WordMeaning.Association, true)]
    [InlineData(WordMeaning.Club, true)]
    [InlineData(WordMeaning.Union, true)]
    [InlineData(WordMeaning.Committee, false)] // an authority is never one of ours
    [InlineData(WordMeaning.District, false)]
    [InlineData(WordMeaning.Filler, false)]
    public void A_body_is_an_association_a_club_or_a_union(object word, bool isBody)
    {
        Assert.Equal(isBody, new Meaning((WordMeaning)word, null, null).IsBody);
        Assert.False(new Meaning((WordMeaning)word, "LA", null).IsBody);
    }

    [Theory]
    [InlineData("australia", true, false, false)]
    [InlineData("hungary", false, false, false)]
    [InlineData("trieutien", false, false, false)] // nine letters, but of two words
    [InlineData("lao", false, false, false)]
    [InlineData("y", false, true, true)]
    [InlineData("tu", false, true, true)]
    [InlineData("vn", false, true, false)] // has no marks
    [InlineData("va", false, true, false)] // says nothing
    public void Short_phrases_need_their_marks_and_only_long_words_bear_a_wrong_letter(
        string letters,
        bool isLongWord,
        bool isShort,
        bool needsMarks
    )
    {
        var phrase = SmallTables.Phrase(letters);

        Assert.Equal((isLongWord, isShort, needsMarks), (phrase.IsLongWord, phrase.IsShort, phrase.NeedsMarks));
    }

    [Theory]
    [InlineData("Đức", "đức", true)]
    [InlineData("Đức", "duc", true)] // all marks lost
    [InlineData("Đức", "đưc", true)] // the tones lost
    [InlineData("Đức", "dưc", true)] // tones and bars lost
    [InlineData("Đức", "dức", true)] // the bar lost
    [InlineData("Đức", "đúc", false)] // another letter
    [InlineData("Đức", "đừc", false)] // another tone
    [InlineData("Hàn", "hán", false)]
    [InlineData("Hàn", "han", true)]
    [InlineData("Hòa", "hoà", true)] // the tone on the other vowel
    [InlineData("Hà Lan", "hạ lan", false)]
    [InlineData("Hà Lan", "hà làn", false)]
    [InlineData("Hà Lan", "ha lan", true)]
    [InlineData("Hà Lan", "hạlan", true)] // not by words that any spelling has
    [InlineData("Hà Lan;Hàlan", "hạ lan", false)]
    [InlineData("Hà Lan;Hàlan", "hàlan", true)]
    [InlineData("Hà Lan;Hàlan", "hạlan", false)]
    [InlineData("Hà Lan;Há Lan", "há lan", true)] // either spelling
    public void Marks_may_be_lost_but_not_be_others(string spellings, string written, bool isSpelt)
    {
        var phrase = new Phrase("x", "x", default, ["x"]);
        foreach (var spelling in spellings.Split(';'))
        {
            phrase.Spell(NormalizedName.From(spelling).Marked);
        }

        Assert.Equal(isSpelt, phrase.IsSpelt(written.Split(' ')));
    }

    [Fact]
    public void Two_spellings_of_one_phrase_are_both_known_to_it()
    {
        var phrase = Of(("Hòa Lan", WordMeaning.Filler), ("Hoà-Lán", WordMeaning.Union)).Compact("hoalan")!;

        Assert.True(phrase.IsSpelt(["hoà", "lán"]));
        Assert.False(phrase.IsSpelt(["hoà", "làn"]));
        Assert.Equal(["hoa", "lan"], phrase.Words);
        Assert.Equal((WordMeaning.Filler, "hòalan"), (phrase.Means.Word, phrase.Marked));
    }
}
