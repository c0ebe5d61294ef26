using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SyncWorker.Store;

/// <summary>The crash tests' moment in the middle of a migration: half of the tables are made, none is committed.</summary>
sealed class MigrationFailPoint : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.CommandText.Contains("CREATE TABLE \"outbox\"", StringComparison.Ordinal))
        {
            FailPoint.Pass("store.migrating");
        }

        return ValueTask.FromResult(result);
    }
}
