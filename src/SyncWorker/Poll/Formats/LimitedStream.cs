namespace SyncWorker.Poll.Formats;

/// <summary>
/// A body read within limits: so many bytes, and never longer without one than the stall time. Whatever breaks underneath becomes
/// an unhealthy source.
/// </summary>
sealed class LimitedStream(Stream inner, long largest, string tooLarge, TimeSpan stall, TimeProvider clock) : ForwardOnlyStream(inner)
{
    long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var late = new CancellationTokenSource(stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return Count(await Inner.ReadAsync(buffer, either.Token));
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UnhealthySourceException($"The download stalled for {stall.TotalSeconds:0} seconds.", error) { WorthAnotherTry = true };
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

    int Count(int read)
    {
        _read += read;
        return _read <= largest ? read : throw new UnhealthySourceException(tooLarge);
    }
}
