using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SyncWorker.Tests.Send.Support;

/// <summary>What another worker does in the moment before a transaction begins, after what it is about was looked at.</summary>
sealed class Meanwhile(Func<Task> act) : DbTransactionInterceptor
{
    bool _isDone;

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        if (!_isDone)
        {
            _isDone = true;
            await act();
        }

        return result;
    }
}
