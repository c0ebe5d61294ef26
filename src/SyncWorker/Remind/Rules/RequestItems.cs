using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// Finds the cases of requests made with <c>report ask</c>: like reports, one a partner for its own mailbox and one a request
/// for staff. Only the obligations say what is owed; the request's id is code and period.
/// </summary>
static class RequestItems
{
    /// <summary>What the codes of requests begin with.</summary>
    public const string CodePrefix = "ASK-";

    public static IEnumerable<DueItem> All(RemindFacts facts) =>
        facts
            .Obligations.Where(owed => owed.Code.StartsWith(CodePrefix, StringComparison.Ordinal))
            .GroupBy(owed => owed.Code)
            .SelectMany(request => ForRequest(request.Key, Countable(request, facts), facts));

    static IReadOnlyList<ObligationFacts> Countable(IGrouping<string, ObligationFacts> request, RemindFacts facts) =>
        facts.SetAside.Each(
            RemindOptions.RequestRule,
            request,
            owed => (PartnerFacts.KeyOf(owed.PartnerId), $"{request.Key} of {PartnerFacts.KeyOf(owed.PartnerId)}"),
            owed =>
            {
                var due = owed.EffectiveDue;
                SetAside.Due(due, $"it is due on {due:yyyy-MM-dd}");
                return new[] { owed };
            }
        );

    static IEnumerable<DueItem> ForRequest(string code, IReadOnlyList<ObligationFacts> owed, RemindFacts facts)
    {
        var rule = facts.Options.Requests;
        // The duty of a union that was merged is its successor's; when several were, it is done when one of them has done it.
        var units = owed.Where(obligation => obligation.ExemptReason is null)
            .Select(obligation => (Owed: obligation, Successor: facts.ActiveSuccessor(obligation.PartnerId)))
            .Where(pair => pair.Successor is not null)
            .GroupBy(pair => pair.Successor!.Id)
            .Select(same => same.MinBy(pair => pair.Owed.ReceivedOn ?? DateOnly.MaxValue))
            .Select(pair =>
                (
                    pair.Owed,
                    Unit: new Unit(pair.Successor!, facts.ScopeOf(pair.Successor!), pair.Owed.ReceivedOn is null)
                    {
                        ExtendedTo = pair.Owed.ExtendedTo,
                        Response = pair.Owed.Response,
                    }
                )
            )
            .ToList();
        foreach (var (obligationFacts, unit) in units)
        {
            yield return Build(
                code,
                unit.Partner.Key,
                obligationFacts,
                unit.Scope,
                [],
                obligationFacts.ReceivedOn is { } day ? $"received on {day:yyyy-MM-dd}" : null,
                rule,
                facts
            );
        }

        var asked = units.Select(at => at.Owed.Due).Distinct().ToList();
        foreach (
            var group in units
                .SelectMany(
                    at => ReportItems.Lines(at.Unit.Partner.Id, at.Owed.EffectiveDue, at.Owed.ExtendedFrom),
                    (at, line) => (at, line)
                )
                .GroupBy(pair => pair.line, pair => pair.at)
        )
        {
            var all = group.Select(at => at.Unit with { IsListedOnly = at.Owed.EffectiveDue != group.Key.Day }).ToList();
            var subject =
                group.Key.Extended is { } extended ? ReportItems.ExtendedSubject(code, extended)
                : asked.Count == 1 ? $"report:{code}"
                : $"report:{code}/{all.Min(unit => unit.Partner.Id)}";
            yield return Build(
                code,
                subject,
                group.First().Owed with
                {
                    Due = group.Key.Day,
                    ExtendedTo = null,
                },
                new(),
                all,
                ReportItems.ClosedUnits(all),
                rule,
                facts
            );
        }
    }

    static DueItem Build(
        string code,
        string subject,
        ObligationFacts owed,
        Scope scope,
        List<Unit> units,
        string? closed,
        RequestOptions rule,
        RemindFacts facts
    )
    {
        var own = units.Count == 0;
        var due = owed.EffectiveDue;
        IReadOnlyList<Addressee> Own(IReadOnlyList<Addressee> to) => [.. to.Where(addressee => addressee.IsOfAssociation == own)];
        var lead = Own(rule.To) is { Count: > 0 } to ? Steps.Before(due, rule.Lead, rule.Repeat, to, facts.Calendar) : [];
        var overdue = Steps
            .Repeated(due, rule.Overdue, (rule.Repeat, rule.To), facts.Calendar)
            .Where(step => Own(step.To).Count > 0)
            .Select(step => Steps.After(due, step, Own(step.To), facts.Calendar));
        return new()
        {
            Rule = RemindOptions.RequestRule,
            Subject = subject,
            Period = code,
            Day = due,
            DayWhy =
                owed.ExtendedFrom is not null ? $"asked for by {owed.Due:yyyy-MM-dd}, extended to {due:yyyy-MM-dd}: {owed.ExtensionReason}"
                : owed.Basis is null ? $"asked for by {due:yyyy-MM-dd}"
                : $"asked for by {due:yyyy-MM-dd}, {owed.Basis}",
            Steps = LongBreaks.Apply(due, [.. lead, .. overdue], facts.LongBreak, facts.Calendar),
            Scope = scope,
            KnownOn = facts.Start(DateOnly.MinValue, RemindOptions.RequestRule),
            IsChasedFromBefore = facts.IsChasedInRehearsal(owed.Due),
            Closed = closed,
            Units = units,
            Facts = new()
            {
                Kind = ReminderKind.Report,
                SubjectVi = owed.Title ?? code,
                SubjectEn = owed.Title ?? code,
                UnitVi = own ? scope.Partner!.NameVi : null,
                UnitEn = own ? scope.Partner!.NameEn : null,
                Basis = owed.Basis,
            },
        };
    }
}
