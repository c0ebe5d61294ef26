using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// The notices to earlier recipients when something changed: the day moved ("from X to Y"), the day is gone, or the
/// report they were chased for has come ("done"). Each is a step of the same due item, so it is sent once.
/// </summary>
sealed class ChangeNotices(DueItemIndex items, RemindFacts facts, Ledger ledger, DateOnly today)
{
    readonly RecipientFinder _finder = new(facts);
    readonly HashSet<string> _rules = [.. RemindOptions.Ids(facts.Options)];

    public IReadOnlyList<PlannedReminder> Find() =>
        facts.SetAside.Each(
            null,
            ledger.Items.Where(key => !facts.SetAside.Has(key)).ToList(),
            key => (key.Subject, $"the changes of {key}"),
            ForItem
        );

    IEnumerable<PlannedReminder> ForItem(DueItemKey key)
    {
        var rows = ledger.RowsOf(key);
        var told = rows.Where(row => row is { WasNotified: true, IsUnsent: false } && row.Recipient != LedgerEntry.Everybody)
            .GroupBy(row => row.Recipient)
            .ToList();
        if (told.Count == 0 || !_rules.Contains(key.Rule) || (key.Rule == RemindOptions.EventRule && !facts.AreEventsKnown))
        {
            return [];
        }

        // Who gave one unit more time has it confirmed, the others read it in their tables: the report of all has not moved.
        var isExtension = ReportItems.IsOfExtension(key);
        if (!items.ByKey.TryGetValue(key, out var dueItem))
        {
            return isExtension ? [] : told.SelectMany(group => Gone(key, group.MaxBy(row => row.SendOn)!, rows));
        }

        var done = told.Where(group => group.Any(row => row.Step.Kind == StepKind.Overdue))
            .SelectMany(group => Done(dueItem, group.Key, rows));
        return dueItem.Closed is null && !isExtension ? Moved(dueItem, told, rows).Concat(done) : done;
    }

    IEnumerable<PlannedReminder> Moved(DueItem dueItem, List<IGrouping<string, LedgerEntry>> told, IReadOnlyList<LedgerEntry> rows)
    {
        // The newest row says which day people believe in; a notice is newer than a step of the same day.
        var newest = told.SelectMany(group => group).MaxBy(row => (row.SendOn, row.Step.Kind is StepKind.Moved or StepKind.Cancelled))!;
        var isBack = newest.Step.Kind == StepKind.Cancelled;
        if ((newest.Day == dueItem.Day && !isBack) || (dueItem.Day < today && newest.Day < today))
        {
            yield break;
        }

        var before = rows.Where(row => row.Step.IsMoveTo(dueItem.Day)).Select(row => row.Step).Distinct().Count();
        foreach (var group in told)
        {
            if (Recipient(dueItem.Key, group.Key, dueItem.Scope) is { } to)
            {
                var from = group.MaxBy(row => (row.SendOn, row.Step.Kind is StepKind.Moved or StepKind.Cancelled))!.Day;
                var said = ReminderTitle.Notice(ReminderKind.Moved, dueItem.Facts) with { MovedFrom = from == dueItem.Day ? null : from };
                yield return Notice(
                    dueItem.Key,
                    ReminderStep.Moved(dueItem.Day, before + 1),
                    to,
                    dueItem.Day,
                    $"told before {(isBack ? "that it was gone" : $"of {from:yyyy-MM-dd}")}; {dueItem.DayWhy}",
                    said
                );
            }
        }
    }

    IEnumerable<PlannedReminder> Gone(DueItemKey key, LedgerEntry last, IReadOnlyList<LedgerEntry> rows)
    {
        var gone = rows.Where(row => row.Step.Kind == StepKind.Cancelled).ToList();
        if (
            last.Day < today
            || last.Facts.Length == 0
            || gone.Exists(row => row.SendOn >= last.SendOn) // told already, and it has not come back since
            || Recipient(key, last.Recipient, new()) is not { } to
        )
        {
            return [];
        }

        return
        [
            Notice(
                key,
                ReminderStep.Cancelled(gone.Select(row => row.Step).Distinct().Count() + 1),
                to,
                last.Day,
                "told before; the day is no longer in the register",
                ReminderTitle.Notice(ReminderKind.Cancelled, ReminderContent.FromJson(last.Facts))
            ),
        ];
    }

    IEnumerable<PlannedReminder> Done(DueItem dueItem, string recipient, IReadOnlyList<LedgerEntry> rows) =>
        !IsDone(dueItem, recipient)
        || rows.Any(row => row.Step.Kind == StepKind.Done && row.Recipient == recipient)
        || Recipient(dueItem.Key, recipient, dueItem.Scope) is not { } to
            ? []
            :
            [
                Notice(
                    dueItem.Key,
                    new(StepKind.Done),
                    to,
                    dueItem.Day,
                    $"was chased before; {dueItem.Closed ?? "all of its units received"}",
                    ReminderTitle.Notice(
                        dueItem.Closed?.StartsWith("exempt", StringComparison.Ordinal) == true ? ReminderKind.Cancelled : ReminderKind.Done,
                        dueItem.Facts
                    )
                ),
            ];

    /// <summary>
    /// All is in: the case itself, or of a table the units that this recipient is asked about. A deputy waits for the whole.
    /// </summary>
    bool IsDone(DueItem dueItem, string recipient)
    {
        if (dueItem.Closed is not null || dueItem.Units.Count == 0)
        {
            // Units with a later day are out of the line and have not sent it.
            return dueItem.Closed is not null && !dueItem.Units.Any(unit => unit.IsOpen);
        }

        var roles = dueItem.Steps.SelectMany(step => step.To).Distinct().ToList();
        var own = dueItem
            .Units.Where(unit =>
                roles.Exists(role => _finder.Find(role, unit.Scope, today, heedsLeave: false).Any(to => to.Key == recipient))
            )
            .ToList();
        return own.Count > 0 && !own.Exists(unit => unit.IsOpen);
    }

    PlannedReminder Notice(DueItemKey key, ReminderStep step, Recipient to, DateOnly day, string why, ReminderContent said) =>
        new()
        {
            Item = key,
            Step = step,
            Recipient = to.Key,
            Day = day,
            SendOn = today,
            State = LedgerState.Due,
            Reason = why,
            Facts = said with { WhyVi = to.WhyVi, WhyEn = to.WhyEn },
            To = to,
        };

    /// <summary>The recipient of old as it can be reached today, deputies aside; whoever has left is not looked for.</summary>
    Recipient? Recipient(DueItemKey key, string recipient, Scope scope)
    {
        if (recipient.StartsWith("staff:", StringComparison.Ordinal))
        {
            return _finder
                .Find(Addressee.Parse(recipient), scope, today, heedsLeave: false)
                .FirstOrDefault(to => to.Mail.Contains(MailKind.Daily));
        }

        // A partner that was merged away has no office any more; its successor gets its own duties.
        // The head of a cluster got the reminder of another unit.
        var partner =
            facts.Partners.FirstOrDefault(successor => successor.Key == recipient)
            ?? scope.Partner
            ?? facts.Partners.FirstOrDefault(successor => successor.Key == key.Subject);
        return partner is null or { SuccessorId: not null }
            ? null
            : _finder.Find(Role.AssociationOffice, new() { Partner = partner }, today).FirstOrDefault();
    }
}
