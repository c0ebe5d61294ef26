namespace SyncWorker.Poll.Formats;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
sealed class PeekStream(Stream inner) : Stream
{
    byte[] _start = [];
    int _length;
    int _given;

    /// <summary>Whether what <see cref="PeekAsync"/> returned is all there is.</summary>
    public bool Whole { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, at most so many; they are read again afterwards.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int most, CancellationToken cancellationToken)
    {
        _start = new byte[most];
        _length = await inner.ReadAtLeastAsync(_start, most, throwOnEndOfStream: false, cancellationToken);
        Whole = _length < most;
        return _start.AsMemory(0, _length);
    }

    public void Skip(int bytes) => _given += bytes;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var ready = Math.Min(buffer.Length, _length - _given);
        if (ready <= 0)
        {
            return inner.ReadAsync(buffer, cancellationToken);
        }

        _start.AsMemory(_given, ready).CopyTo(buffer);
        _given += ready;
        return ValueTask.FromResult(ready);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
