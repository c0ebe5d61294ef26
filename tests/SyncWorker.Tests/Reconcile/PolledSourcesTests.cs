using SyncWorker.Demo;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

/// <summary>The sample sources, really polled with the shipped config, then reconciled.</summary>
public sealed class PolledSourcesTests
{
    [Fact]
    public async Task Polled_rows_are_linked_with_the_promised_precision_and_recall_and_no_noise_is_linked()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        await using var fixture = await PollFixture.OpenAsync(
            server.Rewrite(File.ReadAllText(Path.Combine(SourceTree.Config, "poll.json")))
        );
        await fixture.PollAsync();
        using var world = ReconcileWorld.Over(fixture.Store);

        var done = await world.RunAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(", ", done.Counts)
                + (await world.PartnersAsync())[0].Fields
                + (await world.RowsAsync()).First(row => row.Source == "register").Row.Fields
        );

        var truth = Samples.Truth();
        var links = (await new LinkQueries(fixture.Store).ListAsync(null, TestContext.Current.CancellationToken))
            .Where(link => link.Source.StartsWith("source-", StringComparison.Ordinal))
            .ToList();
        var (right, wrong, found) = (0, 0, 0);
        foreach (var link in links)
        {
            var organisation = truth[SyncWorker.Tests.Poll.Support.Truth.RowKey(link.Source[^1..], link.Position)];
            var said = link.RegisterId ?? "NONE";
            if (said != organisation)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{link.Position} {link.Name} is {organisation}, said {said} ({link.Decision} {link.Score} {link.Reason})"
                );
            }

            found += organisation == "NONE" ? 0 : 1;
            right += said == organisation && organisation != "NONE" ? 1 : 0;
            wrong += said != organisation && said != "NONE" ? 1 : 0;
        }

        var all = truth.Values.Count(organisation => organisation != "NONE");
        var (precision, recall) = ((double)right / (right + wrong), (double)right / all);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"right {right} wrong {wrong} of {all}, in the snapshot {found}; precision {precision:0.0000} recall {recall:0.0000}"
        );
        Assert.True(precision >= 0.995 && recall >= 0.97, $"precision {precision:0.0000}, recall {recall:0.0000}");
        Assert.Equal(159, (await world.PartnersAsync()).Count);
    }

    [Fact]
    public async Task Explain_names_winner_rule_and_losers_where_a_source_has_a_wrong_date_under_two_precedences()
    {
        await using var server = SampleServer.Start(SampleServer.ShippedSamples);
        await using var fixture = await PollFixture.OpenAsync(
            server.Rewrite(File.ReadAllText(Path.Combine(SourceTree.Config, "poll.json")))
        );
        await fixture.PollAsync();
        using var world = ReconcileWorld.Over(fixture.Store);
        await world.RunAsync();
        var wrong = (await new LinkQueries(fixture.Store).ListAsync(null, TestContext.Current.CancellationToken))
            .Where(link => link.Source.StartsWith("source-", StringComparison.Ordinal))
            .Where(link =>
                Samples
                    .DateFlag(SyncWorker.Tests.Poll.Support.Truth.RowKey(link.Source[^1..], link.Position))
                    .StartsWith("wrong", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Equal(6, wrong.Count);

        foreach (var link in wrong)
        {
            var partner = await world.PartnerAsync(link.RegisterId!);
            var expected = Samples.Register().Single(row => row.ExternalId == link.RegisterId).Fields["relations"];

            var choice = Assert.Single(
                await world.Partners.ExplainAsync(partner, world.Now, TestContext.Current.CancellationToken),
                choice => choice.Field == "relations"
            );

            Assert.Equal(("register", expected, "register has rank 1"), (choice.Winner!.Source, choice.Value, choice.Rule));
            Assert.Contains(choice.Conflicts, loser => loser.Source == link.Source && loser.Value != expected);
        }

        foreach (var link in wrong)
        {
            world.Options = ReconcileWorld.First("relations", link.Source);
            var partner = await world.PartnerAsync(link.RegisterId!);

            var choice = Assert.Single(
                await world.Partners.ExplainAsync(partner, world.Now, TestContext.Current.CancellationToken),
                choice => choice.Field == "relations"
            );

            Assert.Equal((link.Source, $"{link.Source} goes first for relations"), (choice.Winner!.Source, choice.Rule));
            Assert.Contains(choice.Others, loser => loser.Source == "register");
        }
    }
}
