using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>The correction of a reminder whose mail has not left.</summary>
sealed record Correction(LedgerEntry Row, LedgerState State, string Because)
{
    /// <summary>Its new content; null keeps the content.</summary>
    public ReminderContent? Facts { get; init; }

    /// <summary>It keeps its place in the mail.</summary>
    public bool IsStillMailed => State is LedgerState.Due or LedgerState.Late;

    /// <summary>The row after the correction.</summary>
    public LedgerEntry After => Row with { State = State, IsUnsent = IsStillMailed };
}

/// <summary>
/// Looks again at what was decided before and has not left (the mail server was off, the mail hours not come): no recipient has seen
/// it yet, so what changed meanwhile is followed instead of being announced as a change.
/// <list type="number">
/// <item>The rule or the step is gone, the day moved, or its recipient has the task no more: it is withdrawn, and the step is decided
/// again for the day as it is now and for whoever has the task now.</item>
/// <item>The day is gone, its report has come, the unit is exempt: it is cancelled.</item>
/// <item>What it says has changed, such as the reports that came meanwhile: it says so.</item>
/// </list>
/// </summary>
sealed class PendingReminders(DueItemIndex items, RemindFacts facts, DateOnly today)
{
    readonly HashSet<string> _rules = [.. RemindOptions.Ids(facts.Options)];
    readonly HashSet<string> _positions =
    [
        Addressee.Desk.ToString(),
        .. facts.Staff.Staff.Select(position => Addressee.OfPosition(position.Id).ToString()),
    ];

    /// <param name="said">What the step says to the row's recipient today; null when the recipient is not to be told it any more.</param>
    /// <returns>Null when it stays as it is.</returns>
    public Correction? Revise(LedgerEntry row, Func<DueItem, Step, string, ReminderContent?> said)
    {
        if (facts.SetAside.Has(row.Item) || (row.Item.Rule == RemindOptions.EventRule && !facts.AreEventsKnown))
        {
            return null; // nothing is known of it today
        }

        if (row.Recipient.StartsWith("staff:", StringComparison.Ordinal) && !_positions.Contains(row.Recipient))
        {
            return Withdrawn(row, "its recipient is no longer in staff.json");
        }

        if (row.Item.Rule is Outlook.Rule or RemindOptions.NoticeRule or RemindOptions.SheetRule)
        {
            return null; // made on its day for who was to have it then
        }

        if (!_rules.Contains(row.Item.Rule))
        {
            return Withdrawn(row, "the rule is no longer in remind.json");
        }

        if (!items.ByKey.TryGetValue(row.Item, out var dueItem))
        {
            return row.Day < today.AddDays(-facts.ReachDays) || row.Step.Kind == StepKind.Cancelled
                ? null
                : new(row, LedgerState.Cancelled, "the day is no longer in the register or the rules, before its mail left");
        }

        return dueItem.Steps.FirstOrDefault(step => step.Name == row.Step) is { } known
            ? ReviseStep(row, dueItem, known, said)
            : ReviseOther(row, dueItem);
    }

    /// <summary>A notice, an answer to a snooze, or a step that the day does not have any more.</summary>
    static Correction? ReviseOther(LedgerEntry row, DueItem dueItem) =>
        row.Step.Kind switch
        {
            StepKind.Before or StepKind.Overdue or StepKind.BeforeBreak or StepKind.AfterBreak => Withdrawn(
                row,
                "the rule has this step no more"
            ),
            StepKind.Cancelled => Withdrawn(row, "the day is back"),
            _ => row.Day == dueItem.Day ? null : new(row, LedgerState.Superseded, Moved(row, dueItem)),
        };

    static Correction? ReviseStep(LedgerEntry row, DueItem dueItem, Step step, Func<DueItem, Step, string, ReminderContent?> said)
    {
        if (dueItem.Closed is { } closed)
        {
            return new(row, LedgerState.Cancelled, $"{closed}, before its mail left");
        }

        if (row.Day != dueItem.Day)
        {
            return new(row, LedgerState.Withdrawn, Moved(row, dueItem));
        }

        if (said(dueItem, step, row.Recipient) is not { } now)
        {
            return Withdrawn(row, "its recipient has the task no more or is away");
        }

        if (now.Owed is { } owed && now.Received == owed)
        {
            return new(row, LedgerState.Cancelled, "all of its units received, before its mail left");
        }

        if (now.Missing is not [] && now.Missing.All(missing => missing.IsListedOnly))
        {
            return new(row, LedgerState.Cancelled, "those that are missing have a later day, before its mail left");
        }

        if (row.Facts.Length == 0)
        {
            return null;
        }

        var before = ReminderContent.FromJson(row.Facts);
        now = now with { LateWorkingDays = before.LateWorkingDays };
        return Plain(now) == Plain(before)
            ? null
            : new(
                row,
                row.State,
                (now.Received, now.Owed) == (before.Received, before.Owed)
                    ? "what it says changed before its mail left"
                    : $"{now.Received} of {now.Owed} received before its mail left"
            )
            {
                Facts = now,
            };
    }

    // How long it is overdue and how often a unit was reminded are counted anew each day: that alone is no change.
    static string Plain(ReminderContent said) =>
        (said with { OverdueWorkingDays = null, Missing = [.. said.Missing.Select(missing => missing with { Reminded = 0 })] }).ToJson();

    static Correction Withdrawn(LedgerEntry row, string because) => new(row, LedgerState.Withdrawn, $"{because}, before its mail left");

    static string Moved(LedgerEntry row, DueItem dueItem) =>
        $"moved from {row.Day:yyyy-MM-dd} to {dueItem.Day:yyyy-MM-dd} before its mail left";
}
