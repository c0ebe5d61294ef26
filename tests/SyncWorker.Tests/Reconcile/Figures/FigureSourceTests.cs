using SyncWorker.Reconcile.Figures;
using SyncWorker.Union;
using static SyncWorker.Tests.Reconcile.Figures.FigureSamples;

namespace SyncWorker.Tests.Reconcile.Figures;

/// <summary>Each figure names the sources of what was counted for it, and no other.</summary>
public sealed class FigureSourceTests
{
    const string NgheAn = "Liên hiệp các tổ chức hữu nghị tỉnh Nghệ An";

    static async Task<Dictionary<FigureKey, Figure>> CountAsync(string period, params SampleRow[] rows)
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync(rows);
        await world.RunAsync();
        return (await world.Figures.CountAsync([FigurePeriod.Find(period)!], world.Now, TestContext.Current.CancellationToken))[0]
            .Figures.ToDictionary(figure => figure.Key);
    }

    static readonly SampleRow[] s_rows =
    [
        Activity("hoi", "1", "2026-03-01", "Chiếu phim Lào", "Hội hữu nghị Việt Nam - Lào"),
        Activity("lien-hiep", "1", "2026-03-02", "Triển lãm Pháp", NgheAn),
        Activity("trung-uong", "1", "2026-03-03", "Tọa đàm Cuba", "Hội hữu nghị Việt Nam - Cuba", NgheAn),
        Total("bao-cao", "1", "Liên hiệp các tổ chức hữu nghị tỉnh Cao Bằng", "2026-H1", ("activities", "5")),
        Total("vien-tro", "1", "Liên hiệp các tổ chức hữu nghị tỉnh Cao Bằng", "2026-H1", ("aid", "1000000")),
    ];

    [Fact]
    public async Task Local_unions_with_activities_name_the_rows_that_name_a_union()
    {
        var figure = (await CountAsync("2026-H1", s_rows))[FigureKey.LocalUnits];

        Assert.Equal("2", figure.Text);
        Assert.Equal([new("bao-cao", 1), new("lien-hiep", 1), new("trung-uong", 1)], figure.Sources);
    }

    [Fact]
    public async Task A_figure_of_nought_names_who_tells_of_the_period_with_nought()
    {
        var figures = await CountAsync("2026-H1", s_rows);

        Assert.Equal("0", figures[FigureKey.ToldTwice].Text);
        Assert.Equal(
            [new("bao-cao", 0), new("hoi", 0), new("lien-hiep", 0), new("trung-uong", 0), new("vien-tro", 0)],
            figures[FigureKey.ToldTwice].Sources
        );
        Assert.Equal([new("vien-tro", 1)], figures[FigureKey.AidValue].Sources);
    }

    [Fact]
    public async Task A_period_that_nobody_tells_of_has_no_source() =>
        Assert.Empty((await CountAsync("2024-H1", s_rows))[FigureKey.AllActivities].Sources);

    [Theory]
    [InlineData("2026-07-06", "2026-H1 2026-H2 2026")]
    [InlineData("2026-06-30", "2025-H2 2026-H1 2025 2026")]
    [InlineData("2027-01-04", "2026-H2 2027-H1 2026 2027")]
    public void An_office_looks_at_the_period_closed_last_and_at_those_that_run(string day, string periods) =>
        Assert.Equal(periods, string.Join(' ', FigurePeriod.LookedAt(DateOnly.ParseExact(day, "yyyy-MM-dd", null)).Select(one => one.Key)));

    [Fact]
    public async Task What_people_look_at_holds_what_was_joined_and_who_is_quiet()
    {
        using var world = await ReconcileWorld.NewAsync();
        await world.PutAsync(Samples.Register());
        await world.PutAsync([.. s_rows, Activity("lien-hiep", "2", "2026-03-03", "Toa dam Cu Ba", NgheAn)]);
        await world.RunAsync();
        await world.Frozen.FreezeAsync(FigurePeriod.Find("2026-H1")!, "lan", null, world.Now, TestContext.Current.CancellationToken);

        var overview = await world.FiguresOverview.ReadAsync(world.Now, TestContext.Current.CancellationToken);

        var half = overview.Periods[0];
        Assert.Equal(("2026-H1", 5), (half.Period.Key, half.Years.Count));
        Assert.Equal(["Tọa đàm Cuba"], half.Joined.Select(activity => activity.Shown.Name));
        Assert.Empty(Assert.Single(half.Frozen).Corrections);
        Assert.Empty(overview.Periods[1].Joined);
        Assert.DoesNotContain(overview.Quiet, unit => unit.Name == NgheAn);
        Assert.Contains(overview.Quiet, unit => unit.Name == "Hội hữu nghị và hợp tác Việt Nam - Pháp");
    }
}
