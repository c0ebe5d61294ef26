using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;

namespace SyncWorker.Tests.Reconcile.GoldenRecord;

/// <summary>How many changes the guard lets pass, to the row, and what it does with more.</summary>
public sealed class GuardJudgeTests
{
    static readonly Allowance s_allowance = new()
    {
        Rows = 5,
        Percent = 10,
        SmallSetPercent = 50,
    };

    [Theory]
    [InlineData(1, 1)] // one at least
    [InlineData(8, 4)]
    [InlineData(19, 9)] // a small set: a share alone
    [InlineData(20, 5)] // the number
    [InlineData(70, 7)] // the share
    public void The_larger_of_a_number_and_a_share_is_allowed_and_of_a_small_set_a_share(long of, long allowed)
    {
        Assert.Equal(allowed, Guard.Allowed(s_allowance, new("a", Impact.Rewrites, 0, of)));
    }

    [Fact]
    public void A_small_register_may_grow_by_the_number()
    {
        Assert.Equal(5, Guard.Allowed(s_allowance, new(null, Impact.Adds, 0, 3)));
    }

    [Theory]
    [InlineData(Impact.Disappearances, 1, GuardLevel.SkipDisappearances)]
    [InlineData(Impact.Rewrites, 2, GuardLevel.HoldPlan)]
    [InlineData(Impact.Moves, 3, GuardLevel.HoldPlan)]
    [InlineData(Impact.Emptied, 4, GuardLevel.HoldPlan)]
    [InlineData(Impact.Adds, 5, GuardLevel.HoldPlan)]
    public void Each_kind_of_change_has_its_own_number(string what, int rows, object level)
    {
        var options = new GuardOptions
        {
            Disappearances = new() { Rows = 1, Then = GuardLevel.SkipDisappearances },
            Rewrites = new() { Rows = 2, Then = GuardLevel.SkipDisappearances }, // only disappearances can be left out
            Moves = new() { Rows = 3 },
            Emptied = new() { Rows = 4 },
            Adds = new() { Rows = 5 },
        };

        Assert.Empty(Guard.Judge([new("a", what, rows, 100)], _ => options));
        var over = new Impact("a", what, rows + 1, 100);
        var violation = Assert.Single(Guard.Judge([over], _ => options));
        Assert.Equal(new(over, rows, (GuardLevel)level), violation);
        Assert.Equal($"a: {rows + 1} {what} of 100, {rows} are allowed", violation.ToString());
    }

    [Fact]
    public void What_is_allowed_without_end_holds_nothing_and_no_change_is_no_violation()
    {
        var options = new GuardOptions
        {
            Rewrites = new() { Then = GuardLevel.Allow },
            Disappearances = new() { Then = GuardLevel.HoldPlan },
        };

        Assert.Empty(Guard.Judge([new("a", Impact.Rewrites, 1000, 1000), new("a", Impact.Disappearances, 0, 1000)], _ => options));
        var held = Assert.Single(Guard.Judge([new(null, Impact.Disappearances, 1, 1000)], _ => options));
        Assert.Equal((GuardLevel.HoldPlan, "all sources: 1 disappearances of 1000, 0 are allowed"), (held.Level, held.ToString()));
    }

    [Fact]
    public void A_source_may_have_a_guard_of_its_own()
    {
        var own = new GuardOptions();
        var policy = new MergePolicy(new() { Sources = [new() { Name = "a", Guard = own }, new() { Name = "b" }] });

        Assert.Same(own, policy.Guard("a"));
        Assert.Same(policy.Guard(null), policy.Guard("b"));
        Assert.NotSame(own, policy.Guard(null));
    }
}
