using System.Text;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Names as they are compared.</summary>
public sealed class NormalizedNameTests
{
    [Theory]
    [InlineData("Hội hữu nghị Việt Nam - Lào", "hoi huu nghi viet nam lao")]
    [InlineData("ĐẮK LẮK", "dak lak")]
    [InlineData("Ðà Nẵng", "da nang")] // with the Icelandic letter that looks alike
    [InlineData("Hội &amp; Đoàn &#272;ông", "hoi doan dong")]
    [InlineData("Hội & Đoàn", "hoi doan")]
    [InlineData("Vi\u200Bệt\u00AD Nam", "viet nam")] // a zero-width space, a soft hyphen
    [InlineData("Vie\u0323\u0302t", "viet")] // marks on their own
    [InlineData("ISTANBUL \u0131stanbul", "istanbul istanbul")]
    [InlineData("N\u0430m", "nam")] // a Cyrillic а
    [InlineData("5/QĐ-HHN", "5 qd hhn")]
    [InlineData("a\uFFFEb\u0000c", "abc")] // what no text may hold
    [InlineData("ÆØß", "æøß")] // letters of their own, not marks
    [InlineData("\U0001D49C b", "\U0001D49C b")] // a letter beyond the first plane
    [InlineData(" ,(- ", "")]
    [InlineData("  ", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_name_is_its_words_without_marks(string? text, string words)
    {
        var name = NormalizedName.From(text);

        Assert.Equal(words, string.Join(' ', name.Words));
        Assert.Equal(words.Replace(" ", "", StringComparison.Ordinal), name.Compact);
        Assert.Equal(name.Compact, NormalizedName.ToCompact(text));
    }

    [Fact]
    public void Letters_of_another_script_keep_what_they_are_made_of() =>
        Assert.Equal("한국", NormalizedName.From("한국").Words[0].Normalize(NormalizationForm.FormC));

    [Theory]
    [InlineData("Ý", "ý", true)]
    [InlineData("Y te", "y te", false)]
    [InlineData("Hà Noi", "hà noi", true)]
    [InlineData("Đa", "đa", true)]
    [InlineData("N\u0430m", "nam", false)]
    [InlineData("", "", false)]
    public void The_words_with_their_marks_are_kept_beside(string text, string marked, bool hasMarks)
    {
        var name = NormalizedName.From(text);

        Assert.Equal(marked, string.Join(' ', name.Marked));
        Assert.Equal(hasMarks, name.HasMarks);
        Assert.Equal(name.Words.Count, name.Marked.Count);
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("ABC", "abc")]
    [InlineData("A b", "ab")]
    [InlineData("A1", "a1")]
    public void Without_marks_the_letters_in_a_row_are_small_ones(string text, string compact) =>
        Assert.Equal(compact, NormalizedName.ToCompact(text));

    [Theory]
    [InlineData("Việt Nam", WordGap.Space)]
    [InlineData("Việt\tNam", WordGap.Space)]
    [InlineData("Việt\u00A0Nam", WordGap.Space)]
    [InlineData("Việt   Nam", WordGap.Space)]
    [InlineData("Việt-Nam", WordGap.Hyphen)]
    [InlineData("Việt\u2013Nam", WordGap.Hyphen)]
    [InlineData("Việt - Nam", WordGap.Dash)]
    [InlineData("Việt- Nam", WordGap.Dash)]
    [InlineData("Việt -Nam", WordGap.Dash)]
    [InlineData("Việt--Nam", WordGap.Dash)]
    [InlineData("Việt (Nam", WordGap.Bracket)]
    [InlineData("Việt[Nam", WordGap.Bracket)]
    [InlineData("Việt - (Nam", WordGap.Bracket)]
    [InlineData("Việt ( Nam", WordGap.Bracket)]
    [InlineData("Việt (.Nam", WordGap.Bracket)]
    [InlineData("Việt, Nam", WordGap.Sign)]
    [InlineData("Việt ,Nam", WordGap.Sign)]
    [InlineData("Việt/Nam", WordGap.Sign)]
    [InlineData("Việt.Nam", WordGap.Sign)]
    [InlineData("Việt -, Nam", WordGap.Dash)]
    [InlineData("Việt-,Nam", WordGap.Hyphen)]
    public void What_stands_between_two_words_is_known(string text, object gap)
    {
        var name = NormalizedName.From($"({text}");

        Assert.Equal(gap, name.GapAfter(0));
        Assert.Equal(WordGap.None, name.GapAfter(1));
    }

    [Theory]
    [InlineData("In-đô-nê-xi-a", "indonexia")]
    [InlineData("Việt Nam - In-đô-nê-xi-a", "viet nam indonexia")]
    [InlineData("Việt-Nam Lào", "vietnam lao")]
    [InlineData("Việt - Nam", "viet nam")]
    [InlineData("", "")]
    public void Words_that_a_hyphen_joins_are_one(string text, string words) =>
        Assert.Equal(words, string.Join(' ', NormalizedName.From(text).JoinedWords()));

    [Theory]
    [InlineData("hòa", "hoà", true)]
    [InlineData("thủy", "thuỷ", true)]
    [InlineData("khỏe", "khoẻ", true)]
    [InlineData("lũy", "luỹ", true)]
    [InlineData("tụy", "tuỵ", true)]
    [InlineData("hóa", "hoá", true)]
    [InlineData("Hòa Bình", "hoà bình", true)]
    [InlineData("hòa", "hóa", false)] // another tone
    [InlineData("Ân", "An", false)] // another letter
    [InlineData("Ân", "Ăn", false)]
    [InlineData("ơn", "ôn", false)]
    [InlineData("ma", "mà", false)]
    public void Where_the_tone_stands_does_not_matter_which_one_does(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, NormalizedName.From(one).Spelling == NormalizedName.From(other).Spelling);
        Assert.Equal(NormalizedName.From(one).Spelling, NormalizedName.From(one).Spelling);
    }
}
