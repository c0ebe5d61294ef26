using SyncWorker.Files;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// The days of the rules as an iCalendar file (RFC 5545): entries with a UID that stays, also in a store that was built anew, a SEQUENCE
/// that grows when the day moves, and CANCELLED for a day that was announced and no longer exists.
/// </summary>
sealed class CalendarFeed(DueItemIndex items, Ledger ledger, RemindFacts facts, Moment at)
{
    /// <summary>The departments that have an entry of their own.</summary>
    public IReadOnlyList<string> Departments =>
        [
            .. Shown()
                .SelectMany(item => item.Units.Select(unit => unit.Scope.Department).Append(item.Scope.Department))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The calendar as a file.</summary>
    public string Write(string? department) =>
        CalendarText.Write(department is null ? "Nhắc việc" : $"Nhắc việc - {department}", Entries(department), at.Instant);

    /// <summary>What a department is in charge of and what is everybody's; all without one.</summary>
    public IReadOnlyList<CalendarEvent> Entries(string? department) =>
        [
            .. Shown()
                .Where(item => IsOf(item, department))
                .OrderBy(item => item.Day)
                .ThenBy(item => item.Key.ToString(), StringComparer.Ordinal)
                .Select(item => Entry(item.Key, item.Day, item.Facts) with { Moves = Moves(ledger.RowsOf(item.Key)) }),
            .. Gone(),
        ];

    IEnumerable<DueItem> Shown()
    {
        var (from, to) = (at.Today.AddDays(-30), at.Today.AddDays(facts.ReachDays));
        // A report appears once, as the line of staff, not once for each association.
        return items.Items.Where(item => item.Day >= from && item.Day <= to && (item.Facts.UnitVi is null || item.Units.Count > 0));
    }

    IEnumerable<CalendarEvent> Gone()
    {
        foreach (
            var key in ledger
                .Items.Where(key =>
                    !items.ByKey.ContainsKey(key) && key.Rule is not (Outlook.Rule or RemindOptions.NoticeRule or RemindOptions.SheetRule)
                )
                .OrderBy(key => key.ToString(), StringComparer.Ordinal)
        )
        {
            var rows = ledger.RowsOf(key);
            if (
                rows.Where(row => row.WasNotified && row.Day >= at.Today).MaxBy(row => row.SendOn) is { Facts: { } said } last
                && (key.Rule != RemindOptions.EventRule || facts.AreEventsKnown)
            )
            {
                yield return Entry(key, last.Day, ReminderContent.FromJson(said)) with
                {
                    Moves = Moves(rows) + 1,
                    IsCancelled = true,
                };
            }
        }
    }

    CalendarEvent Entry(DueItemKey key, DateOnly day, ReminderContent about) =>
        CalendarEvent.Create(new DueItemKey(key.Rule, Numbered(key.Subject), key.Period).ToString(), day, about, MailLanguage.Vi) with
        {
            Alarm = facts.Options.Calendars.Alarm?.Span,
        };

    // The store's own number of a partner is another one in a store that was built anew.
    string Numbered(string subject) => facts.RegisterIdOf(subject) ?? subject;

    static bool IsOf(DueItem dueItem, string? department) =>
        department is null
        || dueItem.Scope.Department == department
        || dueItem.Units.Any(unit => unit.Scope.Department == department)
        || (dueItem.Scope.Department is null && dueItem.Units.Count == 0);

    static int Moves(IReadOnlyList<LedgerEntry> rows) =>
        rows.Where(row => row.Step.Kind == StepKind.Moved).Select(row => row.Step).Distinct().Count();
}
