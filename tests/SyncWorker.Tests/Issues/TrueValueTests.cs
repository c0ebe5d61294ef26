using FsCheck;
using FsCheck.Fluent;
using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Poll.Support;
using SyncWorker.Tests.Reconcile;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>What is true when rows vanish, come under other ids, or say nothing of their age.</summary>
public sealed class TrueValueTests
{
    static readonly ReconcileOptions s_options = new()
    {
        Sources =
        [
            new()
            {
                Name = "register",
                Rank = 1,
                Unmatched = Unmatched.Add,
            },
            new() { Name = "a", Rank = 20 },
            new() { Name = "b", Rank = 20 },
        ],
        ExactKeys = ["registerId"],
    };

    static readonly List<SampleRow> s_register = [.. Samples.Register().Where(row => row.Kind == "central_association").Take(30)];

    static SampleRow Row(string source, string id, SampleRow of, string phone) =>
        new(
            source,
            id,
            "unknown",
            id,
            new()
            {
                ["nameVi"] = of.Fields["nameVi"],
                ["country"] = of.Fields["country"],
                ["phone"] = phone,
            }
        );

    static async Task<ReconcileWorld> WorldAsync()
    {
        var world = await ReconcileWorld.NewAsync();
        world.Options = s_options;
        await world.PutAsync(s_register);
        return world;
    }

    static async Task<string?> PhoneAsync(ReconcileWorld world, string registerId = "CA-RU") =>
        FieldsJson.Read((await world.PartnerAsync(registerId)).Fields).GetValueOrDefault("phone");

    static SampleRow Russia => s_register.Single(row => row.ExternalId == "CA-RU");

    [Fact]
    public async Task A_row_that_is_there_beats_one_that_has_vanished()
    {
        using var world = await WorldAsync();
        await world.PutAsync(Row("a", "r00", Russia, "0000"));
        await world.RunAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.LoseAsync("a", id => id == "r00");
        await world.PutAsync(Row("a", "x00", Russia, "WRONG"));
        await world.RunAsync();
        Assert.Equal("WRONG", await PhoneAsync(world));

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.LoseAsync("a", id => id == "x00");
        await world.PutAsync(Row("a", "r00", Russia, "0000"));
        await world.RunAsync();

        Assert.Equal("0000", await PhoneAsync(world));
    }

