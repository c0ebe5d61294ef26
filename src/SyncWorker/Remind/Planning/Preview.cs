using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// Goes through the days of a range with a ledger in memory, as the service would: who gets what, when and why. Nothing is
/// written; a day before the range is gone through too, so that the first day of the range does not gather what came before.
/// </summary>
static class Preview
{
    /// <param name="items">What can be due in the range; left out, it is worked out.</param>
    /// <param name="lastRun">The day planned before the range; left out, the facts know it.</param>
    public static IEnumerable<Plan> Run(
        RemindFacts facts,
        Ledger ledger,
        DateOnly from,
        DateOnly to,
        DateOnly? lastRun = null,
        DueItemIndex? items = null
    )
    {
        items ??= DueItemIndex.Build(facts, from, to);
        var resumed = facts.PausedRules.Values.Min(paused => paused.Until);
        if (resumed > from && resumed <= to)
        {
            // What a pause held back is caught up on the day it ends, as the service would.
            DateOnly? last = lastRun;
            foreach (var plan in Run(facts, ledger, from, resumed.Value.AddDays(-1), lastRun, items))
            {
                last = plan.Today;
                yield return plan;
            }

            foreach (var plan in Run(facts.On(resumed.Value), ledger, resumed.Value, to, last))
            {
                yield return plan;
            }

            yield break;
        }

        var since = from.AddDays(-facts.ReachDays);
        lastRun ??= facts.LastRun;
        var isFirst = true;
        List<DueItem> open = [];
        List<DueItem> snoozed =
        [
            .. ledger
                .Rows.Where(row => row.State == LedgerState.Snoozed)
                .Select(row => items.ByKey.GetValueOrDefault(row.Item))
                .OfType<DueItem>()
                .Distinct(),
        ];
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!facts.Calendar.IsWorking(day))
            {
                continue;
            }

            // Every step that comes is decided on its day, except steps whose role had no holder: they are evaluated again.
            // What changed since the last run is found on the first day: after it the facts do not change.
            var plan = isFirst
                ? Planner.Decide(items, facts, ledger, day)
                : Planner.Decide(
                    items.Arriving(since, day).Concat(open).Concat(snoozed).DistinctBy(dueItem => dueItem.Key),
                    facts,
                    ledger,
                    day
                );
            Apply(plan, ledger);
            isFirst = false;
            open = [.. plan.Faults.Select(fault => items.ByKey.GetValueOrDefault(fault.Item)).OfType<DueItem>().Distinct()];
            since = day.AddDays(1);
            yield return plan with
            {
                Outlook = Outlook.Decide(items, facts, ledger, day, lastRun),
            };
            lastRun = day;
        }
    }

    /// <summary>What the stage writes, kept in memory; a mail that is planned counts as sent.</summary>
    public static void Apply(Plan plan, Ledger ledger)
    {
        foreach (var amended in plan.Corrections)
        {
            ledger.Add(amended.After);
        }

        foreach (var reminder in plan.Reminders)
        {
            ledger.Add(
                reminder.ToEntry(facts: "") with
                {
                    State = reminder.IsMailed ? LedgerState.Sent : reminder.State,
                    IsUnshownExpiry = reminder is { State: LedgerState.Expired, To: null },
                }
            );
        }

        foreach (var shown in plan.Shown)
        {
            ledger.Add(shown with { IsUnshownExpiry = false });
        }
    }
}
