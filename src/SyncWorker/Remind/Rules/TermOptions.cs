using System.ComponentModel;
using System.Text.Json.Serialization;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// A rule about something that runs out once: a term of office, an agreement, a registration, a review that is due. It is chased
/// until the date in the register is a later one.
/// </summary>
[NotAllEmpty(
    "lead",
    "overdue",
    At = "lead",
    Message = "The rule has no step, so it is silent for ever.",
    Fix = "Write such as \"lead\": [\"5 working days\", \"the day\"], or take the rule out."
)]
sealed class TermOptions
{
    [Description("Lasting name of the rule; the ledger knows it by this.")]
    [TextPattern(RemindOptions.IdPattern, RemindOptions.IdMessage, RemindOptions.IdFix)]
    public required string Id { get; init; }

    [Description(ConfiguredPause.OfRule)]
    public ConfiguredPause? Paused { get; init; }

    [Description("The partner's date field: termEnd, agreementEnd, registrationEnd, boardReviewed …")]
    [TextPattern(
        $"^(?!({CanonicalField.NoDates}|{CanonicalField.NationalDay})$)",
        "{0} is no date of a partner.",
        "Write such as termEnd or agreementEnd."
    )]
    public required string Of { get; init; }

    [Description(
        "So long after the date in the field it runs out: \"60 months\" after a congress, \"12 months\" after a review. Default: on the date itself."
    )]
    public Lead After { get; init; } = Rules.Lead.TheDay;

    [Description(
        "True: a partner without a date in the field counts from the day it was first known, such as a board that was never reviewed."
    )]
    public bool CountFromKnown { get; init; }

    [Description(
        "What runs out, as the mail says it: \"Hết nhiệm kỳ\". {field} stands for a field of the partner: \"{activeMembers}/{boardSize} ủy viên\"."
    )]
    [TextPattern(
        @"^([^{}]|\{[A-Za-z0-9_]+\})*$",
        "A brace is not closed, or holds no field: \"{0}\".",
        "Write a field of the partner such as {boardSize}."
    )]
    public required Wording Name { get; init; }

    [Description("Which partners the rule is about; left out: all that have the date.")]
    public PartnerFilter Who { get; init; } = new();

    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } =
    [new(12, LeadUnit.Months), new(9, LeadUnit.Months), new(6, LeadUnit.Months), new(3, LeadUnit.Months)];

    [Description("Roles that get it.")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public IReadOnlyList<Addressee> To { get; init; } = [Role.Officer];

    [Description(Steps.RepeatWords)]
    [TextPattern(Steps.RepeatPattern, Steps.RepeatFault, Steps.RepeatFix)]
    public Lead? Repeat { get; init; }

    [Description("Steps after the due day, while it is not done.")]
    public IReadOnlyList<OverdueStep> Overdue { get; init; } =
    [
        new() { After = new(7, LeadUnit.Days), To = [Role.Officer] },
        new() { After = new(30, LeadUnit.Days), To = [Role.Officer, Role.DepartmentHead] },
    ];

    [Description("What the mail asks for.")]
    [TextPattern(
        @"^([^{}]|\{[A-Za-z0-9_]+\})*$",
        "A brace is not closed, or holds no field: \"{0}\".",
        "Write a field of the partner such as {boardSize}."
    )]
    public Wording Action { get; init; } = new();

    /// <summary>All whom its steps tell, before the day and after it.</summary>
    [JsonIgnore]
    public IEnumerable<Addressee> Everyone => To.Concat(Overdue.SelectMany(step => step.To));
}

/// <summary>A day that is held: a meeting, the arrival or departure of an ambassador, on given days or on a rhythm.</summary>
[AnyOf(
    "rhythm",
    "days",
    Message = "It has neither a rhythm nor days, so it is never held.",
    Fix = "Write \"rhythm\": \"first Monday of the month\" or \"days\": [\"2026-09-14\"]."
)]
[NotAllEmpty("lead", At = "lead", Message = EventOptions.NoStep, Fix = EventOptions.NoStepFix)]
sealed class MeetingOptions
{
    [Description("Lasting name of the rule; the ledger knows it by this.")]
    [TextPattern(RemindOptions.IdPattern, RemindOptions.IdMessage, RemindOptions.IdFix)]
    public required string Id { get; init; }

    [Description(ConfiguredPause.OfRule)]
    public ConfiguredPause? Paused { get; init; }

