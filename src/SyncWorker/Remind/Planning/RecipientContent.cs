using System.Globalization;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>Completes a case's facts for one recipient and step.</summary>
static class RecipientContent
{
    // Đ after D, tones after letters: the order of a Vietnamese list.
    static readonly StringComparer s_vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None);

    public static ReminderContent Complete(
        DueItem dueItem,
        Step step,
        Recipient to,
        List<Unit> units,
        Ledger ledger,
        RemindFacts facts,
        DateOnly today
    )
    {
        var finder = new RecipientFinder(facts);
        var missing = units.Where(unit => unit.IsOpen).OrderBy(unit => unit.Partner.NameVi, s_vietnamese).ToList();
        var said = dueItem.Facts with
        {
            Kind = step.IsOverdue ? ReminderKinds.Overdue(dueItem.Facts.Kind) : dueItem.Facts.Kind,
            Missing = [.. missing.Select(unit => Missing(dueItem, unit, to, ledger, finder, today))],
            TrackingSheet = missing.Count == 0 ? null : TrackingSheet(missing, facts),
            Draft = step.Draft,
            ActionVi = IsAsked(to) ? dueItem.Facts.ActionVi : null,
            ActionEn = IsAsked(to) ? dueItem.Facts.ActionEn : null,
            Actions = IsAsked(to) ? dueItem.Facts.Actions : [],
            LastStepOn = dueItem.Steps.Where(lead => !lead.IsOverdue && lead.SendOn <= dueItem.Day).Max(lead => (DateOnly?)lead.SendOn),
            // An anniversary's day stands whatever the days off; a day that was rolled off one does not.
            Tentative =
                dueItem.Facts.Kind is ReminderKind.Report or ReminderKind.Meeting
                && facts.Calendar.IsTentative(dueItem.Day.AddDays(-10), dueItem.Day),
            WhyVi = to.WhyVi,
            WhyEn = to.WhyEn,
        };
        said = WithBreak(new ReportTotals(dueItem, units, to, finder, facts, today).AddTo(said), step, facts, today);
        return step.IsOverdue
            ? WithNextStep(said, step, dueItem, roles => IsTo(roles, dueItem, units, to, finder, today), facts, today)
            : said;
    }

    /// <summary>Names the long break that the step's notice is about.</summary>
    static ReminderContent WithBreak(ReminderContent said, Step step, RemindFacts facts, DateOnly today)
    {
        if (step.Break is null)
        {
            return said;
        }

        var off = LongBreaks.Near(today, step.Name.Kind != StepKind.AfterBreak, facts.LongBreak, facts.Calendar);
        var named = off?.NamedDay(facts.Calendar);
        return said with
        {
            Break = step.Break,
            BreakFrom = off?.First,
            BreakTo = off?.Last,
            BreakVi = Plain(named?.NameVi),
            BreakEn = Plain(named?.NameEn),
        };
    }

    /// <summary>Says of a chase who has got it, and what follows when nothing comes.</summary>
    static ReminderContent WithNextStep(
        ReminderContent said,
        Step step,
        DueItem dueItem,
        Func<IReadOnlyList<Addressee>, bool> isToReader,
        RemindFacts facts,
        DateOnly today
    )
    {
        var next = dueItem.Steps.FirstOrDefault(later => later.IsOverdue && later.SendOn > today);
        var newly = Newly(next?.To ?? [], step.To);
        return said with
        {
            NextStepOn = next?.SendOn,
            NextStepTo = newly,
            NextStepDraft = next?.Draft,
            NextStepIsToReader = isToReader(newly),
            StepTo = step.To,
            OverdueWorkingDays = facts.Calendar.WorkingDaysBetween(dueItem.Day, today),
        };
    }

    static bool IsTo(
        IReadOnlyList<Addressee> roles,
        DueItem dueItem,
        List<Unit> units,
        Recipient to,
        RecipientFinder finder,
        DateOnly today
    ) =>
        roles.Any(role =>
            units
                .Select(unit => unit.Scope)
                .DefaultIfEmpty(dueItem.Scope)
                .Any(scope => finder.Find(role, scope, today).Any(other => other.Key == to.Key))
        );

    // "Tết Nguyên đán (29 Chạp) - tạm tính" is a day of "Tết Nguyên đán".
    static string? Plain(string? name) => name?.Split(" (")[0].Split(" - ")[0];

    // What to do is said to the staff who do it: not to leaders, who want to know, nor to the association that the work is about.
    static bool IsAsked(Recipient to) => to.Role.Role is not (Role.Leader or Role.AssociationOffice);

    // Today's mail does not announce a later mail to the same recipient.
    static IReadOnlyList<Addressee> Newly(IReadOnlyList<Addressee> next, IReadOnlyList<Addressee> now) =>
        next.Except(now).ToList() is { Count: > 0 } others ? others : next;

    static string? TrackingSheet(List<Unit> units, RemindFacts facts)
    {
        var sheets = facts.Options.TrackingSheets;
        var named = units
            .Select(unit => sheets.GetValueOrDefault(unit.Scope.Department ?? "") ?? sheets.GetValueOrDefault("*"))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return named is [] ? null : string.Join("; ", named);
    }

    static MissingReport Missing(DueItem dueItem, Unit unit, Recipient to, Ledger ledger, RecipientFinder finder, DateOnly today)
    {
        var reminded = ledger.RowsOf(dueItem.Key with { Subject = unit.Partner.Key }).Count(row => row.WasNotified);
        var officer = finder.Find(Role.Officer, unit.Scope, today).FirstOrDefault();
        var other = officer?.Key == to.Key ? null : officer;
        return new(unit.Partner.NameVi, reminded, other?.PositionVi)
        {
            UnitEn = unit.Partner.NameEn,
            OfficerEn = other?.PositionEn,
            Partner = unit.Partner.Id,
            ExtendedTo = unit.ExtendedTo,
            IsListedOnly = unit.IsListedOnly,
            Response = unit.Response,
            Phone = unit.Partner.Field(CanonicalField.Phone),
            Email = unit.Partner.Field(CanonicalField.Email),
        };
    }
}
