using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Decides what one day brings. Pure: facts, ledger and day in, decisions with reasons out.
/// <list type="number">
/// <item>On a day off nothing is decided; what came up meanwhile is found on the next working day.</item>
/// <item>What has not left follows what changed: it is withdrawn, cancelled or says what is true now.</item>
/// <item>A recipient of a day that has moved, is gone, or whose report was received, gets one notice of it.</item>
/// <item>Look at every case with a step that has come and that the ledger does not know.</item>
/// <item>A closed case (received, exempt) is silent.</item>
/// <item>Steps from before the subject and the rule were known, or before goLive, are skipped: before start; the newest of
/// them is planned when the day is still ahead.</item>
/// <item>A step is decided for a day. When the day moves, steps that lie ahead of the notice come again; one that told of a day near by
/// (nearer than its own lead) does not.</item>
/// <item>For each recipient the newest step is mailed, late if its day has passed; the older ones are superseded.</item>
/// <item>A day too long past is expired instead, unless it is of a kind that never expires.</item>
/// </list>
/// </summary>
static class Planner
{
    public static Plan Decide(DueItemIndex items, RemindFacts facts, Ledger ledger, DateOnly today)
    {
        var snoozed = ledger
            .Rows.Where(row => row.State == LedgerState.Snoozed)
            .Select(row => items.ByKey.GetValueOrDefault(row.Item))
            .OfType<DueItem>();
        var cases = items.Arriving(today.AddDays(-facts.ReachDays), today).Concat(snoozed).DistinctBy(dueItem => dueItem.Key);
        return Decide(cases, facts, ledger, today, items);
    }

    /// <param name="cases">Those that may have a step that has come: a preview knows that the others are decided.</param>
    public static Plan Decide(IEnumerable<DueItem> cases, RemindFacts facts, Ledger ledger, DateOnly today) =>
        Decide(cases, facts, ledger, today, null);

    static Plan Decide(IEnumerable<DueItem> cases, RemindFacts facts, Ledger ledger, DateOnly today, DueItemIndex? changed)
    {
        if (!facts.Calendar.IsWorking(today))
        {
            return new(today, [], []);
        }

        var day = new PlanDay(facts, ledger, today);
        if (changed is not null)
        {
            day.ReviseUnsent(changed);
            day.NotifyOfChanges(changed);
        }

        foreach (var dueItem in cases)
        {
            day.Evaluate(dueItem);
        }

        day.SupersedeUnsent();

        return day.ToPlan();
    }
}
