using System.Globalization;
using SyncWorker.Remind.Calendars;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// "Danh mục ngày kỷ niệm năm sau": every yearly day of a year for the plan and the budget, round years first, then years ending in
/// 5, then the rest; dates known to the year only stand here and nowhere else.
/// </summary>
static class YearList
{
    public static readonly IReadOnlyList<string> Columns = ["TT", "Ngày", "Thứ", "Nội dung", "Số năm", "Loại", "Phụ trách", "Ghi chú"];

    public static readonly IReadOnlyList<int> Widths = [5, 12, 10, 60, 8, 12, 26, 30];

    public static IReadOnlyList<YearDay> Of(int year, RemindFacts facts)
    {
        var dated = facts.Options.Anniversaries
            .SelectMany(rule => AnniversaryCases.Between(new(year, 1, 1), new(year, 12, 31), rule, facts))
            .Select(@case => new YearDay(Phrase.Vi(@case.Facts with { Years = null }), @case.Facts.Years)
            {
                Day = @case.Facts.Origin is { Precision: DatePrecision.Month } ? null : @case.Day,
                Known = @case.Facts.Origin is { Precision: DatePrecision.Month } ? $"tháng {@case.Day:MM/yyyy}" : null,
                Order = @case.Day,
                Department = @case.Scope.Department,
                Note = facts.Calendar.IsTentative(@case.Day, @case.Day) ? "lịch nghỉ tạm tính" : null,
            });
        var yearOnly = facts.Options.Anniversaries.SelectMany(rule => AnniversaryCases.Origins(rule, facts).Select(origin => (Rule: rule, Origin: origin)))
            .Where(at => at.Origin.Date is { Precision: DatePrecision.Year } date && date.Year < year)
            .Select(at => new YearDay(Phrase.Vi(new() { Kind = at.Origin.Kind, SubjectVi = at.Origin.NameVi }), at.Origin.CountsYears ? year - at.Origin.Date!.Value.Year : null)
            {
                Known = $"năm {year}",
                Order = new(year, 12, 31),
                Department = at.Origin.Scope.Department,
                Note = "chỉ biết năm: cần xác định ngày",
            });
        return
        [
            .. dated.Concat(yearOnly).OrderByDescending(day => Milestones.Of(day.Years)).ThenBy(day => day.Order).ThenBy(day => day.Day is null).ThenBy(day => day.What, StringComparer.Ordinal),
        ];
    }

    /// <summary>The list as lines of a sheet.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Lines(IReadOnlyList<YearDay> days) =>
    [
        Columns,
        .. days.Select((day, i) => (IReadOnlyList<string>)
        [
            (i + 1).ToString(CultureInfo.InvariantCulture),
            day.Day is { } known ? known.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : day.Known ?? "",
            day.Day is { } date ? Weekday(date) : "",
            day.What,
            day.Years?.ToString(CultureInfo.InvariantCulture) ?? "",
            day.Years is null ? "" : Milestones.Of(day.Years) switch { Milestone.Round10 => "năm tròn", Milestone.Round5 => "năm lẻ 5", _ => "năm khác" },
            day.Department ?? "",
            day.Note ?? "",
        ]),
    ];

    /// <summary>The days on which the list of the next year is mailed, as cases.</summary>
    public static IEnumerable<Case> Cases(DateOnly from, DateOnly to, YearListOptions rule, RemindFacts facts) =>
        from year in Enumerable.Range(@from.Year, to.Year - @from.Year + 1)
        from monthDay in rule.Days
        let raw = monthDay.In(year, Feb29.Feb28)
        let day = facts.Calendar.Back(raw)
        where day >= @from && day <= to
        select new Case
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
            Facts = Said(year + 1, rule, facts),
        };

    static Store.OccurrenceFacts Said(int year, YearListOptions rule, RemindFacts facts)
    {
        var days = Of(year, facts);
        var (tens, fives) = (days.Count(day => Milestones.Of(day.Years) == Milestone.Round10), days.Count(day => Milestones.Of(day.Years) == Milestone.Round5));
        var (where, at) = rule.Folder is { } folder ? ($"; tệp {FileName(year)} trong {folder}", $"; the file {FileName(year)} is in {folder}") : ("", "");
        return new()
        {
            Kind = "year-list",
            SubjectVi = $"Danh mục ngày kỷ niệm năm {year}: {days.Count} ngày, trong đó {tens} năm tròn, {fives} năm lẻ 5{where}",
            SubjectEn = $"Anniversaries of {year}: {days.Count} days, {tens} ending in 0 and {fives} in 5{at}",
            ActionVi = $"đưa vào kế hoạch và dự toán năm {year}",
            ActionEn = $"take them into the plan and the budget of {year}",
        };
    }

    public static string FileName(int year) => string.Create(CultureInfo.InvariantCulture, $"danh-muc-ky-niem-{year}.xlsx");

    static string Weekday(DateOnly day) => CultureInfo.GetCultureInfo("vi-VN").DateTimeFormat.GetDayName(day.DayOfWeek) is var name ? char.ToUpperInvariant(name[0]) + name[1..] : "";
}

/// <param name="What">In Vietnamese, without the years.</param>
sealed record YearDay(string What, int? Years)
{
    /// <summary>Null when only the month or the year is known.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>"tháng 09/2027" or "năm 2027", when the day is not known.</summary>
    public string? Known { get; init; }

    public required DateOnly Order { get; init; }

    public string? Department { get; init; }

    public string? Note { get; init; }
}
