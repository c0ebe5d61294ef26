namespace SyncWorker.Store.Rows;

/// <summary>Which reminder of a due item an entry of the ledger is; its text is the ledger's column and part of the entry's key.</summary>
/// <param name="Detail">What the kind leaves open: the lead, the day; empty where it leaves nothing open.</param>
readonly record struct ReminderStep(StepKind Kind, string Detail = "")
{
    const string Plus = "+";
    const string MovedTo = "moved to ";
    const string SnoozedUntil = "snoozed until ";
    const string Gone = "cancelled";

    // The kinds whose text is one fixed word.
    static readonly (StepKind Kind, string Text)[] s_fixed =
    [
        (StepKind.BeforeBreak, "before the break"),
        (StepKind.AfterBreak, "after the break"),
        (StepKind.Done, "done"),
        (StepKind.Acknowledged, "acknowledged"),
        (StepKind.Outlook, "outlook"),
        (StepKind.Once, "once"),
    ];

    /// <param name="lead">As config writes it: <c>15 working days</c>, <c>the day</c>.</param>
    public static ReminderStep Before(string lead) => new(StepKind.Before, lead);

    /// <param name="after">As config writes it: <c>3 working days</c>.</param>
    public static ReminderStep Overdue(string after) => new(StepKind.Overdue, after);

    /// <param name="time">How often it has been moved to this day, this time included.</param>
    public static ReminderStep Moved(DateOnly day, int time) =>
        new(StepKind.Moved, time == 1 ? $"{day:yyyy-MM-dd}" : $"{day:yyyy-MM-dd} ({time})");

    /// <param name="time">How often the day has gone, this time included.</param>
    public static ReminderStep Cancelled(int time) => new(StepKind.Cancelled, time == 1 ? "" : $" ({time})");

    public static ReminderStep Snoozed(DateOnly until) => new(StepKind.Snoozed, $"{until:yyyy-MM-dd}");

    /// <summary>Whether it tells of a move to the day.</summary>
    public bool IsMoveTo(DateOnly day) => Kind == StepKind.Moved && Detail.StartsWith($"{day:yyyy-MM-dd}", StringComparison.Ordinal);

    /// <summary>As the ledger keeps it: the opposite of <see cref="ToString"/>.</summary>
    public static ReminderStep Parse(string text)
    {
        if (Array.Find(s_fixed, entry => entry.Text == text) is { Text: not null } known)
        {
            return new(known.Kind);
        }

        return After(text, Plus) is { } overdue ? new(StepKind.Overdue, overdue)
            : After(text, MovedTo) is { } moved ? new(StepKind.Moved, moved)
            : After(text, SnoozedUntil) is { } until ? new(StepKind.Snoozed, until)
            : After(text, Gone) is { } again ? new(StepKind.Cancelled, again)
            : new(StepKind.Before, text);
    }

    public override string ToString()
    {
        var kind = Kind;
        return kind switch
        {
            StepKind.Before => Detail ?? "",
            StepKind.Overdue => Plus + Detail,
            StepKind.Moved => MovedTo + Detail,
            StepKind.Snoozed => SnoozedUntil + Detail,
            StepKind.Cancelled => Gone + Detail,
            _ => Array.Find(s_fixed, entry => entry.Kind == kind).Text,
        };
    }

    static string? After(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;
}

/// <summary>What makes a reminder: its rule's step, a change, or an answer.</summary>
enum StepKind
{
    /// <summary>A lead of the rule: so long before the day.</summary>
    Before,

    /// <summary>A chase: so long after the day.</summary>
    Overdue,

    /// <summary>The notice before a long break.</summary>
    BeforeBreak,

    /// <summary>The first day back after a long break.</summary>
    AfterBreak,

    /// <summary>The day moved.</summary>
    Moved,

    /// <summary>The day is gone.</summary>
    Cancelled,

    /// <summary>What was chased has come.</summary>
    Done,

    /// <summary>A snooze has run out.</summary>
    Snoozed,

    /// <summary>A person answered for all recipients.</summary>
    Acknowledged,

    /// <summary>A line of the weekly outlook.</summary>
    Outlook,

    /// <summary>A message to many.</summary>
    Once,
}
