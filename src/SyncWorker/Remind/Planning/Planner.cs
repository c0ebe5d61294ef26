using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Decides what one day brings. Pure: facts, ledger and day in, decisions with reasons out.
/// <list type="number">
/// <item>On a day off nothing is decided; what came up meanwhile is found on the next working day.</item>
/// <item>Look at every case with a step that has come and that the ledger does not know.</item>
/// <item>A closed case (received, exempt) is silent.</item>
/// <item>Steps from before the subject and the rule were known, or before goLive, are skipped: before start; the newest of
/// them is planned when the day is still ahead.</item>
/// <item>For each recipient the newest step is mailed, late if its day has passed; the older ones are superseded.</item>
/// <item>A recipient of a day that has moved, is gone, or whose report was received, gets one notice of it.</item>
/// <item>A day too long past is expired instead, unless it is of a kind that never expires.</item>
/// </list>
/// </summary>
static class Planner
{
    public static Plan Decide(DueItemIndex items, RemindFacts facts, Ledger ledger, DateOnly today)
    {
        var snoozed = ledger.Rows.Where(row => row.State == LedgerState.Snoozed).Select(row => items.ByKey.GetValueOrDefault(row.Item)).OfType<DueItem>();
        var cases = items.Arriving(today.AddDays(-facts.ReachDays), today).Concat(snoozed).DistinctBy(dueItem => dueItem.Key);
        return Decide(cases, facts, ledger, today, day => day.RevisePending(items));
    }

    /// <param name="cases">Those that may have a step that has come: a preview knows that the others are decided.</param>
    public static Plan Decide(IEnumerable<DueItem> cases, RemindFacts facts, Ledger ledger, DateOnly today) => Decide(cases, facts, ledger, today, _ => { });

    static Plan Decide(IEnumerable<DueItem> cases, RemindFacts facts, Ledger ledger, DateOnly today, Action<PlanDay> lookBack)
    {
        if (!facts.Calendar.IsWorking(today))
        {
            return new(today, [], []);
        }

        var day = new PlanDay(facts, ledger, today);
        foreach (var dueItem in cases)
        {
            day.Evaluate(dueItem);
        }

        lookBack(day);

        return day.ToPlan();
    }
}
