using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

public sealed class ReconcileStageTests
{
    [Fact]
    public async Task The_register_makes_the_partners_and_noise_makes_none()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();

        var result = await world.RunAsync();

        Assert.Equal(StageOutcome.Done, result.Outcome);
        var partners = await world.PartnersAsync();
        Assert.Equal(159, partners.Count);
        Assert.All(partners, partner => Assert.NotNull(partner.RegisterId));
        Assert.Equal("Hội hữu nghị và hợp tác Việt Nam - Pháp", (await world.PartnerAsync("CA-FR")).NameVi);
        Assert.Equal("FR", (await world.PartnerAsync("CA-FR")).Country);
        Assert.Equal("24", (await world.PartnerAsync("LU34-24")).Province);
        await using var db = world.Store.Open();
        Assert.Equal(128, db.Countries.Count());
        Assert.Equal("07-14", db.Countries.Single(country => country.Iso2 == "FR").NationalDay);
        Assert.Empty(await world.ChangesAsync());
    }

    [Fact]
    public async Task The_same_input_again_writes_nothing()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var before = await world.ContentsAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));

        var again = await world.RunAsync();

        Assert.Equal(0, again.Counts[0].Number);
        Assert.Equal(before, await world.ContentsAsync());
    }

    [Fact]
    public async Task A_changed_value_is_an_update_with_its_history()
    {
        using var world = await ReconcileWorld.OfSamplesAsync();
        await world.RunAsync();
        var france = Samples.Register().Single(row => row.ExternalId == "CA-FR");
        france.Fields["founded"] = "1955-07-03";
        await world.PutAsync(france);

        await world.RunAsync();

        var change = Assert.Single(await world.ChangesAsync());
        Assert.Equal(("founded", "1955-07-03", "register"), (change.Field, change.New, change.Source));
        Assert.Contains("1955-07-03", (await world.PartnerAsync("CA-FR")).Fields, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_that_vanishes_is_suspected_then_inactive_and_comes_back_as_the_same()
    {
        using var world = await ReconcileWorld.NewAsync();
        var register = Samples.Register().Take(40).ToList();
        await world.PutAsync(register);
        await world.RunAsync();
        var before = await world.PartnerAsync("CA-FR");

        await world.LoseAsync("register", id => id == "CA-FR");
        await world.RunAsync();
        var suspected = await world.PartnerAsync("CA-FR");
        for (var run = 0; run < 3; run++)
        {
            world.Clock.Advance(TimeSpan.FromDays(7));
            await world.LoseAsync("register", id => id == "CA-FR");
            await world.RunAsync();
        }

        var inactive = await world.PartnerAsync("CA-FR");
        await world.PutAsync(register);
        await world.RunAsync();
        var back = await world.PartnerAsync("CA-FR");

        Assert.Equal(PartnerStatus.Suspected, suspected.Status);
        Assert.NotNull(suspected.MissingSince);
        Assert.Equal(PartnerStatus.Inactive, inactive.Status);
        Assert.Equal(before.Fields, inactive.Fields);
        Assert.Equal(
            (before.Id, before.Fields, PartnerStatus.Active, (DateTimeOffset?)null),
            (back.Id, back.Fields, back.Status, back.MissingSince)
        );
        Assert.Equal(
            ["Suspected", "Inactive", "Active"],
            (await world.ChangesAsync()).Where(change => change.Field == "lifeCycle").Select(change => change.New)
        );
    }

    [Fact]
    public async Task Rows_that_came_before_the_register_are_linked_once_it_is_there()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Messy());
        await world.RunAsync();
        Assert.Empty(await world.PartnersAsync());

        await world.PutAsync(Samples.Register());
        await world.RunAsync();

        var linked = (await world.RowsAsync()).Count(row => row.Source != "register" && row.PartnerId is not null);
        Assert.True(linked >= 370, $"{linked} rows linked");
    }
}
