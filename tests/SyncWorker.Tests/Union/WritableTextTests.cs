using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Text that every writer can hold.</summary>
public sealed class WritableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hội hữu nghị, 1955!", "Hội hữu nghị, 1955!")]
    [InlineData("a\tb\r\nc", "a\tb\r\nc")]
    [InlineData("\uD7FF\uE000\uFDCF\uFDF0\uFFFD", "\uD7FF\uE000\uFDCF\uFDF0\uFFFD")] // beside what is refused
    [InlineData("a😀b", "a😀b")]
    [InlineData("\U0001FFFD", "\U0001FFFD")]
    [InlineData("a\u0000b\u0001c\u001Fd", "abcd")]
    [InlineData("a\u007Fb\u0080c\u009Fd", "abcd")]
    [InlineData("a\vb\fc\u0085d", "a b c\u0085d")] // breaks of line and page, of which XML knows the last alone
    [InlineData("a\uFFFEb\uFFFFc", "abc")]
    [InlineData("a\uFDD0b\uFDE0c\uFDEFd", "abcd")]
    [InlineData("a\U0001FFFEb\U0001FFFFc\U0010FFFFd", "abcd")]
    public void What_no_writer_holds_is_taken_out_and_all_else_stays(string text, string clean)
    {
        Assert.Equal(clean, WritableText.Clean(text));
        Assert.Equal(text == clean, WritableText.IsWritable(text));
        Assert.True(WritableText.IsWritable(clean));
    }

    [Fact]
    public void Half_a_character_is_taken_out_wherever_it_stands()
    {
        const char high = '\uD83D',
            low = '\uDE00';

        Assert.Equal("ab", WritableText.Clean($"a{high}b"));
        Assert.Equal("ab", WritableText.Clean($"a{low}b"));
        Assert.Equal("a", WritableText.Clean($"a{high}"));
        Assert.Equal($"{high}{low}", WritableText.Clean($"{high}{high}{low}"));
        Assert.Equal("", WritableText.Clean($"{low}{high}"));
        Assert.False(WritableText.IsWritable([high]));
    }

    [Theory]
    [InlineData("abc", 5, "abc")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 2, "ab")]
    [InlineData("abc", 0, "")]
    [InlineData("a😀b", 3, "a😀")]
    [InlineData("a😀b", 2, "a")]
    [InlineData("a😀b", 1, "a")]
    [InlineData("😀", 1, "")]
    [InlineData("😀", 2, "😀")]
    public void A_text_is_cut_between_characters(string text, int most, string cut) => Assert.Equal(cut, WritableText.Cut(text, most));
}
