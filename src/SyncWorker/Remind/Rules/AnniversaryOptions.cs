using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind.Rules;

/// <summary>A rule about a day that comes back every year.</summary>
[NotAllEmpty(
    "lead",
    "round5",
    "round10",
    At = "lead",
    Message = "The rule has no step, so it is silent for ever.",
    Fix = "Write such as \"lead\": [\"5 working days\", \"the day\"], or take the rule out."
)]
sealed class AnniversaryOptions
{
    [Description("Lasting name of the rule; the ledger knows it by this. A new name is a new rule.")]
    [TextPattern(RemindOptions.IdPattern, RemindOptions.IdMessage, RemindOptions.IdFix)]
    public required string Id { get; init; }

    [Description(ConfiguredPause.OfRule)]
    public ConfiguredPause? Paused { get; init; }

    [Description(
        "founded, relations, nationalDay, another date field of partners (such as historicVisit), or a fixed day: 1950-11-17, or 11-17 without a year."
    )]
    [TextPattern(
        @"^(?!\d)|^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$|^(?!02-3|(0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        "\"{0}\" is no day.",
        "Write such as 1950-11-17, the month such as 1973-09, or 11-17 without a year."
    )]
    [TextPattern("^(?!\\d{4}-(02-3|(0[469]|11)-31))", "There is no day {0}.", "Look at its month.")]
    [TextPattern($"^(?!({CanonicalField.NoDates})$)", "{0} is no date of a partner.", "Write such as founded, relations or nationalDay.")]
    public required string Of { get; init; }

    [Description("Whose date: partner or country. relations and nationalDay are always the country's and fire once a country.")]
    public SubjectKind Subject { get; init; } = SubjectKind.Partner;

    [Description("What the day is called, for a field of your own or a fixed day.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Name { get; init; } = new();

    [Description("Which partners the rule is about; left out: all that have the date.")]
    public PartnerFilter Who { get; init; } = new();

    [Description("Steps of every year.")]
    public IReadOnlyList<Lead> Lead { get; init; } =
    [new(15, LeadUnit.WorkingDays), new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays), Rules.Lead.TheDay];

    [Description("Further steps when the years end in 5.")]
    public IReadOnlyList<Lead> Round5 { get; init; } = [new(6, LeadUnit.Months), new(3, LeadUnit.Months), new(1, LeadUnit.Months)];

    [Description("Further steps when the years end in 0.")]
    public IReadOnlyList<Lead> Round10 { get; init; } =
    [new(12, LeadUnit.Months), new(6, LeadUnit.Months), new(3, LeadUnit.Months), new(1, LeadUnit.Months)];

    [Description("Whether years are counted. National days are not counted unless their country is in countYearsFor.")]
    public bool CountYears { get; init; } = true;

    [Description("Countries whose years are counted although countYears is false.")]
    [Shape(PartnerFilter.CountryShape, "Write two capital letters of ISO 3166-1, such as FR.")]
    public IReadOnlyList<string> CountYearsFor { get; init; } = [];

    [Description("29 February in a year without one: feb28 or mar01.")]
    public Feb29 Feb29 { get; init; } = Feb29.Feb28;

    [Description("solar, or lunar: the field is then a day of the Vietnamese lunar calendar.")]
    public DayCalendar Calendar { get; init; } = DayCalendar.Solar;

    [Description("Where a step on a day off goes: previous, next, nearest or none.")]
    public Roll Roll { get; init; } = Roll.Previous;

    [Description("National days that the law moved: per country the day and the years it holds for.")]
    public IReadOnlyList<MovedDay> Moved { get; init; } = [];

    [Description("Roles that get it: officer, department.head, office.chief, association.office, staff:ID …")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public IReadOnlyList<Addressee> To { get; init; } = [Role.Officer];

    [Description("What the mail asks for at every step; `actions` says it step by step.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Action { get; init; } = new();

    [Description("What the mail asks for, step by step, instead of one `action`.")]
    public StepActions? Actions { get; init; }

    [Description("So long before the day the letter must be signed: {signBy} in `actions`.")]
    public Lead SignBefore { get; init; } = new(2, LeadUnit.WorkingDays);

    [Description(
        "For relations and national days: all, or linked: only countries with a member association or a partner are mailed, the others stand in the weekly outlook."
    )]
    public CountryReach Countries { get; init; } = CountryReach.All;

    [Description("How long after the day a missed reminder is still sent.")]
    public Lead ExpireAfter { get; init; } = new(3, LeadUnit.WorkingDays);
}

/// <summary>Which countries' days are mailed.</summary>
enum CountryReach
{
    All,

    /// <summary>Those with a member association or a partner in the register.</summary>
    Linked,
}

/// <summary>What a rule's mails ask for, by how near the day is.</summary>
sealed class StepActions
{
    [Description("Before the first of `steps` comes.")]
    [TextPattern(StepAction.Pattern, StepAction.Message, StepAction.Fix)]
    public Wording? Ahead { get; init; }

    [Description("Each text holds from its step until the next.")]
    public IReadOnlyList<StepAction> Steps { get; init; } = [];

    [Description("When the day has passed.")]
    [TextPattern(StepAction.Pattern, StepAction.Message, StepAction.Fix)]
    public Wording? After { get; init; }
}

/// <summary>What is to do from a step on.</summary>
sealed class StepAction
{
    public const string Pattern = @"^([^{}]|\{signBy\})*$";
    public const string Message = "Only {{signBy}} is filled in here: \"{0}\".";
    public const string Fix = "Write {signBy} for the day by which the letter must be signed, or take the braces out.";

    [Description("The step, such as \"15 working days\" or \"the day\".")]
    public required Lead At { get; init; }

    [Description("What to do; {signBy} is the day by which the letter must be signed.")]
    [TextPattern(Pattern, Message, Fix)]
    public required Wording Text { get; init; }

    [Description("Added where the country has a member association.")]
    [TextPattern(Pattern, Message, Fix)]
    public Wording? WithAssociation { get; init; }
}

enum SubjectKind
{
    Partner,
    Country,
}

enum DayCalendar
{
    Solar,
    Lunar,
}

/// <summary>A day that holds for a country from a year, to a year.</summary>
sealed class MovedDay
{
    [Description("ISO code of the country.")]
    [Shape(PartnerFilter.CountryShape, "Write two capital letters of ISO 3166-1, such as FR.")]
    public required string Country { get; init; }

    [Description("The day, MM-dd.")]
    public required MonthDay Day { get; init; }

    [Description("The year it counts from.")]
    [Range(1, 2200)]
    public int? Year { get; init; }

    [Description("First year it is kept on this day.")]
    [Range(1900, 2200)]
    public int? From { get; init; }

    [Description("Last year it is kept on this day.")]
    [Range(1900, 2200)]
    public int? Until { get; init; }
}
