namespace SyncWorker.Reconcile.Figures;

/// <summary>One figure over several periods.</summary>
/// <param name="Shown">The first that is known: its words name the line.</param>
/// <param name="Figures">One a period; null where the period has none.</param>
sealed record FigureLine(Figure Shown, IReadOnlyList<Figure?> Figures);

/// <summary>Figures of several periods side by side.</summary>
static class FigureTable
{
    /// <param name="periods">The figures of each period, in the order of the columns.</param>
    public static IReadOnlyList<FigureLine> Lines(IReadOnlyList<IReadOnlyList<Figure>> periods) =>
        [
            .. periods
                .SelectMany(figures => figures)
                .DistinctBy(figure => (figure.Key, figure.Of))
                .OrderBy(figure => figure.Key is FigureKey.CampaignTimes ? FigureKey.CampaignMoney : figure.Key)
                .ThenBy(figure => figure.Of, StringComparer.Ordinal)
                .ThenBy(figure => figure.Key)
                .Select(figure => new FigureLine(
                    figure,
                    [.. periods.Select(figures => figures.FirstOrDefault(other => (other.Key, other.Of) == (figure.Key, figure.Of)))]
                )),
        ];
}
