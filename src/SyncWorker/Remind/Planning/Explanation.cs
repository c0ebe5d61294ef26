using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind.Planning;

/// <summary>Why a case is mailed as it is: the day's arithmetic, each step with its recipients, and why not where it is not.</summary>
sealed record Explanation(DueItemKey Key)
{
    /// <summary>What it is about; null when neither register nor rules know it any more.</summary>
    public string? About { get; init; }

    public DateOnly? Day { get; init; }

    public string? DayWhy { get; init; }

    /// <summary>The first day that counts, and why a case before it is not spoken of.</summary>
    public string? Start { get; init; }

    /// <summary>That the rule is paused, until when and why.</summary>
    public string? Paused { get; init; }

    public string? Closed { get; init; }

    /// <summary>The event whose line mentions the anniversary.</summary>
    public string? Covered { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public required IReadOnlyList<ExplainedStep> Steps { get; init; }

    public static Explanation Create(
        DueItemKey key,
        DueItem? dueItem,
        RemindFacts facts,
        IReadOnlyList<(LedgerEntry Entry, OutboxMail? Mail)> rows,
        DateOnly today
    )
    {
        var own = rows.Where(row => row.Entry.Item == key).ToList();
        if (dueItem is null)
        {
            return new(key)
            {
                Steps =
                [
                    .. own.GroupBy(row => row.Entry.Step)
                        .Select(group => new ExplainedStep(
                            group.Key.ToString(),
                            group.First().Entry.SendOn,
                            "from the ledger: the register or the rules no longer have this day"
                        )
                        {
                            Answers = [.. group.Select(row => ReminderOutcome.Describe(row.Entry, row.Mail))],
                        }),
                ],
            };
        }

        var known = facts.IsChasedInRehearsal(dueItem.Day) && dueItem.IsChasedFromBefore ? facts.GoLive : dueItem.KnownOn;
        var start = known > facts.GoLive ? known : facts.GoLive;
        var finder = new RecipientFinder(facts);
        var planned = dueItem.Steps.Select(step => new ExplainedStep(step.Name.ToString(), step.SendOn, step.Why)
        {
            Answers = own.Where(row => row.Entry.Step == step.Name && row.Entry.Day == dueItem.Day)
                .Select(row => ReminderOutcome.Describe(row.Entry, row.Mail, $"{dueItem.DayWhy}; ", $"{step.Why}; "))
                .ToList()
                is { Count: > 0 } told
                ? told
                : [PausedReason(dueItem, step, facts) ?? NotMailedReason(dueItem, step, start, finder, today)],
        });
        var others = own.Where(row => row.Entry.Day != dueItem.Day || !dueItem.Steps.Any(step => step.Name == row.Entry.Step))
            .GroupBy(row => (row.Entry.Step, row.Entry.Day))
            .Select(group => new ExplainedStep(
                group.Key.Step.ToString(),
                group.First().Entry.SendOn,
                group.Key.Day == dueItem.Day ? "not a step of the rule" : $"for {group.Key.Day:yyyy-MM-dd}, before the day moved"
            )
            {
                Answers = [.. group.Select(row => ReminderOutcome.Describe(row.Entry, row.Mail))],
            });
        return new(key)
        {
            About = ReminderTitle.Vi(dueItem.Facts),
            Day = dueItem.Day,
            DayWhy = dueItem.DayWhy,
            Start =
                start <= DateOnly.MinValue
                    ? null
                    : $"{start:yyyy-MM-dd} (go-live {facts.GoLive:yyyy-MM-dd}, rule and subject known since {known:yyyy-MM-dd})",
            Paused = facts.PausedRules.GetValueOrDefault(key.Rule)?.Words,
            Closed = dueItem.Closed,
            Covered = dueItem.CoveredBy is { } held
                ? $"by the event {held.Key} on {held.Day:yyyy-MM-dd}: {ReminderTitle.Vi(held.Facts)}"
                : null,
            ExpiresOn = dueItem.ExpiresOn,
            Steps = [.. planned.Concat(others).OrderBy(step => step.SendOn)],
        };
    }

    /// <summary>Why a step that comes while its rule is paused is not sent on its day.</summary>
    static string? PausedReason(DueItem dueItem, Step step, RemindFacts facts) =>
        dueItem.Closed is null && facts.PausedRules.GetValueOrDefault(dueItem.Key.Rule) is { } paused && paused.IsOn(step.SendOn)
            ? $"not sent on its day: {paused.Words}; what is still of use then is caught up"
            : null;

    /// <summary>What will become of a step that the ledger does not know, or why nothing will.</summary>
    static string NotMailedReason(DueItem dueItem, Step step, DateOnly start, RecipientFinder finder, DateOnly today)
    {
        if (dueItem.Closed is { } closed)
        {
            return $"not sent: {closed}";
        }

        if (dueItem.IsOutlookOnly)
        {
            return "not sent: the country has no member association and no partner in the register, so it stands in the weekly outlook only (remind.json, countries)";
        }

        if (dueItem.Day < start && !dueItem.IsChasedFromBefore)
        {
            return $"not sent: the day, {dueItem.Day:yyyy-MM-dd}, was before the start, {start:yyyy-MM-dd}";
        }

        var scopes = dueItem.Units.Count == 0 ? [dueItem.Scope] : dueItem.Units.Where(unit => unit.IsOpen).Select(unit => unit.Scope);
        var on = step.SendOn > today ? step.SendOn : today;
        var holders = step
            .To.SelectMany(role => scopes.SelectMany(scope => finder.Find(role, scope, on)))
            .Select(to => to.DeputyFor is { } away ? $"{to.Key} for {away}" : to.Key)
            .Distinct()
            .ToList();
        if (holders.Count == 0)
        {
            var whose = dueItem.Units.FirstOrDefault(unit => unit.IsOpen)?.Scope ?? dueItem.Scope;
            return $"not sent: nobody holds {string.Join(" or ", step.To)}; {string.Join("; ", step.To.Select(role => finder.NoHolderReason(role, whose, on)).Distinct())}";
        }

        if (dueItem.CoveredBy is { } covering && covering.Day >= covering.KnownOn)
        {
            holders.RemoveAll(to => finder.IsRecipientOf(to.Split(' ')[0], covering, on));
            if (holders.Count == 0)
            {
                return $"not sent: {PlanDay.CoveredReason(covering)}";
            }
        }

        return step.SendOn > today
            ? $"will be sent on {step.SendOn:yyyy-MM-dd} to {string.Join(", ", holders)}"
            : $"came on {step.SendOn:yyyy-MM-dd} and has not been looked at: the next run of remind decides, for {string.Join(", ", holders)}";
    }
}

/// <param name="Why">The arithmetic: what the lead gives, where a day off moved it.</param>
sealed record ExplainedStep(string Step, DateOnly SendOn, string Why)
{
    public required IReadOnlyList<string> Answers { get; init; }
}
