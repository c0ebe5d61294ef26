using System.Globalization;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Pages.Views;

/// <summary>A month: its grid, and its days as a list.</summary>
sealed record MonthView : PageView
{
    public required CalendarNav Nav { get; init; }
    public required CalendarFilter Filter { get; init; }
    public required MonthGrid Month { get; init; }
    public required IReadOnlyList<DayLine> Days { get; init; }
    public required IReadOnlyList<SpecialDay> Special { get; init; }
}

/// <summary>A year: twelve grids.</summary>
sealed record YearView : PageView
{
    public required CalendarNav Nav { get; init; }
    public required IReadOnlyList<MonthGrid> Months { get; init; }
    public required IReadOnlyList<SpecialDay> Special { get; init; }
}

/// <summary>Next year's days, round years first.</summary>
sealed record NextYearView : PageView
{
    public required CalendarNav Nav { get; init; }
    public required CalendarFilter Filter { get; init; }
    public required IReadOnlyList<YearListLine> Days { get; init; }
}

/// <param name="Previous">Of the same sort; null at an end.</param>
sealed record CalendarNav(MenuLine? Previous, MenuLine? Next, IReadOnlyList<MenuLine> Others);

/// <param name="Departments">Name by number.</param>
/// <param name="Kinds">Name by word.</param>
sealed record CalendarFilter(IReadOnlyList<MenuLine> Departments, IReadOnlyList<MenuLine> Kinds);

sealed record MonthGrid(string Name, string Href, IReadOnlyList<WeekdayHead> Heads, IReadOnlyList<GridWeek> Weeks);

sealed record WeekdayHead(string Short, string Long);

sealed record GridWeek(IReadOnlyList<GridDay> Days);

/// <param name="Number">Empty for a cell outside the month.</param>
/// <param name="Class">off, work, today, busy: what CSS shows.</param>
/// <param name="Label">The month, and what the day is, for who does not see where it stands.</param>
sealed record GridDay(string Number, string Class, string? Href, string? Count, string? Label);

/// <summary>A day off or a working Saturday.</summary>
sealed record SpecialDay(string Date, string Weekday, string Kind, string Name);

sealed record YearListLine(
    int Number,
    string Date,
    string Weekday,
    string What,
    string Years,
    string Kind,
    string Department,
    string DepartmentKeys,
    string KindKey,
    string? Note
);

/// <summary>Makes the pages of the calendar: a month each of this year and the next, the two years, and the list of the next.</summary>
static class CalendarPages
{
    public static IEnumerable<PageFile> Create(PageContext context, SiteAssets assets)
    {
        var year = context.Today.Year;
        var days = context.Facts.Overview.Days.ToLookup(day => new DateOnly(day.Day.Year, day.Day.Month, 1));
        var filter = Filter(context);
        for (var month = new DateOnly(year, 1, 1); month.Year <= year + 1; month = month.AddMonths(1))
        {
            var first = month;
            yield return context.Page(
                MonthPath(first),
                $"{context.T.Months[first.Month - 1]} {PageContext.Number(first.Year)}",
                "month",
                () => Month(first, [.. days[first]], filter, context),
                isDated: false,
                assets.Script
            );
        }

        foreach (var shown in (int[])[year, year + 1])
        {
            yield return context.Page(
                YearPath(shown),
                $"{context.T.Year} {PageContext.Number(shown)}",
                "year",
                () => Year(shown, days, context)
            );
        }

        yield return context.Page(
            NextYearPath,
            $"{context.T.NextYear}: {PageContext.Number(year + 1)}",
            "nextyear",
            () => NextYear(context),
            isDated: false,
            assets.Script
        );
    }

    const string NextYearPath = "calendar-list.html";

    static string MonthPath(DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"calendar-{month:yyyy-MM}.html");

    static string YearPath(int year) => string.Create(CultureInfo.InvariantCulture, $"calendar-{year}.html");

