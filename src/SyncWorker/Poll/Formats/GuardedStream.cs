namespace SyncWorker.Poll.Formats;

/// <summary>
/// A body read within limits: so many bytes, and never longer without one than the stall time. Whatever breaks underneath becomes
/// an unhealthy source.
/// </summary>
sealed class GuardedStream(Stream inner, long largest, string tooLarge, TimeSpan stall, TimeProvider clock) : Stream
{
    long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var late = new CancellationTokenSource(stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return Count(await inner.ReadAsync(buffer, either.Token));
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UnhealthySourceException($"The download stood still for {stall.TotalSeconds:0} seconds.", error) { WorthAnotherTry = true };
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new UnhealthySourceException("The connection broke before the answer was whole.", error) { WorthAnotherTry = true };
        }
        catch (InvalidDataException error)
        {
            throw new UnhealthySourceException("The answer is packed (gzip or deflate), but cannot be unpacked: it is broken or cut.", error) { WorthAnotherTry = true };
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously: only so the stall time holds.");

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

    int Count(int read)
    {
        _read += read;
        return _read <= largest ? read : throw new UnhealthySourceException(tooLarge);
    }
}
