using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;

namespace SyncWorker.Tests.Reconcile;

/// <summary>What holds for every input.</summary>
public sealed class ReconcileLaws
{
    static readonly string[] s_sources = ["register", "source-a", "source-b", "source-e", "unlisted"];
    static readonly string[] s_fields = ["nameVi", "email", "relations", "founded", "phone"];

    /// <summary>Some rows of one partner, as a seed makes them.</summary>
    static List<MergeRow> Rows(int seed)
    {
        var dice = new Dice(seed);
        return
        [
            .. Enumerable
                .Range(0, 1 + dice.Next(7))
                .Select(n => new MergeRow
                {
                    Source = dice.Of(s_sources),
                    ExternalId = $"{n}",
                    AsOf = DateTimeOffset.UnixEpoch.AddDays(dice.Next(4)),
                    FromMerge = dice.OneIn(5),
                    IsGone = dice.OneIn(5),
                    Fields = s_fields
                        .Where(_ => dice.Next(3) > 0)
                        .ToDictionary(field => field, field => dice.OneIn(6) ? "" : $"{field}{dice.Next(3)}"),
                }),
        ];
    }

    static string Text(SortedDictionary<string, FieldChoice> record) =>
        string.Join(
            '\n',
            record.Select(field =>
                $"{field.Key}={field.Value.Value} {field.Value.Rule} {field.Value.Winner} {string.Join(';', field.Value.Others)}"
            )
        );

    [Fact]
    public void The_order_of_rows_does_not_matter_to_the_golden_record()
    {
        var policy = new MergePolicy(ReconcileWorld.Shipped());
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                ArbMap.Default.ArbFor<int>(),
                (seed, shuffle) =>
                {
                    var rows = Rows(seed);
                    var dice = new Dice(shuffle);
                    var shuffled = rows.OrderBy(_ => dice.Next(1_000_000)).ToList();
                    return Text(Merger.Merge(rows, [], policy)) == Text(Merger.Merge(shuffled, [], policy));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_fast_way_to_the_values_gives_the_same_as_the_one_that_explains()
    {
        var shipped = ReconcileWorld.Shipped();
        var policy = new MergePolicy(
            new()
            {
                Sources =
                [
                    .. shipped.Sources.Where(source => source.Name != "source-a"),
                    new()
                    {
                        Name = "source-a",
                        Rank = 2,
                        AuthoritativeEmpty = ["phone"],
                        Ignore = ["founded"],
                    },
                ],
                Fields = shipped.Fields,
            }
        );
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var rows = Rows(seed);
                    Pin[] pins = new Dice(seed).OneIn(3) ? [new("phone", "112", "lan", DateTimeOffset.UnixEpoch, null)] : [];
                    var slow = Merger
                        .Merge(rows, pins, policy)
                        .Values.Where(choice => choice.Value is not null)
                        .Select(choice => $"{choice.Field}={choice.Value}");
                    var fast = Merger
                        .Values(rows, pins, policy)
                        .Select(value => $"{value.Key}={value.Value}")
                        .Order(StringComparer.Ordinal);
                    return slow.SequenceEqual(fast);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_value_of_a_field_is_one_that_a_source_says()
    {
        var policy = new MergePolicy(ReconcileWorld.Shipped());
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var rows = Rows(seed);
                    return Merger
                        .Merge(rows, [], policy)
                        .Values.All(choice =>
                            choice.Value is null || rows.Exists(row => row.Fields.GetValueOrDefault(choice.Field) == choice.Value)
                        );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(77)]
    public async Task Applying_the_same_snapshot_twice_changes_nothing(int seed)
    {
        using var world = await ReconcileWorld.NewAsync();
        var dice = new Dice(seed);
        await world.PutAsync(Some(dice));
        await world.RunAsync();
        var before = await world.ContentsAsync();

        await world.RunAsync();

        Assert.Equal(before, await world.ContentsAsync());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_order_of_sources_and_rows_does_not_matter(int seed)
    {
        var dice = new Dice(seed);
        var rows = Some(dice);
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(rows);
        await world.RunAsync();
        using var other = await ReconcileWorld.NewAsync();
        foreach (var source in rows.Select(row => row.Source).Distinct().OrderBy(_ => dice.Next(1000)))
        {
            await other.PutAsync(rows.Where(row => row.Source == source).OrderBy(_ => dice.Next(1_000_000)));
            await other.RunAsync();
        }

        Assert.Equal(await ContentsAsync(world), await ContentsAsync(other));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_plan_applied_is_the_plan_shown(int seed)
    {
        using var world = await ReconcileWorld.NewAsync();
        var dice = new Dice(seed);
        var rows = Some(dice);
        await world.PutAsync(rows);
        await world.RunAsync();
        foreach (var row in rows.Where(row => row.Source == "register" && dice.OneIn(12)))
        {
            row.Fields["founded"] = $"19{50 + dice.Next(50)}-01-0{1 + dice.Next(9)}";
            await world.PutAsync(row);
        }

        await world.LoseAsync("source-a", _ => dice.OneIn(15));
        var before = await world.ContentsAsync();
        var plan = await world.PlanAsync();
        Assert.Equal(before, await world.ContentsAsync());

        await world.RunAsync();

        Assert.Equal(
            plan.Items.Where(item => item.What is PlanItemKind.Update or PlanItemKind.Life)
                .Select(item => $"{item.Subject} {item.Field} {item.Old} {item.New}")
                .Order(),
            (await world.ChangesAsync()).Select(change => $"{change.Subject} {change.Field} {change.Old} {change.New}").Order()
        );
        Assert.DoesNotContain((await world.PlanAsync()).Items, item => item.What != PlanItemKind.Gone);
    }

    static List<SampleRow> Some(Dice dice) =>
        [.. Samples.Register().Where(_ => dice.Next(4) > 0), .. Samples.Messy().Where(_ => dice.OneIn(3))];

    /// <summary>What the store says, in register ids instead of numbers.</summary>
    static async Task<string> ContentsAsync(ReconcileWorld world)
    {
        var partners = await world.PartnersAsync();
        var names = partners.ToDictionary(partner => partner.Id, partner => partner.RegisterId ?? partner.NameVi);
        return string.Join(
            '\n',
            partners
                .Select(partner => $"{names[partner.Id]} {partner.Kind} {partner.Fields} {partner.Status}")
                .Order(StringComparer.Ordinal)
                .Concat(
                    (await world.RowsAsync()).Select(row =>
                        $"{row.Source}/{row.ExternalId} {(row.PartnerId is { } id ? names[id] : "")} {row.Link?.Decision} {row.Link?.Score}"
                    )
                )
        );
    }
}
