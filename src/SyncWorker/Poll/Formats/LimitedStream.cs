namespace SyncWorker.Poll.Formats;

/// <summary>What a body may take of room and of time.</summary>
/// <param name="Largest">Bytes.</param>
/// <param name="TooLarge">What to say when it is larger.</param>
/// <param name="Stall">The longest wait for a byte.</param>
sealed record StreamLimits(long Largest, string TooLarge, TimeSpan Stall)
{
    /// <summary>Bytes a minute of waiting that must come at least; 0 for no such limit.</summary>
    public long LeastPerMinute { get; init; }
}

/// <summary>
/// A body read within limits: so many bytes, never longer without one than the stall time, and at a least rate, for which only the time
/// counts that was waited for the sender. Whatever breaks underneath becomes an unhealthy source.
/// </summary>
sealed class LimitedStream(Stream inner, StreamLimits limits, TimeProvider clock) : ForwardOnlyStream(inner)
{
    static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    long _read;
    long _sinceMinute;
    TimeSpan _waited;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var late = new CancellationTokenSource(limits.Stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var began = clock.GetTimestamp();
        try
        {
            var read = await Inner.ReadAsync(buffer, either.Token);
            return Count(read, clock.GetElapsedTime(began));
        }
        catch (OperationCanceledException error) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UnhealthySourceException($"The download stalled for {limits.Stall.TotalSeconds:0} seconds.", error)
            {
                WorthAnotherTry = true,
                WillPass = true,
            };
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new UnhealthySourceException("The connection broke before the answer was whole.", error)
            {
                WorthAnotherTry = true,
                WillPass = true,
            };
        }
        catch (InvalidDataException error)
        {
            throw new UnhealthySourceException(
                "The answer is packed (gzip or deflate), but cannot be unpacked: it is broken or cut.",
                error
            )
            {
                WorthAnotherTry = true,
            };
        }
    }

    int Count(int read, TimeSpan waited)
    {
        _read += read;
        _sinceMinute += read;
        _waited += waited;
        if (_read > limits.Largest)
        {
            throw new UnhealthySourceException(limits.TooLarge);
        }

        if (_waited >= s_minute)
        {
            if (read > 0 && _sinceMinute < limits.LeastPerMinute)
            {
                throw new UnhealthySourceException(
                    $"The download brought {_sinceMinute} bytes in a minute; at least {limits.LeastPerMinute / 1024} KB are wanted (http.leastKilobytesPerMinute)."
                )
                {
                    WillPass = true,
                };
            }

            (_sinceMinute, _waited) = (0, TimeSpan.Zero);
        }

        return read;
    }
}
