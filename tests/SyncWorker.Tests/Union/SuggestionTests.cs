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
}
