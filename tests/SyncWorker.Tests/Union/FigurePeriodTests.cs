using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>Years, halves, quarters and months that figures are counted of; what they are read from is in AmountTests too.</summary>
public sealed class FigurePeriodTests
{
    [Theory]
    [InlineData("1900", "1900", "1900-01-01", "1900-12-31")]
    [InlineData("2199", "2199", "2199-01-01", "2199-12-31")]
    [InlineData(" 2026-h1 ", "2026-H1", "2026-01-01", "2026-06-30")]
    [InlineData("2026-Q1", "2026-Q1", "2026-01-01", "2026-03-31")]
    [InlineData("2026-q2", "2026-Q2", "2026-04-01", "2026-06-30")]
    [InlineData("2026-Q4", "2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData("2028-02", "2028-02", "2028-02-01", "2028-02-29")]
    [InlineData("2026-01", "2026-01", "2026-01-01", "2026-01-31")]
    [InlineData("2026-12", "2026-12", "2026-12-01", "2026-12-31")]
    public void A_period_has_a_key_a_first_and_a_last_day(string text, string key, string first, string last)
    {
        var period = FigurePeriod.Find(text)!;

        Assert.Equal((key, World.Day(first), World.Day(last)), (period.Key, period.First, period.Last));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("202")]
    [InlineData("1899")]
    [InlineData("2200")]
    [InlineData("-202")]
    [InlineData("20267")]
    [InlineData("2026-")]
    [InlineData("2026-H0")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q10")]
    [InlineData("2026-00")]
    [InlineData("2026-7")]
    [InlineData("2026-007")]
    [InlineData("2026-+7")]
    [InlineData("2026/07")]
    [InlineData("2026H1")]
    public void Another_text_is_none(string? text) => Assert.Null(FigurePeriod.Find(text));

    [Theory]
    [InlineData("2026", 12, "năm 2026", "2026")]
    [InlineData("2026-H1", 6, "6 tháng đầu năm 2026", "the first half of 2026")]
    [InlineData("2026-H2", 6, "6 tháng cuối năm 2026", "the second half of 2026")]
    [InlineData("2026-Q1", 3, "quý I/2026", "quarter I of 2026")]
    [InlineData("2026-Q2", 3, "quý II/2026", "quarter II of 2026")]
    [InlineData("2026-Q3", 3, "quý III/2026", "quarter III of 2026")]
    [InlineData("2026-Q4", 3, "quý IV/2026", "quarter IV of 2026")]
    [InlineData("2026-07", 1, "tháng 7/2026", "July 2026")]
    public void A_period_is_named_in_both_languages(string key, int months, string vi, string en)
    {
        var period = FigurePeriod.Find(key)!;

        Assert.Equal((months, vi, en), (period.MonthCount, period.Vi, period.En));
    }

    [Theory]
    [InlineData("2026", 1, "2025")]
    [InlineData("2026-H2", 2, "2024-H2")]
    [InlineData("2026-Q3", 1, "2025-Q3")]
    [InlineData("2028-02", 4, "2024-02")]
    [InlineData("2029-02", 1, "2028-02")]
    public void The_same_period_of_an_earlier_year_is_as_long(string key, int years, string before) =>
        Assert.Equal(FigurePeriod.Find(before), FigurePeriod.Find(key)!.YearsBefore(years));

    [Theory]
    [InlineData("2026", "2026", true)]
    [InlineData("2026", "2026-H1", true)]
    [InlineData("2026-H1", "2026-Q2", true)]
    [InlineData("2026-H1", "2026-Q1", true)]
    [InlineData("2026-H1", "2026", false)]
    [InlineData("2026-H1", "2026-Q3", false)]
    [InlineData("2026-H2", "2026-Q2", false)]
    [InlineData("2026", "2025-12", false)]
    public void A_period_includes_those_that_lie_in_it(string one, string other, bool includes) =>
        Assert.Equal(includes, FigurePeriod.Find(one)!.Includes(FigurePeriod.Find(other)!));

    [Theory]
    [InlineData("2026-Q3", "2026-06-30", false, false)]
    [InlineData("2026-Q3", "2026-07-01", true, true)]
    [InlineData("2026-Q3", "2026-09-30", true, true)]
    [InlineData("2026-Q3", "2026-10-01", false, false)]
    [InlineData("2026-Q3", "2026-06", false, false)]
    [InlineData("2026-Q3", "2026-07", true, true)]
    [InlineData("2026-Q3", "2026-09", true, true)]
    [InlineData("2026-Q3", "2026-10", false, false)]
    [InlineData("2026-07", "2026-07", true, true)]
    [InlineData("2026-Q3", "2026", false, true)] // some of its days
    [InlineData("2026", "2026", true, true)]
    [InlineData("2026", "2025", false, false)]
    [InlineData("2026-Q3", "2027", false, false)]
    public void A_date_lies_in_it_wholly_or_may_lie_in_it(string key, string date, bool includes, bool touches)
    {
        var period = FigurePeriod.Find(key)!;

        Assert.Equal((includes, touches), (period.Includes(PartialDate.Parse(date)), period.Touches(PartialDate.Parse(date))));
    }

    [Theory]
    [InlineData("2026-01-01", "2025-H2, 2026-H1, 2025, 2026")]
    [InlineData("2026-06-30", "2025-H2, 2026-H1, 2025, 2026")]
    [InlineData("2026-07-01", "2026-H1, 2026-H2, 2026")]
    [InlineData("2026-12-31", "2026-H1, 2026-H2, 2026")]
    public void An_office_looks_at_what_was_closed_last_and_at_what_runs(string day, string keys)
    {
        var periods = FigurePeriod.LookedAt(World.Day(day));

        Assert.Equal(keys, string.Join(", ", periods.Select(period => period.Key)));
        Assert.All(periods, period => Assert.Equal(FigurePeriod.Find(period.Key), period));
    }
}
