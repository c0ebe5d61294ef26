using System.Globalization;
using SyncWorker.Remind.Planning;
using SyncWorker.Union;

namespace SyncWorker.Pages.Views;

/// <summary>Who owes what.</summary>
sealed record ReportsView : PageView
{
    public required IReadOnlyList<MenuLine> Departments { get; init; }
    public required IReadOnlyList<ReportView> Reports { get; init; }
}

/// <param name="Anchor">Its id in the page.</param>
sealed record ReportView(string Anchor, string Name, string Due, string? Basis)
{
    public required BarLine Total { get; init; }
    public required IReadOnlyList<BarLine> Departments { get; init; }
    public required IReadOnlyList<OwedLine> Missing { get; init; }
    public required IReadOnlyList<OwedLine> All { get; init; }

    /// <summary>The same report a year before; null where nothing is known of it.</summary>
    public BarLine? LastYear { get; init; }
}

/// <summary>A total as a bar and as numbers.</summary>
/// <param name="Label">What a reader of the bar who does not see it is told.</param>
sealed record BarLine(string Name, string Label, IReadOnlyList<BarPart> Parts)
{
    public required int InTime { get; init; }
    public required int Late { get; init; }
    public required int Missing { get; init; }
    public required int Open { get; init; }
    public required int Exempt { get; init; }
    public required int Total { get; init; }

    /// <summary>Received of those that must report, such as "85,2%".</summary>
    public required string Share { get; init; }
}

/// <param name="Class">intime, late, missing, open, exempt.</param>
/// <param name="X">In thousandths of the bar.</param>
sealed record BarPart(string Class, int X, int Width);

sealed record OwedLine(
    string Name,
    string? Href,
    string Department,
    string DepartmentKeys,
    string Officer,
    string Due,
    string State,
    string Class,
    string? ReceivedOn,
    string? Reason
);

/// <summary>Makes the page of the reports.</summary>
static class ReportPage
{
    const int Whole = 1000;

    static readonly OwedState[] s_order = [OwedState.InTime, OwedState.Late, OwedState.Missing, OwedState.Open, OwedState.Exempt];

    public static PageFile Create(PageContext context, RegisterLayout register, SiteAssets assets) =>
        context.Page("reports.html", context.T.Reports, "reports", () => View(context, register), isDated: false, assets.Script);

    public static string Anchor(OverviewReport report) =>
        string.Concat($"r-{report.Code}-{report.Period}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    static ReportsView View(PageContext context, RegisterLayout register)
    {
        var reports = context.Facts.Overview.Reports;
        IReadOnlyList<string> departments =
        [
            .. reports
                .SelectMany(report => report.Units)
                .Select(unit => unit.Followers.Department)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true)),
        ];
        return new()
        {
            T = context.T,
            Home = "",
            Departments =
            [
                .. departments.Select((name, i) => new MenuLine(context.Department(name), PageContext.Number(i), IsCurrent: false)),
            ],
            Reports = [.. reports.Select(report => Report(report, reports, departments, context, register))],
        };
    }

    static ReportView Report(
        OverviewReport report,
        IReadOnlyList<OverviewReport> all,
        IReadOnlyList<string> departments,
        PageContext context,
        RegisterLayout register
    )
    {
        var lines = report
            .Units.OrderBy(unit => unit.Followers.Department, StringComparer.Ordinal)
            .ThenBy(unit => unit.NameVi, StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true))
            .ToList();
        return new(Anchor(report), context.Choose(report.Name.Vi!, report.Name.En), PageContext.Day(report.Due), report.Basis)
        {
            Total = Bar(context.T.Total, report.Units, context),
            Departments =
            [
                .. lines
                    .GroupBy(unit => unit.Followers.Department)
                    .Select(group => Bar(context.Department(group.Key), [.. group], context)),
            ],
            Missing = [.. lines.Where(unit => unit.State is OwedState.Missing or OwedState.Open).Select(Line)],
            All = [.. lines.Select(Line)],
            LastYear = all.FirstOrDefault(other => other.Code == report.Code && other.Period == YearBefore(report.Period)) is { } before
                ? Bar(context.T.LastYear, before.Units, context)
                : null,
        };

        OwedLine Line(OverviewUnit unit) =>
            new(
                context.Choose(unit.NameVi, unit.NameEn),
                register.Href(unit.Partner),
                context.Department(unit.Followers.Department),
                unit.Followers.Department is { } name ? PageContext.Number(departments.IndexOf(name)) : "",
                Officers(unit.Followers, context),
                PageContext.Day(unit.Due),
                context.T.StateOf(unit.State),
                Class(unit.State),
                PageContext.Day(unit.ReceivedOn),
                unit.Reason
            );
    }

    public static string Officers(Followers followers, PageContext context) =>
        followers.Officers.Count == 0
            ? context.T.Nobody
            : string.Join("; ", followers.Officers.Select(officer => context.Choose(officer.Vi!, officer.En)));

    static string? YearBefore(string period) =>
        period.Length >= 4 && int.TryParse(period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? PageContext.Number(year - 1) + period[4..]
            : null;

    static BarLine Bar(string name, IReadOnlyList<OverviewUnit> units, PageContext context)
    {
        var t = context.T;
        var counts = s_order.ToDictionary(state => state, state => units.Count(unit => unit.State == state));
        var owed = units.Count - counts[OwedState.Exempt];
        var received = counts[OwedState.InTime] + counts[OwedState.Late];
        return new(
            name,
            $"{name}: {string.Join(", ", s_order.Where(state => counts[state] > 0).Select(state => $"{t.StateOf(state)} {counts[state]}"))}",
            Parts(counts, units.Count)
        )
        {
            InTime = counts[OwedState.InTime],
            Late = counts[OwedState.Late],
            Missing = counts[OwedState.Missing],
            Open = counts[OwedState.Open],
            Exempt = counts[OwedState.Exempt],
            Total = units.Count,
            Share =
                owed == 0
                    ? ""
                    : (received / (double)owed).ToString("P1", CultureInfo.GetCultureInfo(context.IsEnglish ? "en-GB" : "vi-VN")),
        };
    }

    static List<BarPart> Parts(Dictionary<OwedState, int> counts, int total)
    {
        var parts = new List<BarPart>();
        var done = 0;
        foreach (var state in s_order.Where(state => counts[state] > 0))
        {
            var (from, to) = (done * Whole / total, (done + counts[state]) * Whole / total);
            parts.Add(new(Class(state), from, to - from));
            done += counts[state];
        }

        return parts;
    }

    static string Class(OwedState state) => state.ToString().ToLowerInvariant();
}
