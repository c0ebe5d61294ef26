using System.Text;
using SyncWorker.Files;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// The days of the rules as an iCalendar file (RFC 5545): all-day events with a UID that stays, a SEQUENCE that grows when the day
/// moves, and CANCELLED for a day that was announced and no longer exists.
/// </summary>
static class CalendarFeed
{
    public static string Write(DueItemIndex items, Ledger ledger, RemindFacts facts, Moment at, string? department)
    {
        var text = new StringBuilder();
        CalendarText.Begin(text, department is null ? "Nhắc việc" : $"Nhắc việc - {department}");
        var (from, to) = (at.Today.AddDays(-30), at.Today.AddDays(facts.ReachDays));
        foreach (
            var dueItem in items
                .Items.Where(item => item.Day >= from && item.Day <= to && IsShown(item, department))
                .OrderBy(item => item.Day)
                .ThenBy(item => item.Key.ToString(), StringComparer.Ordinal)
        )
        {
            CalendarText.Event(
                text,
                new(dueItem.Key.ToString(), dueItem.Day, ReminderTitle.Vi(dueItem.Facts), Moves(ledger.RowsOf(dueItem.Key)))
                {
                    Description = ReminderTitle.TodoVi(dueItem.Facts),
                },
                at.Instant
            );
        }

        foreach (
            var key in ledger
                .Items.Where(key => !items.ByKey.ContainsKey(key) && key.Rule is not (Outlook.Rule or RemindOptions.NoticeRule))
                .OrderBy(key => key.ToString(), StringComparer.Ordinal)
        )
        {
            var rows = ledger.RowsOf(key);
            if (
                rows.Where(row => row.WasNotified && row.Day >= at.Today).MaxBy(row => row.SendOn) is { Facts: { } said } last
                && (key.Rule != RemindOptions.EventRule || facts.AreEventsKnown)
            )
            {
                CalendarText.Event(
                    text,
                    new(key.ToString(), last.Day, ReminderTitle.Vi(ReminderContent.FromJson(said)), Moves(rows) + 1) { IsCancelled = true },
                    at.Instant
                );
            }
        }

        CalendarText.End(text);
        return text.ToString();
    }

    // A report appears once, as the line of staff, not once for each association.
    static bool IsShown(DueItem dueItem, string? department) =>
        (dueItem.Facts.UnitVi is null || dueItem.Units.Count > 0)
        && (
            department is null
            || dueItem.Scope.Department == department
            || dueItem.Units.Any(unit => unit.Scope.Department == department)
            || (dueItem.Scope.Department is null && dueItem.Units.Count == 0)
        );

    static int Moves(IReadOnlyList<LedgerEntry> rows) =>
        rows.Where(row => row.Step.Kind == StepKind.Moved).Select(row => row.Step).Distinct().Count();
}
