using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// SQLite: temporary tables on the session's own connection (SQLite unlinks their file, so a killed process leaves nothing), prepared
/// single-row inserts and statements stepped by hand.
/// </summary>
sealed class SqliteBulkSession(SyncDb db) : IBulkSession
{
    // An index that grows out of order needs its pages at hand; the default cache holds 2 MB of them.
    public const string LargeCache = "pragma cache_size = -65536; pragma temp.cache_size = -16384";

    const string UsualCache = "pragma cache_size = -2000; pragma temp.cache_size = -2000";

    readonly SqliteConnection _connection = (SqliteConnection)db.Database.GetDbConnection();
    readonly List<SqliteBulkWriter> _stages = [];
    SqliteTransaction? _transaction;

    // "limit -1" keeps SQLite from leaving the order of a part out, the cross join from turning the loops round.
    public BulkSql Sql { get; } =
        new(
            "cross join",
            "cross join snapshot s not indexed on s.Id between t.First and t.Last",
            columns => $"order by {columns} limit -1",
            _ => ""
        );

    public SyncDb Db => db;

    public Task BeginReadAsync(CancellationToken cancellationToken) => BeginAsync(toWrite: false, cancellationToken);

    public Task BeginWriteAsync(CancellationToken cancellationToken) => BeginAsync(toWrite: true, cancellationToken);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Db.Database.CommitTransactionAsync(cancellationToken);
        await _transaction!.DisposeAsync();
        _transaction = null;
    }

    public IBulkWriter CreateStage(string table, params ReadOnlySpan<BulkColumn> columns)
    {
        var text = new List<string>();
        var hasKey = false;
        foreach (var column in columns)
        {
            hasKey |= column.IsKey;
            text.Add(
                $"{column.Name} {column.Kind switch { BulkKind.Number => "integer", BulkKind.Real => "real", _ => "text" }}{(column.IsKey ? " primary key" : "")}"
            );
        }

        if (!hasKey)
        {
            text.Insert(0, "seq integer primary key");
        }

        Execute($"drop table if exists temp.{table}; create temp table {table} ({string.Join(", ", text)})");
        var stage = new SqliteBulkWriter(_connection.Handle!, table, columns.Length, hasKey);
        _stages.Add(stage);
        return stage;
    }

    public BulkRows Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        new SqliteBulkRows(_connection.Handle!, sql, values);

    public BulkRows ReadFew(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Read(sql, values);

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var connection = _connection.Handle!;
        for (var rest = sql; !string.IsNullOrWhiteSpace(rest); )
        {
            SqliteNative.Check(raw.sqlite3_prepare_v2(connection, rest, out var statement, out rest), connection);
            using (statement)
            {
                SqliteBulkRows.Bind(statement, connection, values);
                int result;
                do
                {
                    result = raw.sqlite3_step(statement);
                } while (result == raw.SQLITE_ROW); // a pragma answers

                if (result != raw.SQLITE_DONE)
                {
                    SqliteNative.Check(result, connection);
                }
            }
        }

        return raw.sqlite3_changes(connection);
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is { } transaction)
        {
            await transaction.DisposeAsync();
        }

        foreach (var stage in _stages)
        {
            stage.Dispose();
            Execute($"drop table if exists temp.{stage.Table}"); // the connection goes back to the pool with its temporary tables
        }

        Execute(UsualCache);
        await Db.DisposeAsync();
    }

    async Task BeginAsync(bool toWrite, CancellationToken cancellationToken)
    {
        // Ended with the session, whatever happens: an open one would keep the store locked
        _transaction = _connection.BeginTransaction(deferred: !toWrite);
        await Db.Database.UseTransactionAsync(_transaction, cancellationToken);
    }
}
