using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Reconcile;

public sealed class DecisionTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_accepted_row_is_linked_for_ever_and_never_asked_for_again()
    {
        using var world = await DoubtAsync();
        var doubt = Assert.Single(await world.Reviews.ListAsync(world.Now, Token));
        Assert.Equal("Hội hữu nghị Việt Nam - Lào chi nhánh Xyz", doubt.Name);

        Assert.Equal(
            "",
            await world.Review.AnswerAsync(new(doubt.Row, ReviewVerdict.Same, Why: "seen on the letterhead"), "lan", world.Now, Token)
        );
        await world.RunAsync();

        Assert.Empty(await world.Reviews.ListAsync(world.Now, Token));
        var row = Assert.Single(await world.RowsAsync(), row => row.Source == "source-a");
        Assert.Equal(((await world.PartnerAsync("CA-LA")).Id, LinkDecision.Person), (row.PartnerId!.Value, row.Link!.Decision));
    }

    [Fact]
    public async Task A_rejected_candidate_is_never_proposed_again()
    {
        using var world = await DoubtAsync();
        var doubt = Assert.Single(await world.Reviews.ListAsync(world.Now, Token));

        await world.Review.AnswerAsync(new(doubt.Row, ReviewVerdict.NotSame), "lan", world.Now, Token);
        await world.RunAsync();

        Assert.DoesNotContain(
            await world.Reviews.ListAsync(world.Now, Token),
            reviewRow => reviewRow.Candidates.Any(candidate => doubt.Candidates.Any(before => before.PartnerId == candidate.PartnerId))
        );
    }

    [Fact]
    public async Task A_pinned_value_holds_whatever_the_sources_say_until_it_is_unpinned()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var france = await world.PartnerAsync("CA-FR");
        await world.Decide.PinAsync(france.Id, "email", "van-phong@example.org", "lan", "asked by telephone", Token);
        await world.RunAsync();
        var pinned = await world.PartnerAsync("CA-FR");
        var why = Assert.Single(await world.Partners.ExplainAsync(pinned, world.Now, Token), choice => choice.Field == "email");

        await world.Decide.UnpinAsync(france.Id, "email", "lan", "an error", Token);
        await world.RunAsync();

        Assert.Contains("van-phong@example.org", pinned.Fields, StringComparison.Ordinal);
        Assert.Equal(("pinned by lan", "asked by telephone"), (why.Rule, why.Pin!.Why));
        Assert.NotEmpty(why.Others);
        Assert.Equal(france.Fields, (await world.PartnerAsync("CA-FR")).Fields);
    }

    [Theory]
    [InlineData("emial", "van-phong@example.org", "Did you mean \"email\"?")]
    [InlineData("founded", "30/10/1955", "Write 1955-10-30")]
    public async Task A_pin_of_a_field_that_nothing_knows_or_of_no_day_is_refused(string field, string value, string advice)
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var france = await world.PartnerAsync("CA-FR");

        Assert.Contains(advice, await world.Decide.PinAsync(france.Id, field, value, "lan", null, Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CA-FR", "FP-FR")]
    [InlineData("LU34-24", "PF-LA-24")]
    [InlineData("CA-AT", "CA-AU")]
    public async Task Merge_then_split_gives_back_the_parts(string from, string into)
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var before = (await world.PartnersAsync()).Select(Parts).ToList();
        var links = (await world.RowsAsync()).Select(row => (row.Id, row.PartnerId)).ToList();
        var (candidate, other) = (await world.PartnerAsync(from), await world.PartnerAsync(into));

        Assert.Equal("", await world.Decide.MergeAsync(candidate.Id, other.Id, "lan", "one office", Token));
        await world.RunAsync();
        var merged = (await world.PartnersAsync()).Single(partner => partner.Id == candidate.Id);
        var rows = (await world.RowsAsync()).Where(row => row.PartnerId == candidate.Id).ToList();
        Assert.Equal("", await world.Decide.SplitAsync(candidate.Id, "lan", "two after all", Token));
        await world.RunAsync();

        Assert.Equal((other.Id, PartnerStatus.Inactive), (merged.SuccessorId!.Value, merged.Status));
        Assert.Empty(rows);
        Assert.Equal(before, (await world.PartnersAsync()).Select(Parts));
        Assert.Equal(links, (await world.RowsAsync()).Select(row => (row.Id, row.PartnerId)));
    }

    [Theory]
    [InlineData((int)ReviewVerdict.Same)]
    [InlineData((int)ReviewVerdict.NotSame)]
    [InlineData((int)ReviewVerdict.Standalone)]
    public async Task An_answer_taken_back_is_asked_for_again_and_both_are_remembered(int answer)
    {
        using var world = await DoubtAsync();
        var doubt = Assert.Single(await world.Reviews.ListAsync(world.Now, Token));
        var before = (await world.RowsAsync()).Select(row => (row.Id, row.PartnerId, row.Link!.Decision, row.Link.Score)).ToList();
        Assert.Equal("", await world.Review.AnswerAsync(new(doubt.Row, (ReviewVerdict)answer, Why: "seen"), "lan", world.Now, Token));
        await world.RunAsync();
        Assert.NotEqual(before, (await world.RowsAsync()).Select(row => (row.Id, row.PartnerId, row.Link!.Decision, row.Link.Score)));

        Assert.Equal("", await world.Review.AnswerAsync(new(doubt.Row, ReviewVerdict.Undo, Why: "a mistake"), "minh", world.Now, Token));
        await world.RunAsync();

        Assert.Equal(doubt.Candidates, Assert.Single(await world.Reviews.ListAsync(world.Now, Token)).Candidates);
        Assert.Equal(before, (await world.RowsAsync()).Select(row => (row.Id, row.PartnerId, row.Link!.Decision, row.Link.Score)));
        await using var db = world.Store.Open();
        Assert.All(db.Decisions.Where(decision => decision.Who == "lan"), decision => Assert.NotNull(decision.UndoneAt));
        Assert.Equal(
            (DecisionKind.Undo, "a mistake"),
            Assert.Single(
                db.Decisions.Where(decision => decision.Who == "minh").AsEnumerable().Select(decision => (decision.Kind, decision.Why!))
            )
        );
        Assert.EndsWith(
            "has no answer to take back.",
            await world.Review.AnswerAsync(new(doubt.Row, ReviewVerdict.Undo), "minh", world.Now, Token),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("source-b")]
    [InlineData("source-c")]
    [InlineData("register")]
    public async Task A_row_split_off_goes_back_to_its_partner_when_that_is_undone(string source)
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var links = (await world.RowsAsync()).Select(row => (row.Id, row.PartnerId)).ToList();
        var partners = (await world.PartnersAsync()).Select(Parts).ToList();
        var row = (await world.RowsAsync()).First(row => row.Source == source && row.PartnerId is not null);

        Assert.Equal("", await world.Decide.SplitRowAsync(row.Id, "lan", "another office", Token));
        await world.RunAsync();
        Assert.NotEqual(row.PartnerId, (await world.RowsAsync()).Single(line => line.Id == row.Id).PartnerId);
        Assert.Equal(
            "",
            await world.Review.AnswerAsync(new(row.Id, ReviewVerdict.Undo, Why: "the same after all"), "lan", world.Now, Token)
        );
        await world.RunAsync();

        Assert.Equal(links, (await world.RowsAsync()).Select(line => (line.Id, line.PartnerId)));
        Assert.Equal(partners, (await world.PartnersAsync()).Take(partners.Count).Select(Parts));
    }

    [Fact]
    public async Task A_name_of_before_the_mergers_finds_the_successor_with_or_without_accents()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();

        Assert.Contains(
            await world.Partners.FindAsync("to chuc huu nghi tinh bac giang", Token),
            match => match.Partner.RegisterId == "LU34-24"
        );
        Assert.Contains(await world.Partners.FindAsync("Bà Rịa", Token), match => match.Partner.RegisterId == "LU34-79");
        Assert.Equal(
            ["CA-FR", "FP-FR"],
            (await world.Partners.FindAsync("phap viet nam", Token)).Select(match => match.Partner.RegisterId)
        );
    }

    static async Task<ReconcileWorld> DoubtAsync()
    {
        var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(
            new SampleRow("source-a", "1", "unknown", "x#1", new() { ["nameVi"] = "Hội hữu nghị Việt Nam - Lào chi nhánh Xyz" })
        );
        await world.RunAsync();
        return world;
    }

    static string Parts(Partner partner) =>
        $"{partner.Id} {partner.Kind} {partner.Status} {partner.Fields} {partner.SuccessorId} {partner.MissingSince}";
}
