using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Send.Transports;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Tells IT of a job that has had the same trouble three runs in a row, or has not started at its last three times: once by event log,
/// status and mail, and once more when it is over. A mail that could not be sent is tried again after hours.
/// </summary>
sealed partial class TroubleWatch(
    WorkerFolders folders,
    CurrentConfig config,
    TroubleMail mail,
    TimeProvider clock,
    ILogger<TroubleWatch> logger
) : BackgroundService
{
    /// <summary>A job that is late by less than this may still be waiting for another to end.</summary>
    static readonly TimeSpan s_late = TimeSpan.FromMinutes(15);

    static readonly TimeSpan s_mailAgain = TimeSpan.FromHours(4);

    readonly SemaphoreSlim _turn = new(1);
    readonly Dictionary<string, DateTimeOffset> _started = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<DateTimeOffset>> _called = new(StringComparer.Ordinal);
    readonly HashSet<string> _suspected = new(StringComparer.Ordinal);
    readonly DateTimeOffset _begun = clock.GetUtcNow();

    /// <summary>The scheduler has called the job, whether there is work or not.</summary>
    public void Started(string job)
    {
        lock (_started)
        {
            _started[job] = clock.GetUtcNow();
            _called.Remove(job);
            _suspected.Remove(job);
        }
    }

    /// <summary>The job that this one follows has ended, and the scheduler was asked to start it.</summary>
    public void Called(string job)
    {
        lock (_started)
        {
            (_called.TryGetValue(job, out var times) ? times : _called[job] = []).Add(clock.GetUtcNow());
        }
    }

    /// <summary>A run has ended. Never throws: what watches must not become the trouble.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="reasons">Why it ended badly; none when it went well.</param>
    /// <param name="isTold">The stage has told IT itself.</param>
    /// <param name="runs">How many runs this counts for.</param>
    public async Task EndedAsync(string job, IReadOnlyList<string> reasons, bool isTold = false, int runs = 1)
    {
        await _turn.WaitAsync();
        try
        {
            var troubles = TroubleFile.Read(folders);
            var before = troubles.GetValueOrDefault(job);
            if (reasons.Count > 0)
            {
                troubles[job] = await TellAsync(job, Trouble.After(before, reasons, runs, clock.GetUtcNow()), isTold);
            }
            else if (!troubles.Remove(job))
            {
                return;
            }
            else if (before!.HasClearing)
            {
                Over(logger, job);
                await MailAsync(job, cancellation => mail.TellEndAsync(job, cancellation));
            }

            TroubleFile.Write(folders, troubles);
        }
#pragma warning disable CA1031 // Do not catch general exception types: the schedule goes on, whatever keeps IT from being told
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotTold(logger, error, job);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Looks for jobs that the scheduler has not called at their last three times.</summary>
    public async Task LookAsync()
    {
        var (current, now) = (config.Current, clock.GetUtcNow());
        foreach (var (job, times) in current.Schedule.Jobs)
        {
            if (DueSinceStart(job, times.Run, current) is not { Count: >= Trouble.TellAfter } due || due[^1] + s_late > now)
            {
                continue;
            }

            // Seen twice: after the machine was asleep the scheduler catches up a little later than this looks.
            if (!_suspected.Add(job))
            {
                await EndedAsync(job, [$"The job {job} has not started at its last {Trouble.TellAfter} times."], runs: Trouble.TellAfter);
            }
        }
    }

    // The first times, as many as IT is told after, at which the job was to start since it did last.
    List<DateTimeOffset> DueSinceStart(string job, RunTimes times, SyncConfig current)
    {
        lock (_started)
        {
            var due =
                times is RunTimes.After
                    ? _called.GetValueOrDefault(job, [])
                    : new JobTriggers(times, current.Zone, current.Calendar).After(_started.GetValueOrDefault(job, _begun));
            return [.. due.Take(Trouble.TellAfter)];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    async Task<Trouble> TellAsync(string job, Trouble trouble, bool isTold)
    {
        if (isTold)
        {
            return trouble with { IsTold = true, HasClearing = true };
        }

        var isFirst = !trouble.IsTold && trouble.Runs >= Trouble.TellAfter;
        if (isFirst)
        {
            Again(logger, job, trouble.Runs, Zones.Local(trouble.Since, config.Current.Zone));
        }

        if (!isFirst && !(trouble.MailAgainAt <= clock.GetUtcNow()))
        {
            return trouble;
        }

        var isDone = await MailAsync(job, cancellation => mail.TellAsync(job, trouble, cancellation));
        return trouble with { IsTold = true, HasClearing = true, MailAgainAt = isDone ? null : clock.GetUtcNow() + s_mailAgain };
    }

    // A refused login is not tried again: each try brings the account nearer to being locked.
    async Task<bool> MailAsync(string job, Func<CancellationToken, Task<Delivery?>> send)
    {
        try
        {
            var delivery = await send(CancellationToken.None);
            if (delivery is null or Delivery.Sent or Delivery.Uncertain)
            {
                return true;
            }

            NotMailed(logger, job, $"{delivery.Code} {delivery.Text}".Trim());
            return delivery is Delivery.LoginRefused or Delivery.Permanent;
        }
#pragma warning disable CA1031 // Do not catch general exception types: the event log has said it, and status does
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotMailed(logger, job, error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(133, LogLevel.Error, "Job {Job} has had the same trouble {Runs} runs in a row, since {Since}; see: SyncWorker status")]
    static partial void Again(ILogger logger, string job, int runs, string since);

    [LoggerMessage(134, LogLevel.Warning, "The trouble of job {Job} is over")]
    static partial void Over(ILogger logger, string job);

    [LoggerMessage(135, LogLevel.Error, "IT could not be told by mail of job {Job}: {Words}")]
    static partial void NotMailed(ILogger logger, string job, string words);

    [LoggerMessage(136, LogLevel.Error, "The trouble of job {Job} could not be recorded")]
    static partial void NotTold(ILogger logger, Exception error, string job);
}
