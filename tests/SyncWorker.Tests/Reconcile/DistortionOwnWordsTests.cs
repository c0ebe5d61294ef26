using SyncWorker.Reconcile.Matching;
using SyncWorker.Reconcile.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>The promise holds for words that no table was made from, and no stranger is taken in.</summary>
public sealed class DistortionOwnWordsTests
{
    static readonly ReferenceTables s_tables = Samples.Tables();
    static readonly List<SampleRow> s_register = Samples.Register();
    static readonly SubjectReader s_reader = new(new(s_tables, []), ["registerId"]);

    [Theory]
    [InlineData(11)]
    [InlineData(2026)]
    [InlineData(777)]
    public void Rows_in_an_offices_own_words_are_matched_with_the_promised_precision_and_recall(int seed)
    {
        var matcher = Register();
        var dice = new Dice(seed);
        var words = new DistortionOwnWords(s_tables, s_register);
        var (right, wrong, missed) = (0, 0, 0);
        for (var n = 0; n < 400; n++)
        {
            var golden = dice.Of(s_register);
            var fields = words.Row(golden, dice);

            var said = Linked(matcher, fields, out var result);

            if (said != golden.ExternalId)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{golden.ExternalId} said {said} {result.Verdict} {result.Score:0.00} [{result.Reason}]: {string.Join(" | ", fields.Values)}");
            }

            right += said == golden.ExternalId ? 1 : 0;
            wrong += said is not null && said != golden.ExternalId ? 1 : 0;
            missed += said is null ? 1 : 0;
        }

        var (precision, recall) = ((double)right / (right + wrong), (double)right / (right + wrong + missed));
        TestContext.Current.TestOutputHelper?.WriteLine($"right {right} wrong {wrong} missed {missed}: precision {precision:0.0000} recall {recall:0.0000}");
        Assert.True(precision >= 0.995 && recall >= 0.97, $"precision {precision:0.0000}, recall {recall:0.0000}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(606)]
    [InlineData(9001)]
    public void No_stranger_is_linked_however_like_it_looks(int seed)
    {
        var matcher = Register();
        var dice = new Dice(seed);
        var words = new DistortionOwnWords(s_tables, s_register);

        var taken = Enumerable.Range(0, 300)
            .Select(_ => words.Stranger(dice))
            .Select(fields => (Name: fields["nameVi"], Country: fields["country"], Partner: Linked(matcher, fields, out var _)))
            .Where(one => one.Partner is not null);

        Assert.Empty(taken);
    }

    static string? Linked(Matcher matcher, Dictionary<string, string?> fields, out MatchResult result)
    {
        result = matcher.Match(s_reader.Read(0, "unknown", fields.GetValueOrDefault), _ => false);
        return result.Verdict == MatchVerdict.Link ? s_register[(int)result.PartnerId! - 1].ExternalId : null;
    }

    static Matcher Register()
    {
        var matcher = new Matcher(new(), s_tables.Provinces);
        for (var i = 0; i < s_register.Count; i++)
        {
            matcher.Add(s_reader.Read(i + 1, s_register[i].Kind, s_register[i].Fields.GetValueOrDefault));
        }

        return matcher;
    }
}
