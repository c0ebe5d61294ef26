using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send;

/// <summary>The mailboxes of the register outside the union's domains, and a person's word on them.</summary>
sealed class MailboxApprovals(SyncStore store, StageSettings<SendOptions> settings, TimeProvider clock)
{
    /// <summary>Those that wait for a person, and those that were approved.</summary>
    public async Task<(IReadOnlyList<RegisterMailbox> Waiting, IReadOnlyList<RegisterMailbox> Approved)> ListAsync(
        CancellationToken cancellationToken
    )
    {
        var recipients = await Recipients.ReadAsync(store, settings.Options, settings.Union.Staff, cancellationToken);
        return (recipients.Waiting, recipients.Approved);
    }

    /// <summary>Those that were reported as not there and that no person has confirmed since.</summary>
    public async Task<IReadOnlyList<DeadAddress>> ListDeadAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await db.DeadAddresses.Where(row => row.ConfirmedAt == null).OrderBy(row => row.Since).ToListAsync(cancellationToken);
    }

    /// <summary>A person says that the mailbox works again: mail goes there from now on. False when it was not reported.</summary>
    public async Task<bool> ConfirmAsync(string address, string who, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        var now = clock.GetUtcNow();
        var wanted = address.Trim().ToLowerInvariant();
        return await db
                .DeadAddresses.Where(row => row.Address == wanted && row.ConfirmedAt == null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.ConfirmedAt, now).SetProperty(row => row.ConfirmedBy, who),
                    cancellationToken
                ) > 0;
    }

    /// <summary>Lets mail go to these mailboxes. Mails that wait for it leave with the next run.</summary>
    public async Task ApproveAsync(IEnumerable<RegisterMailbox> mailboxes, string who, CancellationToken cancellationToken)
    {
        await using var db = store.OpenDurable();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var mailbox in mailboxes)
        {
            var address = mailbox.Address.ToLowerInvariant();
            if (
                !await db.ApprovedMailboxes.AnyAsync(row => row.Recipient == mailbox.Recipient && row.Address == address, cancellationToken)
            )
            {
                db.ApprovedMailboxes.Add(
                    new()
                    {
                        Recipient = mailbox.Recipient,
                        Address = address,
                        ApprovedAt = now,
                        ApprovedBy = who,
                    }
                );
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
