using System.Globalization;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>Completes a case's facts for one recipient and step.</summary>
static class MailFacts
{
    // Đ after D, tones after letters: the order of a Vietnamese list.
    static readonly StringComparer s_vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None);

    public static OccurrenceFacts Of(Case @case, Step step, Recipient to, List<Unit> units, Ledger ledger, RemindFacts facts, DateOnly today)
    {
        var missing = units.Where(unit => unit.IsOpen).OrderBy(unit => unit.Partner.NameVi, s_vietnamese).ToList();
        var next = @case.Steps.FirstOrDefault(later => later.IsOverdue && later.SendOn > today);
        return @case.Facts with
        {
            Kind = step.IsOverdue ? $"{@case.Facts.Kind}-overdue" : @case.Facts.Kind,
            Received = units.Count > 0 ? units.Count - missing.Count : null,
            Owed = units.Count > 0 ? units.Count : null,
            Missing = [.. missing.Select(unit => Missing(@case, unit, ledger, facts, today))],
            Department = Department(units),
            Draft = step.Draft,
            Break = step.Break,
            NextStepOn = step.IsOverdue ? next?.SendOn : null,
            NextStepTo = step.IsOverdue ? next?.To ?? [] : [],
            OverdueWorkingDays = step.IsOverdue ? facts.Calendar.WorkingDaysBetween(@case.Day, today) : null,
            Tentative = facts.Calendar.IsTentative(@case.Day.AddDays(-10), @case.Day),
            WhyVi = to.WhyVi,
            WhyEn = to.WhyEn,
        };
    }

    static MissingReport Missing(Case @case, Unit unit, Ledger ledger, RemindFacts facts, DateOnly today)
    {
        var reminded = ledger.Of(@case.Key with { Subject = unit.Partner.Key }).Count(row => row.WasTold);
        var officer = new RecipientFinder(facts).Find("officer", unit.Scope, today).FirstOrDefault();
        return new(unit.Partner.NameVi, reminded, officer?.Salutation);
    }

    static string? Department(List<Unit> units) =>
        units.Select(unit => unit.Scope.Department).Distinct().ToList() is [{ } one] ? one : null;
}
