using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Measures the runs of the jobs, by a clock that no change of the time moves.</summary>
sealed class RunTimer(WatchFile file, TimeProvider clock)
{
    readonly Dictionary<string, long> _running = new(StringComparer.Ordinal);

    public void Began(string job)
    {
        lock (_running)
        {
            _running[job] = clock.GetTimestamp();
        }
    }

    /// <param name="job">Its name.</param>
    /// <param name="result">What it did; null when it was broken off, which says nothing of its usual length.</param>
    public void Ended(string job, StageResult? result)
    {
        TimeSpan took;
        lock (_running)
        {
            if (!_running.Remove(job, out var began))
            {
                return;
            }

            took = clock.GetElapsedTime(began);
        }

        if (result is not null)
        {
            file.Update(state =>
                state with
                {
                    Lengths = new Dictionary<string, RunLengths>(state.Lengths, StringComparer.Ordinal)
                    {
                        [job] = RunLengths.After(state.Lengths.GetValueOrDefault(job), took, RunLengths.Parts(result)),
                    },
                }
            );
        }
    }

    /// <summary>The jobs that run now, and for how long.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Running()
    {
        lock (_running)
        {
            return _running.ToDictionary(pair => pair.Key, pair => clock.GetElapsedTime(pair.Value));
        }
    }
}
