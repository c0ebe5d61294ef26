using System.Globalization;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// Finds the cases of a report rule whose due day lies in a range: one a partner for the partner's own mailbox, and one for all
/// partners together for staff, so that a person gets one line and one table and not one mail an association.
/// </summary>
static class ReportItems
{
    public static IEnumerable<DueItem> Between(
        DateOnly from,
        DateOnly to,
        ReportOptions rule,
        RemindFacts facts,
        DueParts parts = DueParts.All
    )
    {
        var periods = Enumerable
            .Range(from.Year - 1, to.Year - from.Year + 3)
            .SelectMany(year => Periods.InYear(year, rule))
            .Where(period => IsWanted(period, rule));
        return facts.SetAside.Each(
            rule.Id,
            periods,
            period => (null, period.Key),
            period => ForPeriod(period, rule, facts, parts).Where(item => item.Day >= from && item.Day <= to)
        );
    }

    /// <summary>What each partner owes for the period; the stage keeps a row of it.</summary>
    public static IEnumerable<OwedReport> Owed(Period period, ReportOptions rule, RemindFacts facts)
    {
        var (fallback, basis, why) = Periods.Due(period, rule, facts.Calendar);
        foreach (
            var partner in facts.Partners.Where(partner =>
                partner.IsActive && rule.Who.Includes(partner) && (!rule.Who.ClusterHeads || facts.Clusters.IsHead(partner, period.Year))
            )
        )
        {
            var known = facts.Obligation(partner.Id, rule.Code, period.Key);
            var exception = rule.Exceptions.FirstOrDefault(unitException =>
                unitException.Unit == partner.RegisterId && (unitException.Period ?? period.Key) == period.Key
            );
            var original = exception?.Due ?? fallback;
            var due = known?.ExtendedTo is { } later && later > original ? later : original;
            var start = facts.IsRehearsal ? facts.GoLive : facts.Start(partner.KnownOn, rule.Id);
            if (due < start && known is null)
            {
                continue; // owed before anyone watched it
            }

            yield return new(partner, rule.Code, period.Key, due, facts.Documents.Cite(basis))
            {
                ExemptReason = known?.ExemptReason ?? (exception is { Due: null } ? exception.Reason : null),
                ReceivedOn = known?.ReceivedOn,
                ExtendedFrom = due == original ? null : original,
                Response = known?.Response,
                OriginalWhy = exception?.Due is null ? why : $"due {original:yyyy-MM-dd} for this unit: {exception.Reason}",
                ExtensionWhy =
                    due == original
                        ? null
                        : $"due {due:yyyy-MM-dd} for this unit instead of {original:yyyy-MM-dd}: {known!.ExtensionReason}",
            };
        }
    }

    public static bool IsWanted(Period period, ReportOptions rule) =>
        rule.Only.Count == 0 || rule.Only.Any(part => period.Key.EndsWith($"-{part}", StringComparison.Ordinal));

    static IEnumerable<DueItem> ForPeriod(Period period, ReportOptions rule, RemindFacts facts, DueParts parts)
    {
        var owed = Owed(period, rule, facts).ToList();
        var (ruleDue, _, _) = Periods.Due(period, rule, facts.Calendar);
        var ownRoles = Roles(rule, own: true);
        foreach (var owedReport in owed.Where(_ => ownRoles.Any && parts == DueParts.All))
        {
            yield return Build(owedReport.Partner.Key, period, rule, facts, owedReport, ownRoles, facts.ScopeOf(owedReport.Partner), []);
        }

        var staffRoles = Roles(rule, own: false);
        foreach (
            var group in owed.Where(owedReport => owedReport.ExemptReason is null && staffRoles.Any)
                .SelectMany(
                    owedReport => Lines(owedReport.Partner.Id, owedReport.Due, owedReport.ExtendedFrom),
                    (owed, line) => (owed, line)
                )
                .GroupBy(at => at.line, at => at.owed)
        )
        {
            // Units with a due day of their own are a line of their own; the key must not carry a day that may move.
            var subject =
                group.Key.Extended is { } extended ? ExtendedSubject(rule.Code, extended)
                : group.Key.Day == ruleDue ? $"report:{rule.Code}"
                : $"report:{rule.Code}/{group.Min(owedReport => owedReport.Partner.Id).ToString(CultureInfo.InvariantCulture)}";
            var units = group
                .Select(owedReport => new Unit(owedReport.Partner, facts.ScopeOf(owedReport.Partner), owedReport.ReceivedOn is null)
                {
                    ExtendedTo = owedReport.ExtendedFrom is null ? null : owedReport.Due,
                    IsListedOnly = owedReport.Due != group.Key.Day,
                    Response = owedReport.Response,
                })
                .ToList();
            var line = group.First() with { Due = group.Key.Day };
            if (group.Key.Extended is null)
            {
                // The reasons of its day: units of one day may have been given it for several.
                line = line with
                {
                    OriginalWhy = string.Join(
                        "; ",
                        group.Select(owedReport => owedReport.OriginalWhy).Distinct(StringComparer.Ordinal).Take(3)
                    ),
                    ExtensionWhy = null,
                };
            }

            yield return Build(subject, period, rule, facts, line, staffRoles, new(), units);
        }
    }