    static MonthView Month(DateOnly first, IReadOnlyList<OverviewDay> days, CalendarFilterFacts filter, PageContext context)
    {
        var (firstYear, lastYear) = (context.Today.Year, context.Today.Year + 1);
        var (before, after) = (first.AddMonths(-1), first.AddMonths(1));
        return new()
        {
            T = context.T,
            Home = "",
            Nav = Nav(before.Year >= firstYear ? Line(before) : null, after.Year <= lastYear ? Line(after) : null, context, first.Year),
            Filter = filter.View(context),
            Month = Grid(first, days.ToLookup(day => day.Day), context, ""),
            Days =
            [
                .. days.Select(
                    (day, i) =>
                        DayLine.Create(day, context, filter.Departments) with
                        {
                            Anchor = i == 0 || days[i - 1].Day != day.Day ? $"d{DayText.Iso(day.Day)}" : null,
                        }
                ),
            ],
            Special = Special(context, first, first.AddMonths(1).AddDays(-1)),
        };

        MenuLine Line(DateOnly month) =>
            new($"{context.T.Months[month.Month - 1]} {PageContext.Number(month.Year)}", MonthPath(month), IsCurrent: false);
    }

    static YearView Year(int year, ILookup<DateOnly, OverviewDay> days, PageContext context)
    {
        var first = context.Today.Year;
        return new()
        {
            T = context.T,
            Home = "",
            Nav = Nav(
                year > first ? new(PageContext.Number(first), YearPath(first), IsCurrent: false) : null,
                year == first ? new(PageContext.Number(first + 1), YearPath(first + 1), IsCurrent: false) : null,
                context,
                year
            ),
            Months =
            [
                .. Enumerable
                    .Range(1, 12)
                    .Select(month => new DateOnly(year, month, 1))
                    .Select(month => Grid(month, days[month].ToLookup(day => day.Day), context, MonthPath(month))),
            ],
            Special = Special(context, new(year, 1, 1), new(year, 12, 31)),
        };
    }

    static CalendarNav Nav(MenuLine? previous, MenuLine? next, PageContext context, int year) =>
        new(
            previous,
            next,
            [
                new(context.T.Month, MonthPath(year == context.Today.Year ? context.Today : new(year, 1, 1)), IsCurrent: false),
                new($"{context.T.Year} {PageContext.Number(year)}", YearPath(year), IsCurrent: false),
                new(context.T.NextYear, NextYearPath, IsCurrent: false),
            ]
        );

    static MonthGrid Grid(DateOnly first, ILookup<DateOnly, OverviewDay> days, PageContext context, string page)
    {
        var (t, lead) = (context.T, ((int)first.DayOfWeek + 6) % 7);
        var cells = Enumerable
            .Repeat(new GridDay("", "out", null, null, null), lead)
            .Concat(
                Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(i => Cell(first.AddDays(i), days, context, page))
            )
            .ToList();
        cells.AddRange(Enumerable.Repeat(new GridDay("", "out", null, null, null), (7 - (cells.Count % 7)) % 7));
        return new(
            $"{t.Months[first.Month - 1]} {PageContext.Number(first.Year)}",
            MonthPath(first),
            [.. t.WeekdaysShort.Zip(t.WeekdaysLong, (brief, full) => new WeekdayHead(brief, full))],
            [.. cells.Chunk(7).Select(week => new GridWeek(week))]
        );
    }

    static GridDay Cell(DateOnly day, ILookup<DateOnly, OverviewDay> days, PageContext context, string page)
    {
        var (calendar, count) = (context.Facts.Union.Calendar, days[day].Count());
        var dated = calendar.Find(day);
        var classes = new List<string> { calendar.IsWorking(day) ? "" : "off" };
        if (dated is not null)
        {
            classes.Add(dated.IsWorking ? "work" : "holiday");
        }

        if (day == context.Today)
        {
            classes.Add("today");
        }

        var month = $"{context.T.Months[day.Month - 1]} {PageContext.Number(day.Year)}";
        var label = dated is null ? month : $"{month}, {SpecialName(dated, context)}";
        return new(
            PageContext.Number(day.Day),
            string.Join(' ', classes.Where(name => name.Length > 0)),
            count > 0 ? $"{page}#d{DayText.Iso(day)}" : null,
            count > 0 ? PageContext.Number(count) : null,
            count > 0 || dated is not null ? label : null
        );
    }

