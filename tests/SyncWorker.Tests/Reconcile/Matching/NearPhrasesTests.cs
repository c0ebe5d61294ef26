using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>Which phrases may nearly stand in some letters, judged by their number and kind alone.</summary>
public sealed class NearPhrasesTests
{
    static readonly Province s_province = new("Bedab", "10", false);

    /// <summary>Bodies, countries and a province, told apart by their lengths and letters.</summary>
    static readonly NearPhrases s_near = new([
        Of("abcdefgh", new(WordMeaning.Union, null, null)),
        Of("abcdefgxy", new(WordMeaning.Union, null, null)),
        Of("abcdefg", new(WordMeaning.Union, null, null)),
        Of("abcde", new(WordMeaning.Filler, "LA", null)),
        Of("bedab", new(WordMeaning.Filler, null, s_province)),
        Of("ac", new(WordMeaning.Filler, "AT", null)),
        Of("klmnopqrstuvwx", new(WordMeaning.Filler, "XX", null)),
    ]);

    static Phrase Of(string letters, Meaning means) => new(letters, letters, means, [letters]);

    static string Near(string letters, string? country = null, params Province[] provinces) =>
        string.Join(
            ' ',
            s_near.Candidates(EditDistance.Alphabet(letters), letters.Length, new(country, provinces)).Select(phrase => phrase.Compact)
        );

    [Theory]
    [InlineData("abcdefgh", "abcdefgh abcdefg")] // in their own order, and not the shorter first
    [InlineData("hgfedcba", "abcdefgh abcdefg")] // the order of letters does not matter here
    [InlineData("abcdefg", "abcdefgh abcdefg")] // one letter more
    [InlineData("abcdef", "abcdefg abcde")]
    [InlineData("abcdefgx", "abcdefgh abcdefgxy abcdefg")] // another letter, one less, one more
    [InlineData("abcdefgz", "abcdefgh abcdefg")]
    [InlineData("abcdefyz", "")] // two other letters
    [InlineData("abcdefgyz", "abcdefgxy")]
    [InlineData("aabbccdde", "")] // too long for abcde
    [InlineData("abc", "")]
    [InlineData("ac", "ac")] // two letters, as they are
    [InlineData("ab", "")]
    [InlineData("klmnopqrstu", "klmnopqrstuvwx")] // three of 14
    [InlineData("klmnopqrst", "")]
    [InlineData("klmnopqrstuvwxxxx", "klmnopqrstuvwx")]
    [InlineData("klmnopqrstuvwxxxxx", "")]
    [InlineData("", "")]
    public void Letters_have_the_phrases_within_the_limit_of_each(string letters, string phrases) => Assert.Equal(phrases, Near(letters));

    [Fact]
    public void What_a_column_says_may_be_further_away_and_comes_once()
    {
        Assert.Equal("", Near("abcxy"));
        Assert.Equal("abcde", Near("abcxy", "LA"));
        Assert.Equal("abcde", Near("abc", "LA"));
        Assert.Equal("abcde", Near("abcdeed", "LA"));
        Assert.Equal("", Near("ab", "LA"));
        Assert.Equal("", Near("abxyz", "LA"));
        Assert.Equal("abcde bedab", Near("abcde", "LA"));
        Assert.Equal("", Near("abcxy", "FR"));
        Assert.Equal("abcde bedab", Near("beday", provinces: s_province));
        Assert.Equal("bedab", Near("bexyb", provinces: s_province));
        Assert.Equal("", Near("bexyb"));
        Assert.Equal("abcde bedab", Near("abexy", "LA", s_province));
        Assert.Equal("", Near("abexy", provinces: new Province("Another", "11", false)));
    }

    [Fact]
    public void Of_no_phrases_none_is_near() => Assert.Empty(new NearPhrases([]).Candidates(0, 0, ReadingHint.None));
}
