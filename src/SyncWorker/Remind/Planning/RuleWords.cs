using System.Globalization;
using System.Text.RegularExpressions;
using SyncWorker.Remind.Calendars;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>Says each rule in a sentence, in Vietnamese for staff or in English, with the next three days it gives.</summary>
static partial class RuleWords
{
    const int NextDays = 3;

    public static IEnumerable<RuleLine> All(RemindFacts facts, DateOnly today, bool english)
    {
        // Two years more than a plan looks ahead, so that yearly rules have three days too.
        var cases = CaseBook.For(facts, today, today.AddYears(2)).Cases.Where(@case => @case.Facts.UnitVi is null && @case.Day >= today && @case.Closed is null).ToLookup(@case => @case.Rule);
        return Words(facts.Options, english).Select(rule => new RuleLine(rule.Id, rule.Words)
        {
            Next = [.. cases[rule.Id].OrderBy(@case => @case.Day).ThenBy(@case => @case.Subject, StringComparer.Ordinal).Take(NextDays)
                .Select(@case => new NextDay(@case.Day, english ? Phrase.En(@case.Facts) : Phrase.Vi(@case.Facts)))],
        });
    }

    static IEnumerable<(string Id, string Words)> Words(RemindOptions options, bool english)
    {
        var say = new RuleLanguage(english);
        foreach (var rule in options.Anniversaries)
        {
            yield return (rule.Id, Of(rule, say));
        }

        foreach (var rule in options.Reports)
        {
            yield return (rule.Id, Of(rule, say));
        }

        foreach (var rule in options.Terms)
        {
            var from = rule.After.Number == 0 ? say.This($"vào ngày ghi ở mục {rule.Of}", $"on the date in {rule.Of}") : say.This($"sau ngày ghi ở mục {rule.Of} {say.Distance(rule.After)}", $"{rule.After} after the date in {rule.Of}");
            yield return (rule.Id, $"{Name(rule.Name, rule.Id, say)}{say.Who(rule.Who)}: {from}; {say.Leads(rule.Lead, rule.To)}{say.Overdue(rule.Overdue)}{say.This(", đến khi có ngày mới", ", until there is a later date")}.");
        }

        foreach (var rule in options.Meetings)
        {
            var days = rule.Rhythm is { } rhythm ? say.This(rhythm.InVietnamese(), rhythm.ToString()) : say.This("vào các ngày đã định", "on given days");
            yield return (rule.Id, $"{Name(rule.Name, rule.Id, say)}: {days}; {say.Leads(rule.Lead, rule.To)}.");
        }

        foreach (var rule in options.Campaigns)
        {
            yield return (rule.Id, $"{Name(rule.Name, rule.Id, say)}: {DayText.DayFirst(rule.From)} - {DayText.DayFirst(rule.Until)}, {say.This("ngày đầu, giữa kỳ và ngày cuối", "first day, middle and last day")}; {say.Leads(rule.Lead, rule.To)}.");
        }

        yield return (RemindOptions.EventRule, $"{say.This("Sự kiện", "Events")} {Sheet(options.Events, say)}; {say.Leads(options.Events.Lead, options.Events.To)}.");
        if (options.YearList is { } list)
        {
            yield return (RemindOptions.YearListRule, say.This(
                $"Danh mục ngày kỷ niệm năm sau, gửi ngày {Days(list.Days, " và ")}, tới {say.Roles(list.To)}.", $"The list of next year's days, mailed on {Days(list.Days, " and ")} to {say.Roles(list.To)}."));
        }

        yield return (RemindOptions.RequestRule, $"{say.This("Báo cáo đột xuất (report ask)", "Requests made with report ask")}; {say.Leads(options.Requests.Lead, options.Requests.To)}{say.Overdue(options.Requests.Overdue)}.");
    }

