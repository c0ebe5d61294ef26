using Microsoft.Extensions.Time.Testing;

namespace SyncWorker.Tests.Support;

/// <summary>
/// A clock for waits between tries: whoever asks it to wait up to 15 seconds is let go at once, and it is later by as much.
/// Longer timers (time limits) never fire.
/// </summary>
sealed class HastyClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(15);
    readonly Lock _gate = new();

    /// <summary>The waits that were asked for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= s_longestWait)
        {
            lock (_gate)
            {
                Waits.Add(dueTime);
            }

            Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
