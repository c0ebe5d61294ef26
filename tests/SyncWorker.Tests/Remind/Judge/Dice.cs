namespace SyncWorker.Tests.Remind.Judge;

/// <summary>
/// A linear congruential generator with Knuth's MMIX constants (TAOCP vol. 2, 3.3.4): the same seed gives the same scene on
/// every machine and every runtime.
/// </summary>
sealed class Dice(ulong seed)
{
    ulong _state = seed;

    /// <summary>0 to <paramref name="below"/> - 1, from the upper bits: the lower ones of such a generator repeat early.</summary>
    public int Next(int below)
    {
        unchecked
        {
            _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        }

        return (int)((_state >> 33) % (ulong)below);
    }

    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> of) => of[Next(of.Count)];
}
