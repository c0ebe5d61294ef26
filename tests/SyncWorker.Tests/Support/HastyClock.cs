namespace SyncWorker.Tests.Support;

/// <summary>
/// A clock for waits between tries: whoever asks it to wait up to 15 seconds is let go at once, and it is later by as much.
/// Longer timers (time limits) never fire.
/// </summary>
sealed class HastyClock(DateTimeOffset start) : TimeProvider
{
    static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(15);
    readonly Lock _gate = new();
    DateTimeOffset _now = start;

    /// <summary>The waits that were asked for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _now += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > s_longestWait)
        {
            return new Still();
        }

        lock (_gate)
        {
            _now += dueTime;
            Waits.Add(dueTime);
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Still();
    }

    sealed class Still : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
