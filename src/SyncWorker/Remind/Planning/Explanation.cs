using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>Why a case is mailed as it is: the day's arithmetic, each step with its recipients, and why not where it is not.</summary>
sealed record Explanation(CaseKey Key)
{
    /// <summary>What it is about; null when neither register nor rules know it any more.</summary>
    public string? About { get; init; }

    public DateOnly? Day { get; init; }

    public string? DayWhy { get; init; }

    /// <summary>The first day that counts, and why a case before it is not spoken of.</summary>
    public string? Start { get; init; }

    public string? Closed { get; init; }

    /// <summary>The event that an anniversary is told with.</summary>
    public string? Covered { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public required IReadOnlyList<ExplainedStep> Steps { get; init; }

    public static Explanation Of(CaseKey key, Case? @case, RemindFacts facts, IReadOnlyList<ToldRow> rows, DateOnly today)
    {
        var own = rows.Where(row => row.Row.Case == key).ToList();
        if (@case is null)
        {
            return new(key) { Steps = [.. own.GroupBy(row => row.Row.Step).Select(group => new ExplainedStep(group.Key, group.First().Row.SendOn, "from the ledger: the register or the rules no longer have this day") { Answers = [.. group.Select(row => row.Words())] })] };
        }

        var start = @case.KnownOn > facts.GoLive ? @case.KnownOn : facts.GoLive;
        var finder = new RecipientFinder(facts);
        var planned = @case.Steps.Select(step => new ExplainedStep(step.Name, step.SendOn, step.Why)
        {
            Answers = own.Where(row => row.Row.Step == step.Name).Select(row => row.Words($"{@case.DayWhy}; ", $"{step.Why}; ")).ToList() is { Count: > 0 } told ? told : [WhyNot(@case, step, start, finder, today)],
        });
        var others = own.Where(row => !@case.Steps.Any(step => step.Name == row.Row.Step)).GroupBy(row => row.Row.Step)
            .Select(group => new ExplainedStep(group.Key, group.First().Row.SendOn, "not a step of the rule") { Answers = [.. group.Select(row => row.Words())] });
        return new(key)
        {
            About = Phrase.Vi(@case.Facts),
            Day = @case.Day,
            DayWhy = @case.DayWhy,
            Start = start <= DateOnly.MinValue ? null : $"{start:yyyy-MM-dd} (go-live {facts.GoLive:yyyy-MM-dd}, rule and subject known since {@case.KnownOn:yyyy-MM-dd})",
            Closed = @case.Closed,
            Covered = @case.CoveredBy is { } held ? $"by the event {held.Key} on {held.Day:yyyy-MM-dd}: {Phrase.Vi(held.Facts)}" : null,
            ExpiresOn = @case.ExpiresOn,
            Steps = [.. planned.Concat(others).OrderBy(step => step.SendOn)],
        };
    }

    /// <summary>What will become of a step that the ledger does not know, or why nothing will.</summary>
    static string WhyNot(Case @case, Step step, DateOnly start, RecipientFinder finder, DateOnly today)
    {
        if (@case.Closed is { } closed)
        {
            return $"not sent: {closed}";
        }

        if (@case.Day < start && !@case.IsChasedFromBefore)
        {
            return $"not sent: the day, {@case.Day:yyyy-MM-dd}, was before the start, {start:yyyy-MM-dd}";
        }

        var scopes = @case.Units.Count == 0 ? [@case.Scope] : @case.Units.Where(unit => unit.IsOpen).Select(unit => unit.Scope);
        var on = step.SendOn > today ? step.SendOn : today;
        var holders = step.To.SelectMany(role => scopes.SelectMany(scope => finder.Find(role, scope, on))).Select(to => to.DeputyFor is { } away ? $"{to.Key} for {away}" : to.Key).Distinct().ToList();
        if (holders.Count == 0)
        {
            var whose = @case.Units.FirstOrDefault(unit => unit.IsOpen)?.Scope ?? @case.Scope;
            return $"not sent: nobody holds {string.Join(" or ", step.To)}; {string.Join("; ", step.To.Select(role => finder.WhyNobody(role, whose, on)).Distinct())}";
        }

        if (@case.CoveredBy is { } covering && covering.Day >= covering.KnownOn)
        {
            holders.RemoveAll(to => finder.Hears(to.Split(' ')[0], covering, on));
            if (holders.Count == 0)
            {
                return $"not sent: {PlanDay.CoveredWords(covering)}";
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

/// <summary>A ledger row with the mail it stands in.</summary>
sealed record ToldRow(LedgerRow Row, string Reason)
{
    public OutboxState? Mail { get; init; }

    public DateOnly? MailDay { get; init; }

    /// <summary>When it left, in the union's zone.</summary>
    public DateTime? SentAt { get; init; }

    public string? MailReason { get; init; }

    /// <param name="said">What the reason begins with and the reader has just read.</param>
    public string Words(params ReadOnlySpan<string> said)
    {
        var reason = Reason;
        foreach (var words in said)
        {
            reason = reason.StartsWith(words, StringComparison.Ordinal) ? reason[words.Length..] : reason;
        }

        var state = Row.State switch
        {
            OccurrenceState.Due or OccurrenceState.Late or OccurrenceState.Sent => Sent(),
            OccurrenceState.Snoozed => $"snoozed until {Row.SnoozedUntil:yyyy-MM-dd}",
            OccurrenceState.Expired => Mail is null or OutboxState.Expired ? "expired, to be shown in the next mail" : $"expired, shown in the mail of {MailDay:yyyy-MM-dd}",
            OccurrenceState.Planned => $"to be sent on {Row.SendOn:yyyy-MM-dd}",
            OccurrenceState.Acknowledged => "sent and acknowledged",
            _ => $"not sent: {Row.State.ToString().ToLowerInvariant()}",
        };
        return $"{Row.Recipient}: {state}. {reason}";
    }

    string Why => MailReason is null ? "" : $" ({MailReason.TrimEnd('.')})";

    string Sent()
    {
        var late = Row.State == OccurrenceState.Late ? ", late" : "";
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
