namespace SyncWorker.Poll.Formats;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
sealed class PeekStream(Stream inner) : ForwardOnlyStream(inner)
{
    byte[] _start = [];
    int _length;
    int _given;

    /// <summary>Whether what <see cref="PeekAsync"/> returned is all there is.</summary>
    public bool Whole { get; private set; }

    /// <summary>The first bytes, at most so many; they are read again afterwards.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int most, CancellationToken cancellationToken)
    {
        _start = new byte[most];
        _length = await Inner.ReadAtLeastAsync(_start, most, throwOnEndOfStream: false, cancellationToken);
        Whole = _length < most;
        return _start.AsMemory(0, _length);
    }

    public void Skip(int bytes) => _given += bytes;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var ready = Math.Min(buffer.Length, _length - _given);
        if (ready <= 0)
        {
            return Inner.ReadAsync(buffer, cancellationToken);
        }

        _start.AsMemory(_given, ready).CopyTo(buffer);
        _given += ready;
        return ValueTask.FromResult(ready);
    }
}
