namespace SyncWorker.Union;

/// <summary>
/// Names what a reminder is about in one phrase: for calendars, and for notices that speak about it (moved, cancelled, done, expired).
/// </summary>
static class ReminderTitle
{
    public static string Vi(ReminderContent facts)
    {
        var years = facts.Years is { } count ? $"{count} năm " : "";
        return facts.Kind switch
        {
            ReminderKind.NationalDay => $"{years}Quốc khánh {facts.SubjectVi}",
            ReminderKind.Relations => $"{years}Ngày thiết lập quan hệ ngoại giao Việt Nam - {facts.SubjectVi}",
            ReminderKind.Founding => $"{years}Ngày thành lập {facts.SubjectVi}",
            _ when facts.UnitVi is { } unit => $"{facts.SubjectVi} - {unit}",
            _ => $"{years}{facts.SubjectVi}",
        };
    }

    public static string En(ReminderContent facts)
    {
        var name = facts.SubjectEn ?? facts.SubjectVi;
        var years = facts.Years is { } count ? $"{count} years of " : "";
        return facts.Kind switch
        {
            ReminderKind.NationalDay => $"National day of {name}",
            ReminderKind.Relations => $"{years}diplomatic relations Vietnam - {name}",
            ReminderKind.Founding => $"founding day of {name}",
            _ when facts.UnitVi is { } unit => $"{name} - {facts.UnitEn ?? unit}",
            _ => $"{years}{name}",
        };
    }

    /// <summary>"Việc cần làm: liên hệ các hội chưa gửi."</summary>
    public static string? TodoVi(ReminderContent facts) => facts.ActionVi is { } action ? $"Việc cần làm: {action}." : null;

    public static string? TodoEn(ReminderContent facts) => (facts.ActionEn ?? facts.ActionVi) is { } action ? $"To do: {action}." : null;

    /// <summary>What its recipient reads of a reminder that expired.</summary>
    public static ReminderContent Expired(ReminderContent about) =>
        about.Kind == ReminderKind.Expired ? about : Notice(ReminderKind.Expired, about);

    /// <summary>The facts of a notice about a reminder.</summary>
    public static ReminderContent Notice(ReminderKind kind, ReminderContent about) =>
        new()
        {
            Kind = kind,
            Of = about.Kind,
            SubjectVi = Vi(about),
            SubjectEn = En(about),
            WhyVi = about.WhyVi,
            WhyEn = about.WhyEn,
        };
}
