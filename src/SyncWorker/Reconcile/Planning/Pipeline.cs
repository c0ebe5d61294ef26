using System.Collections.Concurrent;

namespace SyncWorker.Reconcile.Planning;

/// <summary>
/// Work on more than a machine's memory, in batches: this thread reads and writes the store, another one thinks about what was read.
/// Batches are thought about and written in the order they were read; one batch alone needs no second thread.
/// </summary>
static class Pipeline
{
    /// <summary>Batches read ahead of the thinking.</summary>
    const int Ahead = 4;

    /// <param name="read">The next batch; null at the end.</param>
    /// <param name="compute">What becomes of it.</param>
    /// <param name="write">Puts it down.</param>
    public static void Run<TRead, TThought>(Func<TRead?> read, Func<TRead, TThought> compute, Action<TThought> write)
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
        using var done = new BlockingCollection<TThought>();
        var thinking = Task.Run(() =>
        {
            try
            {
                foreach (var batch in waiting.GetConsumingEnumerable())
                {
                    done.Add(compute(batch));
                }
            }
            finally
            {
                done.CompleteAdding();
            }
        });
        try
        {
            waiting.Add(first);
            for (; next is not null && !done.IsAddingCompleted; next = read())
            {
                while (!waiting.TryAdd(next) && done.TryTake(out var thought, Timeout.Infinite))
                {
                    write(thought);
                }

                while (done.TryTake(out var thought))
                {
                    write(thought);
                }
            }

            waiting.CompleteAdding();
            foreach (var thought in done.GetConsumingEnumerable())
            {
                write(thought);
            }
        }
        finally
        {
            waiting.CompleteAdding();
            ((IAsyncResult)thinking).AsyncWaitHandle.WaitOne(); // it uses what the caller disposes of
        }

        thinking.GetAwaiter().GetResult();
    }
}
