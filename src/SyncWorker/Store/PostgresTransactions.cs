using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SyncWorker.Store;

/// <summary>
/// What each transaction of a shared store does besides: one that may write waits for the store's one writer's place, as SQLite's do, so
/// that both engines see the same orders of events; and none is committed by a worker whose turn another has taken over meanwhile. The steps of
/// mails do neither: they have transactions, owners and fencing numbers of their own.
/// </summary>
sealed class PostgresTransactions : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (result.IsolationLevel != IsolationLevel.RepeatableRead)
        {
            connection.Read("select 1 from pg_advisory_xact_lock(hashtext(current_schema()), 1)", row => row.GetInt32(0));
        }

        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    )
    {
        // One that only reads, at one moment, has nothing to keep out, and cannot look at the turns of now.
        var isReading = transaction.IsolationLevel == IsolationLevel.RepeatableRead;
        for (var turn = isReading ? null : PostgresTurn.Current; turn is not null; turn = turn.Outer)
        {
            // Locked until the commit: nobody takes the turn over between the look and the commit. Whoever is stopped just there is not
            // waited for.
            if (
                transaction.Connection!.Read(
                    $"select set_config('{PostgresEngine.StandstillSetting}', '{PostgresEngine.ShortStandstill}', true) from turns where name = @name and fence = @fence for share",
                    row => row.GetString(0),
                    ("@name", turn.Name),
                    ("@fence", turn.Fence)
                )
                is []
            )
            {
                throw new TurnLostException(turn.Name);
            }
        }

        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(TransactionCommitting(transaction, eventData, result));
}
