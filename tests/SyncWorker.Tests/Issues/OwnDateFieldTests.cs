using Microsoft.EntityFrameworkCore;
using SyncWorker.Tests.Reconcile;

namespace SyncWorker.Tests.Issues;

/// <summary>A field that a rule names is a field of a partner, although no source has it: people fill it by hand.</summary>
public sealed class OwnDateFieldTests
{
    static readonly CancellationToken s_token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_that_a_rule_counts_from_or_shows_can_be_pinned()
    {
        using var world = await ReconcileWorld.NewAsync();
        world.Remind = new()
        {
            Anniversaries =
            [
                new()
                {
                    Id = "leader-birthday",
                    Of = "leaderBirthday",
                    To = [],
                },
            ],
            Terms =
            [
                new()
                {
                    Id = "visa",
                    Of = "visaEnd",
                    Name = new() { Vi = "Thị thực {visaNumber}" },
                    Lead = [],
                    To = [],
                },
            ],
        };
        await world.PutAsync(Samples.Register());
        await world.RunAsync();
        var partner = await PartnerAsync(world);

        foreach (var (field, value) in new[] { ("leaderBirthday", "1955-12-20"), ("visaEnd", "2027-01"), ("visaNumber", "B 12") })
        {
            Assert.DoesNotContain(
                "is no field",
                await world.Decide.PinAsync(partner, field, value, "lan", null, s_token),
                StringComparison.Ordinal
            );
        }

        await world.RunAsync();
        await using var db = world.Store.Open();
        Assert.Contains("1955-12-20", (await db.Partners.SingleAsync(row => row.Id == partner, s_token)).Fields, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leaderBirthday", "20/12/1955", "leaderBirthday: \"20/12/1955\" is no day.")]
    [InlineData("leaderBirthdy", "1955-12-20", "Did you mean \"leaderBirthday\"?")]
    public async Task A_value_that_the_rule_could_not_read_and_a_name_that_nothing_knows_are_refused(
        string field,
        string value,
        string words
    )
    {
        using var world = await ReconcileWorld.NewAsync();
        world.Remind = new()
        {
            Anniversaries =
            [
                new()
                {
                    Id = "leader-birthday",
                    Of = "leaderBirthday",
                    To = [],
                },
            ],
        };
        await world.PutAsync(Samples.Register());
        await world.RunAsync();

        Assert.Contains(
            words,
            await world.Decide.PinAsync(await PartnerAsync(world), field, value, "lan", null, s_token),
            StringComparison.Ordinal
        );
    }

    static async Task<long> PartnerAsync(ReconcileWorld world)
    {
        await using var db = world.Store.Open();
        return await db.Partners.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(s_token);
    }
}
