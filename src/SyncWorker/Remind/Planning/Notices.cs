using SyncWorker.Hosting;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>
/// What those who were told before must hear because something changed: the day moved ("from X to Y"), the day is gone, or the
/// report they were chased for has come ("done"). Each is a step of the same case, so it is said once.
/// </summary>
sealed class Notices(CaseBook book, RemindFacts facts, Ledger ledger, DateOnly today)
{
    const string MovedTo = "moved to ";

    readonly RecipientFinder _finder = new(facts);
    readonly HashSet<string> _rules = [.. RemindOptions.Ids(facts.Options)];

    public IEnumerable<Reminder> Find() => ledger.Cases.SelectMany(Of).ToList();

    IEnumerable<Reminder> Of(CaseKey key)
    {
        var rows = ledger.Of(key);
        var told = rows.Where(row => row is { WasTold: true, IsUnsent: false } && row.Recipient != LedgerRow.Everybody).GroupBy(row => row.Recipient).ToList();
        if (told.Count == 0 || !_rules.Contains(key.Rule) || (key.Rule == RemindOptions.EventRule && !facts.AreEventsKnown))
        {
            return [];
        }

        if (!book.ByKey.TryGetValue(key, out var @case))
        {
            return told.SelectMany(group => Gone(key, group.MaxBy(row => row.SendOn)!, rows));
        }

        var done = told.Where(group => group.Any(row => row.Step.StartsWith('+'))).SelectMany(group => Done(@case, group.Key, rows));
        return @case.Closed is null ? Moved(@case, told, rows).Concat(done) : done;
    }

    IEnumerable<Reminder> Moved(Case @case, List<IGrouping<string, LedgerRow>> told, IReadOnlyList<LedgerRow> rows)
    {
        // The newest row says which day people believe in; a notice is newer than a step of the same day.
        var newest = told.SelectMany(group => group).MaxBy(row => (row.SendOn, row.Step.StartsWith(MovedTo, StringComparison.Ordinal)))!;
        if (newest.Day == @case.Day || (@case.Day < today && newest.Day < today))
        {
            yield break;
        }

        var step = $"{MovedTo}{@case.Day:yyyy-MM-dd}";
        var before = rows.Where(row => row.Step.StartsWith(step, StringComparison.Ordinal)).Select(row => row.Step).Distinct().Count();
        foreach (var group in told)
        {
            if (Recipient(@case.Key, group.Key, @case.Scope) is { } to)
            {
                var from = group.MaxBy(row => (row.SendOn, row.Step.StartsWith(MovedTo, StringComparison.Ordinal)))!.Day;
                yield return Notice(@case.Key, before == 0 ? step : $"{step} ({before + 1})", to, @case.Day, $"told before of {from:yyyy-MM-dd}; {@case.DayWhy}", Phrase.Notice("moved", @case.Facts) with { MovedFrom = from });
            }
        }
    }

    IEnumerable<Reminder> Gone(CaseKey key, LedgerRow last, IReadOnlyList<LedgerRow> rows)
    {
        if (last.Day < today || last.Facts is null || rows.Any(row => row.Step == "cancelled") || Recipient(key, last.Recipient, new()) is not { } to)
        {
            return [];
        }

        return [Notice(key, "cancelled", to, last.Day, "told before; the day is no longer in the register", Phrase.Notice("cancelled", OccurrenceFacts.FromJson(last.Facts)))];
    }

    IEnumerable<Reminder> Done(Case @case, string recipient, IReadOnlyList<LedgerRow> rows) =>
        !IsDone(@case, recipient) || rows.Any(row => row.Step == "done" && row.Recipient == recipient) || Recipient(@case.Key, recipient, @case.Scope) is not { } to
            ? []
            : [Notice(@case.Key, "done", to, @case.Day, $"was chased before; {@case.Closed ?? "all of its units received"}", Phrase.Notice(@case.Closed?.StartsWith("exempt", StringComparison.Ordinal) == true ? "cancelled" : "done", @case.Facts))];

    /// <summary>All is in: the case itself, or of a table the units that this recipient is asked about. A deputy waits for the whole.</summary>
    bool IsDone(Case @case, string recipient)
    {
        if (@case.Closed is not null || @case.Units.Count == 0)
        {
            return @case.Closed is not null;
        }

        var roles = @case.Steps.SelectMany(step => step.To).Distinct().ToList();
        var own = @case.Units.Where(unit => roles.Exists(role => _finder.Find(role, unit.Scope, today, heedsLeave: false).Any(to => to.Key == recipient))).ToList();
        return own.Count > 0 && !own.Exists(unit => unit.IsOpen);
    }

    Reminder Notice(CaseKey key, string step, Recipient to, DateOnly day, string why, OccurrenceFacts said) => new()
    {
        Case = key,
        Step = step,
        Recipient = to.Key,
        Day = day,
        SendOn = today,
        State = OccurrenceState.Due,
        Reason = why,
        Facts = said with { WhyVi = to.WhyVi, WhyEn = to.WhyEn },
        To = to,
    };

    /// <summary>The recipient of old as it can be reached today, deputies aside; whoever has left is not looked for.</summary>
    Recipient? Recipient(CaseKey key, string recipient, Scope scope)
    {
        if (recipient.StartsWith("staff:", StringComparison.Ordinal))
        {
            return _finder.Find(recipient, scope, today, heedsLeave: false).FirstOrDefault(to => to.Mail.Contains(MailKind.Daily));
        }

        // Whoever was merged away has no office any more; its successor is told of its own duties.
        // The head of a cluster was told of a unit that is not its own.
        var partner = facts.Partners.FirstOrDefault(one => one.Key == recipient) ?? scope.Partner ?? facts.Partners.FirstOrDefault(one => one.Key == key.Subject);
        return partner is null or { SuccessorId: not null } ? null : _finder.Find("association.office", new() { Partner = partner }, today).FirstOrDefault();
    }
}
