using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>What becomes of a reminder that stands in a mail which has not left.</summary>
/// <param name="Facts">What it is to say now; null leaves it as it stands.</param>
sealed record Amendment(LedgerRow Row, OccurrenceState State, string Because)
{
    public DateOnly Day { get; init; } = Row.Day;

    public DateOnly SendOn { get; init; } = Row.SendOn;

    public OccurrenceFacts? Facts { get; init; }

    /// <summary>It keeps its place in the mail.</summary>
    public bool IsStillMailed => State is OccurrenceState.Due or OccurrenceState.Late;

    /// <summary>The row as it stands from now on.</summary>
    public LedgerRow After => Row with { State = State, Day = Day, SendOn = SendOn, IsUnsent = IsStillMailed };
}

/// <summary>
/// Looks again at what was decided before and has not left (the mail server was off, the mail hours not come): nobody was told
/// of it yet, so what changed meanwhile is put right in place instead of being told as a change.
/// <list type="number">
/// <item>The day is gone, its report has come, the unit is exempt: it is not said.</item>
/// <item>A newer step of the same day has come for the same recipient: only that one is said.</item>
/// <item>The day moved and the step's new day is to come: it waits for it.</item>
/// <item>The day moved otherwise, or reports have come meanwhile: it says so.</item>
/// </list>
/// </summary>
sealed class Unsent(CaseBook book, RemindFacts facts, DateOnly today)
{
    readonly HashSet<string> _rules = [.. RemindOptions.Ids(facts.Options)];

    /// <param name="rows">What has not left, and what waits for a day that moved.</param>
    /// <param name="decided">What was decided today.</param>
    /// <param name="said">What a step says to a recipient today; null when it is nobody's any more.</param>
    public IReadOnlyList<Amendment> Find(IEnumerable<LedgerRow> rows, IReadOnlyCollection<Reminder> decided, Func<Case, Step, string, OccurrenceFacts?> said)
    {
        var newer = decided.Where(reminder => reminder.IsMailed && book.ByKey.GetValueOrDefault(reminder.Case) is { } @case && @case.Steps.Any(step => step.Name == reminder.Step))
            .Select(reminder => (reminder.Case, reminder.Recipient)).ToHashSet();
        var answered = decided.Select(reminder => (reminder.Case, reminder.Step, reminder.Recipient)).ToHashSet();
        return
        [
            .. rows.Where(row => row.IsUnsent || !answered.Contains((row.Case, row.Step, row.Recipient)))
                .Select(row => row.IsUnsent ? Of(row, newer, said) : Waiting(row))
                .OfType<Amendment>(),
        ];
    }

    /// <summary>Waits for a day that moved, and was not decided today although its step may have come.</summary>
    Amendment? Waiting(LedgerRow row)
    {
        if (row.Case.Rule == RemindOptions.EventRule && !facts.AreEventsKnown)
        {
            return null;
        }

        var @case = book.ByKey.GetValueOrDefault(row.Case);
        return @case?.Steps.FirstOrDefault(step => step.Name == row.Step) is not { } step || @case.Closed is not null || step.SendOn <= today
            ? new(row, OccurrenceState.Cancelled, @case is null ? "the day is no longer in the register or the rules" : @case.Closed ?? "its recipient has the task no more")
            : @case.Day == row.Day ? null
            : new(row, OccurrenceState.Planned, $"moved from {row.Day:yyyy-MM-dd} to {@case.Day:yyyy-MM-dd}") { Day = @case.Day, SendOn = step.SendOn };
    }

    Amendment? Of(LedgerRow row, HashSet<(CaseKey, string)> newer, Func<Case, Step, string, OccurrenceFacts?> said)
    {
        if (!_rules.Contains(row.Case.Rule) || (row.Case.Rule == RemindOptions.EventRule && !facts.AreEventsKnown))
        {
            return null; // an outlook, or nothing is known
        }

        if (!book.ByKey.TryGetValue(row.Case, out var @case))
        {
            return row.Day < today ? null : new(row, OccurrenceState.Cancelled, "the day is no longer in the register or the rules, before its mail left");
        }

        if (@case.Steps.FirstOrDefault(one => one.Name == row.Step) is not { } step)
        {
            // A notice, an answer to a snooze, or a step that the day does not have any more.
            return row.Day == @case.Day ? null : new(row, OccurrenceState.Superseded, Moved(row, @case));
        }

        if (@case.Closed is { } closed)
        {
            return new(row, OccurrenceState.Cancelled, $"{closed}, before its mail left");
        }

        if (newer.Contains((row.Case, row.Recipient)))
        {
            return new(row, OccurrenceState.Superseded, "a newer step came before its mail left");
        }

        if (row.Day != @case.Day && step.SendOn > today)
        {
            return new(row, OccurrenceState.Planned, Moved(row, @case)) { Day = @case.Day, SendOn = step.SendOn };
        }

        return Renewed(row, @case, said(@case, step, row.Recipient));
    }

    static Amendment? Renewed(LedgerRow row, Case @case, OccurrenceFacts? now)
    {
        var before = row.Facts is null ? null : OccurrenceFacts.FromJson(row.Facts);
        if (now is { Owed: { } owed } && now.Received == owed)
        {
            return new(row, OccurrenceState.Cancelled, "all of its units received, before its mail left");
        }

        return row.Day != @case.Day ? new(row, row.State, Moved(row, @case)) { Day = @case.Day, Facts = now }
            : now is not null && (now.Received, now.Owed) != (before?.Received, before?.Owed) ? new(row, row.State, $"{now.Received} of {now.Owed} received before its mail left") { Facts = now }
            : null;
    }

    static string Moved(LedgerRow row, Case @case) => $"moved from {row.Day:yyyy-MM-dd} to {@case.Day:yyyy-MM-dd} before its mail left";
}
