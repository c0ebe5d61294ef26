using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>Puts mails of the outbox back into the queue, or cancels them, on the word of a person.</summary>
sealed class MailCommands(SyncStore store)
{
    const string TakenMeanwhile = "A worker took it in this moment; look again.";

    /// <summary>
    /// Puts a mail back into the queue, now: one that was refused, expired, cancelled or waits for its next try, and one that is
    /// uncertain, which then says that it may be a repeat. Returns why not, or null.
    /// </summary>
    public async Task<string?> RetryAsync(long id, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mail = await db
            .Outbox.Where(row => row.Id == id)
            .Select(row => new
            {
                row.State,
                IsFrozen = row.Message != null,
                row.UsefulUntil,
                row.Repeats,
            })
            .SingleOrDefaultAsync(cancellationToken);
        switch (mail?.State)
        {
            case null:
                return $"There is no mail {id}.";
            case OutboxState.Sent:
                return "It was sent already; sending it again would be a repeat.";
            case OutboxState.Claimed or OutboxState.Sending:
                return "A worker is sending it now.";
            case OutboxState.Queued:
                return null;
        }

        // An uncertain mail stays so until it is claimed: that is where the repeat is counted.
        var next =
            mail.State == OutboxState.Uncertain ? OutboxState.Uncertain
            : mail.IsFrozen ? OutboxState.RetryAt
            : OutboxState.Queued;
        var usefulUntil = mail.UsefulUntil < today ? today : mail.UsefulUntil;
        var changed = await db
            .Outbox.Where(row => row.Id == id && row.State == mail.State)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, next)
                        .SetProperty(row => row.NextTryAt, next == OutboxState.Queued ? null : now)
                        .SetProperty(row => row.UsefulUntil, usefulUntil)
                        .SetProperty(row => row.CreatedAt, now)
                        .SetProperty(row => row.Reason, "A person asked for another try."),
                cancellationToken
            );
        if (changed != 1)
        {
            return TakenMeanwhile;
        }

        // Reminders cancelled with the mail are due again; a reminder that had expired before remains a line about the past.
        var expired = $"\"kind\":\"{ReminderKinds.Word(ReminderKind.Expired)}\"";
        await db
            .Ledger.Where(row =>
                row.OutboxId == id
                && (row.State == LedgerState.Cancelled || row.State == LedgerState.Expired)
                && !row.Facts.Contains(expired)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, LedgerState.Due)
                        .SetProperty(row => row.Reason, row => row.Reason + "; its mail was put back into the queue"),
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Takes a mail out of the queue for good, or closes one that is uncertain. Returns why not, or null.</summary>
    public async Task<string?> CancelAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var state = await db
            .Outbox.Where(row => row.Id == id)
            .Select(row => (OutboxState?)row.State)
            .SingleOrDefaultAsync(cancellationToken);
        switch (state)
        {
            case null:
                return $"There is no mail {id}.";
            case OutboxState.Sent:
                return "It was sent already.";
            case OutboxState.Cancelled:
                return "It was cancelled already.";
            case OutboxState.Claimed or OutboxState.Sending:
                return "A worker is sending it now.";
        }

        // Should a person ask for it again after all, it says that it may be a repeat.
        var mayHaveArrived = state == OutboxState.Uncertain;
        var changed = await db
            .Outbox.Where(row => row.Id == id && row.State == state)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, OutboxState.Cancelled)
                        .SetProperty(row => row.NextTryAt, (DateTimeOffset?)null)
                        .SetProperty(row => row.Repeats, row => mayHaveArrived ? row.Repeats + 1 : row.Repeats)
                        .SetProperty(row => row.Reason, "A person cancelled it."),
                cancellationToken
            );
        if (changed != 1)
        {
            return TakenMeanwhile;
        }

        await db
            .Ledger.Where(row => row.OutboxId == id && (row.State == LedgerState.Due || row.State == LedgerState.Late))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            row => row.State,
                            row =>
                                !mayHaveArrived ? LedgerState.Cancelled
                                : row.State == LedgerState.Late ? LedgerState.SentLate
                                : LedgerState.Sent
                        )
                        .SetProperty(row => row.Reason, row => row.Reason + " A person cancelled its mail."),
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
