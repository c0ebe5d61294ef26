using SyncWorker.Store.Rows;

namespace SyncWorker.Remind.Planning;

/// <summary>Says what became of a reminder: its state, and that of its mail.</summary>
static class ReminderOutcome
{
    /// <param name="mail">The mail that says it, its times in the union's zone; null where it has none.</param>
    /// <param name="said">What the reason begins with; the line before shows it already.</param>
    public static string Describe(LedgerEntry entry, OutboxMail? mail, params ReadOnlySpan<string> said)
    {
        var reason = entry.Reason;
        foreach (var words in said)
        {
            reason = reason.StartsWith(words, StringComparison.Ordinal) ? reason[words.Length..] : reason;
        }

        var state = entry.State switch
        {
            LedgerState.Due or LedgerState.Late or LedgerState.Sent or LedgerState.SentLate => Sent(entry, mail),
            LedgerState.Snoozed => $"snoozed until {entry.SnoozedUntil:yyyy-MM-dd}",
            LedgerState.Expired => mail is null or { State: OutboxState.Expired }
                ? "expired, to be shown in the next mail"
                : $"expired, shown in the mail of {mail.Day:yyyy-MM-dd}",
            LedgerState.Planned => $"to be sent on {entry.SendOn:yyyy-MM-dd}",
            LedgerState.Acknowledged => "sent and acknowledged",
            _ => $"not sent: {entry.State.ToString().ToLowerInvariant()}",
        };
        return $"{entry.Recipient}: {state}. {reason}";
    }

    static string Sent(LedgerEntry entry, OutboxMail? mail)
    {
        var late = entry.State is LedgerState.Late or LedgerState.SentLate ? ", late" : "";
        var why = mail?.Reason is { } reason ? $" ({reason.TrimEnd('.')})" : "";
        return mail?.State switch
        {
            OutboxState.Sent => $"sent{(late.Length > 0 ? ", late," : "")} on {mail.SentAt:yyyy-MM-dd HH:mm}",
            null => $"sent{late}",
            OutboxState.Refused => $"not sent{late}: its mail of {mail.Day:yyyy-MM-dd} was refused{why}",
            OutboxState.Uncertain => $"may have been sent{late}: nobody knows whether its mail of {mail.Day:yyyy-MM-dd} arrived{why}",
            OutboxState.Queued => $"waits{late} in the mail of {mail.Day:yyyy-MM-dd}{why}",
            OutboxState.RetryAt => $"waits{late} in the mail of {mail.Day:yyyy-MM-dd}, which is to be tried again{why}",
            { } other => $"in the mail of {mail.Day:yyyy-MM-dd}{late}, which is {other.ToString().ToLowerInvariant()}{why}",
        };
    }
}
