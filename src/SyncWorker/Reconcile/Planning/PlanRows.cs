using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Reads rows column by column without an object a value: what a million rows are read with. Text comes as the UTF-8 it is stored in
/// and is valid until the next row.
/// </summary>
sealed class PlanRows : IDisposable
{
    readonly sqlite3 _handle;
    readonly sqlite3_stmt _statement;

    public PlanRows(SqliteConnection connection, string sql, string? parameter = null)
    {
        _handle = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_handle, sql, out _statement));
        if (parameter is not null)
        {
            Check(raw.sqlite3_bind_text(_statement, 1, parameter));
        }
    }

    public bool Read()
    {
        var rc = raw.sqlite3_step(_statement);
        if (rc is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(rc);
        }

        return rc == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? Number(int column) => IsNull(column) ? null : Long(column);

    public double? Real(int column) => IsNull(column) ? null : raw.sqlite3_column_double(_statement, column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => _statement.Dispose();

    void Check(int rc)
    {
        if (rc != raw.SQLITE_OK)
        {
            throw new SqliteException($"SQLite: {raw.sqlite3_errmsg(_handle).utf8_to_string()}", rc);
        }
    }
}
