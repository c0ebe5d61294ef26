using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// "Nhắc lại sau": a snoozed case is silent for its recipient until the day, and is then named again once. What was snoozed before its
/// day is named again on that day at the latest: the snooze puts off a reminder, never the day.
/// </summary>
static class Snoozes
{
    /// <summary>The working day on which the recipient of these rows hears of it again; null when nothing is snoozed.</summary>
    public static DateOnly? Until(IEnumerable<LedgerEntry> own, DueItem dueItem, WorkCalendar calendar) =>
        own.Where(row => row.State == LedgerState.Snoozed).Select(row => (DateOnly?)End(row, dueItem, calendar)).Max();

    /// <summary>
    /// The snoozes that have run out and have not been answered yet: of one recipient there may be several, of which the newest is told.
    /// </summary>
    public static IEnumerable<LedgerEntry> RunOut(
        IReadOnlyList<LedgerEntry> rows,
        DueItem dueItem,
        DateOnly today,
        WorkCalendar calendar
    ) =>
        rows.Where(row => row is { State: LedgerState.Snoozed, SnoozedUntil: not null } && End(row, dueItem, calendar) <= today)
            .DistinctBy(row => (row.Recipient, row.SnoozedUntil))
            .Where(row => !rows.Any(other => other.Recipient == row.Recipient && other.Step == Name(row)));

    public static Step Step(LedgerEntry snoozed, DueItem dueItem, WorkCalendar calendar)
    {
        var on = End(snoozed, dueItem, calendar);
        return new(
            Name(snoozed),
            on,
            $"snoozed until {snoozed.SnoozedUntil:yyyy-MM-dd}{(on < snoozed.SnoozedUntil ? ", named by its day" : "")}"
        )
        {
            To = [],
            Raw = on,
        };
    }

    // On the last working day before it there is nothing left to name before the day: the snooze then runs its time.
    static DateOnly End(LedgerEntry row, DueItem dueItem, WorkCalendar calendar)
    {
        var (until, last) = (calendar.Forward(row.SnoozedUntil!.Value), calendar.Back(dueItem.Day));
        return row.SendOn < last && until > last ? last : until;
    }

    static ReminderStep Name(LedgerEntry row) => ReminderStep.Snoozed(row.SnoozedUntil!.Value);
}
