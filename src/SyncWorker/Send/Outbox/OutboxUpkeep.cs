using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send.Outbox;

/// <summary>What is done to the outbox once a run, besides sending.</summary>
static class OutboxUpkeep
{
    /// <summary>
    /// A person whose mails could not leave for days gets one current digest, not several old ones: the reminders of older ones
    /// that no server has seen move to the newest. Returns how many mails that made superfluous.
    /// </summary>
    public static async Task<int> JoinAsync(SyncDb db, DateOnly today, CancellationToken cancellationToken)
    {
        var waiting = await db
            .Outbox.Where(mail =>
                mail.Day <= today
                && mail.Kind == OutboxMail.Digest
                && mail.Message == null
                && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt)
            )
            .Select(mail => new
            {
                mail.Id,
                mail.Recipient,
                mail.Day,
                mail.UsefulUntil,
            })
            .ToListAsync(cancellationToken);
        var joined = 0;
        foreach (var group in waiting.GroupBy(mail => mail.Recipient).Where(group => group.Count() > 1))
        {
            var newest = group.MaxBy(mail => (mail.Day, mail.Id))!;
            var usefulUntil = group.Any(mail => mail.UsefulUntil is null) ? null : group.Max(mail => mail.UsefulUntil);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var older in group.Where(mail => mail.Id != newest.Id))
            {
                var isStillWaiting =
                    await db
                        .Outbox.Where(mail =>
                            mail.Id == older.Id
                            && mail.Message == null
                            && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt)
                        )
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(mail => mail.State, OutboxState.Cancelled)
                                    .SetProperty(mail => mail.NextTryAt, (DateTimeOffset?)null)
                                    .SetProperty(mail => mail.Reason, $"Its reminders joined the digest of {newest.Day:dd'/'MM'/'yyyy}."),
                            cancellationToken
                        ) == 1;
                if (isStillWaiting)
                {
                    joined++;
                    await db
                        .Ledger.Where(row => row.OutboxId == older.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.OutboxId, newest.Id), cancellationToken);
                }
            }

            await db
                .Outbox.Where(mail => mail.Id == newest.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.UsefulUntil, usefulUntil), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return joined;
    }

    /// <summary>Forgets addresses, texts and the servers' words of mails that were made, and last tried, before <paramref name="before"/>.</summary>
    public static async Task ForgetAsync(SyncDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await db
            .Outbox.Where(mail =>
                mail.CreatedAt < before
                && !db.Attempts.Any(attempt => attempt.OutboxId == mail.Id && attempt.At >= before)
                && (mail.Address != null || mail.Copies != null || mail.Message != null)
                && (
                    mail.State == OutboxState.Sent
                    || mail.State == OutboxState.Refused
                    || mail.State == OutboxState.Expired
                    || mail.State == OutboxState.Cancelled
                    || (mail.State == OutboxState.Uncertain && mail.NextTryAt == null)
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(mail => mail.Address, (string?)null)
                        .SetProperty(mail => mail.Copies, (string?)null)
                        .SetProperty(mail => mail.Message, (byte[]?)null),
                cancellationToken
            );
        await db
            .Attempts.Where(attempt => attempt.At < before && attempt.ReplyText != null)
            .ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.ReplyText, (string?)null), cancellationToken);
    }
}
