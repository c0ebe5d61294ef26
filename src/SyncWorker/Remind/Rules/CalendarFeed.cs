using System.Globalization;
using System.Text;
using SyncWorker.Remind.Planning;

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
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//SyncWorker//Remind//VI");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"X-WR-CALNAME:{Escape(department is null ? "Nhắc việc" : $"Nhắc việc - {department}")}");
        var (from, to) = (at.Today.AddDays(-30), at.Today.AddDays(facts.ReachDays));
        foreach (var @case in book.Cases.Where(@case => @case.Day >= from && @case.Day <= to && IsShown(@case, department)).OrderBy(@case => @case.Day).ThenBy(@case => @case.Key.ToString(), StringComparer.Ordinal))
        {
            Event(text, @case.Key, @case.Day, Phrase.Vi(@case.Facts), @case.Facts.ActionVi, Moves(ledger.Of(@case.Key)), isCancelled: false, at);
        }

        foreach (var key in ledger.Cases.Where(key => !book.ByKey.ContainsKey(key)).OrderBy(key => key.ToString(), StringComparer.Ordinal))
        {
            var rows = ledger.Of(key);
            if (rows.Where(row => row.WasTold && row.Day >= at.Today).MaxBy(row => row.SendOn) is { Facts: { } said } last && (key.Rule != RemindOptions.EventRule || facts.AreEventsKnown))
            {
                Event(text, key, last.Day, Phrase.Vi(Store.OccurrenceFacts.FromJson(said)), null, Moves(rows) + 1, isCancelled: true, at);
            }
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    // A report stands once, as the line of staff, not once an association.
    static bool IsShown(Case @case, string? department) =>
        (@case.Facts.UnitVi is null || @case.Units.Count > 0)
        && (department is null || @case.Scope.Department == department || @case.Units.Any(unit => unit.Scope.Department == department)
            || (@case.Scope.Department is null && @case.Units.Count == 0));

    static int Moves(IReadOnlyList<LedgerRow> rows) => rows.Where(row => row.Step.StartsWith("moved to ", StringComparison.Ordinal)).Select(row => row.Step).Distinct().Count();

    static void Event(StringBuilder text, CaseKey key, DateOnly day, string summary, string? action, int sequence, bool isCancelled, Moment at)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escape(key.ToString())}@syncworker");
        Line(text, $"DTSTAMP:{at.Instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        Line(text, $"DTSTART;VALUE=DATE:{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        Line(text, $"DTEND;VALUE=DATE:{day.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{sequence}"));
        Line(text, $"SUMMARY:{Escape(summary)}");
        if (action is not null)
        {
            Line(text, $"DESCRIPTION:{Escape($"Việc cần làm: {action}.")}");
        }

        Line(text, isCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    /// <summary>RFC 5545, 3.3.11.</summary>
    public static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>A content line: folded at 75 octets, never inside a character (3.1).</summary>
    public static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
