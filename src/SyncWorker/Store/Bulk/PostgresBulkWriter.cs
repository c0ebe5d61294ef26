using System.Buffers.Binary;
using System.Text;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// Writes in the binary format of COPY (https://www.postgresql.org/docs/current/sql-copy.html), which is put together here and sent in
/// pieces, so that the connection is free between two of them.
/// </summary>
sealed class PostgresBulkWriter(PostgresBulkSession session, string table, BulkColumn[] columns, bool hasKey) : IBulkWriter
{
    const int PieceBytes = 512 * 1024;

    // Signature, flags and the length of an extension that there is not.
    static readonly byte[] s_header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    static readonly byte[] s_trailer = [0xFF, 0xFF];

    readonly Value[] _row = new Value[columns.Length];
    byte[] _texts = new byte[4096];
    int _used;
    byte[] _piece = new byte[PieceBytes + 4096];
    int _filled;

    public string Table => table;

    /// <summary>The columns that tables are joined by; to look at texts takes the planner as long as to write them.</summary>
    public string Numbers { get; } =
        string.Join(
            ", ",
            [.. hasKey ? [] : (string[])["seq"], .. columns.Where(column => column.Kind == BulkKind.Number).Select(column => column.Name)]
        );

    /// <summary>How many rows there were when the planner last looked at them.</summary>
    public long Analyzed { get; set; }

    public long Rows { get; private set; }

    public void Bind(int column, long? number) => _row[column] = number is { } value ? new(ValueKind.Number, value, 0) : default;

    public void Bind(int column, double? number) =>
        _row[column] = number is { } value ? new(ValueKind.Number, BitConverter.DoubleToInt64Bits(value), 0) : default;

    public void Bind(int column, string? text)
    {
        if (text is null)
        {
            _row[column] = default;
            return;
        }

        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        text = PostgresTexts.Storable(text);
        Bound(column, Encoding.UTF8.GetBytes(text, _texts.AsSpan(_used)));
    }

    public void Bind(int column, ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)0))
        {
            Bind(column, Encoding.UTF8.GetString(text));
            return;
        }

        Room(text.Length);
        text.CopyTo(_texts.AsSpan(_used));
        Bound(column, text.Length);
    }

    public void Write()
    {
        lock (session.Gate)
        {
            Rows++;
            Put16((short)(columns.Length + (hasKey ? 0 : 1)));
            if (!hasKey)
            {
                Put64(Rows);
            }

            foreach (var (kind, number, length) in _row)
            {
                switch (kind)
                {
                    case ValueKind.Null:
                        Put32(-1);
                        break;
                    case ValueKind.Number:
                        Put64(number);
                        break;
                    default:
                        Put32(length);
                        Put(_texts.AsSpan((int)number, length));
                        break;
                }
            }

            Array.Clear(_row);
            _used = 0;
            if (_filled >= PieceBytes)
            {
                Flush();
            }
        }
    }

    public void Complete()
    {
        lock (session.Gate)
        {
            Flush();
        }
    }

    /// <summary>Sends what is put together; the caller holds the session's gate.</summary>
    public void Flush()
    {
        if (_filled == 0)
        {
            return;
        }

        using var copy = session.Connection.BeginRawBinaryCopy($"copy {table} from stdin (format binary)");
        copy.Write(s_header);
        copy.Write(_piece.AsSpan(0, _filled));
        copy.Write(s_trailer);
        _filled = 0;
    }

    public void Clear()
    {
        lock (session.Gate)
        {
            _filled = 0;
            session.Execute($"truncate {table}");
            (Rows, Analyzed) = (0, 0);
        }
    }

    void Bound(int column, int length)
    {
        _row[column] = new(ValueKind.Text, _used, length);
        _used += length;
    }

    void Room(int bytes)
    {
        if (_texts.Length - _used < bytes)
        {
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _used + bytes));
        }
    }

    void Put16(short number) => BinaryPrimitives.WriteInt16BigEndian(Next(2), number);

    void Put32(int number) => BinaryPrimitives.WriteInt32BigEndian(Next(4), number);

    void Put64(long number)
    {
        Put32(8);
        BinaryPrimitives.WriteInt64BigEndian(Next(8), number);
    }

    void Put(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    Span<byte> Next(int bytes)
    {
        if (_piece.Length - _filled < bytes)
        {
            Array.Resize(ref _piece, Math.Max(_piece.Length * 2, _filled + bytes));
        }

        var next = _piece.AsSpan(_filled, bytes);
        _filled += bytes;
        return next;
    }

    enum ValueKind : byte
    {
        Null,
        Number,
        Text,
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Number">The number, the bits of a real one, or where the text begins.</param>
    /// <param name="Length">Of the text.</param>
    readonly record struct Value(ValueKind Kind, long Number, int Length);
}
