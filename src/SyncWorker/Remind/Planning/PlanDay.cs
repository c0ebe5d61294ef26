using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>The decisions of one day while they are being made.</summary>
sealed class PlanDay(RemindFacts facts, Ledger ledger, DateOnly today)
{
    readonly RecipientFinder _finder = new(facts);
    readonly StepHolders _holders = new(new(facts), today);
    readonly List<PlannedReminder> _reminders = [];
    readonly List<PlanFault> _faults = [];
    readonly Dictionary<LedgerEntry, Correction> _corrections = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, Recipient> _waiting = new(StringComparer.Ordinal);
    readonly HashSet<(DueItemKey, string)> _movedToday = [];

    public Plan ToPlan()
    {
        var mailed = _reminders
            .Where(reminder => reminder.IsMailed && reminder.MailKind == OutboxMail.Digest)
            .Select(reminder => reminder.Recipient)
            .ToHashSet(StringComparer.Ordinal);
        return new(
            today,
            // What expired is shown in a mail that goes out anyway; it makes none of its own.
            [
                .. _reminders.Select(reminder =>
                    reminder.State == LedgerState.Expired && !mailed.Contains(reminder.Recipient) ? reminder with { To = null } : reminder
                ),
            ],
            _faults
        )
        {
            Corrections = [.. _corrections.Values],
            Waiting = [.. _waiting.Values],
            Shown = mailed.Count == 0 ? [] : [.. ledger.Unshown.Where(row => mailed.Contains(row.Recipient))],
        };
    }

    /// <summary>What has not left follows what changed since it was decided.</summary>
    public void ReviseUnsent(DueItemIndex items)
    {
        var pending = new PendingReminders(items, facts, today);
        foreach (var row in ledger.Open)
        {
            facts.SetAside.Try(
                row.Item.Rule,
                () => (row.Item.Subject, $"the waiting mail of {row.Item}"),
                () =>
                {
                    if (pending.Revise(row, Content) is { } correction)
                    {
                        _corrections[row] = correction;
                    }
                }
            );
        }
    }

    /// <summary>Notifies earlier recipients of a day that has moved, is gone or is done.</summary>
    public void NotifyOfChanges(DueItemIndex items)
    {
        _reminders.AddRange(new ChangeNotices(items, facts, ledger, today).Find());
        _movedToday.UnionWith(
            _reminders.Where(notice => notice.Step.Kind == StepKind.Moved).Select(notice => (notice.Item, notice.Recipient))
        );
    }

    public void Evaluate(DueItem dueItem)
    {
        var (reminders, faults) = (_reminders.Count, _faults.Count);
        facts.SetAside.Try(
            dueItem.Rule,
            () => (dueItem.Subject, ReminderTitle.Vi(dueItem.Facts)),
            () =>
            {
                try
                {
                    Decide(dueItem);
                }
                catch
                {
                    _reminders.RemoveRange(reminders, _reminders.Count - reminders);
                    _faults.RemoveRange(faults, _faults.Count - faults);
                    throw;
                }
            }
        );
    }

    void Decide(DueItem dueItem)
    {
        var start = dueItem.KnownOn > facts.GoLive ? dueItem.KnownOn : facts.GoLive;
        if (dueItem.Closed is not null || dueItem.IsOutlookOnly || (dueItem.Day < start && !dueItem.IsChasedFromBefore))
        {
            return; // closed, or for the weekly outlook: silence; due before the start: it does not count, and nothing is written about it
        }

        List<LedgerEntry> rows = [.. ledger.RowsOf(dueItem.Key).Where(row => !IsWithdrawn(row))];
        List<LedgerEntry> here = [.. rows.Where(row => row.Day == dueItem.Day)];
        var choice = new StepChoice(facts, ledger, today, _reminders, _movedToday);
        foreach (var own in ByRecipient(dueItem, here).Where(own => own.Units.Count == 0 || own.Units.Exists(unit => unit.IsAsked)))
        {
            if (dueItem.CoveredBy is { } held && held.Day >= held.KnownOn && _finder.IsRecipientOf(own.To.Key, held, today))
            {
                own.Steps.ForEach(step => choice.Write(dueItem, own.To, step, LedgerState.Superseded, CoveredReason(held)));
                continue;
            }

            choice.Choose(own, start, rows);
        }
    }

