using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind.Rules;

/// <summary>A rule about a report that partners owe every period.</summary>
[NotAllEmpty(
    "lead",
    "overdue",
    At = "lead",
    Message = "The rule has no step, so it is silent for ever.",
    Fix = "Write such as \"lead\": [\"5 working days\", \"the day\"], or take the rule out."
)]
[OnlyWith(
    "years",
    "period",
    "year",
    At = "years",
    Message = "Only a report with \"period\": \"year\" is owed every few years.",
    Fix = "Write \"period\": \"year\", or take years out."
)]
sealed class ReportOptions
{
    /// <summary>A period of any report.</summary>
    public const string PeriodKey = @"^\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$";

    public const string PeriodFix = "Write a period of the report, such as 2026-H1, 2026-Q3, 2026-07 or 2026.";

    [Description("Lasting name of the rule; the ledger knows it by this.")]
    [TextPattern(RemindOptions.IdPattern, RemindOptions.IdMessage, RemindOptions.IdFix)]
    public required string Id { get; init; }

    [Description(ConfiguredPause.OfRule)]
    public ConfiguredPause? Paused { get; init; }

    [Description("The report's code in the obligations table, such as RPT-6T-H.")]
    public required string Code { get; init; }

    [Description("The report's name; {period} stands for \"6 tháng đầu năm 2026\" or \"the first half of 2026\".")]
    [TextPattern(
        @"^([^{}]|\{period\})*$",
        "Only {{period}} is filled in here: \"{0}\".",
        "Write {period} for the period, or take the braces out."
    )]
    public required Wording Name { get; init; }

    [Description("Which partners the rule is about; left out: all partners.")]
    public PartnerFilter Who { get; init; } = new();

    [Description("month, quarter, half-year or year.")]
    public PeriodLength Period { get; init; } = PeriodLength.HalfYear;

    [Description("With period year: a period is so many years, such as every two years from 2025: 2025-2026, 2027-2028 …")]
    public PeriodYears? Years { get; init; }

    [Description("Only these parts of the year: H1, Q3, 07. Empty for all.")]
    [Shape("^(H[12]|Q[1-4]|0[1-9]|1[0-2])$", "Write H1 or H2, Q1 to Q4, 01 to 12.")]
    public IReadOnlyList<string> Only { get; init; } = [];

    [Description("When it is due, unless `periods` says otherwise.")]
    public required DueOptions Due { get; init; }

    [Description("Due day and basis of single periods, such as \"2026-H1\".")]
    [Shape(PeriodKey, PeriodFix, OfNames = true)]
    public IReadOnlyDictionary<string, PeriodDue> Periods { get; init; } = new Dictionary<string, PeriodDue>();

    [Description("Per unit, by register number: another due day, or exempt, with a reason.")]
    public IReadOnlyList<UnitException> Exceptions { get; init; } = [];

    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } = [new(14, LeadUnit.Days), new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays)];

    [Description("Who is reminded before the due day. Staff get one line for all their units, an association its own.")]
    public IReadOnlyList<Addressee> To { get; init; } = [Role.Officer, Role.AssociationOffice];

    [Description(Steps.RepeatWords)]
    [TextPattern(Steps.RepeatPattern, Steps.RepeatFault, Steps.RepeatFix)]
    public Lead? Repeat { get; init; }

    [Description("Steps after the due day, while it is not done.")]
    public IReadOnlyList<OverdueStep> Overdue { get; init; } =
    [
        new() { After = new(1, LeadUnit.WorkingDays), To = [Role.AssociationOffice] },
        new() { After = new(3, LeadUnit.WorkingDays), To = [Role.Officer, Role.DepartmentHead] },
        new()
        {
            After = new(7, LeadUnit.WorkingDays),
            To = [Role.DepartmentHead, Role.OfficeChief],
            Draft = "letter",
        },
    ];

    [Description("Roles that never get it, whatever else is written. An association's head is never chased.")]
    public IReadOnlyList<Addressee> Never { get; init; } = [Role.AssociationLeader];

    [Description("What the mail asks for.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Action { get; init; } = new();

    /// <summary>All whom its steps tell, before the day and after it.</summary>
    [JsonIgnore]
    public IEnumerable<Addressee> Everyone => To.Concat(Overdue.SelectMany(step => step.To));
}

/// <summary>Periods of several years.</summary>
sealed class PeriodYears
{
    [Description("How many years a period has.")]
    [Range(2, 10)]
    public required int Length { get; init; }

    [Description("The first year of the first period. Its key is the last year: 2026 is 2025-2026.")]
    [Range(1950, 2150)]
    public required int First { get; init; }
}

enum PeriodLength
{
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>A due day by rule: a day of the year, or so long after the period's end.</summary>
[OneOf(
    "day",
    "after",
    Message = "It needs either a day or how long after the period's end.",
    Fix = "Write { \"day\": \"07-08\" } or { \"after\": \"15 days\" }."
)]
sealed class DueOptions
{
    [Description("Day of the year, MM-dd.")]
    public MonthDay? Day { get; init; }

    [Description("same, next or previous: the year of `day` against that of the period.")]
    public DueYear Year { get; init; } = DueYear.Same;

    [Description("Instead of a day: so long after the period's end, such as \"15 days\".")]
    public Lead? After { get; init; }

    [Description("Where a due day on a day off goes: previous, next, nearest or none.")]
    public Roll Roll { get; init; } = Roll.Previous;
}

enum DueYear
{
    Same,
    Next,
    Previous,
}

sealed class PeriodDue
{
    [Description("The due day as the document says it; not moved.")]
    public required DateOnly Due { get; init; }

    [Description(
        "The document as mails cite it (\"Công văn số …\"), or the number of one in `document list`: \"123/LHHN-VP\", or \"123/LHHN-VP ngày 02/06/2026\" where the number comes again."
    )]
    public string? Basis { get; init; }
}

sealed class UnitException
{
    [Description("Register number such as CA-FR.")]
    public required string Unit { get; init; }

    [Description("The one period meant, such as 2026-H1; left out: exempt from all.")]
    [Shape(ReportOptions.PeriodKey, ReportOptions.PeriodFix)]
    public string? Period { get; init; }

    [Description("Another due day of that period; left out: exempt.")]
    public DateOnly? Due { get; init; }

    [Description("Why, for the log and the report's list.")]
    public required string Reason { get; init; }
}

sealed class OverdueStep
{
    [Description("So long after the due day.")]
    [TextPattern(@"^\s*0*[1-9]", "On the due day nothing is overdue yet.", "Write at least \"1 working day\".")]
    public required Lead After { get; init; }

    [Description("Who gets this step.")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public required IReadOnlyList<Addressee> To { get; init; }

    [Description("A draft that goes with the mail, such as \"letter\".")]
    [TextPattern("^letter$", "There is no draft \"{0}\".", "Write letter, or leave it out.")]
    public string? Draft { get; init; }
}
