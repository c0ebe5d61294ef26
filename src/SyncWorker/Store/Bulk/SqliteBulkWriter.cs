using System.Globalization;
using System.Text;
using SQLitePCL;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// Writes by a prepared insert of one row bound by position. Outside of a transaction it begins one that touches the temporary
/// database alone, so the store is not locked meanwhile.
/// </summary>
sealed unsafe class SqliteBulkWriter : IBulkWriter, IDisposable
{
    readonly sqlite3 _connection;
    readonly sqlite3_stmt _owner;
    readonly nint _insert;

    // The texts of one row, at an address that stays: SQLite reads them there when the row is written.
    byte[] _texts = GC.AllocateUninitializedArray<byte>(4096, pinned: true);
    readonly List<byte[]> _outgrown = [];
    int _used;
    bool _open;

    public SqliteBulkWriter(sqlite3 connection, string table, int columns, bool hasKey)
    {
        _connection = connection;
        Table = table;
        var marks = string.Join(", ", Enumerable.Range(1, columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}")));
        SqliteNative.Check(
            raw.sqlite3_prepare_v3(
                connection,
                $"insert into temp.{table} values ({(hasKey ? "" : "null, ")}{marks})",
                raw.SQLITE_PREPARE_PERSISTENT,
                out _owner
            ),
            connection
        );
        _insert = _owner.DangerousGetHandle();
    }

    public string Table { get; }

    public long Rows { get; private set; }

    public void Bind(int column, long? number) =>
        Check(number is { } value ? SqliteNative.BindLong(_insert, column + 1, value) : SqliteNative.BindNull(_insert, column + 1));

    public void Bind(int column, double? number) =>
        Check(number is { } value ? SqliteNative.BindDouble(_insert, column + 1, value) : SqliteNative.BindNull(_insert, column + 1));

    public void Bind(int column, string? text)
    {
        if (text is null)
        {
            Check(SqliteNative.BindNull(_insert, column + 1));
            return;
        }

        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        Bind(column, room, Encoding.UTF8.GetBytes(text, room));
    }

    public void Bind(int column, ReadOnlySpan<byte> text)
    {
        var room = Room(text.Length);
        text.CopyTo(room);
        Bind(column, room, text.Length);
    }

    public void Write()
    {
        if (!_open && raw.sqlite3_get_autocommit(_connection) != 0)
        {
            Check(raw.sqlite3_exec(_connection, "begin"));
            _open = true;
        }

        var result = SqliteNative.Step(_insert);
        Check(SqliteNative.Reset(_insert));
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        Check(SqliteNative.ClearBindings(_insert));
        _used = 0;
        if (_outgrown.Count > 0)
        {
            _outgrown.Clear();
        }

        Rows++;
    }

    public void Complete()
    {
        if (_open)
        {
            Check(raw.sqlite3_exec(_connection, "commit"));
            _open = false;
        }
    }

    public void Clear()
    {
        Check(raw.sqlite3_exec(_connection, $"delete from temp.{Table}"));
        Rows = 0;
    }

    public void Dispose()
    {
        _owner.Dispose();
        if (_open)
        {
            raw.sqlite3_exec(_connection, "rollback");
            _open = false;
        }
    }

    void Bind(int column, Span<byte> room, int bytes)
    {
        fixed (byte* text = room)
        {
            Check(SqliteNative.BindText(_insert, column + 1, text, bytes, 0));
        }

        _used += bytes;
    }

    // Never empty, or its address would be null, which SQLite takes for no value.
    Span<byte> Room(int bytes)
    {
        if (_texts.Length - _used <= bytes)
        {
            _outgrown.Add(_texts);
            _texts = GC.AllocateUninitializedArray<byte>(Math.Max(_texts.Length * 2, bytes + 1), pinned: true);
            _used = 0;
        }

        return _texts.AsSpan(_used);
    }

    void Check(int result) => SqliteNative.Check(result, _connection);
}
