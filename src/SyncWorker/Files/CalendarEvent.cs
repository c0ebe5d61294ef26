using SyncWorker.Union;

namespace SyncWorker.Files;

/// <summary>One entry of a calendar: a whole day, or an event that begins at an hour.</summary>
/// <param name="Key">What it is for ever: rule, subject by its register number, and period.</param>
/// <param name="Moves">How often a mail announced another day: SEQUENCE.</param>
sealed record CalendarEvent(string Key, DateOnly Day, string Summary, int Moves)
{
    public string? Description { get; init; }

    public string? Place { get; init; }

    /// <summary>When it begins, on the clock of its place; null for a whole day.</summary>
    public TimeOnly? Start { get; init; }

    /// <summary>The time zone of its place, by its IANA name.</summary>
    public string? Zone { get; init; }

    /// <summary>How long before its beginning the reader's calendar reminds; null for not at all.</summary>
    public TimeSpan? Alarm { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary>What a reminder is about, as an entry.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="day">The day that is reminded of.</param>
    /// <param name="about">What it says.</param>
    /// <param name="language">Of the reader.</param>
    public static CalendarEvent Create(string key, DateOnly day, ReminderContent about, MailLanguage language)
    {
        var title = language.Choose(ReminderTitle.Vi(about), ReminderTitle.En(about));
        var todo = language == MailLanguage.En ? ReminderTitle.TodoEn(about) : ReminderTitle.TodoVi(about);
        return about.Held is { } held
            ? new(key, day, language.Choose(held.TitleVi, held.TitleEn), Moves: 0)
            {
                Description = todo is null ? title : $"{title}\n{todo}",
                Place = held.Place,
                Start = held.Time,
                Zone = held.Zone,
            }
            : new(key, day, $"{Tag(about.Kind, language)}{title}", Moves: 0) { Description = todo };
    }

    /// <summary>True for what has to be done by the day; an event or a meeting is held on it.</summary>
    public static bool IsDeadline(ReminderKind kind) =>
        ReminderKinds.IsReport(kind) || kind is ReminderKind.Term or ReminderKind.TermOverdue || ReminderKinds.IsAssignment(kind);

    static string Tag(ReminderKind kind, MailLanguage language) =>
        ReminderKinds.IsReport(kind) ? language.Choose("Hạn gửi: ", "Due: ")
        : IsDeadline(kind) ? language.Choose("Hạn: ", "Due: ")
        : "";
}
