using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile.GoldenRecord;

/// <summary>Which of two rows gives a field its value, and what is said of it, one reason at a time.</summary>
public sealed class MergerTests
{
    static readonly DateTimeOffset s_day = new(2026, 7, 6, 0, 0, 0, TimeSpan.Zero);

    static readonly ReconcileOptions s_options = new()
    {
        Sources =
        [
            new() { Name = "register", Rank = 1 },
            new() { Name = "a", Rank = 20 },
            new() { Name = "b", Rank = 20 },
            new()
            {
                Name = "strict",
                Rank = 10,
                AuthoritativeEmpty = ["phone"],
            },
            new()
            {
                Name = "silent",
                Rank = 10,
                Ignore = ["phone"],
            },
        ],
        Fields = new Dictionary<string, FieldRule>
        {
            ["website"] = new() { By = FieldOrder.Freshest },
            ["founded"] = new() { First = ["b", "a"] },
        },
    };

    static readonly MergePolicy s_policy = new(s_options);

    static MergeRow Row(string source, string field, string value, string id = "1") =>
        new()
        {
            Source = source,
            ExternalId = id,
            AsOf = s_day,
            Fields = new Dictionary<string, string> { [field] = value },
        };

    /// <summary>The choice, which no order of the rows may change, and which the values alone agree with.</summary>
    static FieldChoice Choose(string field, params MergeRow[] rows)
    {
        var choice = Merger.Merge(rows, [], s_policy)[field];
        Assert.Equal(choice.Value, Merger.Merge([.. rows.Reverse()], [], s_policy)[field].Value);
        Assert.Equal(choice.Value, Merger.Values(rows, [], s_policy).GetValueOrDefault(field));
        Assert.Equal(choice.Value, Merger.Values([.. rows.Reverse()], [], s_policy).GetValueOrDefault(field));
        return choice;
    }

    [Fact]
    public void A_value_that_one_source_alone_has_wins()
    {
        var choice = Choose("email", Row("a", "email", "1"), Row("b", "name", "x"));

        Assert.Equal(("1", MergeRule.OnlyOne, "only a has a value"), (choice.Value, choice.By, choice.Rule));
        Assert.Equal(new FieldClaim("a", "1", "1", s_day), choice.Winner);
        Assert.Empty(choice.Others);
    }

    [Fact]
    public void The_better_rank_wins_and_the_other_is_a_conflict()
    {
        var choice = Choose("email", Row("a", "email", "1") with { Said = s_day }, Row("register", "email", "2"));

        Assert.Equal(("2", MergeRule.Rank, "register has rank 1"), (choice.Value, choice.By, choice.Rule));
        Assert.Equal(["1"], choice.Conflicts.Select(claim => claim.Value));
    }

    [Fact]
    public void A_source_that_config_does_not_name_has_the_rank_50()
    {
        var choice = Choose("email", Row("unknown", "email", "1"), Row("a", "email", "2"));

        Assert.Equal(("2", "a has rank 20"), (choice.Value, choice.Rule));
        Assert.Equal(MergePolicy.DefaultRank, s_policy.Rank("unknown"));
    }

    [Fact]
    public void Who_says_the_same_is_no_conflict()
    {
        var choice = Choose("email", Row("a", "email", "1"), Row("register", "email", "1"));

        Assert.Single(choice.Others);
        Assert.Empty(choice.Conflicts);
    }

    [Fact]
    public void Of_one_rank_the_freshest_wins()
    {
        var choice = Choose("email", Row("a", "email", "1") with { Said = s_day }, Row("b", "email", "2") with { Said = s_day.AddDays(1) });

        Assert.Equal(("2", MergeRule.FreshestOfRank, "the freshest of rank 20"), (choice.Value, choice.By, choice.Rule));
    }

    [Fact]
    public void A_row_that_says_nothing_of_its_age_is_older_than_one_that_does()
    {
        var choice = Choose("email", Row("a", "email", "1"), Row("b", "email", "2") with { Said = s_day });

        Assert.Equal(("2", MergeRule.FreshestOfRank), (choice.Value, choice.By));
    }

    [Fact]
    public void Of_one_rank_and_age_the_first_name_wins()
    {
        var choice = Choose("email", Row("b", "email", "2") with { AsOf = s_day.AddDays(1) }, Row("a", "email", "1"));

        Assert.Equal(("1", MergeRule.FirstByName, "the first by name of rank 20"), (choice.Value, choice.By, choice.Rule));
    }

    [Fact]
    public void Of_two_rows_of_one_source_the_last_changed_wins()
    {
        var choice = Choose("email", Row("a", "email", "1", "1"), Row("a", "email", "2", "2") with { AsOf = s_day.AddDays(1) });

        Assert.Equal(("2", MergeRule.LastChanged, "the last changed row of a"), (choice.Value, choice.By, choice.Rule));
    }

    [Fact]
    public void Of_two_rows_of_one_source_and_moment_the_first_id_wins()
    {
        Assert.Equal("1", Choose("email", Row("a", "email", "2", "2"), Row("a", "email", "1", "1")).Value);
    }

    [Fact]
    public void A_row_that_is_gone_comes_after_one_that_is_there_whatever_their_ranks()
    {
        var choice = Choose("email", Row("register", "email", "1") with { IsGone = true }, Row("a", "email", "2"));

        Assert.Equal(("2", MergeRule.StillThere, "a still has its row"), (choice.Value, choice.By, choice.Rule));
    }

