using System.Text;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// One record as the source wrote it: the mapped columns' texts as UTF-8, one after the other in a buffer that the next record
/// uses again. A million rows make no garbage unless they changed.
/// </summary>
sealed class RawRow(int columns)
{
    /// <summary>How much of a record quarantine keeps, in bytes.</summary>
    public const int RawKept = 2000;

    readonly Cell[] _cells = new Cell[columns];
    byte[] _text = new byte[1024];
    int _used;
    byte[] _raw = new byte[RawKept];
    int _rawUsed;

    /// <summary>From 1 within its answer.</summary>
    public int Number { get; private set; }

    /// <summary>Why the record cannot be used, as far as its form shows; empty for most.</summary>
    public List<RowFault> Faults { get; } = [];

    /// <summary>Not null when the record is known to be no data: a header line that came again.</summary>
    public string? NoData { get; set; }

    /// <summary>The record as it came, cut to <see cref="RawKept"/>.</summary>
    public string Raw => Encoding.UTF8.GetString(_raw.AsSpan(0, _rawUsed)).TrimEnd('\uFFFD');

    public void Begin(int number)
    {
        Number = number;
        NoData = null;
        _used = 0;
        _rawUsed = 0;
        Array.Clear(_cells);
        if (Faults.Count > 0)
        {
            Faults.Clear();
        }
    }

    public void SetRaw(ReadOnlySpan<byte> raw)
    {
        _rawUsed = Math.Min(raw.Length, RawKept);
        raw[.._rawUsed].CopyTo(_raw);
    }

    public bool Has(int column) => _cells[column].Present;

    public ReadOnlySpan<byte> this[int column] => _text.AsSpan(_cells[column].Start, _cells[column].Length);

    public string Text(int column) => Encoding.UTF8.GetString(this[column]);

    /// <summary>The record has the column, and its value is empty.</summary>
    public void SetNothing(int column) => _cells[column] = new(0, 0, true);

    public void Set(int column, ReadOnlySpan<byte> text)
    {
        var room = Reserve(text.Length);
        text.CopyTo(room);
        _cells[column] = new(_used, text.Length, true);
        _used += text.Length;
    }

    public void Set(int column, ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        _cells[column] = new(_used, length, true);
        _used += length;
    }

    /// <summary>Adds to what the column has, after "; ": a list within a record.</summary>
    public void Append(int column, ReadOnlySpan<byte> text)
    {
        if (_cells[column].Length == 0)
        {
            Set(column, text);
            return;
        }

        if (_cells[column].Start + _cells[column].Length != _used)
        {
            Set(column, this[column].ToArray()); // it grows at the end of the buffer only
        }

        var room = Reserve(text.Length + 2);
        "; "u8.CopyTo(room);
        text.CopyTo(room[2..]);
        _used += text.Length + 2;
        _cells[column] = new(_cells[column].Start, _cells[column].Length + text.Length + 2, true);
    }

    /// <summary>XXH64 of all mapped columns, with absent and empty distinguished.</summary>
    public long Hash(long seed)
    {
        var lengths = System.Runtime.InteropServices.MemoryMarshal.AsBytes(_cells.AsSpan());
        return StableHash.Compute(_text.AsSpan(0, _used), StableHash.Compute(lengths, seed));
    }

    Span<byte> Reserve(int length)
    {
        if (_text.Length - _used < length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + length));
        }

        return _text.AsSpan(_used, length);
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 4)]
    readonly struct Cell(int start, int length, bool present)
    {
        readonly int _start = start;
        readonly int _length = present ? length + 1 : 0;

        public int Start => _start;

        public int Length => Math.Max(_length - 1, 0);

        public bool Present => _length > 0;
    }
}
