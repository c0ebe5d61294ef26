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

    public string? Closed { get; init; }

    /// <summary>The event whose line mentions the anniversary.</summary>
    public string? Covered { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public required IReadOnlyList<ExplainedStep> Steps { get; init; }

    public static Explanation Create(DueItemKey key, DueItem? dueItem, RemindFacts facts, IReadOnlyList<ExplainedRow> rows, DateOnly today)
    {
        var own = rows.Where(row => row.Row.Item == key).ToList();
        if (dueItem is null)
        {
            return new(key)
            {
                Steps =
                [
                    .. own.GroupBy(row => row.Row.Step)
                        .Select(group => new ExplainedStep(
                            group.Key.ToString(),
                            group.First().Row.SendOn,
                            "from the ledger: the register or the rules no longer have this day"
                        )
                        {
                            Answers = [.. group.Select(row => row.Describe())],
                        }),
                ],
            };
        }

        var start = dueItem.KnownOn > facts.GoLive ? dueItem.KnownOn : facts.GoLive;
        var finder = new RecipientFinder(facts);
        var planned = dueItem.Steps.Select(step => new ExplainedStep(step.Name.ToString(), step.SendOn, step.Why)
        {
            Answers = own.Where(row => row.Row.Step == step.Name && row.Row.Day == dueItem.Day)
                .Select(row => row.Describe($"{dueItem.DayWhy}; ", $"{step.Why}; "))
                .ToList()
                is { Count: > 0 } told
                ? told
                : [NotMailedReason(dueItem, step, start, finder, today)],
        });
        var others = own.Where(row => row.Row.Day != dueItem.Day || !dueItem.Steps.Any(step => step.Name == row.Row.Step))
            .GroupBy(row => (row.Row.Step, row.Row.Day))
            .Select(group => new ExplainedStep(
                group.Key.Step.ToString(),
                group.First().Row.SendOn,
                group.Key.Day == dueItem.Day ? "not a step of the rule" : $"for {group.Key.Day:yyyy-MM-dd}, before the day moved"
            )
            {
                Answers = [.. group.Select(row => row.Describe())],
            });
        return new(key)
        {
            About = ReminderTitle.Vi(dueItem.Facts),
            Day = dueItem.Day,
            DayWhy = dueItem.DayWhy,
            Start =
                start <= DateOnly.MinValue
                    ? null
                    : $"{start:yyyy-MM-dd} (go-live {facts.GoLive:yyyy-MM-dd}, rule and subject known since {dueItem.KnownOn:yyyy-MM-dd})",
            Closed = dueItem.Closed,
            Covered = dueItem.CoveredBy is { } held
                ? $"by the event {held.Key} on {held.Day:yyyy-MM-dd}: {ReminderTitle.Vi(held.Facts)}"
                : null,
            ExpiresOn = dueItem.ExpiresOn,
            Steps = [.. planned.Concat(others).OrderBy(step => step.SendOn)],
        };
    }

    /// <summary>What will become of a step that the ledger does not know, or why nothing will.</summary>
    static string NotMailedReason(DueItem dueItem, Step step, DateOnly start, RecipientFinder finder, DateOnly today)
    {
        if (dueItem.Closed is { } closed)
        {
            return $"not sent: {closed}";
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

/// <summary>A ledger row with its mail.</summary>
sealed record ExplainedRow(LedgerRow Row, string Reason)
{
    public OutboxState? Mail { get; init; }

    public DateOnly? MailDay { get; init; }

    /// <summary>When it left, in the union's zone.</summary>
    public DateTime? SentAt { get; init; }

    public string? MailReason { get; init; }

    /// <param name="said">What the reason begins with; the line before shows it already.</param>
    public string Describe(params ReadOnlySpan<string> said)
    {
        var reason = Reason;
        foreach (var words in said)
        {
            reason = reason.StartsWith(words, StringComparison.Ordinal) ? reason[words.Length..] : reason;
        }

        var state = Row.State switch
        {
            LedgerState.Due or LedgerState.Late or LedgerState.Sent or LedgerState.SentLate => Sent(),
            LedgerState.Snoozed => $"snoozed until {Row.SnoozedUntil:yyyy-MM-dd}",
            LedgerState.Expired => Mail is null or OutboxState.Expired
                ? "expired, to be shown in the next mail"
                : $"expired, shown in the mail of {MailDay:yyyy-MM-dd}",
            LedgerState.Planned => $"to be sent on {Row.SendOn:yyyy-MM-dd}",
            LedgerState.Acknowledged => "sent and acknowledged",
            _ => $"not sent: {Row.State.ToString().ToLowerInvariant()}",
        };
        return $"{Row.Recipient}: {state}. {reason}";
    }

    string Why => MailReason is null ? "" : $" ({MailReason.TrimEnd('.')})";

    string Sent()
    {
        var late = Row.State is LedgerState.Late or LedgerState.SentLate ? ", late" : "";
        return Mail switch
        {
            OutboxState.Sent => $"sent{(late.Length > 0 ? ", late," : "")} on {SentAt:yyyy-MM-dd HH:mm}",
            null => $"sent{late}",
            OutboxState.Refused => $"not sent{late}: its mail of {MailDay:yyyy-MM-dd} was refused{Why}",
            OutboxState.Uncertain => $"may have been sent{late}: nobody knows whether its mail of {MailDay:yyyy-MM-dd} arrived{Why}",
            OutboxState.Queued => $"waits{late} in the mail of {MailDay:yyyy-MM-dd}{Why}",
            OutboxState.RetryAt => $"waits{late} in the mail of {MailDay:yyyy-MM-dd}, which is to be tried again{Why}",
            { } other => $"in the mail of {MailDay:yyyy-MM-dd}{late}, which is {other.ToString().ToLowerInvariant()}{Why}",
        };
    }
}
