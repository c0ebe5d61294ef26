using System.Globalization;
using System.Text.RegularExpressions;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>Says each rule in a sentence, in Vietnamese for staff or in English, with the next three days it gives.</summary>
static partial class RuleDescriptions
{
    const int NextDays = 3;

    public static IEnumerable<RuleLine> All(RemindFacts facts, DateOnly today, bool english)
    {
        // Two years more than a plan looks ahead, so that yearly rules have three days too.
        var cases = DueItemIndex
            .Build(facts, today, today.AddYears(2))
            .Items.Where(dueItem => dueItem.Facts.UnitVi is null && dueItem.Day >= today && dueItem.Closed is null)
            .ToLookup(dueItem => dueItem.Rule);
        return DescribeAll(facts.Options, english)
            .Select(rule => new RuleLine(rule.Id, rule.Words)
            {
                Next =
                [
                    .. cases[rule.Id]
                        .OrderBy(dueItem => dueItem.Day)
                        .ThenBy(dueItem => dueItem.Subject, StringComparer.Ordinal)
                        .Take(NextDays)
                        .Select(dueItem => new NextDay(
                            dueItem.Day,
                            english ? ReminderTitle.En(dueItem.Facts) : ReminderTitle.Vi(dueItem.Facts)
                        )),
                ],
            });
    }

    static IEnumerable<(string Id, string Words)> DescribeAll(RemindOptions options, bool english)
    {
        var say = new RuleFormatter(english);
        foreach (var rule in options.Anniversaries)
        {
            yield return (rule.Id, DescribeRule(rule, say));
        }

        foreach (var rule in options.Reports)
        {
            yield return (rule.Id, DescribeRule(rule, say));
        }

        foreach (var rule in options.Terms)
        {
            var from =
                rule.After.Number == 0
                    ? say.Choose($"vào ngày ghi ở mục {rule.Of}", $"on the date in {rule.Of}")
                    : say.Choose($"sau ngày ghi ở mục {rule.Of} {say.Distance(rule.After)}", $"{rule.After} after the date in {rule.Of}");
            yield return (
                rule.Id,
                $"{Name(rule.Name, rule.Id, say)}{say.Who(rule.Who)}: {from}; {say.Leads(rule.Lead, rule.To)}{say.Repeat(rule.Repeat)}{say.Overdue(rule.Overdue)}{say.Choose(", đến khi có ngày mới", ", until there is a later date")}."
            );
        }

        foreach (var rule in options.Meetings)
        {
            var days = rule.Rhythm is { } rhythm
                ? say.Choose(rhythm.InVietnamese(), rhythm.ToString())
                : say.Choose("vào các ngày đã định", "on given days");
            yield return (rule.Id, $"{Name(rule.Name, rule.Id, say)}: {days}; {say.Leads(rule.Lead, rule.To)}.");
        }

        foreach (var rule in options.Campaigns)
        {
            yield return (
                rule.Id,
                $"{Name(rule.Name, rule.Id, say)}: {DayText.DayFirst(rule.From)} - {DayText.DayFirst(rule.Until)}, {say.Choose("ngày đầu, giữa kỳ và ngày cuối", "first day, middle and last day")}; {say.Leads(rule.Lead, rule.To)}."
            );
        }

        yield return (
            RemindOptions.EventRule,
            $"{say.Choose("Sự kiện", "Events")} {Sheet(options.Events, say)}; {say.Leads(options.Events.Lead, options.Events.To)}."
        );
        if (options.YearList is { } list)
        {
            yield return (
                RemindOptions.YearListRule,
                say.Choose(
                    $"Danh mục ngày kỷ niệm năm sau, gửi ngày {Days(list.Days, " và ")}, tới {say.Roles(list.To)}.",
                    $"The list of next year's days, mailed on {Days(list.Days, " and ")} to {say.Roles(list.To)}."
                )
            );
        }

        if (options.RegisterCheck is { } check)
        {
            yield return (
                RemindOptions.RegisterCheckRule,
                say.Choose(
                    $"Rà soát sổ đăng ký{say.Who(check.Who)}: mỗi đơn vị nhận bản ghi của mình trước {say.Distance(check.Lead)}, gửi lại trước ngày {Days([check.Due], "")}.",
                    $"Check of the register{say.Who(check.Who)}: each unit gets its own record {check.Lead} before {Days([check.Due], "")}, by which it sends it back."
                )
            );
        }

        if (options.Assignments.Sheet is { } assignments)
        {
            yield return (
                RemindOptions.AssignmentRule,
                $"{say.Choose($"Kết luận hội nghị, kiến nghị ở sổ {assignments}", $"Conclusions and petitions of the sheet {assignments}")}; {say.Leads(options.Assignments.Lead, options.Assignments.To)}{say.Repeat(options.Assignments.Repeat)}{say.Overdue(options.Assignments.Overdue)}."
            );
        }

        yield return (
            RemindOptions.RequestRule,
            $"{say.Choose("Báo cáo đột xuất (report ask)", "Requests made with report ask")}; {say.Leads(options.Requests.Lead, options.Requests.To)}{say.Repeat(options.Requests.Repeat)}{say.Overdue(options.Requests.Overdue)}."
        );
    }

