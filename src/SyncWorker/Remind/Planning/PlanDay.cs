using System;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>The decisions of one day while they are being made.</summary>
sealed class PlanDay(RemindFacts facts, Ledger ledger, DateOnly today)
{
    readonly RecipientFinder _finder = new(facts);
    readonly List<PlannedReminder> _reminders = [];
    readonly List<PlanFault> _faults = [];
    readonly Dictionary<LedgerEntry, Correction> _corrections = [];
    readonly Dictionary<string, Recipient> _waiting = new(StringComparer.Ordinal);
    readonly HashSet<(DueItemKey, string)> _movedToday = [];

    public Plan ToPlan()
    {
        var mailed = _reminders
            .Where(reminder => reminder.IsMailed)
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
        if (dueItem.Closed is not null || (dueItem.Day < start && !dueItem.IsChasedFromBefore))
        {
            return; // closed: silence; due before the start: it does not count, and nothing is written about it
        }

        List<LedgerEntry> rows = [.. ledger.RowsOf(dueItem.Key).Where(row => !IsWithdrawn(row))];
        List<LedgerEntry> here = [.. rows.Where(row => row.Day == dueItem.Day)];
        var arrived = dueItem.Steps.Where(step => step.SendOn <= today && !IsDecided(here, dueItem.Key, step)).ToList();
        var found = ByRecipient(dueItem, arrived, here);
        foreach (var snooze in Snoozes.RunOut(here, dueItem, today, facts.Calendar))
        {
            if (!found.TryGetValue(snooze.Recipient, out var entry) && Holder(dueItem, snooze.Recipient) is { } to)
            {
                found[snooze.Recipient] = entry = (to, [], UnitsOf(dueItem, to));
            }

            entry.Steps?.Add(Snoozes.Step(snooze, dueItem, facts.Calendar));
        }

        foreach (var (to, steps, units) in found.Values.Where(entry => entry.Units.Count == 0 || entry.Units.Any(unit => unit.IsOpen)))
        {
            if (dueItem.CoveredBy is { } held && held.Day >= held.KnownOn && _finder.IsRecipientOf(to.Key, held, today))
            {
                steps.ForEach(step => Write(dueItem, to, step, LedgerState.Superseded, CoveredReason(held)));
                continue;
            }

            if (WithoutToldOfMove(dueItem, to, steps, rows) is { Count: > 0 } open)
            {
                ChooseStep(dueItem, to, [.. open.OrderBy(step => step.SendOn).ThenBy(step => step.Raw)], units, start, rows);
            }
        }
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

    /// <summary>What a moved day need not say again: what the notice says today, and what was told of a day near by.</summary>
    List<Step> WithoutToldOfMove(DueItem dueItem, Recipient to, List<Step> steps, List<LedgerEntry> rows)
    {
        List<Step> open = [];
        foreach (var step in steps)
        {
            if (_movedToday.Contains((dueItem.Key, to.Key)))
            {
                Write(dueItem, to, step, LedgerState.Superseded, "the day moved, which is told today");
            }
            else if (rows.Find(row => row.Recipient == to.Key && IsNearby(row, dueItem.Day, step)) is { } told)
            {
                Write(
                    dueItem,
                    to,
                    step,
                    LedgerState.Superseded,
                    $"told on {told.SendOn:yyyy-MM-dd} of {told.Day:yyyy-MM-dd}, a day near by"
                );
            }
            else
            {
                open.Add(step);
            }
        }

        return open;
    }

    /// <summary>
    /// The step told of another day, and comes again sooner after that than its own lead is long: 5 days before, two days later.
    /// </summary>
    static bool IsNearby(LedgerEntry row, DateOnly day, Step step) =>
        row is { WasNotified: true, IsUnsent: false }
        && row.Step == step.Name
        && row.Day != day
        && step.SendOn.DayNumber - row.SendOn.DayNumber < Math.Abs(day.DayNumber - step.SendOn.DayNumber);

    /// <summary>The recipients of the arrived steps, each with its steps in order and the units they concern.</summary>
    Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)> ByRecipient(
        DueItem dueItem,
        List<Step> arrived,
        List<LedgerEntry> here
    )
    {
        var found = new Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)>(StringComparer.Ordinal);
        foreach (var step in arrived)
        {
            foreach (var (to, unit) in Holders(dueItem, step, isReported: true).Where(holder => IsFor(here, dueItem.Key, step, holder.To)))
            {
                if (!found.TryGetValue(to.Key, out var entry))
                {
                    found[to.Key] = entry = (to, [], []);
                }

                if (entry.To.Role != to.Role)
                {
                    found[to.Key] = entry = (entry.To.WithRolesOf(to), entry.Steps, entry.Units);
                }

                if (!entry.Steps.Contains(step))
                {
                    entry.Steps.Add(step);
                }

                if (unit is not null && !entry.Units.Contains(unit))
                {
                    entry.Units.Add(unit);
                }
            }
        }

