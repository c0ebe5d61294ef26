using SyncWorker.Config;
using SyncWorker.Hosting.Config;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Keeps the record of each job while the worker runs. A record that cannot be written does no harm to the job: the heartbeat, which
/// cannot be written either then, says so.
/// </summary>
sealed class JobRecords(WorkerFolders folders, TimeProvider clock)
{
    readonly Lock _turn = new();
    Dictionary<string, JobRecord>? _records;

    /// <summary>The jobs of the config: times that are new count from now on.</summary>
    public void Know(SyncConfig config)
    {
        lock (_turn)
        {
            var records = _records ??= JobRecordFile.Read(folders);
            var isChanged = false;
            foreach (var (job, times) in config.Schedule.Jobs)
            {
                var text = $"{times.Run.Text}, {config.Zone.Id}";
                if (records.TryGetValue(job, out var record) && record.Times == text)
                {
                    continue;
                }

                records[job] = record is null ? new(text, clock.GetUtcNow()) : record with { Times = text, Since = clock.GetUtcNow() };
                isChanged = true;
            }

            if (isChanged)
            {
                Write();
            }
        }
    }

    /// <summary>The schedule has come to the job.</summary>
    public void Turned(string job) => Change(job, (record, now) => record with { LastTurn = now });

    /// <summary>A run begins.</summary>
    public void Begun(string job) => Change(job, (record, now) => record with { LastBegin = now });

    /// <summary>A run has ended, or there was nothing to do.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="outcome">Null when it broke off.</param>
    public void Ended(string job, StageOutcome? outcome) =>
        Change(
            job,
            (record, now) =>
                record with
                {
                    LastEnd = now,
                    LastSuccess = outcome == StageOutcome.Done ? now : record.LastSuccess,
                    Failures = outcome is null or StageOutcome.Failed ? record.Failures + 1 : 0,
                }
        );

    void Change(string job, Func<JobRecord, DateTimeOffset, JobRecord> change)
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            var records = _records ??= JobRecordFile.Read(folders);
            records[job] = change(records.GetValueOrDefault(job) ?? new("", now), now);
            Write();
        }
    }

    void Write()
    {
        try
        {
            JobRecordFile.Write(folders, _records!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _ = error; // said by the heartbeat
        }
    }
}
