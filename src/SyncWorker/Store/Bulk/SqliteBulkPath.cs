using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// SQLite: temporary tables on the session's own connection (SQLite unlinks their file, so a killed process leaves nothing) and
/// prepared single-row inserts bound by position through SQLitePCL.raw, measured 1.5 times as fast as SqliteCommand.
/// </summary>
sealed class SqliteBulkPath(SyncStore store) : IBulkPath
{
    public async Task<IBulkSession> OpenAsync(CancellationToken cancellationToken)
    {
        var db = store.Open();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var session = new SqliteBulkSession(db);
        session.Execute(SqliteBulkSession.LargeCache);
        return session;
    }
}

sealed class SqliteBulkSession(SyncDb db) : IBulkSession
{
    // An index that grows out of order needs its pages at hand; the default cache holds 2 MB of them.
    public const string LargeCache = "pragma cache_size = -65536; pragma temp.cache_size = -16384";

    const string UsualCache = "pragma cache_size = -2000; pragma temp.cache_size = -2000";

    readonly SqliteConnection _connection = (SqliteConnection)db.Database.GetDbConnection();
    readonly List<SqliteBulkWriter> _stages = [];

    public SyncDb Db => db;

    public IBulkWriter CreateStage(string table, params ReadOnlySpan<BulkColumn> columns)
    {
        var text = new List<string> { "seq integer primary key" };
        foreach (var column in columns)
        {
            text.Add($"{column.Name} {(column.Kind == BulkKind.Number ? "integer" : "text")}");
        }

        Execute($"drop table if exists temp.{table}");
        Execute($"create temp table {table} ({string.Join(", ", text)})");
        var stage = new SqliteBulkWriter(_connection.Handle!, table, columns.Length);
        _stages.Add(stage);
        return stage;
    }

    public void Read(string sql, string parameter, BulkNumbers row)
    {
        var handle = _connection.Handle!;
        SqliteBulkWriter.Check(raw.sqlite3_prepare_v2(handle, sql, out var statement), handle);
        using (statement)
        {
            SqliteBulkWriter.Check(raw.sqlite3_bind_text(statement, 1, parameter), handle);
            Span<long> columns = stackalloc long[raw.sqlite3_column_count(statement)];
            int rc;
            while ((rc = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    columns[i] = raw.sqlite3_column_int64(statement, i);
                }

                row(columns);
            }

            if (rc != raw.SQLITE_DONE)
            {
                SqliteBulkWriter.Check(rc, handle);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Db.Database.CurrentTransaction is { } transaction)
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }

        foreach (var stage in _stages)
        {
            stage.Dispose();
            Execute($"drop table if exists temp.{stage.Table}"); // the connection goes back to the pool with its temporary tables
        }

        Execute(UsualCache);
        await Db.DisposeAsync();
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Review SQL queries for security vulnerabilities: names from our own code alone
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

/// <summary>Writes within one transaction that touches the temporary database alone, so the store is not locked meanwhile.</summary>
sealed class SqliteBulkWriter : IBulkWriter, IDisposable
{
    readonly sqlite3 _handle;
    readonly sqlite3_stmt _insert;
    bool _open;

    public SqliteBulkWriter(sqlite3 handle, string table, int columns)
    {
        _handle = handle;
        Table = table;
        var marks = string.Join(", ", Enumerable.Range(1, columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}")));
        Check(raw.sqlite3_prepare_v3(handle, $"insert into temp.{table} values (null, {marks})", raw.SQLITE_PREPARE_PERSISTENT, out _insert), handle);
    }

    public string Table { get; }

    public long Rows { get; private set; }

    public void Bind(int column, long? number) =>
        Check(number is { } value ? raw.sqlite3_bind_int64(_insert, column + 1, value) : raw.sqlite3_bind_null(_insert, column + 1), _handle);

    public void Bind(int column, ReadOnlySpan<byte> text) =>
        Check(text.IsEmpty ? raw.sqlite3_bind_text(_insert, column + 1, "") : raw.sqlite3_bind_text(_insert, column + 1, text), _handle);

    public void Write()
    {
        if (!_open && raw.sqlite3_get_autocommit(_handle) != 0)
        {
            Check(raw.sqlite3_exec(_handle, "begin"), _handle);
            _open = true;
        }

        var rc = raw.sqlite3_step(_insert);
        Check(raw.sqlite3_reset(_insert), _handle);
        if (rc != raw.SQLITE_DONE)
        {
            Check(rc, _handle);
        }

        raw.sqlite3_clear_bindings(_insert);
        Rows++;
    }

    public void Complete()
    {
        if (_open)
        {
            Check(raw.sqlite3_exec(_handle, "commit"), _handle);
            _open = false;
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        if (_open)
        {
            raw.sqlite3_exec(_handle, "rollback");
            _open = false;
        }
    }

    public static void Check(int rc, sqlite3 handle)
    {
        if (rc is not raw.SQLITE_OK)
        {
            throw new SqliteException($"SQLite: {raw.sqlite3_errmsg(handle).utf8_to_string()}", rc);
        }
    }
}