    static DueItem Build(
        string subject,
        Period period,
        ReportOptions rule,
        RemindFacts facts,
        OwedReport owed,
        RoleSubset roles,
        Scope scope,
        List<Unit> units
    )
    {
        var name = Name(rule, period);
        var overdue = Steps
            .Repeated(owed.Due, rule.Overdue, (rule.Repeat, rule.To), facts.Calendar)
            .Where(step => roles.Select(step.To).Count > 0)
            .Select(step => Steps.After(owed.Due, step, roles.Select(step.To), facts.Calendar));
        var known = units.Count > 0 ? units.Min(unit => unit.Partner.KnownOn) : owed.Partner.KnownOn;
        return new()
        {
            Rule = rule.Id,
            Subject = subject,
            Period = period.Key,
            Day = owed.Due,
            DayWhy = owed.Why,
            Steps = LongBreaks.Apply(
                owed.Due,
                [
                    .. roles.Select(rule.To).Count > 0
                        ? Steps.Before(owed.Due, rule.Lead, rule.Repeat, roles.Select(rule.To), facts.Calendar)
                        : [],
                    .. overdue,
                ],
                facts.LongBreak,
                facts.Calendar
            ),
            Scope = scope,
            KnownOn = facts.Start(known, rule.Id),
            IsChasedFromBefore = facts.IsChasedInRehearsal(owed.Due),
            Closed = Closed(owed, units),
            Units = units,
            Facts = new()
            {
                Kind = ReminderKind.Report,
                SubjectVi = name.Vi!,
                SubjectEn = name.En,
                UnitVi = units.Count == 0 ? owed.Partner.NameVi : null,
                UnitEn = units.Count == 0 ? owed.Partner.NameEn : null,
                Basis = owed.Basis,
                ActionVi = rule.Action.Vi,
                ActionEn = rule.Action.En,
            },
        };
    }

    static string? Closed(OwedReport owed, List<Unit> units) =>
        (units.Count, owed) switch
        {
            (> 0, _) => ClosedUnits(units),
            (_, { ExemptReason: { } reason }) => $"exempt: {reason}",
            (_, { ReceivedOn: { } day }) => $"received on {day:yyyy-MM-dd}",
            _ => null,
        };

    /// <summary>
    /// The lines of staff that a unit stands in: that of its day; with a later day, one of its own, and that of the day before listing it.
    /// </summary>
    public static IEnumerable<(DateOnly Day, long? Extended)> Lines(long partner, DateOnly due, DateOnly? extendedFrom) =>
        extendedFrom is { } from ? [(due, partner), (from, null)] : [(due, null)];

    /// <summary>The subject of the line of a unit that was given a later day.</summary>
    public static string ExtendedSubject(string code, long partner) =>
        string.Create(CultureInfo.InvariantCulture, $"report:{code}+{partner}");

    /// <summary>The line is about one unit that was given more time.</summary>
    public static bool IsOfExtension(DueItemKey key) =>
        key.Subject.StartsWith("report:", StringComparison.Ordinal) && key.Subject.Contains('+', StringComparison.Ordinal);

    /// <summary>Why nobody is asked any more about the units of a line; null while somebody is.</summary>
    public static string? ClosedUnits(IReadOnlyList<Unit> units) =>
        units.Any(unit => unit.IsAsked) ? null
        : units.Any(unit => unit.IsOpen) ? "all others received, the rest has a later day"
        : $"all {units.Count} received";

    /// <summary>The report's name for a period's key, in Vietnamese.</summary>
    public static string NameOf(ReportOptions rule, string key) => NamesOf(rule, key).Vi!;

    /// <summary>The report's name with its period; its code for a key that is no period of the rule.</summary>
    public static Wording NamesOf(ReportOptions rule, string key) =>
        int.TryParse(key.AsSpan(0, Math.Min(4, key.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? Periods
                .InYear(year, rule)
                .Where(period => period.Key == key)
                .Select(period => Name(rule, period))
                .FirstOrDefault(new Wording { Vi = rule.Code, En = rule.Code })
            : new() { Vi = rule.Code, En = rule.Code };

    static Wording Name(ReportOptions rule, Period period) =>
        new()
        {
            Vi = (rule.Name.Vi ?? rule.Code).Replace("{period}", period.Vi, StringComparison.Ordinal),
            En = (rule.Name.En ?? rule.Code).Replace("{period}", period.En, StringComparison.Ordinal),
        };

    static RoleSubset Roles(ReportOptions rule, bool own) => new(rule, own);

    /// <summary>The roles of a rule that are the association's own, or those that are not; never those that are ruled out.</summary>
    sealed class RoleSubset(ReportOptions rule, bool own)
    {
        public bool Any => Select(rule.To).Count > 0 || rule.Overdue.Any(step => Select(step.To).Count > 0);

        public IReadOnlyList<Addressee> Select(IReadOnlyList<Addressee> to) =>
            [.. to.Where(addressee => addressee.IsOfAssociation == own && !rule.Never.Contains(addressee))];
    }
}

/// <summary>A report that a partner owes for a period.</summary>
sealed record OwedReport(PartnerFacts Partner, string Code, string Period, DateOnly Due, string? Basis)
{
    public string? ExemptReason { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    /// <summary>The day it was due before this unit was given a later one.</summary>
    public DateOnly? ExtendedFrom { get; init; }

    /// <summary>What came back instead of the report.</summary>
    public string? Response { get; init; }

    /// <summary>Why it is due on its day, or was before this unit was given a later one.</summary>
    public required string OriginalWhy { get; init; }

    /// <summary>Why this unit was given a later day; null when it was not.</summary>
    public string? ExtensionWhy { get; init; }

    public string Why => ExtensionWhy ?? OriginalWhy;
}
