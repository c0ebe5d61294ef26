using SyncWorker.Reconcile.Matching;
using SyncWorker.Union.Tables;

namespace SyncWorker.Tests.Reconcile;

public sealed class MessySourcesTests
{
    [Fact]
    public void The_five_messy_sources_are_matched_with_the_promised_precision_and_recall()
    {
        var tables = Samples.Tables();
        var reader = new SubjectReader(new(tables, []), ["registerId"]);
        var limits = new MatchLimits();
        var index = new SubjectIndex(limits, tables.Provinces);
        var register = Samples.Register();
        for (var i = 0; i < register.Count; i++)
        {
            index.Add(reader.Read(i + 1, register[i].Kind, register[i].Fields.GetValueOrDefault));
        }

        var matcher = new Matcher(limits, index);
        var truth = Samples.Truth();
        var (right, wrong, missed, noise) = (0, 0, 0, 0);
        foreach (var row in Samples.Messy())
        {
            if (!truth.TryGetValue(row.Position, out var organisation))
            {
                continue;
            }

            var result = matcher.Match(reader.Read(0, row.Kind, row.Fields.GetValueOrDefault), _ => false);
            var said = result.Verdict == MatchVerdict.Link ? register[(int)result.PartnerId!.Value - 1].ExternalId : "NONE";
            if (said != organisation)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{row.Position} {row.Fields["nameVi"]} is {organisation}, said {said} ({result.Verdict} {result.Score:0.00} {result.Reason})"
                );
            }

            right += said == organisation && organisation != "NONE" ? 1 : 0;
            wrong += said != organisation && said != "NONE" ? 1 : 0;
            missed += said != organisation && organisation != "NONE" ? 1 : 0;
            noise += organisation == "NONE" && said != "NONE" ? 1 : 0;
        }

        var precision = (double)right / (right + wrong);
        var recall = (double)right / (right + missed);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"right {right} wrong {wrong} missed {missed} precision {precision:0.0000} recall {recall:0.0000}"
        );
        Assert.Equal(0, noise);
        Assert.True(precision == 1 && recall >= 0.99, $"precision {precision:0.0000}, recall {recall:0.0000}");
    }
}
