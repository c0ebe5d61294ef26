using System.Data;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// Rows of a cursor, fetched some thousand at a time into one piece of memory: between two pieces the connection is free for others.
/// </summary>
sealed class PostgresBulkRows : BulkRows
{
    const int RowsAtOnce = 4_000;

    readonly PostgresBulkSession? _session;
    readonly string? _cursor;
    readonly List<Cell> _cells = [];
    byte[] _texts = [];
    int _used;
    int _rows;
    int _at = -1;
    bool _isLast;

    /// <summary>Opens a cursor; the caller holds the session's gate.</summary>
    public PostgresBulkRows(PostgresBulkSession session, string cursor, NpgsqlCommand query)
    {
        (_session, _cursor) = (session, cursor);
        using (query)
        {
            query.CommandText = $"declare {cursor} no scroll cursor for {query.CommandText}";
            query.ExecuteNonQuery();
        }

        Fetch();
    }

    /// <summary>All rows of a query that has few.</summary>
    public PostgresBulkRows(NpgsqlDataReader rows)
    {
        Take(rows);
        _isLast = true;
    }

    public override int Columns => _columns;

    int _columns;

    public override bool Read()
    {
        if (++_at < _rows)
        {
            return true;
        }

        if (_isLast)
        {
            _at = _rows;
            return false;
        }

        lock (_session!.Gate)
        {
            Fetch();
        }

        _at = 0;
        return _rows > 0;
    }

    public override bool IsNull(int column) => Of(column).Kind == CellKind.Null;

    public override long Long(int column) =>
        Of(column) switch
        {
            { Kind: CellKind.Number, Number: var number } => number,
            { Kind: CellKind.Null } => 0, // as SQLite has it
            _ => throw new InvalidOperationException($"Column {column} is no whole number."),
        };

    public override double Double(int column) =>
        Of(column) switch
        {
            { Kind: CellKind.Real, Number: var bits } => BitConverter.Int64BitsToDouble(bits),
            { Kind: CellKind.Number, Number: var number } => number,
            { Kind: CellKind.Null } => 0,
            _ => throw new InvalidOperationException($"Column {column} is no number."),
        };

    public override ReadOnlySpan<byte> Bytes(int column) =>
        Of(column) switch
        {
            { Kind: CellKind.Text, Number: var at, Length: var length } => _texts.AsSpan((int)at, length),
            { Kind: CellKind.Number, Number: var number } => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
            { Kind: CellKind.Real, Number: var bits } => Encoding.UTF8.GetBytes(
                BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture)
            ),
            _ => default,
        };

    public override void Dispose()
    {
        if (_session is null || _isClosed)
        {
            return;
        }

        _isClosed = true;
        lock (_session.Gate)
        {
            if (_session.Connection is { State: ConnectionState.Open } connection && _session.Db.Database.CurrentTransaction is not null)
            {
                using var close = new NpgsqlCommand($"close {_cursor}", connection);
                close.ExecuteNonQuery();
            }

            _session.Ended();
        }
    }

    bool _isClosed;

    ref Cell Of(int column) => ref CollectionsMarshal.AsSpan(_cells)[(_at * _columns) + column];

    void Fetch()
    {
        using var fetch = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"fetch {RowsAtOnce} from {_cursor}"),
            _session!.Connection
        );
        using var rows = fetch.ExecuteReader();
        Take(rows);
        _isLast = _rows < RowsAtOnce;
    }

    void Take(NpgsqlDataReader rows)
    {
        _cells.Clear();
        (_used, _rows, _columns) = (0, 0, rows.FieldCount);
        Span<TypeCode> types = stackalloc TypeCode[_columns];
        for (var i = 0; i < _columns; i++)
        {
            types[i] = Type.GetTypeCode(rows.GetFieldType(i));
        }

        while (rows.Read())
        {
            _rows++;
            for (var i = 0; i < _columns; i++)
            {
                _cells.Add(rows.IsDBNull(i) ? default : Take(rows, i, types[i]));
            }
        }
    }

    Cell Take(NpgsqlDataReader rows, int column, TypeCode type) =>
        type switch
        {
            TypeCode.Int64 => new(CellKind.Number, rows.GetInt64(column), 0),
            TypeCode.Int32 => new(CellKind.Number, rows.GetInt32(column), 0),
            TypeCode.Boolean => new(CellKind.Number, rows.GetBoolean(column) ? 1 : 0, 0),
            TypeCode.Decimal => new(CellKind.Number, (long)rows.GetDecimal(column), 0), // sums of whole numbers
            TypeCode.Double => new(CellKind.Real, BitConverter.DoubleToInt64Bits(rows.GetDouble(column)), 0),
            _ => Take(rows.GetFieldValue<byte[]>(column)),
        };

    Cell Take(byte[] text)
    {
        if (_texts.Length - _used < text.Length)
        {
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _used + text.Length + 4096));
        }

        text.CopyTo(_texts, _used);
        var cell = new Cell(CellKind.Text, _used, text.Length);
        _used += text.Length;
        return cell;
    }

    enum CellKind : byte
    {
        Null,
        Number,
        Real,
        Text,
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Number">The number, the bits of a real one, or where the text begins.</param>
    /// <param name="Length">Of the text.</param>
    readonly record struct Cell(CellKind Kind, long Number, int Length);
}
