using SyncWorker.Hosting;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>The decisions of one day while they are being made.</summary>
sealed class PlanDay(RemindFacts facts, Ledger ledger, DateOnly today)
{
    readonly RecipientFinder _finder = new(facts);
    readonly List<Reminder> _reminders = [];
    readonly List<Fault> _faults = [];
    IReadOnlyList<Amendment> _amended = [];

    public Plan ToPlan()
    {
        var mailed = _reminders.Where(reminder => reminder.IsMailed).Select(reminder => reminder.Recipient).ToHashSet(StringComparer.Ordinal);
        return new(
            today,
            // What expired is shown in a mail that goes out anyway; it makes none of its own.
            [.. _reminders.Select(reminder => reminder.State == OccurrenceState.Expired && !mailed.Contains(reminder.Recipient) ? reminder with { To = null } : reminder)],
            _faults)
        {
            Amended = _amended,
            Shown = mailed.Count == 0 ? [] : [.. ledger.Unshown.Where(row => mailed.Contains(row.Recipient))],
        };
    }

    public void Look(Case @case)
    {
        var rows = ledger.Of(@case.Key);
        var start = @case.KnownOn > facts.GoLive ? @case.KnownOn : facts.GoLive;
        if (@case.Closed is not null || (@case.Day < start && !@case.IsChasedFromBefore))
        {
            return; // closed: silence; due before the start: it does not count, and nothing is written about it
        }

        var arrived = @case.Steps.Where(step => step.SendOn <= today && !IsDecided(rows, step)).ToList();
        var found = ByRecipient(@case, arrived, rows);
        foreach (var snooze in Snoozes.RunOut(rows, today, facts.Calendar))
        {
            if (!found.TryGetValue(snooze.Recipient, out var entry) && Holder(@case, snooze.Recipient) is { } to)
            {
                found[snooze.Recipient] = entry = (to, [], UnitsOf(@case, to));
            }

            entry.Steps?.Add(Snoozes.Step(snooze, facts.Calendar));
        }

        foreach (var (to, steps, units) in found.Values.Where(entry => entry.Units.Count == 0 || entry.Units.Any(unit => unit.IsOpen)))
        {
            if (@case.CoveredBy is { } held && held.Day >= held.KnownOn && _finder.Hears(to.Key, held, today))
            {
                steps.ForEach(step => Write(@case, to, step, OccurrenceState.Superseded, CoveredWords(held)));
                continue;
            }

            Settle(@case, to, [.. steps.OrderBy(step => step.SendOn).ThenBy(step => step.Raw)], units, start, rows);
        }
    }

    /// <summary>Why an anniversary that an event covers is not mailed for itself.</summary>
    public static string CoveredWords(Case held) => $"covered by the event {held.Key} on {held.Day:yyyy-MM-dd}: told there";

    /// <summary>Tells those who were told of a day that has moved since, is gone, or is done; puts right what has not left yet.</summary>
    public void LookBack(CaseBook book)
    {
        var notices = new Notices(book, facts, ledger, today);
        _reminders.AddRange(notices.Find());
        _amended = ledger.Open.Count == 0 ? [] : new Unsent(book, facts, today).Find(
            ledger.Open,
            _reminders,
            (@case, step, recipient) => Holder(@case, recipient) is { } to ? MailFacts.Of(@case, step, to, UnitsOf(@case, to), ledger, facts, today) : null);
    }

    /// <summary>The ledger knows it, but for a reminder that waits for a day which moved.</summary>
    static bool IsDecided(IReadOnlyList<LedgerRow> rows, Step step) =>
        rows.Any(row => row.Step == step.Name) && !rows.Any(row => row.Step == step.Name && row.State == OccurrenceState.Planned);

    /// <summary>Of a step that others have had, only those are told who wait for it.</summary>
    static bool IsFor(IReadOnlyList<LedgerRow> rows, Step step, Recipient to) =>
        !rows.Any(row => row.Step == step.Name && row.State != OccurrenceState.Planned) || rows.Any(row => row.Step == step.Name && row.Recipient == to.Key && row.State == OccurrenceState.Planned);

