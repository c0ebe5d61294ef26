using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// What the rules meet in the register of today: a rule that meets nobody is silent for ever, and whom no officer follows or who has no
/// mailbox is reached by nobody. A pure function of the facts.
/// </summary>
static class RegisterReach
{
    const int Named = 5;
    static readonly string[] s_ofCountries = [CanonicalField.NationalDay, CanonicalField.Relations];

    /// <summary>A sentence each.</summary>
    /// <param name="facts">The register and the rules.</param>
    /// <param name="today">The day on which officers are looked for.</param>
    /// <param name="mapped">
    /// The fields that sources fill: a rule of another waits for people, who note its days by hand, and is not named. Null to name all.
    /// </param>
    public static IReadOnlyList<string> Find(RemindFacts facts, DateOnly today, IReadOnlyCollection<string>? mapped = null)
    {
        if (facts.Partners.Count == 0)
        {
            return ["The register is empty: nothing was reconciled yet."];
        }

        var options = facts.Options;
        return
        [
            .. options
                .Anniversaries.Where(rule => mapped?.Contains(rule.Of) != false)
                .Select(rule => Anniversary(rule, facts))
                .OfType<string>(),
            .. options.Reports.Select(rule => Nobody(rule.Id, rule.Who, facts)).OfType<string>(),
            .. options.Terms.Where(rule => mapped?.Contains(rule.Of) != false).Select(rule => Term(rule, facts)).OfType<string>(),
            .. RegisterNames.Unknown(facts),
            .. Documents(facts),
            .. Mailboxes(facts),
            .. Officers(facts, today),
        ];
    }

    static string? Anniversary(AnniversaryOptions rule, RemindFacts facts)
    {
        if (AnniversaryItems.Dates(rule, facts).Any())
        {
            return null;
        }

        var isOfCountries = rule.Subject == SubjectKind.Country || s_ofCountries.Contains(rule.Of);
        return isOfCountries
            ? $"The rule {rule.Id} meets nobody in the register: none of {Count.Describe(facts.Countries.Count(rule.Who.Includes), "country")} has a day in \"{rule.Of}\"."
            : Nobody(rule.Id, rule.Who, facts) ?? Without(rule.Id, rule.Of, rule.Who, facts);
    }

    static string? Term(TermOptions rule, RemindFacts facts) =>
        Nobody(rule.Id, rule.Who, facts) ?? (FixedDayItems.Terms(rule, facts).Any() ? null : Without(rule.Id, rule.Of, rule.Who, facts));

    static string? Nobody(string id, PartnerFilter who, RemindFacts facts) =>
        Met(who, facts).Any() ? null : $"The rule {id} meets nobody in the register: no partner is what its who says.";

    static string Without(string id, string field, PartnerFilter who, RemindFacts facts) =>
        $"The rule {id} meets nobody in the register: none of {Count.Describe(Met(who, facts).Count(), "partner")} has a day in \"{field}\". Map it in poll.json, note it with `partner pin`, or take the rule out.";

    // Mails name such a basis as it is written.
    static IEnumerable<string> Documents(RemindFacts facts) =>
        facts
            .Options.Reports.SelectMany(rule =>
                rule.Periods.Select(period => (Where: $"The basis of {rule.Id}, {period.Key}", period.Value.Basis))
            )
            .Concat(facts.Assignments.Select(assignment => (Where: $"The basis of the assignment {assignment.Id}", assignment.Basis)))
            .Where(at => at.Basis is not null)
            .Select(at => (at.Where, Missing: facts.Documents.Missing(at.Basis!)))
            .Where(at => at.Missing is not null)
            .Select(at => $"{at.Where}: {at.Missing}. See: document list");

    static IEnumerable<string> Mailboxes(RemindFacts facts)
    {
        var asked = FiltersTo(Role.AssociationOffice, facts.Options)
            .SelectMany(who => Met(who, facts))
            .DistinctBy(partner => partner.Id)
            .ToList();
        var without = asked.Where(partner => !EmailAddress.IsOne(partner.Field(CanonicalField.Email))).ToList();
        if (without.Count > 0)
        {
            yield return $"{without.Count} of {asked.Count} associations have no mailbox, so that association.office reaches nobody there: {List(without.Select(partner => partner.RegisterId ?? partner.NameVi))}.";
        }
    }

    static IEnumerable<string> Officers(RemindFacts facts, DateOnly today)
    {
        var finder = new RecipientFinder(facts);
        var followed = FollowedBy(facts).DistinctBy(at => at.Key).ToList();
        var alone = followed.Where(at => !finder.Find(Role.Officer, at.Scope, today, heedsLeave: false).Any()).ToList();
        if (alone.Count > 0)
        {
            yield return $"{alone.Count} of {followed.Count} countries and partners have no officer in staff.json: {List(alone.Select(at => at.Name))}.";
        }
    }

    static IEnumerable<(string Key, string Name, Scope Scope)> FollowedBy(RemindFacts facts)
    {
        foreach (var rule in facts.Options.Anniversaries.Where(rule => rule.To.Contains(Role.Officer)))
        {
            foreach (
                var date in AnniversaryItems.Dates(rule, facts).Where(date => !date.Subject.StartsWith("day:", StringComparison.Ordinal))
            )
            {
                yield return (date.Subject, date.NameVi, date.Scope);
            }
        }

        foreach (var partner in FiltersTo(Role.Officer, facts.Options).SelectMany(who => Met(who, facts)))
        {
            yield return (partner.Key, partner.Label, facts.ScopeOf(partner));
        }
    }

    /// <summary>Whom the reports and terms are about that tell a role of them.</summary>
    static IEnumerable<PartnerFilter> FiltersTo(Role role, RemindOptions options) =>
        options
            .Reports.Where(rule => rule.Everyone.Contains(role))
            .Select(rule => rule.Who)
            .Concat(options.Terms.Where(rule => rule.Everyone.Contains(role)).Select(rule => rule.Who));

    static IEnumerable<PartnerFacts> Met(PartnerFilter who, RemindFacts facts) =>
        facts.Partners.Where(partner => partner.IsActive && who.Includes(partner));

    static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(Named)) + (all.Count > Named ? $" and {all.Count - Named} more" : "");
    }
}
