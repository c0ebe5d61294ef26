using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("moed", "mode")]
    [InlineData("MODE", "mode")]
    [InlineData("lnaguage", "language")]
    [InlineData("something-else", null)]
    public void A_mistyped_word_finds_the_one_that_was_meant(string word, string? meant) =>
        Assert.Equal(meant, Suggestion.For(word, ["mode", "zone", "language"]));

    [Fact]
    public void Two_letters_that_changed_places_are_one_mistake() => Assert.Equal("ab", Suggestion.For("ba", ["ab", "xa"]));

    [Theory]
    [InlineData("xy", "ab", "ab")] // two letters of a short word
    [InlineData("xyz", "abc", null)]
    [InlineData("a", "abcd", null)]
    [InlineData("founxxx", "founded", null)]
    [InlineData("agreexxxnd", "agreementEnd", null)]
    [InlineData("agreeMxxtEnd", "agreementEnd", "agreementEnd")]
    [InlineData("xxxxementEnd", "agreementEnd", "agreementEnd")] // a third of a long one
    [InlineData("xxxxxmentEnd", "agreementEnd", null)]
    public void A_third_of_a_long_word_may_be_mistaken(string word, string known, string? meant) =>
        Assert.Equal(meant, Suggestion.For(word, [known]));

    [Theory]
    [InlineData("tabl", "cabl", "tabs")] // one letter each: the one that begins alike
    [InlineData("x", "b", "a")] // neither: in the order of letters
    public void Of_two_as_near_one_is_chosen_always(string word, string first, string second) =>
        Assert.Equal(second, Suggestion.For(word, [first, second]));

    [Fact]
    public void Nothing_is_meant_where_nothing_is_allowed() => Assert.Null(Suggestion.For("a", []));

    [Theory]
    [InlineData("moed", "Did you mean \"mode\"? Allowed: mode, zone.")]
    [InlineData("something", "Allowed: mode, zone.")]
    public void All_that_is_allowed_is_said(string word, string sentence) =>
        Assert.Equal(sentence, Suggestion.Sentence(word, ["mode", "zone"]));
}
