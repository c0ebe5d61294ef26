using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Sentences in two languages, and the Vietnamese found again by the form of the English.</summary>
public sealed class SentenceTests
{
    static readonly Sentence s_missing = new("{0} of {1} are missing.", "Thiếu {0} trên {1}.");
    static readonly Sentence s_plain = new("The server is away {soon}.", "Máy chủ vắng {soon}.");
    static readonly Sentence s_source = new("{0}: {1*}", "Nguồn {0}: {1*}");

    [Fact]
    public void A_sentence_is_said_in_both_languages_with_its_values()
    {
        var said = s_missing.Say(1234.5, "5");

        Assert.Equal(new Said("1234.5 of 5 are missing.", "Thiếu 1234.5 trên 5."), said);
        Assert.Equal(said.En, said.ToString());
        Assert.Equal(new Said(s_plain.En, s_plain.Vi), s_plain.Say());
        Assert.Equal(
            new Said("a: 1 of 2 are missing.", "Nguồn a: Thiếu 1 trên 2."),
            s_source.Say("a", s_missing.Say(1, 2)) // each value in the language of the sentence
        );
        Assert.Equal("", new Sentence("{0}", "{0}").Say([null!]).En);
    }

    [Fact]
    public void Places_may_stand_in_another_order_and_come_again()
    {
        var sentence = new Sentence("{0} before {1}", "{1} sau {0}, {1}");

        Assert.Equal("b sau a, b", sentence.Say("a", "b").Vi);
        Assert.Equal("b sau a, b", sentence.Translate("a before b", text => text));
    }

    [Theory]
    [InlineData("7 of 8 are missing.", "Thiếu 7 trên 8.")]
    [InlineData("7 of 8 are\nmissing.", null)]
    [InlineData("a\nb of 8 are missing.", "Thiếu a\nb trên 8.")] // a value of several lines
    [InlineData("7 of 8 are missing. Or not.", null)]
    [InlineData("So 7 of 8 are missing", null)]
    [InlineData("7 of 8 are missingX", null)] // the full stop is one
    public void A_text_of_its_form_is_translated_and_no_other(string text, string? vi) =>
        Assert.Equal(vi, s_missing.Translate(text, _ => "never"));

    [Fact]
    public void Only_a_value_that_is_a_sentence_itself_is_translated() =>
        Assert.Equal("Nguồn away: vắng", s_source.Translate("away: away", text => text == "away" ? "vắng" : text));

    [Fact]
    public void A_sentence_knows_its_values_and_how_much_of_it_is_fixed()
    {
        Assert.Equal((true, " of  are missing.".Length), (s_missing.HasValues, s_missing.Fixed));
        Assert.Equal((true, 2), (s_source.HasValues, s_source.Fixed));
        Assert.Equal((false, s_plain.En.Length), (s_plain.HasValues, s_plain.Fixed));
    }

    static readonly Sentence s_first = new("First: {0*}", "Đầu: {0*}");
    static readonly Sentence s_stage = new("{0} says: {1*}", "{0} báo: {1*}");
    static readonly Sentence s_vague = new("{0} is {1}.", "{0} thì {1}.");
    static readonly Sentence s_exact = new("{0} is away for {1} days.", "{0} vắng {1} ngày.");
    static readonly Sentence s_literal = new("It is away for many days.", "Vắng nhiều ngày.");

    static readonly SentenceBook s_book = new([s_first, s_stage], [s_vague, s_exact, s_stage, s_first, s_literal]);

    [Theory]
    [InlineData("A is here.", "A thì here.")]
    [InlineData("A is away for 3 days.", "A vắng 3 ngày.")] // the one that says more
    [InlineData("It is away for many days.", "Vắng nhiều ngày.")] // a text without values is itself
    [InlineData("First: A is here.", "Đầu: A thì here.")]
    [InlineData("First: poll says: A is here.", "Đầu: poll báo: A thì here.")] // a frame within the first
    [InlineData("poll says: First: A is here.", "poll báo: First: A thì here.")] // not within the others, only a sentence
    [InlineData("poll says: First: unknown", "poll báo: First: unknown")]
    [InlineData("First: unknown", "Đầu: unknown")]
    [InlineData("unknown", null)]
    public void The_vietnamese_of_a_text_is_found_by_its_form(string english, string? vietnamese) =>
        Assert.Equal(vietnamese, s_book.Find(english));

    [Fact]
    public void Within_a_sentence_that_is_no_frame_another_is_found()
    {
        var said = new Sentence("The source {0} said on its last page: {1*}", "Nguồn {0} báo: {1*}");
        var book = new SentenceBook([s_first], [s_exact, said]);

        Assert.Equal("Nguồn a báo: B vắng 3 ngày.", book.Find("The source a said on its last page: B is away for 3 days."));
        Assert.Equal("Nguồn a báo: unknown", book.Find("The source a said on its last page: unknown"));
    }
}
