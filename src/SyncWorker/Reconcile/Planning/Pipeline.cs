using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Works through more data than fits into memory, in batches: the caller's thread reads and writes the store, a second thread computes.
/// Batches are computed and written in the order they were read. A single batch needs no second thread.
/// </summary>
static class Pipeline
{
    /// <summary>How many batches are read ahead of the computation.</summary>
    const int Ahead = 4;

    /// <param name="read">The next batch; null at the end.</param>
    /// <param name="compute">Computes a batch, on the second thread.</param>
    /// <param name="write">Writes the result of a batch.</param>
    public static void Run<TRead, TResult>(Func<TRead?> read, Func<TRead, TResult> compute, Action<TResult> write)
        where TRead : class
    {
        if (read() is not { } first)
        {
            return;
        }

        var next = read();
        if (next is null)
        {
            write(compute(first));
            return;
        }

        using var waiting = new BlockingCollection<TRead>(Ahead);
        using var done = new BlockingCollection<TResult>();
        ExceptionDispatchInfo? failure = null;

        // A thread of its own: it blocks on both queues, which would hold a thread of the pool for minutes.
        var computing = new Thread(() => failure = Compute(waiting, done, compute)) { IsBackground = true, Name = "reconcile computes" };
        computing.Start();
        try
        {
            waiting.Add(first);
            for (; next is not null && !done.IsAddingCompleted; next = read())
            {
                while (!waiting.TryAdd(next) && done.TryTake(out var result, Timeout.Infinite))
                {
                    write(result);
                }

                while (done.TryTake(out var result))
                {
                    write(result);
                }
            }

            waiting.CompleteAdding();
            foreach (var result in done.GetConsumingEnumerable())
            {
                write(result);
            }
        }
        finally
        {
            waiting.CompleteAdding();
            computing.Join(); // it uses what the caller disposes of
        }

        failure?.Throw();
    }

    /// <summary>The second thread. Returns what was thrown, for the caller's thread to throw.</summary>
    static ExceptionDispatchInfo? Compute<TRead, TResult>(
        BlockingCollection<TRead> waiting,
        BlockingCollection<TResult> done,
        Func<TRead, TResult> compute
    )
    {
        try
        {
            foreach (var batch in waiting.GetConsumingEnumerable())
            {
                done.Add(compute(batch));
            }

            return null;
        }
        catch (Exception error)
        {
            return ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            done.CompleteAdding();
        }
    }
}
