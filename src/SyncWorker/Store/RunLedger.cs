using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Store;

/// <summary>Writes the one row a stage run leaves in <c>runs</c>.</summary>
sealed class RunLedger(SyncStore store, TimeProvider clock)
{
    readonly ConcurrentDictionary<long, IDisposable> _marks = [];

    /// <summary>Begins a run and returns its id, the fencing number of all it writes.</summary>
    public async Task<long> BeginAsync(string stage, string? subject, DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var run = new Run
        {
            Stage = stage,
            Subject = subject,
            AsOf = asOf,
            StartedAt = clock.GetUtcNow(),
            Outcome = RunOutcome.Running,
        };
        db.Runs.Add(run);
        cancellationToken.ThrowIfCancellationRequested();
        await db.SaveChangesAsync(CancellationToken.None); // a stop between the insert and its answer would leave a row that is never ended
        if (store.Engine.MarkRun(run.Id) is { } mark)
        {
            _marks[run.Id] = mark;
        }

        return run.Id;
    }

    /// <summary>Ends a run. Not cancellable: the end of a run is what tells it from a killed one.</summary>
    public async Task EndAsync(long id, StageOutcome outcome, IReadOnlyList<Count> counts, string? error)
    {
        await using var db = store.Open();
        var ended = clock.GetUtcNow();
        var state = outcome switch
        {
            StageOutcome.Done => RunOutcome.Done,
            StageOutcome.Partly => RunOutcome.Partly,
            StageOutcome.Held => RunOutcome.Held,
            _ => RunOutcome.Failed,
        };
        var text = JsonSerializer.Serialize(counts.ToDictionary(count => count.What, count => count.Number));
        await db
            .Runs.Where(run => run.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.EndedAt, ended)
                        .SetProperty(run => run.Outcome, state)
                        .SetProperty(run => run.Counts, text)
                        .SetProperty(run => run.Error, error),
                CancellationToken.None
            );
        if (_marks.TryRemove(id, out var mark))
        {
            mark.Dispose();
        }
    }
}