    /// <summary>The recipients of the steps that have come and of the snoozes that have run out, each with its steps.</summary>
    IEnumerable<ArrivedSteps> ByRecipient(DueItem dueItem, List<LedgerEntry> here)
    {
        var found = new Dictionary<string, ArrivedSteps>(StringComparer.Ordinal);
        foreach (var step in dueItem.Steps.Where(step => step.SendOn <= today && !IsDecided(here, dueItem.Key, step)))
        {
            foreach (var (to, unit) in _holders.Find(dueItem, step, _faults).Where(at => IsFor(here, dueItem.Key, step, at.To)))
            {
                var own = found.GetValueOrDefault(to.Key) ?? new(dueItem, to, [], []);
                found[to.Key] = own = own.To.Role == to.Role ? own : own with { To = own.To.WithRolesOf(to) };
                own.Add(step, unit);
            }
        }

        foreach (var snooze in Snoozes.RunOut(here, dueItem, today, facts.Calendar))
        {
            if (!found.TryGetValue(snooze.Recipient, out var own) && _holders.Find(dueItem, snooze.Recipient) is { } to)
            {
                found[snooze.Recipient] = own = new(dueItem, to, [], _holders.UnitsOf(dueItem, to));
            }

            own?.Steps.Add(Snoozes.Step(snooze, dueItem, facts.Calendar));
        }

        return found.Values;
    }

    /// <summary>A newer step of the same day takes the place of one that could not leave.</summary>
    public void SupersedeUnsent()
    {
        var newer = _reminders
            .Where(reminder =>
                reminder.IsMailed
                && reminder.Step.Kind is StepKind.Before or StepKind.Overdue or StepKind.BeforeBreak or StepKind.AfterBreak
            )
            .Select(reminder => (reminder.Item, reminder.Recipient, reminder.Day))
            .ToHashSet();
        foreach (
            var row in ledger.Open.Where(row =>
                newer.Contains((row.Item, row.Recipient, row.Day))
                && row.Step.Kind is not (StepKind.Moved or StepKind.Done or StepKind.Cancelled)
            )
        )
        {
            if (!_corrections.TryGetValue(row, out var correction) || correction.IsStillMailed)
            {
                _corrections[row] = new(row, LedgerState.Superseded, "a newer step came before its mail left");
            }
        }
    }

    /// <summary>Why an anniversary that an event covers is not mailed for itself.</summary>
    public static string CoveredReason(DueItem held) => $"covered by the event {held.Key} on {held.Day:yyyy-MM-dd}: told there";

    bool IsWithdrawn(LedgerEntry row) => _corrections.TryGetValue(row, out var correction) && correction.State == LedgerState.Withdrawn;

    /// <summary>It was taken from a recipient today, for whoever has the task now.</summary>
    bool IsWithdrawn(DueItemKey key, Step step) =>
        _corrections.Values.Any(correction =>
            correction.State == LedgerState.Withdrawn && correction.Row.Item == key && correction.Row.Step == step.Name
        );

    bool IsDecided(List<LedgerEntry> here, DueItemKey key, Step step) =>
        here.Exists(row => row.Step == step.Name) && !IsWithdrawn(key, step);

    /// <summary>A step that others have had goes to nobody else, but to who has the task of one it was taken from.</summary>
    bool IsFor(List<LedgerEntry> here, DueItemKey key, Step step, Recipient to) =>
        !here.Exists(row => row.Step == step.Name)
        || (IsWithdrawn(key, step) && !here.Exists(row => row.Step == step.Name && row.Recipient == to.Key));

    /// <summary>What a step says to a recipient today; null when the step is not for the recipient any more.</summary>
    ReminderContent? Content(DueItem dueItem, Step step, string recipient)
    {
        var found = _holders.Find(dueItem, step).Select(holder => holder.To).Where(holder => holder.Key == recipient).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        // Both reasons stand in the mail of who has the task in two ways.
        var to = found.Aggregate((all, other) => all.Role == other.Role ? all : all.WithRolesOf(other));
        _waiting[recipient] = to;
        return RecipientContent.Complete(dueItem, step, to, _holders.UnitsOf(dueItem, to), ledger, facts, today);
    }
}
