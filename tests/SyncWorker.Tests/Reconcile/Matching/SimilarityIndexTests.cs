using System.Globalization;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile.Matching;

/// <summary>How alike two names are, by hand.</summary>
public sealed class SimilarityIndexTests
{
    /// <summary>What a word weighs that so many names of partners have.</summary>
    static double Weight(int names) => 1 / Math.Log2(2 + names);

    static Subject Of(long id, params string[] names) =>
        new()
        {
            Id = id,
            Reading = NameReading.Nothing,
            Names = [.. names.Select(NormalizedName.From)],
        };

    static List<Candidate> Nearest(string name, MatchLimits limits, params Subject[] partners)
    {
        var index = new SimilarityIndex(limits);
        foreach (var partner in partners)
        {
            index.Add(partner);
        }

        return [.. index.Nearest(Of(0, name.Split(';')))];
    }

    [Fact]
    public void Shared_words_count_by_their_rarity_and_letters_by_their_distance()
    {
        // The two words that are shared are in one name, "minh" in two; "khang" is in none.
        var found = Nearest("Bảo Long Khang", new(), Of(7, "Bảo Long Minh"), Of(8, "Minh"));

        var words = 2 * Weight(1) / ((2 * Weight(1)) + Weight(2) + Weight(0));
        var letters = 1 - (4.0 / 12);
        var candidate = Assert.Single(found);
        Assert.Equal(7, candidate.PartnerId);
        Assert.Equal((0.6 * words) + (0.4 * letters), candidate.Score, 9);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"names alike by words and letters, {candidate.Score:0.00}"),
            candidate.Reason
        );
    }

    [Fact]
    public void Words_and_letters_have_the_weights_of_config()
    {
        Assert.Equal(
            1 - (1.0 / 7),
            Assert.Single(Nearest("Bảo Lonk", new() { WordWeight = 0, LetterWeight = 3 }, Of(1, "Bảo Long"))).Score,
            9
        );
        Assert.Equal(
            Weight(1) / ((2 * Weight(1)) + Weight(0)),
            Assert.Single(Nearest("Bảo Lonk", new() { WordWeight = 2, LetterWeight = 0 }, Of(1, "Bảo Long"))).Score,
            9
        );
        Assert.Equal(1, Assert.Single(Nearest("Bảo Long", new() { WordWeight = 2 }, Of(1, "Bảo Long"))).Score, 9);
    }

    [Fact]
    public void The_likeliest_is_first_by_the_best_of_its_names_and_of_equals_the_first_number()
    {
        var found = Nearest(
            "Quỹ;Bảo Long",
            new(),
            Of(5, "Bảo Long Minh Khang"),
            Of(4, "Bảo Long", "Bảo Xyz"),
            Of(3, "Long Bảo"),
            Of(2, "Bảo Long")
        );

        Assert.Equal([2, 4, 3, 5], found.Select(candidate => candidate.PartnerId));
        Assert.Equal(1, found[0].Score, 9);
        Assert.Equal(1, found[1].Score, 9);
    }

    [Fact]
    public void Only_partners_with_one_of_the_four_rarest_words_are_compared()
    {
        Subject[] partners = [Of(1, "aa"), Of(2, "bb"), Of(3, "cc"), Of(4, "dd"), Of(5, "ee"), Of(6, "ee"), Of(7, "aa zz"), Of(8, "x")];

        Assert.Equal([1, 2, 3, 4, 7], Nearest("ee aa bb cc dd dd x", new(), partners).Select(candidate => candidate.PartnerId).Order());
        Assert.Empty(Nearest("x", new(), Of(8, "x"))); // a letter is no word
    }

    [Theory]
    [InlineData(400, 400)]
    [InlineData(401, 0)]
    [InlineData(450, 0)]
    public void A_word_that_most_partners_have_finds_none(int partners, int found)
    {
        var all = Enumerable.Range(1, partners).Select(id => Of(id, "Bảo Bảo")).ToArray();

        Assert.Equal(found, Nearest("Bảo", new(), all).Count);
    }
}
