using System.Globalization;
using SyncWorker.Reconcile.Activities;
using SyncWorker.Reconcile.Commands;
using SyncWorker.Reconcile.Figures;

namespace SyncWorker.Pages.Views;

/// <summary>Makes the page of the figures.</summary>
sealed class FiguresPage
{
    const int Whole = 1000;
    const int MostListed = 100;

    static readonly FigureKey[] s_charted =
    [
        FigureKey.CentralActivities,
        FigureKey.LocalActivities,
        FigureKey.AidValue,
        FigureKey.CampaignMoney,
    ];

    readonly PageContext _context;

    FiguresPage(PageContext context) => _context = context;

    public static PageFile Create(PageContext context, RegisterLayout register) =>
        context.Page("figures.html", context.T.Figures, "figures", () => new FiguresPage(context).View(register));

    FiguresView View(RegisterLayout register)
    {
        var figures = _context.Facts.Figures;
        return new()
        {
            T = _context.T,
            Home = "",
            Periods = [.. figures.Periods.Select(Period)],
            Quiet =
            [
                .. figures.Quiet.Select(unit => new QuietLine(
                    register.Entry(unit.Partner) is { } entry ? _context.Choose(entry.Partner.NameVi, entry.Partner.NameEn) : unit.Name,
                    register.Href(unit.Partner),
                    unit.Last is { } last ? PageContext.Day(last) : null
                )),
            ],
            Remarks =
            [
                .. figures
                    .Periods.SelectMany(period => period.Years[0].Remarks)
                    .Select(remark => _context.Choose(remark.Vi, remark.En))
                    .Distinct(StringComparer.Ordinal),
            ],
        };
    }

    FigurePeriodPart Period(PeriodOverview overview)
    {
        var period = overview.Period;
        var isHalf = period.MonthCount == 6; // what a half-year lists, its year need not list again
        var isOngoing = period.Last >= _context.Today;
        return new($"f-{period.Key.ToLowerInvariant()}", _context.Choose(Capital(period.Vi), Capital(period.En)), isOngoing)
        {
            Figures = [.. FigureTable.Lines([overview.Years[0].Figures, overview.Years[1].Figures]).Select(line => Row(line, isOngoing))],
            Charts = [.. Charts(overview)],
            Frozen = [.. overview.Frozen.Select(Frozen)],
            Joined = List(isHalf ? overview.Joined : [], Joined, $"SyncWorker activity list {period.Key} --joined"),
            Asked = List(isHalf ? overview.Asked : [], Asked, $"SyncWorker activity list {period.Key} --asked"),
        };
    }

    static Listed<TLine> List<T, TLine>(IReadOnlyList<T> all, Func<T, TLine> line, string command) =>
        new([.. all.Take(MostListed).Select(line)], all.Count, command);

    // A part of a period beside the whole of last year's is no change.
    FigureRow Row(FigureLine line, bool isOngoing)
    {
        var (now, before) = (line.Figures[0], line.Figures[1]);
        return new(Name(line.Shown), Text(now), Text(before), isOngoing ? null : Change(now, before))
        {
            Sources = [.. (now?.Sources ?? []).Select(Source)],
            Notes = [.. (now?.Notes ?? []).Select(note => _context.Choose(note.Vi, note.En))],
        };
    }

    FigureSourceLine Source(FigureSource source) =>
        source.Name switch
        {
            FigureSource.Register => new(_context.Choose(FigureWords.SourceVi(source.Name), source.Name), "register.html", source.Rows),
            FigureSource.Reports => new(_context.Choose(FigureWords.SourceVi(source.Name), source.Name), "reports.html", source.Rows),
            _ => new(source.Name, "runs.html#sources", source.Rows),
        };

    string Name(Figure figure) => _context.IsEnglish ? Capital(FigureWords.En(figure)) : FigureWords.Vi(figure);

    string Text(Figure? figure) =>
        figure is not { IsTold: true } ? "–"
        : _context.IsEnglish ? figure.TextEn
        : figure.Text;

    // A lower bound has no share.
    string? Change(Figure? now, Figure? before) =>
        now is { Value.Bound: Union.Bound.Exact, Sources.Count: > 0, Unit: not FigureUnit.Times }
        && before is { Value: { Bound: Union.Bound.Exact, Value: > 0 }, Sources.Count: > 0 }
            ? (now.Value.Value / before.Value.Value - 1).ToString(
                "+0.#%;-0.#%;0%",
                CultureInfo.GetCultureInfo(_context.IsEnglish ? "en-GB" : "vi-VN")
            )
            : null;

    IEnumerable<ChartPart> Charts(PeriodOverview overview)
    {
        foreach (
            var line in FigureTable
                .Lines([.. overview.Years.Select(year => year.Figures)])
                .Where(line => s_charted.Contains(line.Shown.Key) && line.Figures.Count(figure => figure?.Value.Value > 0) > 1)
        )
        {
            var most = line.Figures.Max(figure => figure?.Value.Value ?? 0);
            yield return new(
                Name(line.Shown),
                [
                    .. overview
                        .Years.Zip(line.Figures)
                        .Reverse()
                        .SkipWhile(year => year.Second is not { Value.Value: > 0 })
                        .Select(year => Bar(PageContext.Number(year.First.Period.First.Year), year.Second, most)),
                ]
            );
        }
    }

    ChartRow Bar(string year, Figure? figure, decimal most)
    {
        var width = (int)Math.Round((figure?.Value.Value ?? 0) * Whole / most);
        return new(year, $"{year}: {Text(figure)}", Text(figure), width > 0 ? [new("value", 0, width)] : []);
    }

    FrozenPart Frozen(FrozenPeriod frozen) =>
        new(PageContext.Day(frozen.On), frozen.Who, frozen.Why)
        {
            Corrections =
            [
                .. frozen.Corrections.Select(correction => new CorrectionLine(
                    Name((correction.Then ?? correction.Now)!),
                    Text(correction.Then),
                    Text(correction.Now)
                )),
            ],
            Figures =
            [
                .. frozen.Figures.Select(figure => new FigureRow(Name(figure), Text(figure), null, null)
                {
                    Sources = [.. figure.Sources.Select(Source)],
                    Notes = [],
                }),
            ],
        };

    static JoinedPart Joined(CountedActivity activity) =>
        new(
            PageContext.Day(activity.Day),
            activity.Shown.Name,
            string.Join("; ", activity.Units.Select(unit => unit.Name)),
            [
                .. activity.Told.Select(row =>
                    Told(row, row == activity.Shown ? null : $"SyncWorker activity apart {PageContext.Number(row.Row)}")
                ),
            ]
        );

    static AskedPart Asked(AskedPair pair)
    {
        var (a, b) = (PageContext.Number(pair.A.Row), PageContext.Number(pair.B.Row));
        return new(
            PageContext.Day(pair.A.Day),
            Told(pair.A, null),
            Told(pair.B, null),
            $"SyncWorker activity same {a} {b}",
            $"SyncWorker activity apart {a} --from {b}"
        );
    }

    static ToldLine Told(ToldActivity row, string? undo) => new(row.Key.ToString(), row.Name, row.Lead?.Name, undo);

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
