using SyncWorker.Reconcile.Planning;

namespace SyncWorker.Tests.Reconcile;

public sealed class PipelineTests
{
    static Func<int[]?> Batches(int count)
    {
        var next = 0;
        return () => next < count ? [next++] : null;
    }

    [Fact]
    public void Batches_are_written_in_the_order_they_were_read()
    {
        var written = new List<int>();

        Pipeline.Run(Batches(50), batch => batch[0], written.Add);

        Assert.Equal(Enumerable.Range(0, 50), written);
    }

    [Fact]
    public void The_store_is_read_and_written_by_the_callers_thread_and_no_thread_of_the_pool_computes()
    {
        var computing = new HashSet<(int Id, bool IsPool)>();
        var writing = new HashSet<int>();

        Pipeline.Run(
            Batches(3),
            batch =>
            {
                computing.Add((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
                return batch;
            },
            _ => writing.Add(Environment.CurrentManagedThreadId)
        );

        Assert.Equal([Environment.CurrentManagedThreadId], writing);
        var (id, isPool) = Assert.Single(computing);
        Assert.NotEqual(Environment.CurrentManagedThreadId, id);
        Assert.False(isPool);
    }

    [Fact]
    public void What_the_computation_throws_reaches_the_caller_after_its_thread_has_ended()
    {
        var written = new List<int>();

        var thrown = Assert.Throws<InvalidOperationException>(() =>
            Pipeline.Run(Batches(50), batch => batch[0] < 2 ? batch[0] : throw new InvalidOperationException("batch 2"), written.Add)
        );

        Assert.Equal("batch 2", thrown.Message);
        Assert.Equal([0, 1], written);
    }
}