    [Fact]
    public void Of_rows_that_are_all_gone_the_rank_decides()
    {
        var choice = Choose("email", Row("register", "email", "1") with { IsGone = true }, Row("a", "email", "2") with { IsGone = true });

        Assert.Equal(("1", MergeRule.Rank), (choice.Value, choice.By));
    }

    [Fact]
    public void A_partners_own_rows_go_before_those_that_a_merger_brought()
    {
        Assert.Equal("2", Choose("email", Row("register", "email", "1") with { FromMerge = true }, Row("a", "email", "2")).Value);
        Assert.Equal(
            "1",
            Choose("email", Row("register", "email", "1") with { FromMerge = true }, Row("a", "email", "2") with { IsGone = true }).Value
        );
    }

    [Fact]
    public void A_field_that_asks_for_the_freshest_has_it_whatever_the_ranks()
    {
        var fresh = Row("a", "website", "new") with { Said = s_day.AddDays(1) };
        var choice = Choose("website", fresh, Row("register", "website", "old") with { Said = s_day });

        Assert.Equal(("new", MergeRule.Freshest, "the freshest"), (choice.Value, choice.By, choice.Rule));
        Assert.Equal(MergeRule.Rank, Choose("website", fresh, Row("register", "website", "r") with { Said = fresh.Said }).By);
    }

    [Fact]
    public void A_field_that_names_sources_takes_them_in_that_order_before_all_ranks()
    {
        var choice = Choose("founded", Row("register", "founded", "r"), Row("a", "founded", "a"), Row("b", "founded", "b"));

        Assert.Equal(("b", MergeRule.GoesFirst, "b goes first for founded"), (choice.Value, choice.By, choice.Rule));
        Assert.Equal(["a", "r"], choice.Others.Select(claim => claim.Value));
    }

    [Fact]
    public void An_empty_value_is_skipped_unless_it_counts_for_that_source()
    {
        Assert.Equal("2", Choose("phone", Row("register", "phone", ""), Row("a", "phone", "2")).Value);

        var choice = Choose("phone", Row("strict", "phone", ""), Row("a", "phone", "2"));
        Assert.Equal((null, MergeRule.Rank, "its empty value counts, strict has rank 10"), (choice.Value, choice.By, choice.Rule));
        Assert.Equal(["2"], choice.Conflicts.Select(claim => claim.Value));
        Assert.Equal("3", Choose("phone", Row("strict", "phone", ""), Row("register", "phone", "3")).Value);
        Assert.Empty(Choose("phone", Row("strict", "phone", ""), Row("register", "phone", "3")).Conflicts);
    }

    [Fact]
    public void What_config_ignores_of_a_source_does_not_count()
    {
        var choice = Choose("phone", Row("silent", "phone", "1"), Row("a", "phone", "2"));
        Assert.Equal(("2", "only a has a value"), (choice.Value, choice.Rule));

        var none = Choose("phone", Row("silent", "phone", "1"));
        Assert.Equal((null, MergeRule.NoValue, "no source has a value"), (none.Value, none.By, none.Rule));
    }

    [Fact]
    public void The_last_pin_of_a_field_wins_and_may_empty_it()
    {
        MergeRow[] rows = [Row("a", "phone", "1")];
        var first = new Pin("phone", "7", "bà Lan", s_day, null);
        var last = new Pin("phone", "8", "ông Nam", s_day.AddDays(1), null);

        var choice = Merger.Merge(rows, [last, first], s_policy)["phone"];

        Assert.Equal(("8", MergeRule.Pinned, "pinned by ông Nam", last), (choice.Value, choice.By, choice.Rule, choice.Pin));
        Assert.Equal(["1"], choice.Others.Select(claim => claim.Value));
        Assert.Equal("8", Merger.Values(rows, [last, first], s_policy)["phone"]);
        var emptied = last with { Value = "" };
        Assert.Null(Merger.Merge(rows, [first, emptied], s_policy)["phone"].Value);
        Assert.False(Merger.Values(rows, [first, emptied], s_policy).ContainsKey("phone"));
        Assert.Equal("9", Merger.Values([], [new("email", "9", "x", s_day, null)], s_policy)["email"]);
    }

    [Fact]
    public void What_is_said_of_the_row_alone_is_no_value_of_the_organisation()
    {
        MergeRow[] rows =
        [
            Row("a", CanonicalField.Updated, "2026-07-06"),
            Row("b", CanonicalField.Kind, "ngo"),
            Row("b", CanonicalField.CountryText, "Pháp"),
        ];

        Assert.Empty(Merger.Merge(rows, [], s_policy));
        Assert.Empty(Merger.Values(rows, [], s_policy));
    }

    [Fact]
    public void The_kind_is_what_all_say_and_else_what_the_better_rank_says()
    {
        Assert.Null(Merger.Kind([Row("a", "email", "1")], s_policy));
        Assert.Equal("ngo", Merger.Kind([Row("a", "email", "1"), Row("b", CanonicalField.Kind, "ngo")], s_policy));
        Assert.Equal("ngo", Merger.Kind([Row("b", CanonicalField.Kind, "ngo"), Row("a", "email", "1")], s_policy));
        MergeRow[] differ = [Row("a", CanonicalField.Kind, "firm"), Row("b", "email", "1"), Row("register", CanonicalField.Kind, "ngo")];
        Assert.Equal("ngo", Merger.Kind(differ, s_policy));
        Assert.Equal("ngo", Merger.Kind([.. differ.Reverse()], s_policy));
    }
}