    static string SpecialName(CalendarDay day, PageContext context) =>
        context.Choose(day.NameVi, day.NameEn is { Length: > 0 } english ? english : null) is { Length: > 0 } name ? name
        : day.IsWorking ? context.T.WorkingSaturday
        : context.T.Holiday;

    static List<SpecialDay> Special(PageContext context, DateOnly from, DateOnly to) =>
        [
            .. context
                .Facts.Union.Calendar.Days.Where(day => day.Date >= from && day.Date <= to)
                .Select(day => new SpecialDay(
                    PageContext.Day(day.Date),
                    context.Weekday(day.Date),
                    day.IsWorking ? context.T.WorkingSaturday : context.T.Holiday,
                    SpecialName(day, context) + (day.IsTentative ? $" ({context.T.Tentative})" : "")
                )),
        ];

    static CalendarFilterFacts Filter(PageContext context) =>
        new(
            [
                .. context
                    .Facts.Overview.Days.SelectMany(day => day.Departments)
                    .Concat(context.Facts.Overview.NextYear.Select(day => day.Department).OfType<string>())
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true)),
            ],
            [.. context.Facts.Overview.Days.Select(day => Shown(day.Kind)).Distinct().Order()]
        );

    /// <summary>What is overdue is still what it was.</summary>
    public static ReminderKind Shown(ReminderKind kind) =>
        kind switch
        {
            ReminderKind.ReportOverdue => ReminderKind.Report,
            ReminderKind.TermOverdue => ReminderKind.Term,
            ReminderKind.AssignmentOverdue => ReminderKind.Assignment,
            _ => kind,
        };

    static NextYearView NextYear(PageContext context)
    {
        var (t, year, filter) = (context.T, context.Today.Year + 1, Filter(context));
        return new()
        {
            T = t,
            Home = "",
            Nav = Nav(null, null, context, context.Today.Year),
            Filter = filter.View(context, ofList: true),
            Days =
            [
                .. context.Facts.Overview.NextYear.Select(
                    (day, i) =>
                        new YearListLine(
                            i + 1,
                            When(day, year),
                            day.Day is { } date ? context.Weekday(date) : "",
                            context.IsEnglish ? day.WhatEn : day.What,
                            day.Years is { } years ? PageContext.Number(years) : "",
                            Round(day.Years, t),
                            day.Department is null ? t.Everybody : context.Department(day.Department),
                            day.Department is { } name ? PageContext.Number(filter.Departments.IndexOf(name)) : "",
                            ReminderKinds.Word(Shown(day.Said.Kind)),
                            Note(day, t)
                        )
                ),
            ],
        };
    }

    static string When(YearDay day, int year) =>
        day.Day is { } date ? PageContext.Day(date)
        : day.Month is { } month ? string.Create(CultureInfo.InvariantCulture, $"{month:00}/{year}")
        : PageContext.Number(year);

    static string Round(int? years, PageWords t) =>
        years is null
            ? ""
            : Milestones.FromYears(years) switch
            {
                Milestone.Round10 => t.Round10,
                Milestone.Round5 => t.Round5,
                _ => t.OtherYears,
            };

    static string? Note(YearDay day, PageWords t) =>
        day.Event is { } held ? $"{t.CoveredOn} {held}"
        : day is { Day: null, Month: null } ? t.DayUnknown
        : day.IsTentative ? t.Tentative
        : null;

    /// <summary>What there is to choose from.</summary>
    sealed record CalendarFilterFacts(IReadOnlyList<string> Departments, IReadOnlyList<ReminderKind> Kinds)
    {
        public CalendarFilter View(PageContext context, bool ofList = false)
        {
            var kinds = ofList ? [.. context.Facts.Overview.NextYear.Select(day => Shown(day.Said.Kind)).Distinct().Order()] : Kinds;
            return new(
                [.. Departments.Select((name, i) => new MenuLine(context.Department(name), PageContext.Number(i), IsCurrent: false))],
                [.. kinds.Select(kind => new MenuLine(context.T.Kinds[kind], ReminderKinds.Word(kind), IsCurrent: false))]
            );
        }
    }
}
