using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile;

public sealed class CodeListTests
{
    [Fact]
    public async Task A_code_that_no_list_has_is_named_with_the_nearest_one_and_the_rest_of_the_row_goes_on()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(
            new SampleRow(
                "source-a",
                "7",
                "unknown",
                "a#7",
                new()
                {
                    ["registerId"] = "CA-FR",
                    ["relation"] = "nwe",
                    ["fieldsOfWork"] = "culture; cooking",
                    ["phone"] = "024 1234567",
                }
            )
        );

        var done = await world.RunAsync();

        var france = SyncWorker.Reconcile.FieldsJson.Read((await world.PartnerAsync("CA-FR")).Fields);
        Assert.Equal(("culture", "024 1234567", false), (france["fieldsOfWork"], france["phone"], france.ContainsKey("relation")));
        Assert.Contains(
            done.Notes,
            note =>
                note.StartsWith("source-a/7: relation is \"nwe\"", StringComparison.Ordinal)
                && note.Contains("Did you mean \"new\"?", StringComparison.Ordinal)
        );
        Assert.Contains(done.Notes, note => note.StartsWith("source-a/7: fieldsOfWork is \"cooking\"", StringComparison.Ordinal));
        Assert.Equal(
            ["nwe", "cooking"],
            (await world.Codes.ListAsync(TestContext.Current.CancellationToken)).Select(code => code.Found).OrderDescending()
        );
    }

    [Fact]
    public async Task A_kind_that_no_list_has_is_named_and_the_name_tells_the_kind()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register().Select(row => row.ExternalId == "CA-FR" ? row with { Kind = "central_asociation" } : row));

        var done = await world.RunAsync();

        Assert.Equal("central_association", (await world.PartnerAsync("CA-FR")).Kind);
        Assert.Contains(done.Notes, note => note.StartsWith("register/CA-FR: kind is \"central_asociation\"", StringComparison.Ordinal));
    }
}
