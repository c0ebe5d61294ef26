using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send.Outbox;

/// <summary>Lists the mails of the outbox and shows one of them.</summary>
sealed class MailQueries(SyncStore store)
{
    /// <summary>Mails, newest first. In one of <paramref name="states"/> when any is named.</summary>
    public async Task<IReadOnlyList<OutboxMail>> ListAsync(
        IReadOnlyList<OutboxState> states,
        string? recipient,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Open();
        return await db
            .Outbox.Where(mail => (states.Count == 0 || states.Contains(mail.State)) && (recipient == null || mail.Recipient == recipient))
            .OrderByDescending(mail => mail.Day)
            .ThenByDescending(mail => mail.Id)
            .Take(most)
            .Select(mail => new OutboxMail
            {
                Id = mail.Id,
                Recipient = mail.Recipient,
                Day = mail.Day,
                Kind = mail.Kind,
                Salutation = mail.Salutation,
                Language = mail.Language,
                State = mail.State,
                Reason = mail.Reason,
                Attempts = mail.Attempts,
                Repeats = mail.Repeats,
                NextTryAt = mail.NextTryAt,
                SentAt = mail.SentAt,
                Subject = mail.Subject,
                UsefulUntil = mail.UsefulUntil,
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>One mail with its tries and its reminders; null when there is none of that number.</summary>
    public async Task<ShownMail?> ShowAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await db.Outbox.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } mail
            ? new(
                mail,
                await db.Attempts.Where(attempt => attempt.OutboxId == id).OrderBy(attempt => attempt.Id).ToListAsync(cancellationToken),
                await db
                    .Ledger.Where(row => row.OutboxId == id)
                    .OrderBy(row => row.Day)
                    .ThenBy(row => row.Id)
                    .ToListAsync(cancellationToken)
            )
            : null;
    }
}

/// <summary>A mail with all that is known of it.</summary>
sealed record ShownMail(OutboxMail Mail, IReadOnlyList<Attempt> Attempts, IReadOnlyList<LedgerEntry> Reminders);
