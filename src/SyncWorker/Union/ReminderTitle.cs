using System.Globalization;

namespace SyncWorker.Union;

/// <summary>
/// Names what a reminder is about in one phrase: for calendars, and for notices that speak about it (moved, cancelled, done, expired).
/// </summary>
static class ReminderTitle
{
    public static string Vi(ReminderContent facts)
    {
        var years = facts.Years is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:00} năm ") : "";
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
        var nth = facts.Years is { } count ? $"{Ordinal(count)} anniversary" : null;
        return facts.Kind switch
        {
            ReminderKind.NationalDay => $"National Day of {name}{(nth is null ? "" : $" ({nth})")}",
            ReminderKind.Relations => $"{(nth is null ? "" : $"{nth} of ")}Viet Nam-{name} diplomatic relations",
            ReminderKind.Founding => nth is null ? $"founding day of {name}" : $"{nth} of the founding of {name}",
            _ when facts.UnitVi is { } unit => $"{name} - {facts.UnitEn ?? unit}",
            _ => nth is null ? name : $"{name} ({nth})",
        };
    }

    /// <summary>"21st", "12th", "102nd".</summary>
    public static string Ordinal(int number)
    {
        var ending = (number % 100, number % 10) switch
        {
            (11 or 12 or 13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number}{ending}");
    }

    /// <summary>"Việc cần làm: liên hệ các hội chưa gửi."</summary>
    public static string? TodoVi(ReminderContent facts) => facts.ActionVi is { } action ? $"Việc cần làm: {action}." : null;

    public static string? TodoEn(ReminderContent facts) => (facts.ActionEn ?? facts.ActionVi) is { } action ? $"To do: {action}." : null;

    /// <summary>
    /// What is asked for on a day: the text of the newest step; nothing when the day has passed, unless it is chased or the rule says
    /// what to do then.
    /// </summary>
    public static DatedAction? ActionOn(ReminderContent facts, DateOnly day, DateOnly today)
    {
        if (facts.Actions is not [])
        {
            return facts.Actions.LastOrDefault(action => action.From <= today);
        }

        var isPast = day < today && !ReminderKinds.IsReport(facts.Kind) && !ReminderKinds.IsOverdue(facts.Kind);
        return isPast || facts.ActionVi is not { } text ? null : new(DateOnly.MinValue, text, facts.ActionEn);
    }

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
            Actions = kind == ReminderKind.Expired ? about.Actions : [],
            WhyVi = about.WhyVi,
            WhyEn = about.WhyEn,
        };
}