        return found;
    }

    IEnumerable<(Recipient To, Unit? Unit)> Holders(DueItem dueItem, Step step, bool isReported = false)
    {
        var scopes = dueItem.Units.Count == 0 ? [(dueItem.Scope, null)] : dueItem.Units.Select(unit => (unit.Scope, (Unit?)unit));
        var holders = step
            .To.SelectMany(role => scopes, (role, at) => (role, at.Scope, Unit: at.Item2))
            .Select(at => (at.role, at.Unit, Found: _finder.Find(at.role, at.Scope, today).ToList()))
            .ToList();
        foreach (var nobody in holders.Where(at => isReported && at.Found.Count == 0).GroupBy(at => at.role))
        {
            var whose = string.Join(", ", nobody.Select(at => at.Unit?.Partner.NameVi).OfType<string>().Distinct().Take(3));
            var why = _finder.NoHolderReason(nobody.Key, nobody.First().Unit?.Scope ?? dueItem.Scope, today);
            _faults.Add(
                new(
                    dueItem.Key,
                    step.Name,
                    $"Nobody holds \"{nobody.Key}\" for {(whose.Length > 0 ? whose : dueItem.Facts.UnitVi ?? dueItem.Facts.SubjectVi)}: {why}."
                )
            );
        }

        // Whoever wants no daily mail reads of it in the weekly outlook.
        return holders.SelectMany(at => at.Found.Where(found => found.Mail.Contains(MailKind.Daily)), (at, found) => (found, at.Unit));
    }

    /// <summary>A recipient of any of the case's steps by its key, as it is today.</summary>
    Recipient? Holder(DueItem dueItem, string key) =>
        dueItem.Steps.SelectMany(step => Holders(dueItem, step)).Select(holder => holder.To).FirstOrDefault(to => to.Key == key);

    List<Unit> UnitsOf(DueItem dueItem, Recipient to) =>
        [
            .. dueItem
                .Steps.SelectMany(step => Holders(dueItem, step))
                .Where(holder => holder.To.Key == to.Key)
                .Select(holder => holder.Unit)
                .OfType<Unit>()
                .Distinct(),
        ];

    /// <summary>What a step says to a recipient today; null when the step is not for the recipient any more.</summary>
    ReminderContent? Content(DueItem dueItem, Step step, string recipient)
    {
        if (Holders(dueItem, step).Select(holder => holder.To).FirstOrDefault(holder => holder.Key == recipient) is not { } to)
        {
            return null;
        }

        // Both reasons stand in the mail of who has the task in two ways.
        to = Holders(dueItem, step)
            .Where(holder => holder.To.Key == recipient)
            .Aggregate(to, (all, holder) => all.Role == holder.To.Role ? all : all.WithRolesOf(holder.To));
        _waiting[recipient] = to;
        return RecipientContent.Complete(dueItem, step, to, UnitsOf(dueItem, to), ledger, facts, today);
    }

    void ChooseStep(DueItem dueItem, Recipient to, List<Step> steps, List<Unit> units, DateOnly start, List<LedgerEntry> rows)
    {
        var own = rows.Where(row => row.Recipient == to.Key).ToList();
        var told = own.Where(row => row.WasNotified).MaxBy(row => row.SendOn);
        var newest = steps[^1];
        foreach (var older in steps.SkipLast(1))
        {
            Write(
                dueItem,
                to,
                older,
                older.SendOn < start ? LedgerState.Skipped : LedgerState.Superseded,
                older.SendOn < start ? $"before start {start:yyyy-MM-dd}"
                    : older.SendOn == newest.SendOn ? $"falls on the same day as \"{newest.Name}\": one mail"
                    : $"\"{newest.Name}\" is newer"
            );
        }

        if (told is not null && told.SendOn >= newest.SendOn && told.SendOn != today)
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"\"{told.Step}\" was newer");
        }
        else if (ToldBefore(dueItem, own, newest) is { } later)
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"\"{later.Step}\" was told on {later.SendOn:yyyy-MM-dd}");
        }
        else if (Snoozes.Until(own.Where(row => row.Day == dueItem.Day), dueItem, facts.Calendar) is { } until && today < until)
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"snoozed until {until:yyyy-MM-dd}");
        }
        else if (newest.SendOn < start && dueItem.Day < today && !dueItem.IsChasedFromBefore)
        {
            Write(dueItem, to, newest, LedgerState.Skipped, $"before start {start:yyyy-MM-dd}");
        }
        else if (dueItem.ExpiresOn is { } last && today > last)
        {
            Write(
                dueItem,
                to,
                newest,
                LedgerState.Expired,
                $"the day passed on {dueItem.Day:yyyy-MM-dd}, a late mail was of use until {last:yyyy-MM-dd}"
            );
        }
        else if (
            !newest.IsOverdue
            && rows.Exists(row =>
                row.State == LedgerState.Acknowledged
                && row.Day == dueItem.Day
                && (row.Recipient == to.Key || row.Recipient == LedgerEntry.Everybody)
            )
        )
        {
            Write(dueItem, to, newest, LedgerState.Skipped, "acknowledged before");
        }
        else
        {
            Mail(dueItem, to, newest, units, start);
        }
    }

    /// <summary>
    /// A step of a later day that was told with the notice before a break: an earlier one that was missed has nothing to say any more.
    /// </summary>
    LedgerEntry? ToldBefore(DueItem dueItem, List<LedgerEntry> own, Step newest) =>
        newest.IsOverdue || newest.SendOn >= today
            ? null
            : own.Find(row =>
                row.WasNotified
                && row.Day == dueItem.Day
                && dueItem.Steps.Any(step => step.Name == row.Step && !step.IsOverdue && step.Raw > newest.Raw)
            );

    void Mail(DueItem dueItem, Recipient to, Step step, List<Unit> units, DateOnly start)
    {
        var late = step.SendOn < today && step.SendOn >= start;
        var on = step.SendOn < start ? today : step.SendOn; // the newest from before the start is no late one: today is its day
        var why =
            step.SendOn == today ? step.Why
            : late ? $"{step.Why}; late by {new Lead(facts.Calendar.WorkingDaysBetween(step.SendOn, today), LeadUnit.WorkingDays)}"
            : $"{step.Why}; the newest step from before the start, {start:yyyy-MM-dd}";
        _reminders.Add(
            new()
            {
                Item = dueItem.Key,
                Step = step.Name,
                Recipient = to.Key,
                Day = dueItem.Day,
                SendOn = on,
                State = late ? LedgerState.Late : LedgerState.Due,
                Reason =
                    $"{dueItem.DayWhy}; {why}; {to.Role} is {to.Key}{(to.DeputyFor is { } away ? $" for {away}, who is on leave" : "")}",
                Facts = RecipientContent.Complete(dueItem, step, to, units, ledger, facts, today) with
                {
                    LateWorkingDays = late ? facts.Calendar.WorkingDaysBetween(step.SendOn, today) : null,
                },
                UsefulUntil = dueItem.ExpiresOn,
                To = to,
            }
        );
    }

    void Write(DueItem dueItem, Recipient to, Step step, LedgerState state, string reason) =>
        _reminders.Add(
            new()
            {
                Item = dueItem.Key,
                Step = step.Name,
                Recipient = to.Key,
                Day = dueItem.Day,
                SendOn = step.SendOn,
                State = state,
                Reason = $"{dueItem.DayWhy}; {step.Why}; {reason}",
                Facts =
                    state == LedgerState.Expired
                        ? ReminderTitle.Expired(dueItem.Facts with { WhyVi = to.WhyVi, WhyEn = to.WhyEn })
                        : dueItem.Facts,
                To = state == LedgerState.Expired ? to : null,
            }
        );
}
