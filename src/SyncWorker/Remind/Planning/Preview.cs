using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Goes through the days of a range with a ledger in memory, as the service would: who gets what, when and why. Nothing is
/// written; a day before the range is gone through too, so that the first day of the range does not gather what came before.
/// </summary>
static class Preview
{
    /// <param name="lastRun">The day planned before the range; left out, the facts know it.</param>
    public static IEnumerable<Plan> Run(RemindFacts facts, Ledger ledger, DateOnly from, DateOnly to, DateOnly? lastRun = null)
    {
        var book = CaseBook.For(facts, from, to);
        var since = from.AddDays(-facts.ReachDays);
        lastRun ??= facts.LastRun;
        var isFirst = true;
        List<Case> open = [];
        List<Case> snoozed = [.. ledger.Rows.Where(row => row.State == OccurrenceState.Snoozed).Select(row => book.ByKey.GetValueOrDefault(row.Case)).OfType<Case>().Distinct()];
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!facts.Calendar.IsWorking(day))
            {
                continue;
            }

            // Every step that comes is decided on its day, but for those whose role nobody held: they are looked at again.
            // What changed since the last run is found on the first day: after it the facts stand still.
            var plan = isFirst
                ? Planner.Decide(book, facts, ledger, day)
                : Planner.Decide(book.Arriving(since, day).Concat(open).Concat(snoozed).DistinctBy(@case => @case.Key), facts, ledger, day);
            Apply(plan, ledger);
            isFirst = false;
            open = [.. plan.Faults.Select(fault => book.ByKey[fault.Case]).Distinct()];
            since = day.AddDays(1);
            yield return plan with { Outlook = Outlook.Decide(book, facts, ledger, day, lastRun) };
            lastRun = day;
        }
    }

    /// <summary>What the stage writes, kept in memory; a mail that is planned counts as sent.</summary>
    public static void Apply(Plan plan, Ledger ledger)
    {
        foreach (var reminder in plan.Reminders)
        {
            ledger.Add(new(reminder.Case, reminder.Step, reminder.Recipient)
            {
                Day = reminder.Day,
                SendOn = reminder.SendOn,
                State = reminder.IsMailed ? OccurrenceState.Sent : reminder.State,
                IsUnshownExpiry = reminder is { State: OccurrenceState.Expired, To: null },
            });
        }

        foreach (var amended in plan.Amended)
        {
            ledger.Add(amended.After);
        }

        foreach (var shown in plan.Shown)
        {
            ledger.Add(shown with { IsUnshownExpiry = false });
        }
    }
}
