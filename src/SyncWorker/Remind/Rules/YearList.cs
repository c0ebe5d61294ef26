using System.Globalization;
using SyncWorker.Files;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// "Danh mục ngày kỷ niệm năm sau": every yearly day of a year for the plan and the budget, round years first, then years ending in
/// 5, then the rest; dates known to the year only appear in this list alone.
/// </summary>
static class YearList
{
    static readonly IReadOnlyList<string> s_columns = ["TT", "Ngày", "Thứ", "Nội dung", "Số năm", "Loại", "Phụ trách", "Ghi chú"];
    static readonly IReadOnlyList<string> s_columnsEn = ["No", "Day", "Weekday", "What", "Years", "Kind", "In charge", "Note"];

    public static readonly IReadOnlyList<int> Widths = [5, 14, 10, 60, 8, 12, 26, 36];

    static readonly IReadOnlyList<CellKind> s_kinds = [CellKind.Number, CellKind.Day, CellKind.Text, CellKind.Text, CellKind.Number];

    // Đ after D, tones after letters: the order of a Vietnamese list.
    static readonly StringComparer s_vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None);

    public static IReadOnlyList<YearDay> DaysOf(int year, RemindFacts facts)
    {
        var cases = facts
            .Options.Anniversaries.SelectMany(rule =>
                AnniversaryItems.Between(new(year, 1, 1), new(year, 12, 31), rule, facts, DueParts.Days)
            )
            .ToList();
        var covers = new EventCovers(cases, facts);
        var held = facts
            .Events.Where(heldEvent => !heldEvent.IsCancelled)
            .SelectMany(heldEvent => covers.CoveredBy(heldEvent), (heldEvent, covered) => (Event: heldEvent, covered.Item))
            .Where(at => at.Item is not null)
            .GroupBy(at => at.Item!.Key)
            .ToDictionary(group => group.Key, group => group.First().Event);
        var dated = cases.Select(dueItem => new YearDay(ReminderTitle.Vi(dueItem.Facts with { Years = null }), dueItem.Facts.Years)
        {
            Said = dueItem.Facts,
            WhatEn = ReminderTitle.En(dueItem.Facts with { Years = null }),
            Day = dueItem.Facts.Origin is { Precision: DatePrecision.Month } ? null : dueItem.Day,
            Month = dueItem.Facts.Origin is { Precision: DatePrecision.Month } ? dueItem.Day.Month : null,
            Order = dueItem.Day,
            Department = dueItem.Scope.Department,
            Event = held.GetValueOrDefault(dueItem.Key) is { } heldEvent ? $"{DayText.DayFirst(heldEvent.Day)}: {heldEvent.TitleVi}" : null,
            IsTentative = facts.Calendar.IsTentative(dueItem.Day, dueItem.Day),
        });
        var yearOnly =
            from rule in facts.Options.Anniversaries
            from origin in AnniversaryItems.Dates(rule, facts)
            where origin.Date is { Precision: DatePrecision.Year } date && date.Year < year
            let said = AnniversaryItems.Content(origin, null, rule)
            select new YearDay(ReminderTitle.Vi(said), origin.CountsYears ? year - origin.Date!.Value.Year : null)
            {
                Said = said,
                WhatEn = ReminderTitle.En(said),
                Order = new(year, 12, 31),
                Department = origin.Scope.Department,
            };
        return
        [
            .. dated
                .Concat(yearOnly)
                .OrderByDescending(day => Milestones.FromYears(day.Years))
                .ThenBy(day => day.Order)
                .ThenBy(day => day.Day is null)
                .ThenBy(day => day.What, s_vietnamese),
        ];
    }

    /// <summary>The list as a sheet: its lines, and what goes with the mail.</summary>
    public static SheetTable Table(int year, IReadOnlyList<YearDay> days, bool english = false) =>
        new(
            english ? $"Anniversaries {year}" : $"Danh mục ngày kỷ niệm {year}",
            [english ? s_columnsEn : s_columns, .. days.Select((day, i) => Line(year, day, i + 1, english))],
            Widths
        )
        {
            Kinds = s_kinds,
        };

    static IReadOnlyList<string> Line(int year, YearDay day, int number, bool english) =>
        [
            number.ToString(CultureInfo.InvariantCulture),
            When(year, day, english),
            day.Day is { } date ? Weekdays.Name(date.DayOfWeek, english) : "",
            english ? day.WhatEn : day.What,
            day.Years?.ToString(CultureInfo.InvariantCulture) ?? "",
            day.Years is null
                ? ""
                : (Milestones.FromYears(day.Years), english) switch
                {
                    (Milestone.Round10, false) => "năm tròn",
                    (Milestone.Round5, false) => "năm lẻ 5",
                    (_, false) => "năm khác",
                    (Milestone.Round10, true) => "ends in 0",
                    (Milestone.Round5, true) => "ends in 5",
                    _ => "other",
                },
            day.Department ?? "",
            Note(day, english),
        ];

    static string When(int year, YearDay day, bool english) =>
        (day.Day, day.Month, english) switch
        {
            ({ } known, _, _) => DayText.DayFirst(known),
            (_, { } month, false) => string.Create(CultureInfo.InvariantCulture, $"tháng {month:00}/{year}"),
            (_, { } month, true) => string.Create(CultureInfo.InvariantCulture, $"{month:00}/{year}"),
            (_, _, false) => $"năm {year}",
            _ => $"{year}",
        };

    static string Note(YearDay day, bool english) =>
        string.Join(
            "; ",
            new[]
            {
                day.Event is { } held ? (english ? $"held on {held}" : $"tổ chức ngày {held}") : null,
                day is { Day: null, Month: null }
                    ? (english ? "only the year is known: find the day" : "chỉ biết năm: cần xác định ngày")
                    : null,
                day.IsTentative ? (english ? "days off not yet decided" : "lịch nghỉ tạm tính") : null,
            }.OfType<string>()
        );

    /// <summary>The days on which the list of the next year is mailed, as cases.</summary>
    public static IEnumerable<DueItem> DueItems(DateOnly from, DateOnly to, YearListOptions rule, RemindFacts facts)
    {
        for (var year = from.Year; year <= to.Year; year++)
        {
            var days = rule
                .Days.Select(monthDay => (MonthDay: monthDay, Raw: monthDay.In(year, Feb29.Feb28)))
                .Select(at => (at.MonthDay, at.Raw, Day: facts.Calendar.Back(at.Raw)))
                .Where(at => at.Day >= from && at.Day <= to)
                .ToList();
            var said = days.Count == 0 ? null : Content(year + 1, rule, facts); // one list, however often it is mailed
            foreach (var (monthDay, raw, day) in days)
            {
                yield return new()
                {
                    Rule = RemindOptions.YearListRule,
                    Subject = string.Create(CultureInfo.InvariantCulture, $"list:{year + 1}"),
                    Period = $"{raw:yyyy-MM-dd}",
                    Day = day,
                    DayWhy = $"the list of {year + 1} is mailed on {monthDay}",
                    Steps = Steps.Before(day, [Lead.TheDay], rule.To, Roll.Previous, facts.Calendar),
                    Scope = new(),
                    KnownOn = facts.Start(DateOnly.MinValue, RemindOptions.YearListRule),
                    ExpiresOn = facts.Calendar.AddWorking(day, 5),
                    Facts = said!,
                };
            }
        }
    }

    static Union.ReminderContent Content(int year, YearListOptions rule, RemindFacts facts)
    {
        var days = DaysOf(year, facts);
        var rounds = days.Where(day => Milestones.FromYears(day.Years) == Milestone.Round10).ToList();
        var (tens, fives) = (rounds.Count, days.Count(day => Milestones.FromYears(day.Years) == Milestone.Round5));
        var (where, at) = rule.Folder is { } folder
            ? ($"; tệp {FileName(year)} trong {folder}", $"; the file {FileName(year)} is in {folder}")
            : ("", "");
        return new()
        {
            Kind = ReminderKind.YearList,
            SubjectVi = $"Danh mục ngày kỷ niệm năm {year}: {days.Count} ngày, trong đó {tens} năm tròn, {fives} năm lẻ 5{where}",
            SubjectEn = $"Anniversaries of {year}: {days.Count} days, {tens} ending in 0 and {fives} in 5{at}",
            YearList = new(year, days.Count, [.. rounds.Select(day => Listed(day, facts))], fives)
            {
                File = rule.Folder is { } place ? Path.Combine(place, FileName(year)) : null,
            },
            Table = Table(year, days),
            TableEn = Table(year, days, english: true),
            ActionVi = $"đưa vào kế hoạch và dự toán năm {year}",
            ActionEn = $"include them in the plan and the budget of {year}",
        };
    }

    static ListedDay Listed(YearDay day, RemindFacts facts)
    {
        var said = day.Said with { Years = day.Years };
        return new(day.Day, ReminderTitle.Vi(said), ReminderTitle.En(said))
        {
            Month = day.Month,
            Department = day.Department,
            DepartmentEn = facts.Staff.Staff.FirstOrDefault(position => position.Department == day.Department)?.DepartmentEn,
        };
    }

    public static string FileName(int year) => string.Create(CultureInfo.InvariantCulture, $"danh-muc-ky-niem-{year}.xlsx");
}

/// <param name="What">In Vietnamese, without the years.</param>
sealed record YearDay(string What, int? Years)
{
    public required string WhatEn { get; init; }

    /// <summary>What reminders say of it.</summary>
    public required Union.ReminderContent Said { get; init; }

    /// <summary>Null when only the month or the year is known.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>When only the month is known.</summary>
    public int? Month { get; init; }

    public required DateOnly Order { get; init; }

    public string? Department { get; init; }

    /// <summary>Day and title of the event that covers it.</summary>
    public string? Event { get; init; }

    /// <summary>A day off that is only computed.</summary>
    public bool IsTentative { get; init; }
}
