using Quartz;
using SyncWorker.Hosting.Schedule;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Hosting.Schedule;

public sealed class RunNowTests
{
    [Fact]
    public async Task A_job_that_cannot_be_begun_is_named_and_the_next_request_is_heard()
    {
        var log = new LogLines<RunNow>();
        var schedulers = new Away();
        using var runNow = new RunNow(schedulers, log);
        await runNow.StartAsync(TestContext.Current.CancellationToken);

        runNow.Request("poll");
        runNow.Request("remind");
        runNow.Request("send");
        await schedulers.AskedForAll.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await runNow.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal([168, 168], log.Ids.Take(2));
        Assert.Contains("Job poll was asked for", log.Lines[0].Text, StringComparison.Ordinal);
        Assert.Contains("the store is away", log.Lines[1].Text, StringComparison.Ordinal);
    }

    sealed class Away : ISchedulerFactory
    {
        readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _asked;

        public Task AskedForAll => _all.Task;

        public ValueTask<IScheduler> GetScheduler(CancellationToken cancellationToken = default)
        {
            if (++_asked == 3)
            {
                _all.SetResult();
            }

            throw new SchedulerException("the store is away");
        }

        public ValueTask<IScheduler?> LookupScheduler(string schedName, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<List<IScheduler>> GetAllSchedulers(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
