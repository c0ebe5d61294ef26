using System.Globalization;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>Turns the texts of a rule's steps into what is to do from which day on.</summary>
static class DatedActions
{
    /// <param name="steps">Those of the case: a step that a long break moved brings its text with it.</param>
    /// <param name="country">The country of the day; null for none.</param>
    public static IReadOnlyList<DatedAction> Of(
        AnniversaryOptions rule,
        DateOnly day,
        IReadOnlyList<Step> steps,
        string? country,
        RemindFacts facts
    )
    {
        if (rule.Actions is not { } actions)
        {
            return [];
        }

        var signBy = rule.SignBefore.Before(day, facts.Calendar, rule.Roll);
        var hasAssociation = country is not null && facts.LinkedCountries.WithAssociation.Contains(country);
        DatedAction? At(DateOnly from, Wording? text, Wording? more = null) =>
            text?.Vi is { } vi
                ? new(
                    from,
                    $"{vi}{(more?.Vi is { } alsoVi ? $", {alsoVi}" : "")}".Replace(
                        "{signBy}",
                        $"{signBy:dd'/'MM}",
                        StringComparison.Ordinal
                    ),
                    text.En is { } en
                        ? $"{en}{((more?.En ?? more?.Vi) is { } alsoEn ? $", {alsoEn}" : "")}".Replace(
                            "{signBy}",
                            signBy.ToString("d MMMM", CultureInfo.InvariantCulture),
                            StringComparison.Ordinal
                        )
                        : null
                )
                : null;
        return
        [
            .. actions
                .Steps.Select(step => At(From(step.At, rule, day, steps, facts), step.Text, hasAssociation ? step.WithAssociation : null))
                .Prepend(At(DateOnly.MinValue, actions.Ahead))
                .Append(At(day.AddDays(1), actions.After))
                .OfType<DatedAction>()
                .OrderBy(action => action.From),
        ];
    }

    // What is to do on the day is not said before it, though its step stands in the notice before a long break.
    static DateOnly From(Lead at, AnniversaryOptions rule, DateOnly day, IReadOnlyList<Step> steps, RemindFacts facts) =>
        at.Number == 0
            ? day
            : steps.FirstOrDefault(step => step.Name == ReminderStep.Before(at.ToString()))?.SendOn
                ?? at.Before(day, facts.Calendar, rule.Roll);
}
