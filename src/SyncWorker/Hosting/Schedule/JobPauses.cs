using System.Data.Common;
using SyncWorker.Hosting.Config;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Whether a person paused a job: asked before each start, so that the worker need not be told.</summary>
sealed class JobPauses(StoreFigures store, CurrentConfig config)
{
    /// <summary>Why the job does not start now; null when nobody paused it, and when the store cannot be asked: the run says why.</summary>
    public string? Find(string job, DateTimeOffset now)
    {
        try
        {
            return store.Engine.Exists() ? store.PauseOf(job, now)?.Words(config.Current.Zone) : null;
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
