using System.ComponentModel;
using SyncWorker.Union;
using SyncWorker.Union.ConfigRules;

namespace SyncWorker.Remind.Rules;

/// <summary>How conclusions of conferences and petitions are chased: each has an owner, a basis, a due day and an answer.</summary>
[NotAllEmpty("lead", "overdue", At = "lead", Message = EventOptions.NoStep, Fix = EventOptions.NoStepFix)]
sealed class AssignmentOptions
{
    [Description(
        "The sheet: a .csv or .xlsx file, absolute or beside this file, with the columns id, kind (kết luận, kiến nghị), task, task_en, owner, basis, due, answered, answer."
    )]
    [TextPattern(@"\.(csv|xlsx)$", "\"{0}\" is no sheet.", "Write a .csv or .xlsx file.", IgnoreCase = true)]
    public string? Sheet { get; init; }

    [Description("How early it is reminded of.")]
    public IReadOnlyList<Lead> Lead { get; init; } = [new(5, LeadUnit.WorkingDays), new(1, LeadUnit.WorkingDays)];

    [Description("Who is reminded before the due day: officer is the owner, association.office that of a unit that owns it.")]
    public IReadOnlyList<Addressee> To { get; init; } = [Role.Officer, Role.AssociationOffice];

    [Description(Steps.RepeatWords)]
    [TextPattern(Steps.RepeatPattern, Steps.RepeatFault, Steps.RepeatFix)]
    public Lead? Repeat { get; init; }

    [Description("Steps after the due day, while it is not answered.")]
    public IReadOnlyList<OverdueStep> Overdue { get; init; } =
    [
        new() { After = new(1, LeadUnit.WorkingDays), To = [Role.Officer, Role.AssociationOffice] },
        new() { After = new(3, LeadUnit.WorkingDays), To = [Role.Officer, Role.DepartmentHead] },
        new() { After = new(7, LeadUnit.WorkingDays), To = [Role.DepartmentHead, Role.OfficeChief] },
    ];

    [Description("What the mail asks for.")]
    [TextPattern("^[^{}]*$", "Nothing is put into braces here: \"{0}\".", "Take the braces out.")]
    public Wording Action { get; init; } = new() { Vi = "thực hiện, báo cáo kết quả", En = "carry it out and report the result" };
}
