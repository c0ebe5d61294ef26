using SyncWorker.Remind.Rules;
using SyncWorker.Store;

namespace SyncWorker.Remind.Planning;

/// <summary>Says each rule in a sentence, with the next days it gives.</summary>
static class RuleWords
{
    public static IEnumerable<RuleLine> All(RemindFacts facts, DateOnly today)
    {
        var book = CaseBook.For(facts, today, today);
        var options = facts.Options;
        IEnumerable<(string Id, string Words)> words = options.Anniversaries.Select(rule => (rule.Id, Of(rule)))
            .Concat(options.Reports.Select(rule => (rule.Id, Of(rule))))
            .Concat(options.Terms.Select(rule => (rule.Id, $"{rule.Name.Vi}: {(rule.After.Number == 0 ? "on" : $"{rule.After} after")} the date in {rule.Of}{Who(rule.Who)}; {Leads(rule.Lead)} to {string.Join(", ", rule.To)}; {Overdue(rule.Overdue)}, until there is a later date.")))
            .Concat(options.Meetings.Select(rule => (rule.Id, $"{rule.Name.Vi}: {rule.Rhythm?.ToString() ?? "on given days"}; {Leads(rule.Lead)} to {string.Join(", ", rule.To)}.")))
            .Concat(options.Campaigns.Select(rule => (rule.Id, $"{rule.Name.Vi}: {rule.From:yyyy-MM-dd} to {rule.Until:yyyy-MM-dd}, its start, middle and end; {Leads(rule.Lead)} to {string.Join(", ", rule.To)}.")))
            .Append((RemindOptions.EventRule, $"Events of the sheet{(options.Events.Sheet is { } sheet ? $" {sheet}" : ", which no file is named for")}; {Leads(options.Events.Lead)} to {string.Join(", ", options.Events.To)}."))
            .Concat(options.YearList is { } list ? [(RemindOptions.YearListRule, $"The list of next year's days, on {string.Join(" and ", list.Days)} to {string.Join(", ", list.To)}.")] : Array.Empty<(string, string)>())
            .Append((RemindOptions.RequestRule, $"Requests made with `report ask`; {Leads(options.Requests.Lead)} to {string.Join(", ", options.Requests.To)}; {Overdue(options.Requests.Overdue)}."));
        return words.Select(rule => new RuleLine(rule.Id, rule.Words)
        {
            Next = [.. book.Cases.Where(@case => @case.Rule == rule.Id && @case.Facts.UnitVi is null && @case.Day >= today && @case.Closed is null).OrderBy(@case => @case.Day).ThenBy(@case => @case.Subject, StringComparer.Ordinal).Take(3).Select(@case => new NextDay(@case.Day, Phrase.Vi(@case.Facts)))],
        });
    }

    static string Of(AnniversaryOptions rule)
    {
        var what = rule.Of switch
        {
            CanonicalField.Founded => "The founding day of each partner",
            CanonicalField.Relations => "The day relations were established, once a country",
            CanonicalField.NationalDay => "The national day, once a country",
            _ => PartialDate.TryParse(rule.Of, out _) ? $"{rule.Name.Vi} ({rule.Of})" : $"The day in {rule.Of} of each {(rule.Subject == SubjectKind.Country ? "country" : "partner")}",
        };
        var counted = rule.CountYears ? $"; years ending in 5 also {Leads(rule.Round5)}, in 0 also {Leads(rule.Round10)}"
            : rule.CountYearsFor.Count > 0 ? $"; years are counted for {string.Join(", ", rule.CountYearsFor)} only" : "; years are not counted";
        return $"{what}{Who(rule.Who)}{(rule.Calendar == DayCalendar.Lunar ? ", by the lunar calendar" : "")}: {Leads(rule.Lead)} to {string.Join(", ", rule.To)}{counted}.";
    }

    static string Of(ReportOptions rule)
    {
        var due = rule.Due.Day is { } day ? $"due {day}{(rule.Due.Year == DueYear.Same ? "" : $" of the {rule.Due.Year.ToString().ToLowerInvariant()} year")}" : $"due {rule.Due.After} after the period's end";
        var given = rule.Periods.Count > 0 ? $" (by a document: {string.Join(", ", rule.Periods.Select(at => $"{at.Key} {at.Value.Due:yyyy-MM-dd}"))})" : "";
        return $"{rule.Code}, {rule.Name.Vi}{Who(rule.Who)}, {due}{given}; {Leads(rule.Lead)} to {string.Join(", ", rule.To)}; {Overdue(rule.Overdue)}.";
    }

    static string Leads(IReadOnlyList<Lead> leads) => leads.Count == 0 ? "nothing" : string.Join(", ", leads.Select(lead => lead == Lead.TheDay ? "on the day" : $"{lead} before"));

    static string Overdue(IReadOnlyList<OverdueStep> steps) => steps.Count == 0 ? "not chased" : "chased " + string.Join(", ", steps.Select(step => $"{step.After} after ({string.Join(", ", step.To)})"));

    static string Who(Who who)
    {
        var parts = who.Kinds.Concat(who.Countries).Concat(who.Provinces).Concat(who.Partners).ToList();
        var except = who.Except.Count > 0 ? $" but {string.Join(", ", who.Except)}" : "";
        return parts.Count + who.Except.Count == 0 ? "" : $" ({string.Join(", ", parts)}{except})";
    }
}

sealed record RuleLine(string Id, string Words)
{
    public required IReadOnlyList<NextDay> Next { get; init; }
}

sealed record NextDay(DateOnly Day, string What);
