using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Tells IT of a job that has had the same trouble three runs in a row, or has not started at its last three times or for hours: once by
/// event log, status and mail, then once a day, and once more when it has gone well for two hours. A mail that could not be sent is tried
/// again after hours. Beside that it looks at the conditions of <see cref="TroubleConditions"/>, sends the daily line, and says at the start what was missed.
/// </summary>
sealed partial class TroubleWatch(TroubleParts parts, RunTimer timer, ConditionWatch conditions, ILogger<TroubleWatch> logger)
    : BackgroundService
{
    /// <summary>A job that is late by less than this may still be waiting for another to end.</summary>
    static readonly TimeSpan s_late = TimeSpan.FromMinutes(15);

    /// <summary>One missed time is enough when nothing has made up for it by then: of a job that runs daily the third is days away.</summary>
    static readonly TimeSpan s_veryLate = TimeSpan.FromHours(2);

    static readonly TimeSpan s_mailAgain = TimeSpan.FromHours(4);

    readonly SemaphoreSlim _turn = new(1);
    readonly Dictionary<string, DateTimeOffset> _started = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<DateTimeOffset>> _called = new(StringComparer.Ordinal);
    readonly HashSet<string> _suspected = new(StringComparer.Ordinal);
    readonly DateTimeOffset _begun = parts.Clock.GetUtcNow();
    DateTimeOffset _dailyAgainAt;
    Dictionary<string, Trouble>? _unwritten;

    WorkerFolders Folders => parts.Folders;

    TimeProvider Clock => parts.Clock;

    /// <summary>Measures the runs.</summary>
    public RunTimer Timer => timer;

    /// <summary>The scheduler has called the job, whether there is work or not.</summary>
    public void Started(string job)
    {
        lock (_started)
        {
            _started[job] = Clock.GetUtcNow();
            _called.Remove(job);
            _suspected.Remove(job);
        }
    }

    /// <summary>The job that this one follows has ended, and the scheduler was asked to start it.</summary>
    public void Called(string job)
    {
        lock (_started)
        {
            (_called.TryGetValue(job, out var times) ? times : _called[job] = []).Add(Clock.GetUtcNow());
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
            var troubles = ReadTroubles();
            var before = troubles.GetValueOrDefault(job);
            if (reasons.Count > 0)
            {
                troubles[job] = await TellAsync(job, Trouble.After(before, reasons, runs, Clock.GetUtcNow()), isTold);
            }
            else if (before is null or { WellSince: not null })
            {
                return;
            }
            else if (before.HasClearing)
            {
                troubles[job] = before with { WellSince = Clock.GetUtcNow() };
            }
            else
            {
                troubles.Remove(job);
            }

            Write(troubles);
        }
#pragma warning disable CA1031 // Do not catch general exception types: the schedule goes on, whatever keeps IT from being told
        catch (Exception error)
#pragma warning restore CA1031
        {
            NoteUntold(error, job);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Looks for jobs that the scheduler has not called, judges the conditions, and sends the daily line when it is time. What breaks in one
    /// of them is logged and keeps none of the others.
    /// </summary>
    public async Task LookAsync()
    {
        await LookForLateAsync();
        await _turn.WaitAsync();
        try
        {
            var troubles = ReadTroubles();
            var before = troubles.Count;
            await TellEndsAsync(troubles);
            await conditions.LookAsync(troubles);
            if (before + troubles.Count > 0)
            {
                Write(troubles);
            }

            await SendDailyAsync(troubles);
        }
#pragma warning disable CA1031 // Do not catch general exception types: the next look may go well
        catch (Exception error)
#pragma warning restore CA1031
        {
            NoteUntold(error, "watch");
        }
        finally
        {
            _turn.Release();
        }

        parts.File.Update(state => state with { SeenAt = Clock.GetUtcNow() });
    }

    /// <summary>Says at the start what was missed since the watch last looked: in the log, and by mail when it was long.</summary>
    public async Task ReportTimeOffAsync()
    {
        var (now, current) = (Clock.GetUtcNow(), parts.Config.Current);
        var seen = parts.File.Read().SeenAt;
        parts.File.Update(state => state with { SeenAt = now });
        if (seen < now && TimeOff.Find(current, seen.Value, now) is { } off)
        {
            var lines = off.Lines(current.Zone);
            WasOff(logger, string.Join('\n', lines));
            if (off.IsWorthMail)
            {
                await parts.Mail.TryAsync(mail => mail.TellTimeOffAsync(lines), logger);
            }
        }
    }

    async Task TellEndsAsync(Dictionary<string, Trouble> troubles)
    {
        foreach (var (job, trouble) in troubles.Where(pair => pair.Value.IsOver(Clock.GetUtcNow())).ToList())
        {
            troubles.Remove(job);
            Over(logger, job);
            await parts.Mail.TryAsync(mail => mail.TellEndAsync(job, trouble), logger);
        }
    }

    async Task SendDailyAsync(Dictionary<string, Trouble> troubles)
    {
        var (current, state) = (parts.Config.Current, parts.File.Read());
        var at = Moment.Read(Clock, current.Zone);
        if (!DailyLine.IsDue(current, state.DailyOn, at) || at.Instant < _dailyAgainAt)
        {
            return;
        }

        var open = troubles.Where(pair => pair.Value.WellSince is null).ToDictionary(StringComparer.Ordinal);
        var lines = DailyLine.Lines(current, new(new SyncStore(Folders, Clock)), open, at);
        if (await parts.Mail.TryAsync(mail => mail.TellDayAsync(lines), logger))
        {
            parts.File.Update(before => before with { DailyOn = at.Today });
        }
        else
        {
            _dailyAgainAt = at.Instant + s_mailAgain;
        }
    }

    async Task LookForLateAsync()
    {
        var (current, now) = (parts.Config.Current, Clock.GetUtcNow());
        foreach (var (job, times) in current.Schedule.Jobs)
        {
            // Seen twice: after the machine was asleep the scheduler catches up a little later than this looks.
            if (LateReason(job, times, current, now) is { } reason && !_suspected.Add(job))
            {
                await EndedAsync(job, [reason], runs: Trouble.TellAfter);
            }
        }
    }

    string? LateReason(string job, JobTimes times, SyncConfig current, DateTimeOffset now)
    {
        var due = DueSinceStart(job, times.Run, current);
        return due.Count >= Trouble.TellAfter && due[^1] + s_late <= now
                ? $"The job {job} has not started at its last {Trouble.TellAfter} times."
            : due is [var first, ..] && first + s_veryLate <= now && times.Missed is not MissedRuns.Skip
                ? $"The job {job} has not started at its time, {Zones.Local(first, current.Zone)}."
            : null;
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
        await ReportTimeOffAsync();
        using var ticks = new PeriodicTimer(TimeSpan.FromMinutes(10), Clock);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
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
        var now = Clock.GetUtcNow();
        if (isTold)
        {
            return trouble with { IsTold = true, HasClearing = true, ToldAt = trouble.ToldAt ?? now };
        }

        var isFirst = !trouble.IsTold && trouble.Runs >= Trouble.TellAfter;
        if (isFirst)
        {
            Again(logger, job, trouble.Runs, Zones.Local(trouble.Since, parts.Config.Current.Zone));
        }

        if (!isFirst && !(trouble.MailAgainAt <= now))
        {
            return trouble;
        }

        var isDone = await parts.Mail.TryAsync(mail => mail.TellAsync(job, trouble), logger);
        return trouble with { IsTold = true, HasClearing = true, ToldAt = now, MailAgainAt = isDone ? null : now + s_mailAgain };
    }

    // What a full disk did not take is remembered, or IT would be told again at each look.
    Dictionary<string, Trouble> ReadTroubles() => _unwritten ?? TroubleFile.Read(Folders);

    void Write(Dictionary<string, Trouble> troubles)
    {
        _unwritten = troubles;
        TroubleFile.Write(Folders, troubles);
        _unwritten = null;
    }

    void NoteUntold(Exception error, string job)
    {
        var words = StoreFault.Explain(error, Folders);
        NotTold(logger, words is null ? error : null, job, words ?? error.Message);
    }

    [LoggerMessage(133, LogLevel.Error, "Job {Job} has had the same trouble {Runs} runs in a row, since {Since}; see: SyncWorker status")]
    static partial void Again(ILogger logger, string job, int runs, string since);

    [LoggerMessage(134, LogLevel.Warning, "The trouble of job {Job} is over")]
    static partial void Over(ILogger logger, string job);

    [LoggerMessage(153, LogLevel.Warning, "{Lines}")]
    static partial void WasOff(ILogger logger, string lines);

    [LoggerMessage(136, LogLevel.Error, "The trouble of job {Job} could not be recorded: {Reason}")]
    static partial void NotTold(ILogger logger, Exception? error, string job, string reason);
}
