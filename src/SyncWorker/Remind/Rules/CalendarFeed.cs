using System.Text;
using SyncWorker.Files;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// The days of the rules as an iCalendar file (RFC 5545): all-day events with a UID that stays, a SEQUENCE that grows when the day
/// moves, and CANCELLED for a day that people were told of and that is no longer there.
/// </summary>
static class CalendarFeed
{
    public static string Write(CaseBook book, Ledger ledger, RemindFacts facts, Moment at, string? department)
    {
        var text = new StringBuilder();
        CalendarText.Begin(text, department is null ? "Nhắc việc" : $"Nhắc việc - {department}");
        var (from, to) = (at.Today.AddDays(-30), at.Today.AddDays(facts.ReachDays));
        foreach (var @case in book.Cases.Where(@case => @case.Day >= from && @case.Day <= to && IsShown(@case, department)).OrderBy(@case => @case.Day).ThenBy(@case => @case.Key.ToString(), StringComparer.Ordinal))
        {
            CalendarText.Event(
                text,
                new(@case.Key.ToString(), @case.Day, Phrase.Vi(@case.Facts), Moves(ledger.Of(@case.Key))) { Description = Phrase.TodoVi(@case.Facts) },
                at.Instant);
        }

        foreach (var key in ledger.Cases.Where(key => !book.ByKey.ContainsKey(key) && key.Rule is not (Outlook.Rule or NoticeDesk.Rule)).OrderBy(key => key.ToString(), StringComparer.Ordinal))
        {
            var rows = ledger.Of(key);
            if (rows.Where(row => row.WasTold && row.Day >= at.Today).MaxBy(row => row.SendOn) is { Facts: { } said } last && (key.Rule != RemindOptions.EventRule || facts.AreEventsKnown))
            {
                CalendarText.Event(
                    text,
                    new(key.ToString(), last.Day, Phrase.Vi(OccurrenceFacts.FromJson(said)), Moves(rows) + 1) { IsCancelled = true },
                    at.Instant);
            }
        }

        CalendarText.End(text);
        return text.ToString();
    }

    // A report stands once, as the line of staff, not once an association.
    static bool IsShown(Case @case, string? department) =>
        (@case.Facts.UnitVi is null || @case.Units.Count > 0)
        && (department is null || @case.Scope.Department == department || @case.Units.Any(unit => unit.Scope.Department == department)
            || (@case.Scope.Department is null && @case.Units.Count == 0));

    static int Moves(IReadOnlyList<LedgerRow> rows) => rows.Where(row => row.Step.StartsWith("moved to ", StringComparison.Ordinal)).Select(row => row.Step).Distinct().Count();
}
