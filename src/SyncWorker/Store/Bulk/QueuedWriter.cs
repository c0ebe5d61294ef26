using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;

namespace SyncWorker.Store.Bulk;

/// <summary>
/// Gives rows on to another writer on a thread of its own, so that one thread parses while the other writes. Rows are kept as bytes, a
/// batch at a time; a source that fills no batch needs no thread. At most <see cref="Ahead"/> batches wait: memory does not grow.
/// </summary>
sealed class QueuedWriter(IBulkWriter to) : IBulkWriter, IDisposable
{
    const int BatchBytes = 256 * 1024;
    const int Ahead = 4;

    readonly Lock _turn = new();
    readonly BlockingCollection<(byte[] Batch, int Length)> _waiting = new(Ahead);
    readonly ConcurrentBag<byte[]> _spare = [];
    byte[] _batch = new byte[BatchBytes];
    int _used;
    Thread? _thread;
    volatile ExceptionDispatchInfo? _failure;

    enum Mark : byte
    {
        Null,
        Number,
        Real,
        Text,
        EndOfRow,
    }

    public long Rows { get; private set; }

    /// <summary>Reads what it needs on the connection that is written to, while nothing is written.</summary>
    public T Alone<T>(Func<T> read)
    {
        lock (_turn)
        {
            return read();
        }
    }

    public void Bind(int column, long? number)
    {
        var room = Put(number is null ? Mark.Null : Mark.Number, column, sizeof(long));
        if (number is { } value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(room, value);
            _used += sizeof(long);
        }
    }

    public void Bind(int column, double? number)
    {
        var room = Put(number is null ? Mark.Null : Mark.Real, column, sizeof(double));
        if (number is { } value)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(room, value);
            _used += sizeof(double);
        }
    }

    public void Bind(int column, string? text)
    {
        if (text is null)
        {
            Put(Mark.Null, column, 0);
            return;
        }

        var room = Put(Mark.Text, column, sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        _used += sizeof(int) + length;
    }

    public void Bind(int column, ReadOnlySpan<byte> text)
    {
        var room = Put(Mark.Text, column, sizeof(int) + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room, text.Length);
        text.CopyTo(room[sizeof(int)..]);
        _used += sizeof(int) + text.Length;
    }

    public void Write()
    {
        Put(Mark.EndOfRow, 0, 0);
        Rows++;
        if (_used < BatchBytes)
        {
            return;
        }

        _failure?.Throw();
        if (_thread is null)
        {
            _thread = new(GiveOnAll) { IsBackground = true, Name = "stage writes" };
            _thread.Start();
        }

        _waiting.Add((_batch, _used));
        _batch = _spare.TryTake(out var spare) ? spare : new byte[BatchBytes + (BatchBytes / 4)];
        _used = 0;
    }

    public void Complete()
    {
        End();
        _failure?.Throw();
        GiveOn(_batch.AsSpan(0, _used));
        _used = 0;
        to.Complete();
    }

    /// <exception cref="NotSupportedException">Always: a source is read once.</exception>
    public void Clear() => throw new NotSupportedException();

    public void Dispose()
    {
        End();
        _waiting.Dispose();
    }

    void End()
    {
        _waiting.CompleteAdding();
        _thread?.Join();
    }

    void GiveOnAll()
    {
        foreach (var (batch, length) in _waiting.GetConsumingEnumerable())
        {
            // After a failure the rest is only taken away, so that whoever reads does not wait for ever.
            if (_failure is null)
            {
                try
                {
                    lock (_turn)
                    {
                        GiveOn(batch.AsSpan(0, length));
                    }
                }
                catch (Exception error)
                {
                    _failure = ExceptionDispatchInfo.Capture(error);
                }
            }

            _spare.Add(batch);
        }
    }

    void GiveOn(ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0)
        {
            var (mark, column) = ((Mark)rest[0], rest[1]);
            rest = rest[2..];
            var length = 0;
            switch (mark)
            {
                case Mark.EndOfRow:
                    to.Write();
                    break;
                case Mark.Null:
                    to.Bind(column, (long?)null);
                    break;
                case Mark.Number:
                    to.Bind(column, BinaryPrimitives.ReadInt64LittleEndian(rest));
                    length = sizeof(long);
                    break;
                case Mark.Real:
                    to.Bind(column, BinaryPrimitives.ReadDoubleLittleEndian(rest));
                    length = sizeof(double);
                    break;
                default:
                    length = BinaryPrimitives.ReadInt32LittleEndian(rest);
                    to.Bind(column, rest.Slice(sizeof(int), length));
                    length += sizeof(int);
                    break;
            }

            rest = rest[length..];
        }
    }

    // The mark and the column; behind them so much room at least.
    Span<byte> Put(Mark mark, int column, int room)
    {
        if (_batch.Length - _used < room + 2)
        {
            Array.Resize(ref _batch, Math.Max(_batch.Length * 2, _used + room + 2));
        }

        _batch[_used] = (byte)mark;
        _batch[_used + 1] = (byte)column;
        _used += 2;
        return _batch.AsSpan(_used);
    }
}