    static string Of(AnniversaryOptions rule, RuleLanguage say)
    {
        var each = rule.Subject == SubjectKind.Country ? say.This("từng nước", "each country") : say.This("từng tổ chức", "each partner");
        var what = rule.Of switch
        {
            CanonicalField.Founded => say.This("Ngày thành lập của từng tổ chức", "The founding day of each partner"),
            CanonicalField.Relations => say.This("Ngày thiết lập quan hệ ngoại giao, mỗi nước một lần", "The day relations were established, once a country"),
            CanonicalField.NationalDay => say.This("Quốc khánh, mỗi nước một lần", "The national day, once a country"),
            _ when PartialDate.TryParse(rule.Of, out _) => $"{Name(rule.Name, rule.Id, say)} ({string.Join('/', rule.Of.Split('-').Reverse())})",
            _ => say.This($"{Name(rule.Name, rule.Id, say)} của {each} (mục {rule.Of})", $"{Name(rule.Name, rule.Id, say)} of {each} (the date in {rule.Of})"),
        };
        var lunar = rule.Calendar == DayCalendar.Lunar ? say.This(", theo âm lịch", ", by the lunar calendar") : "";
        var counted = rule.CountYears && rule.Of != CanonicalField.NationalDay
            ? say.This($"; năm lẻ 5 thêm {say.Leads(rule.Round5)}; năm tròn thêm {say.Leads(rule.Round10)}", $"; years ending in 5 also {say.Leads(rule.Round5)}; in 0 also {say.Leads(rule.Round10)}")
            : rule.CountYearsFor.Count > 0 ? say.This($"; chỉ tính số năm cho {string.Join(", ", rule.CountYearsFor)}", $"; years are counted for {string.Join(", ", rule.CountYearsFor)} only")
            : say.This("; không tính số năm", "; years are not counted");
        var moved = rule.Moved.Select(day => day.Country).Distinct().ToList();
        var law = moved.Count == 0 ? "" : say.This($"; ngày đã đổi theo luật: {string.Join(", ", moved)}", $"; moved by law: {string.Join(", ", moved)}");
        return $"{what}{say.Who(rule.Who)}{lunar}: {say.Leads(rule.Lead, rule.To)}{counted}{law}.";
    }

    static string Of(ReportOptions rule, RuleLanguage say)
    {
        var year = rule.Due.Year switch { DueYear.Next => say.This(" năm sau", " of the next year"), DueYear.Previous => say.This(" năm trước", " of the year before"), _ => "" };
        var due = rule.Due.Day is { } day ? say.This($"hạn {Days([day], "")}{year}", $"due {Days([day], "")}{year}")
            : say.This($"hạn sau khi hết kỳ {say.Distance(rule.Due.After ?? Lead.TheDay)}", $"due {rule.Due.After} after the period's end");
        var given = string.Join(", ", rule.Periods.Select(at => $"{at.Key}: {DayText.DayFirst(at.Value.Due)}"));
        var basis = given.Length == 0 ? "" : say.This($", theo văn bản: {given}", $", by a document: {given}");
        return $"{rule.Code}, {Name(rule.Name, rule.Code, say)}{say.Who(rule.Who)}: {due}{say.Roll(rule.Due.Roll)}{basis}; {say.Leads(rule.Lead, rule.To)}{say.Overdue(rule.Overdue)}.";
    }

    static string Sheet(EventOptions rule, RuleLanguage say) => rule.Sheet is { } sheet
        ? say.This($"ở sổ {sheet}", $"of the sheet {sheet}")
        : say.This("từ các nguồn (chưa đặt sổ sự kiện)", "of the sources (no sheet is named)");

    // What differs from case to case is left open.
    static string Name(Wording name, string fallback, RuleLanguage say) => Placeholder().Replace(say.This(name.Vi ?? fallback, name.En ?? name.Vi ?? fallback), "…");

    static string Days(IEnumerable<MonthDay> days, string and) => string.Join(and, days.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Day:00}/{day.Month:00}")));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}

sealed record RuleLine(string Id, string Words)
{
    public required IReadOnlyList<NextDay> Next { get; init; }
}

sealed record NextDay(DateOnly Day, string What);
