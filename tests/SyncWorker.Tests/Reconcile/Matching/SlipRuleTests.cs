using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>What may be a slip of spelling and what is another word.</summary>
public sealed class SlipRuleTests
{
    static Phrase Of(string words, WordMeaning word, string? country = null) =>
        new(words.Replace(" ", "", StringComparison.Ordinal), words, new(word, country, null), words.Split(' '));

    static Phrase OfLength(int length, WordMeaning word, string? country) => Of(new('a', length), word, country);

    [Theory]
    [InlineData("LA", 2, 0, 0)]
    [InlineData("LA", 3, 1, 1)]
    [InlineData("LA", 4, 1, 2)]
    [InlineData("LA", 5, 1, 2)]
    [InlineData("LA", 8, 1, 3)]
    [InlineData("LA", 9, 2, 3)]
    [InlineData("LA", 10, 2, 4)]
    [InlineData("LA", 13, 2, 5)]
    [InlineData("LA", 14, 3, 5)]
    [InlineData(null, 2, 0, 0)]
    [InlineData(null, 3, 1, 1)]
    [InlineData(null, 13, 1, 5)]
    [InlineData(null, 14, 2, 5)]
    public void The_longer_a_phrase_the_more_letters_may_be_wrong_and_most_where_a_column_says_the_same(
        string? country,
        int length,
        int limit,
        int hinted
    )
    {
        var phrase = OfLength(length, WordMeaning.Association, country);

        Assert.Equal((limit, hinted), (SlipRule.Limit(phrase, hinted: false), SlipRule.Limit(phrase, hinted: true)));
    }

    [Theory]
    [InlineData("viet nam", "VN", true, 2)]
    [InlineData("viet", "VN", false, 1)]
    [InlineData("viet nam", "XX", false, 1)]
    public void Vietnam_is_looked_for_harder(string words, string country, bool isVietnam, int limit)
    {
        var phrase = Of(words, WordMeaning.Filler, country);

        Assert.Equal((isVietnam, limit), (SlipRule.IsVietnam(phrase), SlipRule.Limit(phrase, hinted: false)));
    }

    [Theory]
    [InlineData(8, WordMeaning.Association, null, true)]
    [InlineData(9, WordMeaning.Association, null, false)]
    [InlineData(20, WordMeaning.Filler, null, true)] // a word that says nothing must not swallow one that does
    [InlineData(20, WordMeaning.In, null, true)]
    [InlineData(20, WordMeaning.Branch, null, false)]
    [InlineData(3, WordMeaning.Filler, "LA", false)]
    public void In_short_words_and_those_that_say_nothing_only_swapped_letters_are_slips(
        int length,
        object word,
        string? country,
        bool swapsOnly
    ) => Assert.Equal(swapsOnly, SlipRule.SwapsOnly(OfLength(length, (WordMeaning)word, country)));

    [Theory]
    [InlineData("tihn", "tinh", 1, true)] // swapped
    [InlineData("vinh", "tinh", 1, false)] // a city
    [InlineData("hoi huu ngi", "hoi huu nghi", 1, true)] // lost
    [InlineData("hoi huu nghhi", "hoi huu nghi", 1, true)] // doubled
    [InlineData("hoi huu ngphi", "hoi huu nghi", 1, false)] // a letter more
    [InlineData("hoi huuu ngi", "hoi huu nghi", 2, false)] // one more and one less, and so wrong
    [InlineData("hoi huu nghe", "hoi huu nghi", 1, false)] // wrong
    [InlineData("doi huu nghi", "hoi huu nghi", 1, false)]
    [InlineData("lhnh", "lhhn", 1, false)] // each letter is a word
    [InlineData("huu nghi lhhn x", "huu nghi lhhn", 1, false)] // a word more
    [InlineData("hoi huu nghi i", "hoi huu nghi", 1, false)] // a letter more is a word
    [InlineData("hoi huu nghii", "hoi huu nghi", 1, true)]
    [InlineData("hoi h unghi", "hoi huu nghi", 1, true)] // a short word that is kept at the beginning of another
    [InlineData("hoi u hunghi", "hoi huu nghi", 1, false)] // a short word that stands nowhere
    [InlineData("huu nghi", "cac huu nghi", 3, false)] // a word less
    public void Of_words_for_a_body_letters_may_be_lost_doubled_or_swapped(string written, string phrase, int edits, bool allowed) =>
        Assert.Equal(allowed, SlipRule.Allows(SmallTables.Lexicon, written.Split(' '), Of(phrase, WordMeaning.Association), edits));

    [Theory]
    [InlineData("hunagry", "hungary", 1, true)]
    [InlineData("hungury", "hungary", 1, true)]
    [InlineData("chibe", "chile", 1, true)]
    [InlineData("lxos", "laos", 1, false)] // of four letters it is another word
    [InlineData("lasos", "laos", 1, false)]
    [InlineData("laso", "laos", 1, true)]
    [InlineData("rfg", "frg", 1, false)] // an abbreviation
    [InlineData("krfg", "kfrg", 1, true)]
    [InlineData("hungary y", "hungary", 1, false)]
    [InlineData("lan", "ha lan", 2, false)]
    [InlineData("ha lna", "ha lan", 1, true)]
    [InlineData("ah lan", "ha lan", 1, false)] // two letters are another word when they are swapped
    [InlineData("ahlan", "ha lan", 1, false)]
    [InlineData("hoi lan", "hio lan", 1, false)] // "hội" has a meaning of its own
    [InlineData("hoilan", "hio lan", 1, true)]
    [InlineData("hio lan", "hoi lan", 1, true)]
    [InlineData("hoi", "hio", 1, true)] // alone it is what is asked
    [InlineData("thai lam", "thai lan", 1, false)]
    [InlineData("thainguyem", "thai nguyen", 1, true)]
    [InlineData("tjainguyen", "thai nguyen", 1, false)] // "thái" is short
    public void Of_countries_and_provinces_a_letter_of_a_longer_word_may_be_wrong(string written, string phrase, int edits, bool allowed) =>
        Assert.Equal(allowed, SlipRule.Allows(SmallTables.Lexicon, written.Split(' '), Of(phrase, WordMeaning.Filler, "XX"), edits));
}
