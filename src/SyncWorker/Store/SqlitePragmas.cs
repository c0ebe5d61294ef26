using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SyncWorker.Store;

/// <summary>Sets what SQLite keeps a connection: pooled connections come back with whatever the last user set.</summary>
sealed class SqlitePragmas(string synchronous) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase))
        {
            return; // EF Core looks so whether the file exists; a store in another journal mode, such as a backup, would be refused
        }

        // The page size is that of a file which is not there yet, and of the stages of a load: larger pages, fewer calls of the system
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: NORMAL or FULL, from SyncStore alone
        command.CommandText =
            $"pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = {synchronous}; pragma temp_store = file; pragma temp.page_size = 32768;";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        ConnectionOpened(connection, eventData); // Microsoft.Data.Sqlite has no true async
        return Task.CompletedTask;
    }
}