    static string DescribeRule(AnniversaryOptions rule, RuleFormatter formatter)
    {
        var each =
            rule.Subject == SubjectKind.Country
                ? formatter.Choose("từng nước", "each country")
                : formatter.Choose("từng tổ chức", "each partner");
        var what = rule.Of switch
        {
            CanonicalField.Founded => formatter.Choose("Ngày thành lập của từng tổ chức", "The founding day of each partner"),
            CanonicalField.Relations => formatter.Choose(
                "Ngày thiết lập quan hệ ngoại giao, mỗi nước một lần",
                "The day relations were established, once a country"
            ),
            CanonicalField.NationalDay => formatter.Choose("Quốc khánh, mỗi nước một lần", "The national day, once a country"),
            _ when OwnField.IsDate(rule.Of) => $"{Name(rule.Name, rule.Id, formatter)} ({string.Join('/', rule.Of.Split('-').Reverse())})",
            _ => formatter.Choose(
                $"{Name(rule.Name, rule.Id, formatter)} của {each} (mục {rule.Of})",
                $"{Name(rule.Name, rule.Id, formatter)} of {each} (the date in {rule.Of})"
            ),
        };
        var lunar = rule.Calendar == DayCalendar.Lunar ? formatter.Choose(", theo âm lịch", ", by the lunar calendar") : "";
        var counted =
            rule.CountYears && rule.Of != CanonicalField.NationalDay && !OwnField.IsDayOfYear(rule.Of)
                ? formatter.Choose(
                    $"; năm lẻ 5 thêm {formatter.Leads(rule.Round5)}; năm tròn thêm {formatter.Leads(rule.Round10)}",
                    $"; years ending in 5 also {formatter.Leads(rule.Round5)}; in 0 also {formatter.Leads(rule.Round10)}"
                )
            : rule.CountYearsFor.Count > 0
                ? formatter.Choose(
                    $"; chỉ tính số năm cho {string.Join(", ", rule.CountYearsFor)}",
                    $"; years are counted for {string.Join(", ", rule.CountYearsFor)} only"
                )
            : formatter.Choose("; không tính số năm", "; years are not counted");
        var moved = rule.Moved.Select(day => day.Country).Distinct().ToList();
        var law =
            moved.Count == 0
                ? ""
                : formatter.Choose($"; ngày đã đổi theo luật: {string.Join(", ", moved)}", $"; moved by law: {string.Join(", ", moved)}");
        var reach =
            rule.Countries == CountryReach.Linked
                ? formatter.Choose(
                    "; nước chưa có hội hoặc đối tác chỉ nêu trong lịch hai tuần",
                    "; countries without an association or a partner stand in the weekly outlook only"
                )
                : "";
        return $"{what}{formatter.Who(rule.Who)}{lunar}: {formatter.Leads(rule.Lead, rule.To)}{counted}{law}{reach}.";
    }

    static string DescribeRule(ReportOptions rule, RuleFormatter formatter)
    {
        var year = rule.Due.Year switch
        {
            DueYear.Next => formatter.Choose(" năm sau", " of the next year"),
            DueYear.Previous => formatter.Choose(" năm trước", " of the year before"),
            _ => "",
        };
        var due = rule.Due.Day is { } day
            ? formatter.Choose($"hạn {Days([day], "")}{year}", $"due {Days([day], "")}{year}")
            : formatter.Choose(
                $"hạn sau khi hết kỳ {formatter.Distance(rule.Due.After ?? Lead.TheDay)}",
                $"due {rule.Due.After} after the period's end"
            );
        var given = string.Join(", ", rule.Periods.Select(at => $"{at.Key}: {DayText.DayFirst(at.Value.Due)}"));
        var basis = given.Length == 0 ? "" : formatter.Choose($", theo văn bản: {given}", $", by a document: {given}");
        var years = rule.Years is { } every ? formatter.Choose($" ({every.Length} năm một lần)", $" (every {every.Length} years)") : "";
        return $"{rule.Code}, {Name(rule.Name, rule.Code, formatter)}{formatter.Who(rule.Who)}{years}: {due}{formatter.Roll(rule.Due.Roll)}{basis}; {formatter.Leads(rule.Lead, rule.To)}{formatter.Repeat(rule.Repeat)}{formatter.Overdue(rule.Overdue)}.";
    }

    static string Sheet(EventOptions rule, RuleFormatter say) =>
        rule.Sheet is { } sheet
            ? say.Choose($"ở sổ {sheet}", $"of the sheet {sheet}")
            : say.Choose("từ các nguồn (chưa đặt sổ sự kiện)", "of the sources (no sheet is named)");

    // What differs from case to case is left open.
    static string Name(Wording name, string fallback, RuleFormatter say) =>
        Placeholder().Replace(say.Choose(name.Vi ?? fallback, name.En ?? name.Vi ?? fallback), "…");

    static string Days(IEnumerable<MonthDay> days, string and) =>
        string.Join(and, days.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Day:00}/{day.Month:00}")));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}

sealed record RuleLine(string Id, string Words)
{
    public required IReadOnlyList<NextDay> Next { get; init; }
}

sealed record NextDay(DateOnly Day, string What);
