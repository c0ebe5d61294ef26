using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Whether a worker runs on a data folder, and what it last wrote of itself.</summary>
/// <param name="Is">Which of the states.</param>
/// <param name="Last">Its last heartbeat; null when none has run there, or it was of a version without one.</param>
/// <param name="HeldBy">Who holds the data folder, as that one wrote; null when nobody does.</param>
sealed record WorkerState(WorkerIs Is, Heartbeat? Last, string? HeldBy)
{
    /// <summary>Looks; changes nothing.</summary>
    public static WorkerState Read(WorkerFolders folders, DateTimeOffset now)
    {
        var last = Heartbeat.Read(folders);
        var heldBy = RunLock.HeldBy(folders);
        return new(
            heldBy switch
            {
                null when last is null => WorkerIs.NeverRun,
                null => last!.StoppedAt is null ? WorkerIs.Dead : WorkerIs.Stopped,
                _ when last is { StoppedAt: null } && heldBy == RunLock.Who(last.Process, last.Machine) => now - last.At
                > Heartbeat.StuckAfter
                    ? WorkerIs.Stuck
                    : WorkerIs.Running,
                _ => WorkerIs.HeldByOther,
            },
            last,
            heldBy
        );
    }
}

enum WorkerIs
{
    /// <summary>It runs, and its scheduler makes its turns.</summary>
    Running,

    /// <summary>Its process lives, but its scheduler has made no turn for minutes, or the data folder cannot be written.</summary>
    Stuck,

    /// <summary>It was told to stop, and did.</summary>
    Stopped,

    /// <summary>It ran, was not told to stop, and is gone.</summary>
    Dead,

    /// <summary>No worker has run on this data folder.</summary>
    NeverRun,

    /// <summary>Another process holds the data folder: a restore, or a worker that is just starting.</summary>
    HeldByOther,
}
