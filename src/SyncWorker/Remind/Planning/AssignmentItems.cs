using SyncWorker.Remind.Rules;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Finds the cases of the sheet of assignments: one a line, for its owner and whoever stands above the owner, closed by its answer. An
/// owner that is neither a position nor a unit is set aside by name.
/// </summary>
static class AssignmentItems
{
    public static IEnumerable<DueItem> All(AssignmentOptions rule, RemindFacts facts) =>
        facts.SetAside.Each(
            RemindOptions.AssignmentRule,
            facts.Assignments,
            assignment => (Subject(assignment), assignment.Id),
            assignment => (DueItem[])[Item(assignment, rule, facts)]
        );

    static string Subject(Assignment assignment) => $"assignment:{assignment.Id}";

    static DueItem Item(Assignment assignment, AssignmentOptions rule, RemindFacts facts)
    {
        var due = SetAside.Due(assignment.Due, $"it is due on {DayText.Iso(assignment.Due)}");
        var (scope, ownerVi, ownerEn) = Owner(assignment, facts);
        // A position has no association whose office could be written to.
        IReadOnlyList<Addressee> Own(IReadOnlyList<Addressee> to) =>
            [.. to.Where(addressee => scope.Partner is not null || !addressee.IsOfAssociation)];

        var lead = Own(rule.To) is { Count: > 0 } to ? Steps.Before(due, rule.Lead, rule.Repeat, to, facts.Calendar) : [];
        var overdue = Steps
            .Repeated(due, rule.Overdue, (rule.Repeat, rule.To), facts.Calendar)
            .Where(step => Own(step.To).Count > 0)
            .Select(step => Steps.After(due, step, Own(step.To), facts.Calendar));
        var isPetition = assignment.Kind == AssignmentKind.Petition;
        return new()
        {
            Rule = RemindOptions.AssignmentRule,
            Subject = Subject(assignment),
            Period = assignment.Id,
            Day = due,
            DayWhy = $"the sheet of assignments says {DayText.Iso(due)}",
            Steps = LongBreaks.Apply(due, [.. lead, .. overdue], facts.LongBreak, facts.Calendar),
            Scope = scope,
            KnownOn = facts.Start(DateOnly.MinValue, RemindOptions.AssignmentRule),
            IsChasedFromBefore = facts.IsChasedInRehearsal(due),
            Closed = assignment.Answer is { } answer ? $"answered: {answer}" : null,
            Facts = new()
            {
                Kind = ReminderKind.Assignment,
                SubjectVi = $"{(isPetition ? "Kiến nghị" : "Kết luận hội nghị")}: {assignment.TaskVi}",
                SubjectEn = $"{(isPetition ? "Petition" : "Conclusion")}: {assignment.TaskEn ?? assignment.TaskVi}",
                UnitVi = ownerVi,
                UnitEn = ownerEn,
                Basis = assignment.Basis,
                ActionVi = rule.Action.Vi,
                ActionEn = rule.Action.En,
            },
        };
    }

    static (Scope Scope, string? Vi, string? En) Owner(Assignment assignment, RemindFacts facts)
    {
        var owner = assignment.Owner;
        if (facts.Staff.Staff.FirstOrDefault(position => position.Id == owner) is { } position)
        {
            var holder = new RecipientFinder(facts).Find(Addressee.OfPosition(owner), new(), DateOnly.MinValue, heedsLeave: false).First();
            var given = new GivenTask(
                $"được giao chủ trì “{assignment.TaskVi}”",
                $"you are in charge of “{assignment.TaskEn ?? assignment.TaskVi}”"
            );
            var scope = new Scope
            {
                Officer = owner,
                Department = position.Department,
                Given = given,
            };
            return (scope, holder.PositionVi, holder.PositionEn);
        }

        var unit =
            facts.Partners.FirstOrDefault(partner => partner.RegisterId == owner && partner.IsActive)
            ?? throw new FormatException(
                $"its owner \"{owner}\" is neither a position of staff.json nor the register number of a unit. Correct it in the sheet"
            );
        return (facts.ScopeOf(unit), unit.NameVi, unit.NameEn);
    }
}