    /// <summary>The recipients of the arrived steps, each with its steps in order and the units it is to be told of.</summary>
    Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)> ByRecipient(Case @case, List<Step> arrived, IReadOnlyList<LedgerRow> rows)
    {
        var found = new Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)>(StringComparer.Ordinal);
        foreach (var step in arrived)
        {
            foreach (var (to, unit) in Holders(@case, step).Where(holder => IsFor(rows, step, holder.To)))
            {
                if (!found.TryGetValue(to.Key, out var entry))
                {
                    found[to.Key] = entry = (to, [], []);
                }

                if (entry.To.Role != to.Role)
                {
                    found[to.Key] = entry = (entry.To.And(to), entry.Steps, entry.Units);
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

    IEnumerable<(Recipient To, Unit? Unit)> Holders(Case @case, Step step)
    {
        var scopes = @case.Units.Count == 0 ? [(@case.Scope, null)] : @case.Units.Select(unit => (unit.Scope, (Unit?)unit));
        var holders = step.To.SelectMany(role => scopes, (role, at) => (role, at.Scope, Unit: at.Item2))
            .Select(at => (at.role, at.Unit, Found: _finder.Find(at.role, at.Scope, today).ToList()))
            .ToList();
        foreach (var nobody in holders.Where(at => at.Found.Count == 0).GroupBy(at => at.role))
        {
            var whose = string.Join(", ", nobody.Select(at => at.Unit?.Partner.NameVi).OfType<string>().Distinct().Take(3));
            var why = _finder.WhyNobody(nobody.Key, nobody.First().Unit?.Scope ?? @case.Scope, today);
            _faults.Add(new(@case.Key, step.Name, $"Nobody holds \"{nobody.Key}\" for {(whose.Length > 0 ? whose : @case.Facts.UnitVi ?? @case.Facts.SubjectVi)}: {why}."));
        }

        // Whoever wants no daily mail reads of it in the weekly outlook.
        return holders.SelectMany(at => at.Found.Where(found => found.Mail.Contains(MailKind.Daily)), (at, found) => (found, at.Unit));
    }

    /// <summary>A recipient of any of the case's steps by its key, as it is today.</summary>
    Recipient? Holder(Case @case, string key) => @case.Steps.SelectMany(step => Holders(@case, step)).Select(holder => holder.To).FirstOrDefault(to => to.Key == key);

    List<Unit> UnitsOf(Case @case, Recipient to) =>
        [.. @case.Steps.SelectMany(step => Holders(@case, step)).Where(holder => holder.To.Key == to.Key).Select(holder => holder.Unit).OfType<Unit>().Distinct()];

    void Settle(Case @case, Recipient to, List<Step> steps, List<Unit> units, DateOnly start, IReadOnlyList<LedgerRow> rows)
    {
        var own = rows.Where(row => row.Recipient == to.Key).ToList();
        var told = own.Where(row => row.WasTold).MaxBy(row => row.SendOn);
        var newest = steps[^1];
        foreach (var older in steps.SkipLast(1))
        {
            Write(@case, to, older, older.SendOn < start ? OccurrenceState.Skipped : OccurrenceState.Superseded,
                older.SendOn < start ? $"before start {start:yyyy-MM-dd}" : older.SendOn == newest.SendOn
                    ? $"falls on the same day as \"{newest.Name}\": one mail" : $"\"{newest.Name}\" is newer");
        }

        if (told is not null && told.SendOn >= newest.SendOn && told.SendOn != today)
        {
            Write(@case, to, newest, OccurrenceState.Superseded, $"\"{told.Step}\" was newer");
        }
        else if (Snoozes.Until(own) is { } until && today < facts.Calendar.Forward(until))
        {
            Write(@case, to, newest, OccurrenceState.Superseded, $"snoozed until {until:yyyy-MM-dd}");
        }
        else if (newest.SendOn < start && @case.Day < today && !@case.IsChasedFromBefore)
        {
            Write(@case, to, newest, OccurrenceState.Skipped, $"before start {start:yyyy-MM-dd}");
        }
        else if (@case.ExpiresOn is { } last && today > last)
        {
            Write(@case, to, newest, OccurrenceState.Expired, $"the day passed on {@case.Day:yyyy-MM-dd}, a late mail was of use until {last:yyyy-MM-dd}");
        }
        else if (!newest.IsOverdue && rows.Any(row => row.State == OccurrenceState.Acknowledged && (row.Recipient == to.Key || row.Recipient == LedgerRow.Everybody)))
        {
            Write(@case, to, newest, OccurrenceState.Skipped, "acknowledged before");
        }
        else
        {
            Mail(@case, to, newest, units, start);
        }
    }

    void Mail(Case @case, Recipient to, Step step, List<Unit> units, DateOnly start)
    {
        var late = step.SendOn < today && step.SendOn >= start;
        var on = step.SendOn < start ? today : step.SendOn; // the newest from before the start is no late one: today is its day
        var why = step.SendOn == today ? step.Why
            : late ? $"{step.Why}; late by {new Lead(facts.Calendar.WorkingDaysBetween(step.SendOn, today), LeadUnit.WorkingDays)}"
            : $"{step.Why}; the newest step from before the start, {start:yyyy-MM-dd}";
        _reminders.Add(new()
        {
            Case = @case.Key,
            Step = step.Name,
            Recipient = to.Key,
            Day = @case.Day,
            SendOn = on,
            State = late ? OccurrenceState.Late : OccurrenceState.Due,
            Reason = $"{@case.DayWhy}; {why}; {to.Role} is {to.Key}{(to.DeputyFor is { } away ? $" for {away}, who is on leave" : "")}",
            Facts = MailFacts.Of(@case, step, to, units, ledger, facts, today) with { LateWorkingDays = late ? facts.Calendar.WorkingDaysBetween(step.SendOn, today) : null },
            UsefulUntil = @case.ExpiresOn,
            To = to,
        });
    }

    void Write(Case @case, Recipient to, Step step, OccurrenceState state, string reason) => _reminders.Add(new()
    {
        Case = @case.Key,
        Step = step.Name,
        Recipient = to.Key,
        Day = @case.Day,
        SendOn = step.SendOn,
        State = state,
        Reason = $"{@case.DayWhy}; {step.Why}; {reason}",
        Facts = state == OccurrenceState.Expired
            ? Phrase.Expired(@case.Facts with { WhyVi = to.WhyVi, WhyEn = to.WhyEn })
            : @case.Facts,
        To = state == OccurrenceState.Expired ? to : null,
    });
}
