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
    IReadOnlyList<Correction> _amended = [];

    public Plan ToPlan()
    {
        var mailed = _reminders.Where(reminder => reminder.IsMailed).Select(reminder => reminder.Recipient).ToHashSet(StringComparer.Ordinal);
        return new(
            today,
            // What expired is shown in a mail that goes out anyway; it makes none of its own.
            [.. _reminders.Select(reminder => reminder.State == LedgerState.Expired && !mailed.Contains(reminder.Recipient) ? reminder with { To = null } : reminder)],
            _faults)
        {
            Corrections = _amended,
            Shown = mailed.Count == 0 ? [] : [.. ledger.Unshown.Where(row => mailed.Contains(row.Recipient))],
        };
    }

    public void Evaluate(DueItem dueItem)
    {
        var rows = ledger.RowsOf(dueItem.Key);
        var start = dueItem.KnownOn > facts.GoLive ? dueItem.KnownOn : facts.GoLive;
        if (dueItem.Closed is not null || (dueItem.Day < start && !dueItem.IsChasedFromBefore))
        {
            return; // closed: silence; due before the start: it does not count, and nothing is written about it
        }

        var arrived = dueItem.Steps.Where(step => step.SendOn <= today && !IsDecided(rows, step)).ToList();
        var found = ByRecipient(dueItem, arrived, rows);
        foreach (var snooze in Snoozes.RunOut(rows, today, facts.Calendar))
        {
            if (!found.TryGetValue(snooze.Recipient, out var entry) && Holder(dueItem, snooze.Recipient) is { } to)
            {
                found[snooze.Recipient] = entry = (to, [], UnitsOf(dueItem, to));
            }

            entry.Steps?.Add(Snoozes.Step(snooze, facts.Calendar));
        }

        foreach (var (to, steps, units) in found.Values.Where(entry => entry.Units.Count == 0 || entry.Units.Any(unit => unit.IsOpen)))
        {
            if (dueItem.CoveredBy is { } held && held.Day >= held.KnownOn && _finder.IsRecipientOf(to.Key, held, today))
            {
                steps.ForEach(step => Write(dueItem, to, step, LedgerState.Superseded, CoveredReason(held)));
                continue;
            }

            ChooseStep(dueItem, to, [.. steps.OrderBy(step => step.SendOn).ThenBy(step => step.Raw)], units, start, rows);
        }
    }

    /// <summary>Why an anniversary that an event covers is not mailed for itself.</summary>
    public static string CoveredReason(DueItem held) => $"covered by the event {held.Key} on {held.Day:yyyy-MM-dd}: told there";

    /// <summary>Notifies earlier recipients of a day that has moved, is gone or is done; corrects what has not left yet.</summary>
    public void RevisePending(DueItemIndex items)
    {
        var notices = new ChangeNotices(items, facts, ledger, today);
        _reminders.AddRange(notices.Find());
        _amended = ledger.Open.Count == 0 ? [] : new PendingReminders(items, facts, today).Revise(
            ledger.Open,
            _reminders,
            (dueItem, step, recipient) => Holder(dueItem, recipient) is { } to ? RecipientContent.Complete(dueItem, step, to, UnitsOf(dueItem, to), ledger, facts, today) : null);
    }

    /// <summary>The ledger knows it, but for a reminder that waits for a day which moved.</summary>
    static bool IsDecided(IReadOnlyList<LedgerRow> rows, Step step) =>
        rows.Any(row => row.Step == step.Name) && !rows.Any(row => row.Step == step.Name && row.State == LedgerState.Planned);

    /// <summary>A step that others have had goes only to the recipients that still wait for it.</summary>
    static bool IsFor(IReadOnlyList<LedgerRow> rows, Step step, Recipient to) =>
        !rows.Any(row => row.Step == step.Name && row.State != LedgerState.Planned) || rows.Any(row => row.Step == step.Name && row.Recipient == to.Key && row.State == LedgerState.Planned);

    /// <summary>The recipients of the arrived steps, each with its steps in order and the units they concern.</summary>
    Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)> ByRecipient(DueItem dueItem, List<Step> arrived, IReadOnlyList<LedgerRow> rows)
    {
        var found = new Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)>(StringComparer.Ordinal);
        foreach (var step in arrived)
        {
            foreach (var (to, unit) in Holders(dueItem, step).Where(holder => IsFor(rows, step, holder.To)))
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

    IEnumerable<(Recipient To, Unit? Unit)> Holders(DueItem dueItem, Step step)
    {
        var scopes = dueItem.Units.Count == 0 ? [(dueItem.Scope, null)] : dueItem.Units.Select(unit => (unit.Scope, (Unit?)unit));
        var holders = step.To.SelectMany(role => scopes, (role, at) => (role, at.Scope, Unit: at.Item2))
            .Select(at => (at.role, at.Unit, Found: _finder.Find(at.role, at.Scope, today).ToList()))
            .ToList();
        foreach (var nobody in holders.Where(at => at.Found.Count == 0).GroupBy(at => at.role))
        {
            var whose = string.Join(", ", nobody.Select(at => at.Unit?.Partner.NameVi).OfType<string>().Distinct().Take(3));
            var why = _finder.NoHolderReason(nobody.Key, nobody.First().Unit?.Scope ?? dueItem.Scope, today);
            _faults.Add(new(dueItem.Key, step.Name, $"Nobody holds \"{nobody.Key}\" for {(whose.Length > 0 ? whose : dueItem.Facts.UnitVi ?? dueItem.Facts.SubjectVi)}: {why}."));
        }

        // Whoever wants no daily mail reads of it in the weekly outlook.
        return holders.SelectMany(at => at.Found.Where(found => found.Mail.Contains(MailKind.Daily)), (at, found) => (found, at.Unit));
    }

    /// <summary>A recipient of any of the case's steps by its key, as it is today.</summary>
    Recipient? Holder(DueItem dueItem, string key) => dueItem.Steps.SelectMany(step => Holders(dueItem, step)).Select(holder => holder.To).FirstOrDefault(to => to.Key == key);

    List<Unit> UnitsOf(DueItem dueItem, Recipient to) =>
        [.. dueItem.Steps.SelectMany(step => Holders(dueItem, step)).Where(holder => holder.To.Key == to.Key).Select(holder => holder.Unit).OfType<Unit>().Distinct()];

    void ChooseStep(DueItem dueItem, Recipient to, List<Step> steps, List<Unit> units, DateOnly start, IReadOnlyList<LedgerRow> rows)
    {
        var own = rows.Where(row => row.Recipient == to.Key).ToList();
        var told = own.Where(row => row.WasNotified).MaxBy(row => row.SendOn);
        var newest = steps[^1];
        foreach (var older in steps.SkipLast(1))
        {
            Write(dueItem, to, older, older.SendOn < start ? LedgerState.Skipped : LedgerState.Superseded,
                older.SendOn < start ? $"before start {start:yyyy-MM-dd}" : older.SendOn == newest.SendOn
                    ? $"falls on the same day as \"{newest.Name}\": one mail" : $"\"{newest.Name}\" is newer");
        }

        if (told is not null && told.SendOn >= newest.SendOn && told.SendOn != today)
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"\"{told.Step}\" was newer");
        }
        else if (Snoozes.Until(own) is { } until && today < facts.Calendar.Forward(until))
        {
            Write(dueItem, to, newest, LedgerState.Superseded, $"snoozed until {until:yyyy-MM-dd}");
        }
        else if (newest.SendOn < start && dueItem.Day < today && !dueItem.IsChasedFromBefore)
        {
            Write(dueItem, to, newest, LedgerState.Skipped, $"before start {start:yyyy-MM-dd}");
        }
        else if (dueItem.ExpiresOn is { } last && today > last)
        {
            Write(dueItem, to, newest, LedgerState.Expired, $"the day passed on {dueItem.Day:yyyy-MM-dd}, a late mail was of use until {last:yyyy-MM-dd}");
        }
        else if (!newest.IsOverdue && rows.Any(row => row.State == LedgerState.Acknowledged && (row.Recipient == to.Key || row.Recipient == LedgerRow.Everybody)))
        {
            Write(dueItem, to, newest, LedgerState.Skipped, "acknowledged before");
        }
        else
        {
            Mail(dueItem, to, newest, units, start);
        }
    }

    void Mail(DueItem dueItem, Recipient to, Step step, List<Unit> units, DateOnly start)
    {
        var late = step.SendOn < today && step.SendOn >= start;
        var on = step.SendOn < start ? today : step.SendOn; // the newest from before the start is no late one: today is its day
        var why = step.SendOn == today ? step.Why
            : late ? $"{step.Why}; late by {new Lead(facts.Calendar.WorkingDaysBetween(step.SendOn, today), LeadUnit.WorkingDays)}"
            : $"{step.Why}; the newest step from before the start, {start:yyyy-MM-dd}";
        _reminders.Add(new()
        {
            Item = dueItem.Key,
            Step = step.Name,
            Recipient = to.Key,
            Day = dueItem.Day,
            SendOn = on,
            State = late ? LedgerState.Late : LedgerState.Due,
            Reason = $"{dueItem.DayWhy}; {why}; {to.Role} is {to.Key}{(to.DeputyFor is { } away ? $" for {away}, who is on leave" : "")}",
            Facts = RecipientContent.Complete(dueItem, step, to, units, ledger, facts, today) with { LateWorkingDays = late ? facts.Calendar.WorkingDaysBetween(step.SendOn, today) : null },
            UsefulUntil = dueItem.ExpiresOn,
            To = to,
        });
    }

    void Write(DueItem dueItem, Recipient to, Step step, LedgerState state, string reason) => _reminders.Add(new()
    {
        Item = dueItem.Key,
        Step = step.Name,
        Recipient = to.Key,
        Day = dueItem.Day,
        SendOn = step.SendOn,
        State = state,
        Reason = $"{dueItem.DayWhy}; {step.Why}; {reason}",
        Facts = state == LedgerState.Expired
            ? ReminderTitle.Expired(dueItem.Facts with { WhyVi = to.WhyVi, WhyEn = to.WhyEn })
            : dueItem.Facts,
        To = state == LedgerState.Expired ? to : null,
    });
}
