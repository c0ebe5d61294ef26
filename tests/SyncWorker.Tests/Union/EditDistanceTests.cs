using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>How many letters two words are apart: optimal string alignment, and the bounds that spare the counting.</summary>
public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)] // Levenshtein's classic
    [InlineData("saturday", "sunday", 3)]
    [InlineData("ab", "ba", 1)] // swapped with the neighbour
    [InlineData("abcd", "abdc", 1)]
    [InlineData("bacd", "abdc", 2)]
    [InlineData("abc", "cba", 2)]
    [InlineData("ca", "abc", 3)] // 2 by Damerau without the restriction: a letter that was swapped is not changed again
    [InlineData("hanoi", "hanoii", 1)]
    [InlineData("Hanoi", "hanoi", 1)]
    public void The_distance_is_the_least_number_of_slips(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(a, b, 10));
        Assert.Equal(distance, EditDistance.Between(b, a, 10));
        Assert.Equal(distance, EditDistance.Between(a, b, distance));
        if (distance > 0)
        {
            Assert.Equal(distance, EditDistance.Between(a, b, distance - 1)); // one more than the limit
        }
    }

    [Theory]
    [InlineData("abcdef", "uvwxyz", 2)]
    [InlineData("a", "abcdefg", 2)]
    [InlineData("abcdefg", "a", 2)]
    [InlineData("abcdefgh", "hgfedcba", 3)]
    [InlineData("kitten", "sitting", 0)]
    public void Beyond_the_limit_nothing_is_counted(string a, string b, int limit) =>
        Assert.Equal(limit + 1, EditDistance.Between(a, b, limit));

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(400)]
    public void A_long_word_is_compared_like_a_short_one(int length)
    {
        var word = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * 7 % 26))));

        Assert.Equal(0, EditDistance.Between(word, word, 5));
        Assert.Equal(2, EditDistance.Between($"x{word}", $"{word}x", 5));
    }

    [Theory]
    [InlineData("hanoi", "hanoi", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("aab", "b", 2)]
    [InlineData("b", "aab", 2)]
    [InlineData("abc", "cba", 0)] // letters alone say nothing of their order
    [InlineData("a1", "a-", 0)] // what is no letter counts as the same
    public void How_often_letters_occur_is_a_lower_bound(string a, string b, int bound)
    {
        Assert.Equal(bound, EditDistance.AtLeast(EditDistance.Letters(a), EditDistance.Letters(b)));
        Assert.True(bound <= EditDistance.Between(a, b, 10));
    }

    [Theory]
    [InlineData("aab", "b", 1)]
    [InlineData("b", "aab", 1)]
    [InlineData("abc", "xyz", 3)]
    [InlineData("ab", "bcd", 2)]
    [InlineData("abc", "cba", 0)]
    public void Letters_that_only_one_word_has_are_a_lower_bound(string a, string b, int bound) =>
        Assert.Equal(bound, EditDistance.AtLeast(EditDistance.Alphabet(a), EditDistance.Alphabet(b)));

    [Theory]
    [InlineData('a', 0)]
    [InlineData('m', 12)]
    [InlineData('z', 25)]
    [InlineData('A', 26)]
    [InlineData('{', 26)] // after z
    [InlineData('`', 26)] // before a
    [InlineData('đ', 26)]
    [InlineData('7', 26)]
    public void A_letter_has_a_place_and_all_else_shares_the_last(char letter, int place)
    {
        Assert.Equal(place, EditDistance.Place(letter));
        Assert.Equal(1u << place, EditDistance.Alphabet([letter]));
        Assert.Equal(2, EditDistance.Letters([letter, letter])[place]);
        Assert.Equal(2, EditDistance.Letters([letter, letter]).Sum(count => count));
    }
}
