using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>The correction of a reminder whose mail has not left.</summary>
/// <param name="Facts">Its new content; null keeps the content.</param>
sealed record Correction(LedgerRow Row, LedgerState State, string Because)
{
    public DateOnly Day { get; init; } = Row.Day;

    public DateOnly SendOn { get; init; } = Row.SendOn;

    public ReminderContent? Facts { get; init; }

    /// <summary>It keeps its place in the mail.</summary>
    public bool IsStillMailed => State is LedgerState.Due or LedgerState.Late;

    /// <summary>The row after the correction.</summary>
    public LedgerRow After => Row with { State = State, Day = Day, SendOn = SendOn, IsUnsent = IsStillMailed };
}

/// <summary>
/// Looks again at what was decided before and has not left (the mail server was off, the mail hours not come): no recipient has seen
/// it yet, so what changed meanwhile is corrected in place instead of being announced as a change.
/// <list type="number">
/// <item>The day is gone, its report has come, the unit is exempt: the reminder is dropped.</item>
/// <item>A newer step of the same day has come for the same recipient: only the newer step is kept.</item>
/// <item>The day moved and the step's new day is to come: it waits for it.</item>
/// <item>The day moved otherwise, or reports have come meanwhile: it says so.</item>
/// </list>
/// </summary>
sealed class PendingReminders(DueItemIndex items, RemindFacts facts, DateOnly today)
{
    readonly HashSet<string> _rules = [.. RemindOptions.Ids(facts.Options)];

    /// <param name="rows">What has not left, and what waits for a day that moved.</param>
    /// <param name="decided">What was decided today.</param>
    /// <param name="said">What a step says to a recipient today; null when it is nobody's any more.</param>
    public IReadOnlyList<Correction> Revise(IEnumerable<LedgerRow> rows, IReadOnlyCollection<PlannedReminder> decided, Func<DueItem, Step, string, ReminderContent?> said)
    {
        var newer = decided.Where(reminder => reminder.IsMailed && items.ByKey.GetValueOrDefault(reminder.Item) is { } dueItem && dueItem.Steps.Any(step => step.Name == reminder.Step))
            .Select(reminder => (reminder.Item, reminder.Recipient)).ToHashSet();
        var answered = decided.Select(reminder => (reminder.Item, reminder.Step, reminder.Recipient)).ToHashSet();
        return
        [
            .. rows.Where(row => row.IsUnsent || !answered.Contains((row.Item, row.Step, row.Recipient)))
                .Select(row => row.IsUnsent ? ReviseRow(row, newer, said) : Waiting(row))
                .OfType<Correction>(),
        ];
    }

    /// <summary>Waits for a day that moved, and was not decided today although its step may have come.</summary>
    Correction? Waiting(LedgerRow row)
    {
        if (row.Item.Rule == RemindOptions.EventRule && !facts.AreEventsKnown)
        {
            return null;
        }

        var dueItem = items.ByKey.GetValueOrDefault(row.Item);
        return dueItem?.Steps.FirstOrDefault(step => step.Name == row.Step) is not { } step || dueItem.Closed is not null || step.SendOn <= today
            ? new(row, LedgerState.Cancelled, dueItem is null ? "the day is no longer in the register or the rules" : dueItem.Closed ?? "its recipient has the task no more")
            : dueItem.Day == row.Day ? null
            : new(row, LedgerState.Planned, $"moved from {row.Day:yyyy-MM-dd} to {dueItem.Day:yyyy-MM-dd}") { Day = dueItem.Day, SendOn = step.SendOn };
    }

    Correction? ReviseRow(LedgerRow row, HashSet<(DueItemKey, string)> newer, Func<DueItem, Step, string, ReminderContent?> said)
    {
        if (!_rules.Contains(row.Item.Rule) || (row.Item.Rule == RemindOptions.EventRule && !facts.AreEventsKnown))
        {
            return null; // an outlook, or nothing is known
        }

        if (!items.ByKey.TryGetValue(row.Item, out var dueItem))
        {
            return row.Day < today ? null : new(row, LedgerState.Cancelled, "the day is no longer in the register or the rules, before its mail left");
        }

        if (dueItem.Steps.FirstOrDefault(candidate => candidate.Name == row.Step) is not { } step)
        {
            // A notice, an answer to a snooze, or a step that the day does not have any more.
            return row.Day == dueItem.Day ? null : new(row, LedgerState.Superseded, Moved(row, dueItem));
        }

        if (dueItem.Closed is { } closed)
        {
            return new(row, LedgerState.Cancelled, $"{closed}, before its mail left");
        }

        if (newer.Contains((row.Item, row.Recipient)))
        {
            return new(row, LedgerState.Superseded, "a newer step came before its mail left");
        }

        if (row.Day != dueItem.Day && step.SendOn > today)
        {
            return new(row, LedgerState.Planned, Moved(row, dueItem)) { Day = dueItem.Day, SendOn = step.SendOn };
        }

        return Renewed(row, dueItem, said(dueItem, step, row.Recipient));
    }

    static Correction? Renewed(LedgerRow row, DueItem dueItem, ReminderContent? now)
    {
        var before = row.Facts is null ? null : ReminderContent.FromJson(row.Facts);
        if (now is { Owed: { } owed } && now.Received == owed)
        {
            return new(row, LedgerState.Cancelled, "all of its units received, before its mail left");
        }

        return row.Day != dueItem.Day ? new(row, row.State, Moved(row, dueItem)) { Day = dueItem.Day, Facts = now }
            : now is not null && (now.Received, now.Owed) != (before?.Received, before?.Owed) ? new(row, row.State, $"{now.Received} of {now.Owed} received before its mail left") { Facts = now }
            : null;
    }

    static string Moved(LedgerRow row, DueItem dueItem) => $"moved from {row.Day:yyyy-MM-dd} to {dueItem.Day:yyyy-MM-dd} before its mail left";
}
