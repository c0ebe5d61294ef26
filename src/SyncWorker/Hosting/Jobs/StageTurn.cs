using SyncWorker.Config;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Jobs;

/// <summary>
/// One run of a stage at a time on a data folder: a run by hand waits for the worker's and the other way round. Sources of poll have turns of
/// their own, so that two polls of different sources need not wait, and send claims each mail in the outbox, so that two runs share them.
/// </summary>
static class StageTurn
{
    static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    /// <summary>So long one waits for the other; then it does nothing and says so.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs the stage when its turn has come.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="folders">Whose data folder.</param>
    /// <param name="run">The work.</param>
    /// <param name="waits">Told once that it waits.</param>
    /// <param name="clock">Counts the patience.</param>
    /// <param name="stopping">Ends the waiting.</param>
    public static async Task<StageResult> RunAsync(
        string stage,
        WorkerFolders folders,
        Func<Task<StageResult>> run,
        Action? waits,
        TimeProvider clock,
        CancellationToken stopping
    )
    {
        if (stage is "poll" or "send")
        {
            return await run();
        }

        var engine = StoreEngine.Of(folders);
        var since = clock.GetTimestamp();
        while (true)
        {
            using (var turn = engine.TryTakeTurn("running", stage))
            {
                if (turn is not null)
                {
                    return await run();
                }
            }

            if (clock.GetElapsedTime(since) >= Patience)
            {
                return new(stage, StageOutcome.Failed, [])
                {
                    Notes =
                    [
                        $"Another run of {stage} has not ended for {Patience.TotalMinutes:0} minutes: nothing was done. See: SyncWorker status",
                    ],
                };
            }

            waits?.Invoke();
            waits = null;
            await Task.Delay(s_look, clock, stopping);
        }
    }
}
