using System.ComponentModel;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind.Rules;

/// <summary>Which partners a rule is about. Every list that is given must hold the partner; an empty one asks nothing.</summary>
sealed class PartnerFilter
{
    /// <summary>Two capital letters that ISO 3166-1 gives or may give to a country.</summary>
    public const string CountryShape = "^(?!AA|Q[M-Z]|X[A-JL-Z]|ZZ)[A-Z]{2}$";

    [Description("central_association, local_union, provincial_association, foreign_partner.")]
    public IReadOnlyList<string> Kinds { get; init; } = [];

    [Description("ISO codes such as FR.")]
    [Shape(CountryShape, "Write two capital letters of ISO 3166-1, such as FR.")]
    public IReadOnlyList<string> Countries { get; init; } = [];

    [Description("Province codes of today, such as 24.")]
    [Shape(@"^\d{2}$", "Write the two digits of a province of today, such as 24.")]
    public IReadOnlyList<string> Provinces { get; init; } = [];

    [Description("Register numbers such as CA-FR.")]
    public IReadOnlyList<string> Partners { get; init; } = [];

    [Description("Register numbers that the rule is not about.")]
    public IReadOnlyList<string> Except { get; init; } = [];

    [Description("True: only units that head a cluster in the year of the period (reports only), see clusters in staff.json.")]
    public bool ClusterHeads { get; init; }

    public bool Includes(PartnerFacts partner) =>
        In(Kinds, partner.Kind)
        && In(Countries, partner.Country)
        && In(Provinces, partner.Province)
        && In(Partners, partner.RegisterId)
        && !(partner.RegisterId is { } id && Except.Contains(id));

    /// <summary>Whether a country itself is meant: only the list of countries asks anything of it.</summary>
    public bool Includes(CountryFacts country) => In(Countries, country.Iso2);

    static bool In(IReadOnlyList<string> list, string? value) => list.Count == 0 || (value is not null && list.Contains(value));
}

/// <summary>What to do, as the mail says it.</summary>
[AnyOf("vi", Message = "The Vietnamese text is missing.", Fix = "Add \"vi\"; mails in Vietnamese have no other.")]
sealed class Wording
{
    [Description("In Vietnamese mails.")]
    public string? Vi { get; init; }

    [Description("In English mails; the Vietnamese text when it is left out.")]
    public string? En { get; init; }
}
