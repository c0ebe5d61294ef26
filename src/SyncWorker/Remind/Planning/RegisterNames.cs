using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Names of config that only the register can settle: register numbers in rules and clusters, departments of staff in which no country
/// lies. A pure function of the facts.
/// </summary>
static class RegisterNames
{
    /// <summary>A sentence for each that the register does not have.</summary>
    public static IEnumerable<string> Unknown(RemindFacts facts)
    {
        var known = facts
            .Partners.Select(partner => partner.RegisterId)
            .OfType<string>()
            .Concat(facts.Successors.Keys)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (where, id) in Numbers(facts).Where(at => !known.Contains(at.Id)).Distinct())
        {
            yield return $"{where} names {id}, which is no number of the register.{Meant(id, known)}";
        }

        var departments = facts
            .Countries.Select(country => country.Department)
            .Concat(facts.Partners.Where(partner => partner.IsActive).Select(partner => facts.ScopeOf(partner).Department))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var department in facts
                .Staff.Staff.Where(position => position.Roles.Contains(Role.Officer) && position.Covers.Contains("*"))
                .Select(position => position.Department)
                .Distinct()
                .Where(department => departments.Count > 0 && !departments.Contains(department))
        )
        {
            yield return $"No country and no partner of the register is in the department \"{department}\" of staff.json.{Meant(department, departments)}";
        }
    }

    static IEnumerable<(string Where, string Id)> Numbers(RemindFacts facts)
    {
        var options = facts.Options;
        return
        [
            .. options.Anniversaries.SelectMany(rule => Of(rule.Id, rule.Who)),
            .. options.Terms.SelectMany(rule => Of(rule.Id, rule.Who)),
            .. options.Reports.SelectMany(rule =>
                Of(rule.Id, rule.Who).Concat(rule.Exceptions.Select(exception => ($"The rule {rule.Id}", exception.Unit)))
            ),
            .. facts.Staff.Clusters.SelectMany(cluster =>
                cluster.Members.Append(cluster.Head).Select(unit => ($"{cluster.Name} of {cluster.Year} in staff.json", unit))
            ),
        ];
    }

    static IEnumerable<(string Where, string Id)> Of(string rule, PartnerFilter who) =>
        who.Partners.Concat(who.Except).Select(id => ($"The rule {rule}", id));

    static string Meant(string word, IEnumerable<string> known) =>
        Suggestion.For(word, known) is { } near ? $" Did you mean \"{near}\"?" : "";
}
