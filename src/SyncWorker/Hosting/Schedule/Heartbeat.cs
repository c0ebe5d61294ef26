using System.Text.Json;
using System.Text.Json.Serialization;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// What the worker last wrote of itself into heartbeat.json in the data folder. The time comes from the scheduler's own turn, so a
/// fresh one proves that the schedule goes on, not only that the process lives.
/// </summary>
/// <param name="Process">The worker's process id.</param>
/// <param name="Machine">The machine it runs on.</param>
/// <param name="StartedAt">When this process began.</param>
/// <param name="At">The scheduler's last turn.</param>
/// <param name="Version">The program's version.</param>
sealed record Heartbeat(int Process, string Machine, DateTimeOffset StartedAt, DateTimeOffset At, string Version)
{
    /// <summary>The scheduler makes a turn this often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>A scheduler that has made no turn for this long is stuck.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(5);

    /// <summary>When it was told to stop and did; null while it runs, and for ever when it died.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The last one; null when no worker has run on this data folder, or the file cannot be read.</summary>
    public static Heartbeat? Read(WorkerFolders folders)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(PathIn(folders)), HeartbeatJson.Default.Heartbeat);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public void Write(WorkerFolders folders)
    {
        WholeFile.Write(PathIn(folders), JsonSerializer.Serialize(this, HeartbeatJson.Default.Heartbeat));
    }

    static string PathIn(WorkerFolders folders) => Path.Combine(folders.Data, "heartbeat.json");
}

[JsonSerializable(typeof(Heartbeat))]
sealed partial class HeartbeatJson : JsonSerializerContext;
