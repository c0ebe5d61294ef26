using System.Text;
using SQLitePCL;

namespace SyncWorker.Store.Bulk;

/// <summary>One prepared statement, stepped through.</summary>
sealed unsafe class SqliteBulkRows : BulkRows
{
    readonly sqlite3 _connection;
    readonly sqlite3_stmt _owner;
    readonly nint _statement;
    bool _ended;

    public SqliteBulkRows(sqlite3 connection, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        _connection = connection;
        SqliteNative.Check(raw.sqlite3_prepare_v2(connection, sql, out _owner), connection);
        _statement = _owner.DangerousGetHandle();
        Columns = raw.sqlite3_column_count(_owner);
        Bind(_owner, connection, values);
    }

    public override int Columns { get; }

    /// <summary>Binds those of the values that the statement names.</summary>
    public static void Bind(sqlite3_stmt statement, sqlite3 connection, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (raw.sqlite3_bind_parameter_index(statement, name) is > 0 and var index)
            {
                SqliteNative.Check(
                    value switch
                    {
                        null => raw.sqlite3_bind_null(statement, index),
                        long number => raw.sqlite3_bind_int64(statement, index, number),
                        int number => raw.sqlite3_bind_int64(statement, index, number),
                        string text => raw.sqlite3_bind_text(statement, index, text),
                        _ => throw new ArgumentException(value.GetType().Name),
                    },
                    connection
                );
            }
        }
    }

    public override bool Read()
    {
        if (_ended)
        {
            return false; // a further step would begin anew
        }

        var result = SqliteNative.Step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteNative.Check(result, _connection);
        }

        _ended = result == raw.SQLITE_DONE;
        return !_ended;
    }

    public override bool IsNull(int column) => SqliteNative.Type(_statement, column) == raw.SQLITE_NULL;

    public override long Long(int column) => SqliteNative.Long(_statement, column);

    public override double Double(int column) => SqliteNative.Double(_statement, column);

    public override ReadOnlySpan<byte> Bytes(int column)
    {
        var text = SqliteNative.Text(_statement, column); // first: it turns a number into text, whose length is then asked for
        return new(text, SqliteNative.Bytes(_statement, column));
    }

    public override void Dispose() => _owner.Dispose();
}
