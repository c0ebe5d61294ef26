using SyncWorker.Hosting;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

public sealed class GuardTests
{
    [Theory]
    [InlineData("register")]
    [InlineData("source-a")]
    [InlineData("source-b")]
    [InlineData("source-c")]
    [InlineData("source-e")]
    public async Task When_60_percent_of_a_source_are_gone_no_partner_is_touched_and_a_person_is_asked(string source)
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var before = await world.PartnersAsync();
        var n = 0;
        await world.LoseAsync(source, _ => n++ % 5 < 3);

        var result = await world.RunAsync();

        Assert.Equal((StageOutcome.Held, ExitCode.Held), (result.Outcome, ExitCode.From(result.Outcome)));
        Assert.Contains(
            result.Notes,
            note => note.StartsWith(source, StringComparison.Ordinal) && note.Contains("disappearances", StringComparison.Ordinal)
        );
        Assert.Equal(before.Select(Content), (await world.PartnersAsync()).Select(Content));
    }

    [Theory]
    [InlineData("500 for ever")]
    [InlineData("a page missing")]
    [InlineData("a login page")]
    [InlineData("an empty list")]
    [InlineData("a handful of rows")]
    [InlineData("JSON cut within a row")]
    [InlineData("a renamed column")]
    [InlineData("a body shorter than said")]
    public async Task A_sick_source_changes_no_partner(string name)
    {
        var hostile = HostileCase.All.Single(scenario => scenario.Name == name);
        var sick = false;
        await using var server = Scripted.Start(
            (request, stream, token) =>
                sick ? hostile.AnswerAsync(request, stream, token) : Scripted.WriteAsync(stream, hostile.Usual(), token)
        );
        await using var fixture = await PollFixture.OpenAsync(
            Good.Poll(Good.Source(server.Address + "/list", hostile.Format, hostile.More)),
            new HastyClock(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero))
        );
        using var world = ReconcileWorld.Over(fixture.Store);
        world.Options = new()
        {
            Sources =
            [
                new()
                {
                    Name = "good",
                    Rank = 1,
                    Unmatched = Unmatched.Add,
                },
            ],
        };
        await fixture.PollAsync();
        await world.RunAsync();
        var before = await world.PartnersAsync();

        sick = true;
        await fixture.PollAsync();
        await world.RunAsync();

        Assert.Equal(20, before.Count);
        Assert.Equal(before.Select(Content), (await world.PartnersAsync()).Select(Content));
    }

    [Fact]
    public async Task An_approval_applies_the_held_plan_once()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        await world.LoseAsync("register", id => id.StartsWith("FP-", StringComparison.Ordinal));
        var held = await world.RunAsync();
        var hash = (await world.PlanAsync()).Hash;
        Assert.Contains(hash, string.Join(' ', held.Notes), StringComparison.Ordinal);

        var approved = await world.ApproveAsync(hash[..6]);
        var again = await world.ApproveAsync(hash);
        var next = await world.RunAsync();

        Assert.True(approved.Outcome == StageOutcome.Done, string.Join("\n", approved.Notes));
        Assert.Equal(StageOutcome.Failed, again.Outcome);
        Assert.Equal(StageOutcome.Done, next.Outcome);
        await using var db = world.Store.Open();
        var hold = Assert.Single(db.Holds);
        Assert.Equal(($"plan:{hash}", true), (hold.What, hold.ReleasedAt is not null));
        Assert.All(
            (await world.RowsAsync()).Where(row => row.Source == "register" && row.Row.MissingSince is not null),
            row => Assert.True(row.Link!.Missing)
        );
    }

    [Fact]
    public async Task A_plan_that_went_stale_is_refused_and_the_difference_is_said()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        await world.LoseAsync("register", id => id.StartsWith("FP-", StringComparison.Ordinal));
        await world.RunAsync();
        var hash = (await world.PlanAsync()).Hash;
        await world.LoseAsync("register", id => id == "CA-FR");
        var before = await world.PartnersAsync();

        var refused = await world.ApproveAsync(hash);

        Assert.Equal(StageOutcome.Held, refused.Outcome);
        Assert.Contains(
            refused.Notes,
            note => note.StartsWith("now also:", StringComparison.Ordinal) && note.Contains("CA-FR", StringComparison.Ordinal)
        );
        Assert.Equal(before.Select(Content), (await world.PartnersAsync()).Select(Content));
    }

    [Fact]
    public async Task A_source_that_is_suddenly_all_rewritten_holds_the_whole_plan()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var before = await world.ContentsAsync();
        var spoiled = Samples
            .Register()
            .Select(row =>
                row with
                {
                    Fields = row.Fields.ToDictionary(
                        field => field.Key,
                        field =>
                            field.Key == "nameVi"
                                ? "H\u00E1\u00BB\u2122i h\u00E1\u00BB\u00AFu ngh\u00E1\u00BB\u2039 " + row.ExternalId
                                : field.Value
                    ),
                }
            );
        await world.PutAsync(spoiled);

        var result = await world.RunAsync();

        Assert.Equal(StageOutcome.Held, result.Outcome);
        Assert.DoesNotContain(await world.PartnersAsync(), partner => partner.NameVi.Contains('\u00BB', StringComparison.Ordinal));
        Assert.Empty(await world.ChangesAsync());
        Assert.NotEqual(before, await world.ContentsAsync()); // the held plan itself is written down
    }

    [Fact]
    public async Task The_same_held_plan_is_written_down_once()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        await world.LoseAsync("source-a", _ => true);
        await world.RunAsync();
        var before = await world.ContentsAsync();

        await world.RunAsync();

        Assert.Equal(before, await world.ContentsAsync());
    }

    [Fact]
    public void A_small_set_allows_a_share_and_a_large_one_the_larger_of_number_and_share()
    {
        var allowance = new Allowance
        {
            Rows = 5,
            Percent = 10,
            SmallSetPercent = 25,
        };

        Assert.Equal(1, Guard.Allowed(allowance, new("s", Impact.Disappearances, 0, 3)));
        Assert.Equal(2, Guard.Allowed(allowance, new("s", Impact.Disappearances, 0, 8)));
        Assert.Equal(5, Guard.Allowed(allowance, new("s", Impact.Disappearances, 0, 30)));
        Assert.Equal(40, Guard.Allowed(allowance, new("s", Impact.Disappearances, 0, 400)));
    }

    static string Content(Partner partner) => $"{partner.Id} {partner.Status} {partner.Fields} {partner.MissingSince} {partner.ChangedRun}";
}
