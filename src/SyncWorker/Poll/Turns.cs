namespace SyncWorker.Poll;

/// <summary>
/// So many sources begin at the same time. One that takes long gives its turn to the next and goes on beside it: slow sources do not
/// stand in a queue before the quick ones.
/// </summary>
/// <param name="atOnce">How many turns there are.</param>
/// <param name="clock">Tells how long a turn lasts.</param>
sealed class Turns(int atOnce, TimeProvider clock) : IDisposable
{
    /// <summary>A source that is not done by now waits for its server and not for this machine.</summary>
    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _free = new(atOnce);

    /// <summary>Waits for a turn; it ends when it is disposed of, or after its time.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Turn(_free, clock);
    }

    public void Dispose() => _free.Dispose();

    sealed class Turn : IDisposable
    {
        readonly SemaphoreSlim _free;
        readonly ITimer _timer;
        int _isOver;

        public Turn(SemaphoreSlim free, TimeProvider clock)
        {
            _free = free;
            _timer = clock.CreateTimer(_ => End(), null, s_longest, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _timer.Dispose();
            End();
        }

        void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                _free.Release();
            }
        }
    }
}