    [Fact]
    public async Task A_register_id_that_changes_and_changes_back_is_the_one_the_register_has()
    {
        using var world = await WorldAsync();
        await world.RunAsync();
        var id = (await world.PartnerAsync("CA-RU")).Id;
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.LoseAsync("register", row => row == "CA-RU");
        await world.PutAsync(
            Russia with
            {
                ExternalId = "CA-RUS",
                Fields = new(Russia.Fields) { ["registerId"] = "CA-RUS" },
            }
        );
        await world.RunAsync();
        Assert.Equal(id, (await world.PartnerAsync("CA-RUS")).Id);

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.LoseAsync("register", row => row == "CA-RUS");
        await world.PutAsync(Russia);
        await world.RunAsync();

        Assert.Equal(id, (await world.PartnerAsync("CA-RU")).Id);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task Of_equal_ranks_that_say_no_age_the_first_source_by_name_wins_whichever_download_ended_first(
        string first,
        string second
    )
    {
        using var world = await WorldAsync();
        await world.PutAsync(Row(first, "1", Russia, $"of {first}"));
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        await world.PutAsync(Row(second, "1", Russia, $"of {second}"));
        await world.RunAsync();

        Assert.Equal("of a", await PhoneAsync(world));
    }

    [Fact]
    public void When_a_row_was_seen_does_not_decide_between_sources()
    {
        var policy = new MergePolicy(ReconcileWorld.Shipped());
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                ArbMap.Default.ArbFor<int>(),
                (seed, timing) =>
                {
                    var (dice, clock) = (new Dice(seed), new Dice(timing));
                    List<MergeRow> rows =
                    [
                        .. "abcde".Select(letter => new MergeRow
                        {
                            Source = $"source-{letter}",
                            ExternalId = "1",
                            AsOf = DateTimeOffset.UnixEpoch,
                            Said = dice.OneIn(3) ? DateTimeOffset.UnixEpoch.AddDays(dice.Next(3)) : null,
                            IsGone = dice.OneIn(4),
                            Fields = new Dictionary<string, string> { ["phone"] = $"{letter}", ["email"] = $"{letter}@example.org" },
                        }),
                    ];
                    List<MergeRow> later =
                    [
                        .. rows.Select(row => row with { AsOf = row.AsOf.AddSeconds(clock.Next(1000)) }).OrderBy(_ => clock.Next(1000)),
                    ];
                    return Text(Merger.Values(rows, [], policy)) == Text(Merger.Values(later, [], policy));
                }
            )
            .QuickCheckThrowOnFailure();

        static string Text(Dictionary<string, string?> values) =>
            string.Join(' ', values.OrderBy(value => value.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_source_whose_ids_and_values_all_change_is_held_and_the_hold_ends_when_they_are_as_before()
    {
        using var world = await WorldAsync();
        await world.PutAsync(s_register.Select((row, n) => Row("a", $"r{n}", row, $"0{n}")));
        await world.RunAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.LoseAsync("a", id => id.StartsWith('r'));
        await world.PutAsync(s_register.Select((row, n) => Row("a", $"x{n}", row, $"9{n}")));

        var held = await world.RunAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains(held.Notes, note => note.Contains("30 rewrites of 30", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 30).Select(n => $"0{n}").Order(), await PhonesAsync(world));

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.LoseAsync("a", id => id.StartsWith('x'));
        await world.PutAsync(s_register.Select((row, n) => Row("a", $"r{n}", row, $"0{n}")));
        var after = await world.RunAsync();

        Assert.Equal(StageOutcome.Done, after.Outcome);
        Assert.Equal(Enumerable.Range(0, 30).Select(n => $"0{n}").Order(), await PhonesAsync(world));
        await using var db = world.Store.Open();
        Assert.All(db.Holds, hold => Assert.NotNull(hold.ReleasedAt));
    }

    static async Task<IEnumerable<string?>> PhonesAsync(ReconcileWorld world) =>
        (await world.PartnersAsync()).Select(partner => FieldsJson.Read(partner.Fields).GetValueOrDefault("phone")).Order();

    [Fact]
    public async Task A_source_that_numbers_its_rows_anew_and_says_the_same_is_not_held()
    {
        using var world = await WorldAsync();
        await world.PutAsync(s_register.Select((row, n) => Row("a", $"r{n}", row, $"0{n}")));
        await world.RunAsync();
        await world.LoseAsync("a", id => id.StartsWith('r'));
        await world.PutAsync(s_register.Select((row, n) => Row("a", $"x{n}", row, $"0{n}")));

        Assert.Equal(StageOutcome.Done, (await world.RunAsync()).Outcome);
    }

    [Fact]
    public async Task Rows_that_exchange_their_identities_wait_for_a_person()
    {
        using var world = await WorldAsync();
        await world.PutAsync(s_register.Select((row, n) => Row("a", $"r{n}", row, $"0{n}")));
        await world.RunAsync();
        var before = (await world.PartnersAsync()).Select(partner => partner.Fields);
        await world.PutAsync(Enumerable.Range(0, 8).Select(n => Row("a", $"r{n}", s_register[n ^ 1], $"0{n}")));

        var held = await world.RunAsync();

        Assert.Equal(StageOutcome.Held, held.Outcome);
        Assert.Contains(
            held.Notes,
            note => note.StartsWith("a: 8 rows that would move to another partner of 30", StringComparison.Ordinal)
        );
        Assert.Equal(before, (await world.PartnersAsync()).Select(partner => partner.Fields));
    }

    [Fact]
    public async Task The_life_of_a_partner_can_be_rehearsed_day_by_day()
    {
        await using var fixture = await PollFixture.OpenAsync(
            """
            { "contact": "it@example.org", "sources": [ { "name": "register", "file": "reg.ndjson", "format": "ndjson", "id": ["id"],
              "fields": { "registerId": "id", "nameVi": "nameVi", "country": "country" } } ] }
            """,
            new HastyClock(new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero))
        );
        var file = Path.Combine(fixture.ConfigFolder, "reg.ndjson");
        using var world = ReconcileWorld.Over(fixture.Store);
        world.Options = s_options;
        var all = Enumerable.Range(0, 25).Select(n => $$"""{"id":"P{{n}}","nameVi":"Quỹ số {{n}}","country":"LA"}""").ToList();
        await File.WriteAllLinesAsync(file, all, TestContext.Current.CancellationToken);
        await RunAsync(new(2026, 3, 2));
        await File.WriteAllLinesAsync(file, all.Skip(1), TestContext.Current.CancellationToken);
        for (var day = new DateOnly(2026, 3, 4); day < new DateOnly(2026, 4, 13); day = day.AddDays(2))
        {
            await RunAsync(day);
        }

        var gone = await world.PartnerAsync("P0");
        Assert.Equal(PartnerStatus.Inactive, gone.Status);
        Assert.Equal(new(2026, 3, 4), DateOnly.FromDateTime(gone.MissingSince!.Value.UtcDateTime));
        Assert.Contains(
            await world.ChangesAsync(),
            change => change.New == nameof(PartnerStatus.Inactive) && change.At.Date == new DateTime(2026, 3, 18)
        );

        async Task RunAsync(DateOnly day)
        {
            var at = world.Now.AsOf(day);
            var polled = await fixture.PollAsync(new StageRequest(at));
            Assert.True(polled.Outcome == StageOutcome.Done, string.Join('\n', polled.Notes));
            await world.RunAsync(at);
        }
    }
}
