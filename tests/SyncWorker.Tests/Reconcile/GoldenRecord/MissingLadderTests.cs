using SyncWorker.Reconcile;
using SyncWorker.Reconcile.GoldenRecord;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Reconcile.GoldenRecord;

/// <summary>When an organisation that no source has any more is suspected, inactive and purged, to the day and the run.</summary>
public sealed class MissingLadderTests
{
    static readonly DateTimeOffset s_now = new(2026, 7, 31, 7, 0, 0, TimeSpan.Zero);

    static readonly LifeCycleOptions s_options = new()
    {
        InactiveAfterRuns = 3,
        InactiveAfterDays = 14,
        PurgeAfterDays = 100,
    };

    static LifeState Of(params Presence[] rows) => MissingLadder.Evaluate(rows, s_now, s_options);

    static Presence Gone(double days, int runs) => new(s_now.AddDays(-days), runs);

    [Fact]
    public void Without_any_row_it_is_inactive() => Assert.Equal(new(PartnerStatus.Inactive, null, "no row is linked to it"), Of());

    [Fact]
    public void It_is_active_while_one_source_has_it() =>
        Assert.Equal(new(PartnerStatus.Active, null, "a source has it"), Of(Gone(500, 90), new(null, 0)));

    [Theory]
    [InlineData(13.9, 3)]
    [InlineData(14, 2)]
    public void It_is_suspected_until_both_days_and_runs_are_over(double days, int runs)
    {
        var gone = Gone(days, runs);

        Assert.Equal(new(PartnerStatus.Suspected, gone.Since, "no source has it since 2026-07-17"), Of(gone));
    }

    [Fact]
    public void It_is_inactive_on_the_day_and_the_run()
    {
        var gone = Gone(14, 3);

        Assert.Equal(new(PartnerStatus.Inactive, gone.Since, "no source has had it for 3 runs and 14 days"), Of(gone));
    }

    [Fact]
    public void It_is_missing_since_the_last_of_its_rows_went_and_for_the_runs_of_that_one()
    {
        Assert.Equal(PartnerStatus.Suspected, Of(Gone(90, 60), Gone(14, 2)).Status);
        Assert.Equal(PartnerStatus.Suspected, Of(Gone(90, 60), Gone(3, 9)).Status);
        Assert.Equal(s_now.AddDays(-20), Of(Gone(90, 60), Gone(20, 9)).MissingSince);
    }

    [Theory]
    [InlineData(99.9, PartnerStatus.Inactive, "no source has had it for 9 runs and 99 days")]
    [InlineData(100, PartnerStatus.Purged, "no source has had it for 100 days")]
    public void It_is_purged_on_the_day_of_the_term(double days, object status, string reason)
    {
        var gone = Gone(days, 9);

        Assert.Equal(new((PartnerStatus)status, gone.Since, reason), Of(gone));
    }

    [Fact]
    public void Without_a_term_it_is_never_purged() =>
        Assert.Equal(PartnerStatus.Inactive, MissingLadder.Evaluate([Gone(9999, 99)], s_now, new()).Status);

    [Fact]
    public void What_is_left_after_the_term_is_names_and_numbers()
    {
        string[] kept = ["nameVi", "nameEn", "aliases", "country", "province", "taxCode"];
        var values = kept.Append("phone")
            .Append("registerId")
            .ToDictionary(field => field, field => (string?)field, StringComparer.Ordinal);

        Assert.Equal(kept.Order(StringComparer.Ordinal), Purge.Reduce(values, ["taxCode"]).Keys.Order(StringComparer.Ordinal));
    }
}
