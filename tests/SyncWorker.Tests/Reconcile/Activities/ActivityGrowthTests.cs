using System.Diagnostics;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Tests.Flow;
using SyncWorker.Union;

namespace SyncWorker.Tests.Reconcile.Activities;

[Collection(typeof(WholeProcess))] // two times are compared
public sealed class ActivityGrowthTests
{
    // What is compared with what grows with the days, not with the square of the year.
    [Fact]
    public void Twice_the_years_take_about_twice_the_time()
    {
        var one = ActivityLaws.Year(7, 2500).Rows;
        List<ToldActivity> two =
        [
            .. one,
            .. ActivityLaws.Year(8, 2500).Rows.Select(row => row with { Day = PartialDate.OfDay(Later(row.Day)) }),
        ];
        ActivityGroups.Of(one, PairDecisions.None);

        var (first, second) = (Time(one), Time(two));

        Assert.True(second < (first * 6) + TimeSpan.FromMilliseconds(50), $"{first} and {second}");

        static DateOnly Later(PartialDate day) => new DateOnly(day.Year, day.Month, day.Day).AddYears(1);

        static TimeSpan Time(List<ToldActivity> rows) =>
            Enumerable
                .Range(0, 5)
                .Min(_ =>
                {
                    var watch = Stopwatch.StartNew();
                    ActivityGroups.Of(rows, PairDecisions.None);
                    return watch.Elapsed;
                });
    }
}
