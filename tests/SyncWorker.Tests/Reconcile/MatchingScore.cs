using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

/// <summary>Matches made-up rows with the sample register and holds the matcher to its promise.</summary>
static class MatchingScore
{
    public static readonly ReferenceTables Tables = Samples.Tables();
    public static readonly List<SampleRow> Golden = Samples.Register();
    static readonly SubjectReader s_reader = new(new(Tables, []), ["registerId"]);

    /// <summary>A matcher that knows the sample register.</summary>
    public static Matcher Register()
    {
        var limits = new MatchLimits();
        var index = new SubjectIndex(limits, Tables.Provinces);
        for (var i = 0; i < Golden.Count; i++)
        {
            index.Add(s_reader.Read(i + 1, Golden[i].Kind, Golden[i].Fields.GetValueOrDefault));
        }

        return new(limits, index);
    }

    public static MatchResult Match(Matcher matcher, string kind, Func<string, string?> field) =>
        matcher.Match(s_reader.Read(0, kind, field), _ => false);

    /// <summary>The register's id that the row is linked to, if it is.</summary>
    public static string? Linked(MatchResult result) =>
        result.Verdict == MatchVerdict.Link ? Golden[(int)result.PartnerId! - 1].ExternalId : null;

    /// <summary>Precision 0.995 and recall 0.97 over so many rows, with a row in review counted as missed.</summary>
    public static void Promised(int seed, int rows, Func<SampleRow, Dice, (string Kind, Func<string, string?> Field)> distort)
    {
        var matcher = Register();
        var dice = new Dice(seed);
        var (right, wrong, missed) = (0, 0, 0);
        for (var n = 0; n < rows; n++)
        {
            var golden = dice.Of(Golden);
            var (kind, field) = distort(golden, dice);

            var result = Match(matcher, kind, field);

            var said = Linked(result);
            if (said != golden.ExternalId)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{golden.ExternalId} said {said} {result.Verdict} {result.Score:0.00} [{result.Reason}]: {field("nameVi")} | {field("nameEn")} | {field("country")} | {field("province")}"
                );
            }

            right += said == golden.ExternalId ? 1 : 0;
            wrong += said is not null && said != golden.ExternalId ? 1 : 0;
            missed += said is null ? 1 : 0;
        }

        var (precision, recall) = ((double)right / (right + wrong), (double)right / (right + wrong + missed));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"right {right} wrong {wrong} missed {missed}: precision {precision:0.0000} recall {recall:0.0000}"
        );
        Assert.True(precision >= 0.995 && recall >= 0.97, $"precision {precision:0.0000}, recall {recall:0.0000}");
    }
}
