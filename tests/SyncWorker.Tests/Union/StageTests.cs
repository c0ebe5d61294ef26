using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Counts of a run in words.</summary>
public sealed class StageTests
{
    [Theory]
    [InlineData(0, "row", "0 rows")]
    [InlineData(1, "row", "1 row")]
    [InlineData(2, "row", "2 rows")]
    [InlineData(1, "country", "1 country")]
    [InlineData(3, "country", "3 countries")]
    [InlineData(4, "day", "4 days")]
    [InlineData(4, "key", "4 keys")]
    [InlineData(4, "boy", "4 boys")]
    [InlineData(4, "guy", "4 guys")]
    public void One_is_singular_and_the_rest_are_plural(long number, string singular, string words) =>
        Assert.Equal(words, Count.Describe(number, singular));

    [Theory]
    [InlineData("rows read", 2, "2 rows read")]
    [InlineData("rows read", 1, "1 row read")]
    [InlineData("rows read", 0, "0 rows read")]
    [InlineData("countries", 1, "1 country")]
    [InlineData("copies sent", 1, "1 copy sent")]
    [InlineData("answers", 1, "1 answer")]
    [InlineData("faults", 1, "1 fault")]
    [InlineData("files", 1, "1 file")]
    [InlineData("mails sent", 1, "1 mail sent")]
    [InlineData("outlooks", 1, "1 outlook")]
    [InlineData("partners", 1, "1 partner")]
    [InlineData("reminders", 1, "1 reminder")]
    [InlineData("reports", 1, "1 report")]
    [InlineData("requests", 1, "1 request")]
    [InlineData("sheets", 1, "1 sheet")]
    [InlineData("sources healthy", 1, "1 source healthy")]
    [InlineData("texts", 1, "1 text")]
    [InlineData("uncertain", 1, "1 uncertain")]
    public void What_was_counted_is_singular_of_one(string what, long number, string words) =>
        Assert.Equal(words, new Count(what, number).ToString());

    [Fact]
    public void A_run_is_of_everything_and_says_nothing_more_unless_it_does()
    {
        Assert.Empty(new StageRequest(default(Moment)).Only);
        Assert.Empty(new StageResult("poll", StageOutcome.Done, []).Notes);
        Assert.True(
            StageOutcome.Done < StageOutcome.Partly && StageOutcome.Partly < StageOutcome.Held && StageOutcome.Held < StageOutcome.Failed
        );
    }
}