    [Description("What the meeting is called.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public required Wording Name { get; init; }

    [Description("Words for the rhythm: \"first Monday of the month\", \"last Friday of the quarter\", \"15 of the month\".")]
    public Recurrence? Rhythm { get; init; }

    [Description("Given days.")]
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    [Description("Where a day of the rhythm that is a day off goes: previous, next, nearest or none.")]
    public Roll Roll { get; init; } = Roll.Next;

    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } = [new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays)];

    [Description("Roles that get it.")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public required IReadOnlyList<Addressee> To { get; init; }

    [Description("The department whose head or officers are meant by the roles.")]
    public string? Department { get; init; }

    [Description("What the mail asks for.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Action { get; init; } = new();

    [Description("How long after the day a missed reminder is still sent.")]
    public Lead ExpireAfter { get; init; } = new(3, LeadUnit.WorkingDays);
}

/// <summary>A friendship year or campaign: its first day, its middle and its last day are reminded of.</summary>
[NotAllEmpty("lead", At = "lead", Message = EventOptions.NoStep, Fix = EventOptions.NoStepFix)]
sealed class CampaignOptions
{
    [Description("Lasting name of the rule; the ledger knows it by this.")]
    [TextPattern(RemindOptions.IdPattern, RemindOptions.IdMessage, RemindOptions.IdFix)]
    public required string Id { get; init; }

    [Description(ConfiguredPause.OfRule)]
    public ConfiguredPause? Paused { get; init; }

    [Description("What the campaign is called.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public required Wording Name { get; init; }

    [Description("First day.")]
    public required DateOnly From { get; init; }

    [Description("Last day.")]
    public required DateOnly Until { get; init; }

    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } = [new(1, LeadUnit.Months), new(5, LeadUnit.WorkingDays), Rules.Lead.TheDay];

    [Description("Roles that get it.")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public required IReadOnlyList<Addressee> To { get; init; }

    [Description("The department whose head or officers are meant by the roles.")]
    public string? Department { get; init; }

    [Description("What the mail asks for.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Action { get; init; } = new();
}

/// <summary>How events of the sheet of events are reminded of.</summary>
[NotAllEmpty("lead", At = "lead", Message = EventOptions.NoStep, Fix = EventOptions.NoStepFix)]
sealed class EventOptions
{
    public const string NoStep = "It has no step, so it is silent for ever.";
    public const string NoStepFix = "Write such as \"lead\": [\"5 working days\", \"the day\"].";

    [Description(
        "The sheet: a .csv or .xlsx file, absolute or beside this file, with the columns id, day, title, title_en, time, place, zone, officer, country, covers, cancelled."
    )]
    [TextPattern(@"\.(csv|xlsx)$", "\"{0}\" is no sheet.", "Write a .csv or .xlsx file.", IgnoreCase = true)]
    public string? Sheet { get; init; }

    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } =
    [new(15, LeadUnit.WorkingDays), new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays), Rules.Lead.TheDay];

    [Description("Roles that get it.")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public IReadOnlyList<Addressee> To { get; init; } = [Role.Officer];

    [Description("What the mail asks for.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Action { get; init; } =
        new() { Vi = "chuẩn bị nội dung, thành phần, hậu cần", En = "prepare content, guests and logistics" };

    [Description("How long after the day a missed reminder is still sent.")]
    public Lead ExpireAfter { get; init; } = new(3, LeadUnit.WorkingDays);
}

/// <summary>How requests made with <c>report ask</c> are chased.</summary>
sealed class RequestOptions
{
    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } = [new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays)];

    [Description("Who is reminded before the due day.")]
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
}

/// <summary>When the list of next year's days is mailed, to whom, and where its .xlsx is put.</summary>
sealed class YearListOptions
{
    [Description("Days of the year on which it is mailed, MM-dd.")]
    [NotEmpty("It is mailed on no day.", "Write such as \"09-01\", or leave yearList out.")]
    public IReadOnlyList<MonthDay> Days { get; init; } = [new(9, 1), new(10, 15)];

    [Description("Roles that get it.")]
    [NotEmpty("Nobody gets it.", "Name a role, such as \"officer\".")]
    public IReadOnlyList<Addressee> To { get; init; } = [Role.OfficeChief];

    [Description("The folder the .xlsx is written to on those days, absolute or beside this file; without one use `remind list`.")]
    public string? Folder { get; init; }
}
