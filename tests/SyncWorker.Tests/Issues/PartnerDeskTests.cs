using SyncWorker.Reconcile;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Tests.Reconcile;

namespace SyncWorker.Tests.Issues;

/// <summary>What people see and find at the desk.</summary>
public sealed class PartnerDeskTests
{
    static readonly CancellationToken s_token = TestContext.Current.CancellationToken;

    static async Task<ReconcileWorld> WorldAsync(params SampleRow[] rows)
    {
        var world = await ReconcileWorld.NewAsync();
        world.Options = new()
        {
            Sources =
            [
                new()
                {
                    Name = "register",
                    Rank = 1,
                    Unmatched = Unmatched.Add,
                },
                new() { Name = "rows", Rank = 20 },
            ],
            ExactKeys = ["registerId", "taxCode"],
        };
        await world.PutAsync(Samples.Register());
        await world.PutAsync(rows);
        await world.RunAsync();
        return world;
    }

    static SampleRow Row(string id, params (string Field, string Value)[] fields) =>
        new("rows", id, "unknown", id, fields.ToDictionary(field => field.Field, field => field.Value));

    [Fact]
    public async Task A_row_that_matches_no_partner_is_in_the_list_for_people()
    {
        using var world = await WorldAsync(
            Row("1", ("nameVi", "Hội hữu nghị Việt Nam - Zaire")),
            Row("2", ("nameVi", "Chi cục Thuế số 5"))
        );

        var listed = await world.Reviews.ListAsync(world.Now, s_token);

        Assert.Equal(["1", "2"], listed.Select(row => row.ExternalId).Order());
        Assert.Contains((await world.RunAsync()).Notes, note => note.EndsWith("no partner: review list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_with_the_key_of_one_and_the_name_and_country_of_another_waits_for_a_person()
    {
        using var world = await WorldAsync(
            Row("1", ("registerId", "CA-HU"), ("nameVi", "Hội hữu nghị Việt Nam - Lào"), ("country", "LA"), ("phone", "1"))
        );

        var asked = Assert.Single(await world.Reviews.ListAsync(world.Now, s_token));

        Assert.Contains("CA-HU", asked.Candidates.Select(candidate => candidate.RegisterId));
        Assert.Contains("CA-LA", asked.Candidates.Select(candidate => candidate.RegisterId));
    }

    [Theory]
    [InlineData("Mỹ")]
    [InlineData("USA")]
    [InlineData("Hoa Kỳ")]
    [InlineData("hoa ky")]
    public async Task Partners_are_found_by_any_name_of_their_country_and_come_first(string text)
    {
        using var world = await WorldAsync();

        var found = await world.Partners.FindAsync(text, s_token);

        Assert.Equal("CA-US", found[0].Partner.RegisterId);
        Assert.Equal(found.Select(match => match.Fit).Order(), found.Select(match => match.Fit));
        Assert.All(found.TakeWhile(match => match.Fit < NameFit.WholeWords), match => Assert.Equal("US", match.Partner.Country));
    }

    [Fact]
    public async Task Whole_words_come_before_parts_of_words()
    {
        using var world = await WorldAsync();

        var fits = (await world.Partners.FindAsync("Nam Phi", s_token)).Select(match => match.Partner.Country).ToList();

        Assert.Equal("ZA", fits[0]);
    }

    [Fact]
    public async Task The_history_of_the_one_that_takes_over_tells_of_the_merger_and_of_its_end()
    {
        using var world = await WorldAsync();
        var (from, into) = (await world.PartnerAsync("CA-HU"), await world.PartnerAsync("CA-LA"));
        await world.Decide.MergeAsync(from.Id, into.Id, "lan", null, s_token);
        await world.RunAsync();
        await world.Decide.SplitAsync(from.Id, "lan", null, s_token);

        var history = await world.Partners.HistoryAsync(into, s_token);

        Assert.Contains(history, change => change is { Field: "merge", Source: "lan" } && change.New == $"partner:{from.Id}");
        Assert.Contains(history, change => change is { Field: "merge" } && change.Old == $"partner:{from.Id}");
    }

    [Fact]
    public void A_row_of_an_unlisted_kind_keeps_the_province_that_its_name_and_code_say()
    {
        var tables = Samples.Tables();
        var fields = new Dictionary<string, string> { ["nameVi"] = "Hội Khoa học tỉnh Bắc Giang 7", ["province"] = "24" };

        RowCodes.Normalize(fields, "unknown", new(new(tables, []), []), tables.Provinces);

        Assert.Equal("24", fields["province"]); // Bắc Giang has gone into Bắc Ninh, whose code is 24 now
    }
}
