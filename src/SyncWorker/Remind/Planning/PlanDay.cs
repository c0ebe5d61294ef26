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

    public Plan ToPlan() => new(today, _reminders, _faults);

    public void Look(Case @case)
    {
        if (@case.Closed is not null)
        {
            return;
        }

        var rows = ledger.Of(@case.Key);
        var arrived = @case.Steps.Where(step => step.SendOn <= today && !rows.Any(row => row.Step == step.Name)).ToList();
        if (arrived.Count == 0)
        {
            return;
        }

        var start = @case.KnownOn > facts.GoLive ? @case.KnownOn : facts.GoLive;
        if (@case.Day < start)
        {
            return; // nothing due before the start counts, and nothing is written about it
        }

        foreach (var (recipient, steps, units) in ByRecipient(@case, arrived))
        {
            Settle(@case, recipient, steps, units, start, rows);
        }
    }

    /// <summary>The recipients of the arrived steps, each with its steps in order and the units it is to be told of.</summary>
    IEnumerable<(Recipient To, List<Step> Steps, List<Unit> Units)> ByRecipient(Case @case, List<Step> arrived)
    {
        var found = new Dictionary<string, (Recipient To, List<Step> Steps, List<Unit> Units)>(StringComparer.Ordinal);
        foreach (var step in arrived)
        {
            foreach (var (to, unit) in Holders(@case, step))
            {
                if (!found.TryGetValue(to.Key, out var entry))
                {
                    found[to.Key] = entry = (to, [], []);
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

        return found.Values.Where(entry => entry.Units.Count == 0 || entry.Units.Any(unit => unit.IsOpen));
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
            _faults.Add(new(@case.Key, step.Name, $"Nobody holds \"{nobody.Key}\" for {(whose.Length > 0 ? whose : @case.Facts.UnitVi ?? @case.Facts.SubjectVi)}."));
        }

        return holders.SelectMany(at => at.Found, (at, found) => (found, at.Unit));
    }

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
        else if (newest.SendOn < start && @case.Day < today)
        {
            Write(@case, to, newest, OccurrenceState.Skipped, $"before start {start:yyyy-MM-dd}");
        }
        else if (@case.ExpiresOn is { } last && today > last)
        {
            Write(@case, to, newest, OccurrenceState.Expired, $"the day passed on {@case.Day:yyyy-MM-dd}, a late mail was of use until {last:yyyy-MM-dd}");
        }
        else if (!newest.IsOverdue && own.Any(row => row.State == OccurrenceState.Acknowledged))
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
        var why = step.SendOn == today ? step.Why
            : late ? $"{step.Why}; late by {facts.Calendar.WorkingDaysBetween(step.SendOn, today)} working days"
            : $"{step.Why}; the newest step from before the start, {start:yyyy-MM-dd}";
        _reminders.Add(new()
        {
            Case = @case.Key,
            Step = step.Name,
            Recipient = to.Key,
            Day = @case.Day,
            SendOn = step.SendOn,
            State = late ? OccurrenceState.Late : OccurrenceState.Due,
            Reason = $"{@case.DayWhy}; {why}; {to.Role} is {to.Key}{(to.DeputyFor is { } away ? $" for {away}, who is on leave" : "")}",
            Facts = MailFacts.Of(@case, step, to, units, ledger, facts, today),
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
        Facts = @case.Facts,
    });
}
