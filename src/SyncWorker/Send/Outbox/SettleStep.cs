using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Send.Transports;
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
    readonly Statement _mail;
    readonly Statement _attempt;
    readonly Statement _told;
    readonly Statement _expired;

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
            update outbox set "State" = @state, "Reason" = @reason, "NextTryAt" = @next, "Attempts" = "Attempts" + @tries, "SentAt" = @sentAt,
                "LeaseOwner" = null, "LeaseUntil" = null, "Message" = case when @thaws then null else "Message" end
            where "Id" = @id and "LeaseOwner" = @owner and "Fence" = @fence
            """,
            "@id", "@owner", "@fence", "@state", "@reason", "@next", "@tries", "@sentAt", "@thaws");
        _attempt = new(
            connection,
            """
            insert into attempts ("OutboxId", "At", "Transport", "Outcome", "ReplyCode", "ReplyText", "Fence")
            values (@id, @at, @transport, @outcome, @code, @text, @fence)
            """,
            "@id", "@at", "@transport", "@outcome", "@code", "@text", "@fence");
        _told = new(
            connection,
            """
            update occurrences set "State" = case when "SendOn" < @today then 'Late' else 'Sent' end, "ChangedRun" = @fence
            where "OutboxId" = @id and "State" in ('Due', 'Late')
            """,
            "@id", "@today", "@fence");
        _expired = new(
            connection,
            """
            update occurrences set "State" = 'Expired', "Reason" = "Reason" || '; its mail could not leave while it was of use', "ChangedRun" = @fence
            where "OutboxId" = @id and "State" in ('Due', 'Late')
            """,
            "@id", "@fence");
    }

    /// <summary>
    /// Settles them in one transaction. Returns those that another worker has taken over: of them only the attempt is recorded.
    /// </summary>
    public IReadOnlyList<long> Settle(IReadOnlyList<Settled> mails)
    {
        if (mails.Count == 0)
        {
            return [];
        }

        using var transaction = _db.Database.GetDbConnection().BeginTransaction();
        List<long> lost = [];
        foreach (var mail in mails)
        {
            if (!Settle(mail, transaction))
            {
                lost.Add(mail.Id);
            }
        }

        transaction.Commit();
        return lost;
    }

    public void Dispose()
    {
        _mail.Dispose();
        _attempt.Dispose();
        _told.Dispose();
        _expired.Dispose();
    }

    bool Settle(Settled mail, DbTransaction transaction)
    {
        var (id, settlement, delivery) = (mail.Id, mail.Settlement, mail.Delivery);
        var at = mail.At.Instant.ToUnixTimeMilliseconds();
        var isOurs = _mail.Run(
            transaction,
            [
                id, _owner, _fence, settlement.State.ToString(), settlement.Reason, settlement.NextTryAt?.ToUnixTimeMilliseconds(), delivery is null ? 0 : 1,
                settlement.State == OutboxState.Sent ? at : null, settlement.Thaws,
            ]) == 1;
        if (delivery is not null)
        {
            _attempt.Run(transaction, [id, at, mail.Transport, settlement.Outcome, delivery.Code, delivery.Text, _fence]);
        }

        if (isOurs && settlement.State == OutboxState.Sent)
        {
            _told.Run(transaction, [id, DayText.Iso(mail.At.Today), _fence]);
        }
        else if (isOurs && settlement.State == OutboxState.Expired)
        {
            _expired.Run(transaction, [id, _fence]);
        }

        return isOurs;
    }
}

/// <summary>A mail that is to be settled.</summary>
/// <param name="Delivery">What became of the try; null when there was none.</param>
/// <param name="Transport">What the try was made by.</param>
/// <param name="At">When, and the day the run was for.</param>
sealed record Settled(long Id, Settlement Settlement, Delivery? Delivery, string Transport, Moment At);
