using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Send.Outbox;

/// <summary>
/// The last step of a try: the mail's next state, the attempt's record and, when the mail was sent or is of no use any more, the
/// ledger's, together.
/// </summary>
sealed class SettleStep : IDisposable
{
    readonly SyncDb _db;
    readonly string _owner;
    readonly long _fence;
    readonly PreparedStatement _mail;
    readonly PreparedStatement _attempt;
    readonly PreparedStatement _told;
    readonly PreparedStatement _expired;

    /// <param name="db">Open, and durable: what is settled survives a power cut.</param>
    /// <param name="owner">Whose mails are settled.</param>
    /// <param name="fence">The run's id.</param>
    public SettleStep(SyncDb db, string owner, long fence)
    {
        (_db, _owner, _fence) = (db, owner, fence);
        var connection = db.Database.GetDbConnection();
        _mail = new(
            connection,
            """
            update outbox set State = @state, Reason = @reason, NextTryAt = @next, Attempts = Attempts + @tries, SentAt = @sentAt,
                LeaseOwner = null, LeaseUntil = null, Message = case when @thaws then null else Message end
            where Id = @id and LeaseOwner = @owner and Fence = @fence
            """,
            "@id",
            "@owner",
            "@fence",
            "@state",
            "@reason",
            "@next",
            "@tries",
            "@sentAt",
            "@thaws"
        );
        _attempt = new(
            connection,
            """
            insert into attempts (OutboxId, At, Transport, Outcome, ReplyCode, ReplyText, Fence)
            values (@id, @at, @transport, @outcome, @code, @text, @fence)
            """,
            "@id",
            "@at",
            "@transport",
            "@outcome",
            "@code",
            "@text",
            "@fence"
        );
        _told = new(
            connection,
            $"""
            update ledger set State = case when SendOn < @today then '{nameof(LedgerState.SentLate)}' else '{nameof(
                LedgerState.Sent
            )}' end, ChangedRun = @fence
            where OutboxId = @id and State in ('{nameof(LedgerState.Due)}', '{nameof(LedgerState.Late)}')
            """,
            "@id",
            "@today",
            "@fence"
        );
        _expired = new(
            connection,
            $"""
            update ledger set State = '{nameof(
                LedgerState.Expired
            )}', Reason = Reason || '; its mail could not leave while it was of use', ChangedRun = @fence
            where OutboxId = @id and State in ('{nameof(LedgerState.Due)}', '{nameof(LedgerState.Late)}')
            """,
            "@id",
            "@fence"
        );
    }

    /// <summary>
    /// Settles them in one transaction. Returns those that another worker has taken over: of them only the attempt is recorded.
    /// </summary>
    public IReadOnlyList<long> Settle(IReadOnlyList<DeliveryResult> results)
    {
        if (results.Count == 0)
        {
            return [];
        }

        using var transaction = _db.Database.GetDbConnection().BeginTransaction();
        var lost = Settle(results, transaction);
        transaction.Commit();
        return lost;
    }

    /// <summary>The same within a transaction that is the caller's.</summary>
    public IReadOnlyList<long> Settle(IReadOnlyList<DeliveryResult> results, DbTransaction transaction) =>
        [.. results.Where(result => !Settle(result, transaction)).Select(result => result.Row.Id)];

    public void Dispose()
    {
        _mail.Dispose();
        _attempt.Dispose();
        _told.Dispose();
        _expired.Dispose();
    }

    bool Settle(DeliveryResult result, DbTransaction transaction)
    {
        var (id, settlement, delivery) = (result.Row.Id, result.Settlement, result.Delivery);
        var at = result.At.Instant.ToUnixTimeMilliseconds();
        var isOurs =
            _mail.Run(
                transaction,
                [
                    id,
                    _owner,
                    _fence,
                    settlement.State.ToString(),
                    settlement.Reason,
                    settlement.NextTryAt?.ToUnixTimeMilliseconds(),
                    delivery is null ? 0 : 1,
                    settlement.State == OutboxState.Sent ? at : null,
                    settlement.Recompose,
                ]
            ) == 1;
        if (delivery is not null)
        {
            _attempt.Run(
                transaction,
                [id, at, result.Transport, settlement.Outcome.ToString().ToLowerInvariant(), delivery.Code, delivery.Text, _fence]
            );
        }

        if (isOurs && settlement.State == OutboxState.Sent)
        {
            _told.Run(transaction, [id, DayText.Iso(result.At.Today), _fence]);
        }
        else if (isOurs && settlement.State == OutboxState.Expired)
        {
            _expired.Run(transaction, [id, _fence]);
        }

        return isOurs;
    }
}
