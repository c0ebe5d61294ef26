using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Remind.Rules;

/// <summary>The fields of partners that the rules of remind.json read.</summary>
static partial class RuleFields
{
    /// <summary>All of them, and those that texts show.</summary>
    public static IEnumerable<string> All(RemindOptions options) => Dates(options).Concat(options.Terms.SelectMany(Shown));

    /// <summary>Those that a rule counts from; they hold a <see cref="PartialDate"/>.</summary>
    public static IEnumerable<string> Dates(RemindOptions options) =>
        options
            .Anniversaries.Select(rule => rule.Of)
            .Concat(options.Terms.Select(rule => rule.Of))
            .Except([CanonicalField.NationalDay])
            .Where(field => !char.IsAsciiDigit(field[0]));

    /// <summary>Those that only anniversaries count from: a day whose year is not known is enough for them.</summary>
    public static IEnumerable<string> Yearly(RemindOptions options) => Dates(options).Except(options.Terms.Select(rule => rule.Of));

    /// <summary>The fields in the texts of a rule: {activeMembers}.</summary>
    public static IEnumerable<string> Shown(TermOptions rule) =>
        new[] { rule.Name.Vi, rule.Name.En, rule.Action.Vi, rule.Action.En }
            .OfType<string>()
            .SelectMany(text => Placeholder().Matches(text))
            .Select(match => match.Groups[1].Value)
            .Distinct();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
