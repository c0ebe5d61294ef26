using Microsoft.EntityFrameworkCore;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Reconcile;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>Rows of other sources are matched again when a partner goes by another name or key, and only then.</summary>
public sealed class RenamedPartnerTests
{
    const string Alias = "Trung tâm giao lưu Sông Hồng";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static SampleRow Member { get; } =
        new("crm", "7", PartnerKind.Unknown, "row 7", new() { [CanonicalField.NameVi] = Alias, [CanonicalField.Phone] = "024 3826 0001" });

    static async Task<ReconcileWorld> OpenAsync()
    {
        var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(Member);
        await world.RunAsync();
        Assert.Equal(LinkDecision.NoMatch, (await LinkAsync(world)).Decision);
        return world;
    }

    static async Task<Link> LinkAsync(ReconcileWorld world)
    {
        await using var db = world.Store.Open();
        return await db
            .Snapshot.Where(row => row.Source == Member.Source)
            .Join(db.Links, row => row.Id, link => link.Id, (_, link) => link)
            .SingleAsync(Stop);
    }

    static async Task ChangeAsync(ReconcileWorld world, string field, string value)
    {
        var france = Samples.Register().Single(row => row.ExternalId == "CA-FR");
        france.Fields[field] = value;
        await world.PutAsync(france);
    }

    [Fact]
    public async Task A_row_belongs_to_a_partner_in_the_run_in_which_that_gets_the_rows_name()
    {
        using var world = await OpenAsync();
        await ChangeAsync(world, CanonicalField.Aliases, Alias);

        var result = await world.RunAsync();

        Assert.Equal((await world.PartnerAsync("CA-FR")).Id, (await LinkAsync(world)).PartnerId);
        Assert.Equal(
            ["rows looked at 1", "linked 1", "new partners 0", "updated 2"],
            result.Counts.Take(4).Select(count => $"{count.What} {count.Number}")
        );
        Assert.Contains("024 3826 0001", (await world.PartnerAsync("CA-FR")).Fields, StringComparison.Ordinal);
        var before = await world.ContentsAsync();
        Assert.Equal(0, (await world.RunAsync()).Counts[0].Number);
        Assert.Equal(before, await world.ContentsAsync());
    }

    [Fact]
    public async Task A_run_that_ends_between_the_two_plans_leaves_the_second_to_the_next_run()
    {
        using var world = await OpenAsync();
        await ChangeAsync(world, CanonicalField.Aliases, Alias);
        await world.RunAsync();
        await using (var db = world.Store.Open())
        {
            await db
                .Links.Where(link => link.Decision == LinkDecision.Auto && link.Reason == "same name")
                .ExecuteUpdateAsync(
                    set => set.SetProperty(link => link.PartnerId, (long?)null).SetProperty(link => link.Decision, LinkDecision.NoMatch),
                    Stop
                );
            await db
                .Facts.Where(fact => fact.Name == "reconcile.rematch")
                .ExecuteUpdateAsync(set => set.SetProperty(fact => fact.Value, "2"), Stop);
        }

        await world.RunAsync();

        Assert.Equal((await world.PartnerAsync("CA-FR")).Id, (await LinkAsync(world)).PartnerId);
    }

    [Fact]
    public async Task What_rows_are_not_matched_by_makes_no_row_be_looked_at_again()
    {
        using var world = await OpenAsync();
        await using (var db = world.Store.Open())
        {
            await db
                .Links.Where(link => link.Decision == LinkDecision.NoMatch)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.Reason, "left alone"), Stop);
        }

        await ChangeAsync(world, CanonicalField.Phone, "024 3826 0002");
        await world.RunAsync();

        Assert.Equal("left alone", (await LinkAsync(world)).Reason);
    }

    [Fact]
    public void Matching_reads_the_fields_that_it_says_and_no_other()
    {
        var reader = new SubjectReader(new(Samples.Tables(), []), ReconcileWorld.Shipped().ExactKeys);
        var asked = new HashSet<string>(StringComparer.Ordinal);

        foreach (var row in Samples.Register().Concat(Samples.Messy()))
        {
            reader.Read(
                1,
                row.Kind,
                field =>
                {
                    asked.Add(field);
                    return row.Fields.GetValueOrDefault(field);
                }
            );
        }

        Assert.Subset(reader.Fields.ToHashSet(StringComparer.Ordinal), asked);
    }
}
