using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// Takes over the mails of workers that are gone or whose lease has ended.
/// <list type="number">
/// <item>Each mail in sending becomes uncertain and ours, on the disk: from then on its former worker, should it live after all,
/// hands over nothing more, and if this process dies here, no other worker sends it again by itself.</item>
/// <item>Only then are the former worker's notes read. What was answered is settled as it would have been; what was not handed
/// over goes back into the queue; the rest stays uncertain, by the policy repeated later or left for a person.</item>
/// </list>
/// After a power cut notes may be missing: then every mail that was in sending stays uncertain, as many as were claimed at once. Notes of
/// another machine are not to be had: what a shared store says of the handover stands for them.
/// </summary>
sealed class OutboxRecovery(SyncDb db, SettleStep settling, string folder, string owner, long fence)
{
    const string Died = "The worker ended after it was handed over and before the answer was noted.";

    /// <param name="options">The policy for uncertain mails.</param>
    /// <param name="transport">Its name, for the record of an answered try.</param>
    /// <param name="replaysSafely">No mail can be doubled: all go back into the queue.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Ends it between two workers' mails.</param>
    public async Task<Recovered> RecoverAsync(
        SendOptions options,
        string transport,
        bool replaysSafely,
        Moment at,
        CancellationToken cancellationToken
    )
    {
        var now = at.Instant;
        var open = await db
            .Outbox.Where(mail => mail.State == OutboxState.Claimed || mail.State == OutboxState.Sending)
            .OrderBy(mail => mail.Id)
            .Select(mail => new OpenMail(mail.Id, mail.LeaseOwner, mail.LeaseUntil, mail.Fence, mail.State == OutboxState.Sending))
            .ToListAsync(cancellationToken);
        var recovered = new Recovered(0, 0);
        foreach (
            var worker in open.Where(mail => mail.Until is null || mail.Until < now || LeaseOwner.IsGone(mail.Owner))
                .GroupBy(mail => (mail.Owner, mail.Fence))
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mayHaveLeft = worker.Where(mail => mail.IsSending && !replaysSafely).ToList();
            await GiveBackAsync([.. worker.Except(mayHaveLeft)], now);
            await TakeOverAsync(mayHaveLeft);
            if (mayHaveLeft.Count > 0)
            {
                var settled = await JudgeAsync(mayHaveLeft, options, transport, at);
                settling.Settle(settled);
                recovered = new(
                    recovered.Sent + settled.Count(mail => mail is { Settlement.State: OutboxState.Sent, Delivery: not null }),
                    recovered.Uncertain + settled.Count(mail => mail.Settlement.State == OutboxState.Uncertain)
                );
            }
        }

        DeliveryJournal.RemoveOld(folder);
        return recovered;
    }

    // What no server has seen: without a text it is queued, with one it is tried again with the same bytes.
    async Task GiveBackAsync(IReadOnlyList<OpenMail> mails, DateTimeOffset now)
    {
        foreach (var mail in mails)
        {
            await Row(mail)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.State, row => row.Message == null ? OutboxState.Queued : OutboxState.RetryAt)
                            .SetProperty(row => row.NextTryAt, row => row.Message == null ? null : now)
                            .SetProperty(row => row.Reason, "The worker that had it ended before it was handed over.")
                            .SetProperty(row => row.LeaseOwner, (string?)null)
                            .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                            .SetProperty(row => row.Fence, fence),
                    CancellationToken.None
                );
        }
    }

    async Task TakeOverAsync(List<OpenMail> mails)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        foreach (var mail in mails.ToList())
        {
            var isOurs =
                await Row(mail)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.State, OutboxState.Uncertain)
                                .SetProperty(row => row.Reason, Died)
                                .SetProperty(row => row.NextTryAt, (DateTimeOffset?)null)
                                .SetProperty(row => row.LeaseOwner, owner)
                                .SetProperty(row => row.Fence, fence),
                        CancellationToken.None
                    ) == 1;
            if (!isOurs)
            {
                mails.Remove(mail);
            }
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    async Task<List<DeliveryResult>> JudgeAsync(List<OpenMail> mails, SendOptions options, string transport, Moment at)
    {
        var notes = DeliveryJournal.Read(folder, mails[0].Owner, mails[0].Fence);
        var isComplete = notes is not null && LeaseOwner.IsOfThisBoot(mails[0].Owner);
        var ids = mails.ConvertAll(mail => mail.Id);
        var notHandedOver = notes is null && db is PostgresSyncDb ? await NotHandedOverAsync(ids) : [];
        var rows = await db.Outbox.Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(CancellationToken.None);
        return rows.ConvertAll(row =>
            notes?.GetValueOrDefault(row.Id) switch
            {
                { Delivery: { } delivery } note => new DeliveryResult(
                    row,
                    Settlement.After(delivery, row, options, note.At.Instant),
                    note.At
                )
                {
                    Delivery = delivery,
                    Transport = transport,
                },
                null when isComplete || notHandedOver.Contains(row.Id) => new(
                    row,
                    new(OutboxState.RetryAt, "The worker that had it ended before it was handed over.", at.Instant)
                    {
                        Outcome = AttemptOutcome.Temporary,
                    },
                    at
                ),
                _ => new(row, Settlement.Uncertain(row.IsForStaff, Died, options.Uncertain, at.Instant), at),
            }
        );
    }

    // The note of a handover does not wait for the server's disk: a server that was started since may have lost it.
    Task<List<long>> NotHandedOverAsync(List<long> ids) =>
        db
            .Database.SqlQuery<long>(
                $"""
                select Id as "Value" from outbox where Id = any({ids.ToArray()}) and HandedOverAt is null
                    and FrozenAt > extract(epoch from pg_postmaster_start_time()) * 1000
                """
            )
            .ToListAsync(CancellationToken.None);

    IQueryable<OutboxMail> Row(OpenMail mail) =>
        db.Outbox.Where(row => row.Id == mail.Id && row.Fence == mail.Fence && row.LeaseOwner == mail.Owner);

    sealed record OpenMail(long Id, string? Owner, DateTimeOffset? Until, long Fence, bool IsSending);
}

/// <summary>What a worker that is gone left, beside what went back into the queue.</summary>
/// <param name="Sent">Had been taken by a server.</param>
/// <param name="Uncertain">Whether they arrived is unknown.</param>
sealed record Recovered(int Sent, int Uncertain);
