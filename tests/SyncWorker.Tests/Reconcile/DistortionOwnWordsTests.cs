using SyncWorker.Reconcile.Matching;

namespace SyncWorker.Tests.Reconcile;

/// <summary>The promise holds for words that no table was made from, and no stranger is taken in.</summary>
public sealed class DistortionOwnWordsTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(2026)]
    [InlineData(777)]
    public void Rows_in_an_offices_own_words_are_matched_with_the_promised_precision_and_recall(int seed)
    {
        var words = new DistortionOwnWords(MatchingScore.Tables, MatchingScore.Golden);

        MatchingScore.Promised(seed, 400, (golden, dice) => ("unknown", words.Row(golden, dice).GetValueOrDefault));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(606)]
    [InlineData(9001)]
    public void No_stranger_is_linked_however_like_it_looks(int seed)
    {
        var matcher = MatchingScore.Register();
        var dice = new Dice(seed);
        var words = new DistortionOwnWords(MatchingScore.Tables, MatchingScore.Golden);

        var taken = Enumerable
            .Range(0, 300)
            .Select(_ => words.Stranger(dice))
            .Select(fields =>
                (
                    Name: fields["nameVi"],
                    Country: fields["country"],
                    Partner: MatchingScore.Linked(MatchingScore.Match(matcher, "unknown", fields.GetValueOrDefault))
                )
            )
            .Where(pair => pair.Partner is not null);

        Assert.Empty(taken);
    }
}
