using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Planning;

/// <summary>"Nhắc lại sau": a snoozed case is silent for its recipient until the day, and is then named again once.</summary>
static class Snoozes
{
    /// <summary>The day until which the recipient of these rows wants to hear nothing.</summary>
    public static DateOnly? Until(IEnumerable<LedgerRow> own) => own.Where(row => row.State == LedgerState.Snoozed).Max(row => row.SnoozedUntil);

    /// <summary>The snoozes that have run out and have not been answered yet, one a recipient.</summary>
    public static IEnumerable<LedgerRow> RunOut(IReadOnlyList<LedgerRow> rows, DateOnly today, WorkCalendar calendar) =>
        rows.Where(row => row is { State: LedgerState.Snoozed, SnoozedUntil: { } until } && calendar.Forward(until) <= today)
            .GroupBy(row => row.Recipient)
            .Select(group => group.MaxBy(row => row.SnoozedUntil)!)
            .Where(row => !rows.Any(other => other.Recipient == row.Recipient && other.Step == Name(row)));

    public static Step Step(LedgerRow snoozed, WorkCalendar calendar)
    {
        var on = calendar.Forward(snoozed.SnoozedUntil!.Value);
        return new(Name(snoozed), on, $"snoozed until {snoozed.SnoozedUntil:yyyy-MM-dd}") { To = [], Raw = on };
    }

    static ReminderStep Name(LedgerRow row) => ReminderStep.Snoozed(row.SnoozedUntil!.Value);
}
