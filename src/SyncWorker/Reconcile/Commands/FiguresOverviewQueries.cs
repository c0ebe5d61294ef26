using SyncWorker.Reconcile.Activities;
using SyncWorker.Union;

namespace SyncWorker.Reconcile.Commands;

/// <summary>A period as people look at it.</summary>
/// <param name="Years">Its figures first, then those of the same part of the years before.</param>
sealed record PeriodOverview(FigurePeriod Period, IReadOnlyList<PeriodFigures> Years)
{
    /// <summary>What was frozen of it, the oldest first, with what is counted otherwise now.</summary>
    public IReadOnlyList<FrozenPeriod> Frozen { get; init; } = [];

    /// <summary>Activities that several rows tell and that count once.</summary>
    public IReadOnlyList<CountedActivity> Joined { get; init; } = [];

    /// <summary>Pairs of rows that a person is asked about.</summary>
    public IReadOnlyList<AskedPair> Asked { get; init; } = [];
}

/// <summary>The figures that people look at.</summary>
sealed record FiguresOverview(IReadOnlyList<PeriodOverview> Periods)
{
    /// <summary>Members without any activity in the last <see cref="QuietMonths"/> months.</summary>
    public IReadOnlyList<QuietUnit> Quiet { get; init; } = [];

    public const int QuietMonths = 6;
}

/// <summary>Counts what pages show, from one look at the activities.</summary>
sealed class FiguresOverviewQueries(ActivityQueries activities, FiguresQueries figures, FrozenFiguresCommands frozen)
{
    /// <summary>So many years are set side by side.</summary>
    const int Years = 5;

    public async Task<FiguresOverview> ReadAsync(Moment at, CancellationToken cancellationToken)
    {
        var list = await activities.ListAsync(at, cancellationToken);
        var looked = FigurePeriod.LookedAt(at.Today);
        var wanted = looked.SelectMany(period => Enumerable.Range(0, Years).Select(period.YearsBefore)).Distinct().ToList();
        var counted = (await figures.CountAsync(list, wanted, at, cancellationToken)).ToDictionary(one => one.Period);
        var periods = new List<PeriodOverview>();
        foreach (var period in looked)
        {
            IReadOnlyList<PeriodFigures> years = [.. Enumerable.Range(0, Years).Select(before => counted[period.YearsBefore(before)])];
            periods.Add(
                new(period, years)
                {
                    Frozen = await frozen.ListAsync(period, years[0].Figures, cancellationToken),
                    Joined =
                    [
                        .. list
                            .Groups.Activities.Where(activity => activity.Told.Count > 1 && period.Touches(activity.Day))
                            .OrderBy(activity => activity.Day),
                    ],
                    Asked = [.. list.Groups.Asked.Where(pair => period.Touches(pair.A.Day) || period.Touches(pair.B.Day))],
                }
            );
        }

        return new(periods) { Quiet = await figures.QuietAsync(list, FiguresOverview.QuietMonths, 0, at, cancellationToken) };
    }
}
